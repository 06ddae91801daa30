/** CSV as offices send it: `;` or `,`, Windows-1252 or UTF-8 with or without a byte order mark, CRLF. */
import { ByteFile, type Cell, type TableFile, type WrittenFile } from './table-file.ts';

export interface CsvDialect {
  readonly delimiter: ';' | ',';
  readonly encoding: 'windows-1252' | 'utf-8' | 'utf-8-bom';
}

/** Characters are gathered to pieces of this size before they become bytes. */
const PIECE = 1 << 17;

/** The characters above 127 that Windows-1252 puts elsewhere than Latin-1 and that names and trades are written with. */
const WINDOWS_1252: Readonly<Record<string, string>> = {
  '‘': '\x91',
  '’': '\x92',
  '“': '\x93',
  '”': '\x94',
  '–': '\x96',
  '—': '\x97',
};

const ELSEWHERE = /[‘’“”–—]/;
const ELSEWHERE_ALL = /[‘’“”–—]/g;

function encode(text: string, encoding: CsvDialect['encoding']): Buffer {
  if (encoding !== 'windows-1252') return Buffer.from(text, 'utf8');
  const isLatin1 = !ELSEWHERE.test(text);
  return Buffer.from(isLatin1 ? text : text.replace(ELSEWHERE_ALL, (mark) => WINDOWS_1252[mark]!), 'latin1');
}

export class CsvFile implements TableFile {
  readonly #file: ByteFile;
  readonly #dialect: CsvDialect;
  readonly #emptyLine: string;
  #piece = '';
  #rows = 0;

  /** @param columns how many cells a row of empty cells has */
  constructor(path: string, dialect: CsvDialect, columns: number) {
    this.#file = new ByteFile(path);
    this.#dialect = dialect;
    this.#emptyLine = `${dialect.delimiter.repeat(columns - 1)}\r\n`;
    if (dialect.encoding === 'utf-8-bom') this.#file.write(Buffer.from([0xef, 0xbb, 0xbf]));
  }

  async nextSheet(): Promise<void> {}

  row(cells: readonly Cell[]): number {
    const { delimiter } = this.#dialect;
    let line = '';
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      const text = typeof cell === 'string' ? cell : String(cell);
      line += i === 0 ? quoted(text, delimiter) : delimiter + quoted(text, delimiter);
    }
    return this.#append(`${line}\r\n`);
  }

  emptyRow(): number {
    return this.#append(this.#emptyLine);
  }

  #append(line: string): number {
    this.#piece += line;
    if (this.#piece.length >= PIECE) this.#flush();
    return ++this.#rows;
  }

  #flush(): void {
    this.#file.write(encode(this.#piece, this.#dialect.encoding));
    this.#piece = '';
  }

  async drained(): Promise<void> {}

  async close(): Promise<WrittenFile> {
    this.#flush();
    return this.#file.close();
  }

  abandon(): void {
    this.#file.abandon();
  }
}

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
