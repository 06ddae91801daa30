/** Compresses an artefact once for each encoding; the same bytes are asked for by every reader. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Compressible {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Under one network packet there is nothing to win. */
const WORTHWHILE_BYTES = 1400;
/** One snapshot has eleven artefacts; the rest is room for the snapshot before, and for answers of a few kB. */
const KEPT_ANSWERS = 64;

const kept = new Map<string, Promise<Uint8Array>>();

/** What the browser takes, best first; a quality of 0 means that it does not. */
export function chooseEncoding(accepts: string | null, artefact: Compressible): Encoding {
  if (artefact.bytes.length < WORTHWHILE_BYTES) return 'identity';
  const taken = (accepts ?? '').split(',').map((part) =>
    part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  );
  const takes = (name: string): boolean => taken.some(([token, quality]) => token === name && Number(quality ?? 1) > 0);
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

function compress(bytes: Uint8Array, encoding: 'br' | 'gzip'): Promise<Uint8Array> {
  if (encoding === 'gzip') return promisify(gzip)(bytes);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return promisify(brotliCompress)(bytes, { params });
}

export async function compressed(artefact: Compressible, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'identity') return artefact.bytes;
  const key = `${artefact.sha256}.${encoding}`;
  const answer = kept.get(key) ?? compress(artefact.bytes, encoding);
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!);
  return answer;
}
