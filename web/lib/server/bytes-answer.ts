/** Bytes as an answer: compressed where that pays, and not sent again where the browser has them. */
import { chooseEncoding, compressed, type Compressible } from './compression.ts';

export interface ServedBytes extends Compressible {
  readonly contentType: string;
}

/** @param version what else the tag depends on besides the bytes; '' for nothing */
export async function bytesAnswer(
  request: Request,
  served: ServedBytes,
  version: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const encoding = chooseEncoding(request.headers.get('accept-encoding'), served);
  // Every encoding is an answer of its own, so it has a tag of its own.
  const etag = `"${[version, served.sha256.slice(0, 16), encoding].filter((part) => part !== '').join('-')}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'accept-encoding', ...more };
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
  const bytes = await compressed(served, encoding);
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      'content-type': served.contentType,
      'content-length': String(bytes.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    },
  });
}
