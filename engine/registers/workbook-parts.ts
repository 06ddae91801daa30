/** The parts of a workbook beside its sheets: their names and places, the shared strings, which styles show dates. */
import { TwinError } from '../kernel/errors.ts';
import type { ReadingCaps } from './source.ts';
import { parseXml } from './workbook-xml.ts';
import { damaged, type GuardedZip } from './zip.ts';

export interface WorkbookParts {
  /** In the order of the tabs. */
  readonly sheets: readonly { readonly name: string; readonly entry: string }[];
  readonly strings: SharedStrings;
  /** [style of a cell] true where the number is shown as a date. */
  readonly isDateStyle: readonly boolean[];
  readonly is1904: boolean;
}

/** @throws TwinError input `zip-not-workbook`, `workbook-damaged`, `workbook-bomb` */
export async function readParts(zip: GuardedZip, caps: ReadingCaps): Promise<WorkbookParts> {
  const workbook = [...zip.names].find((name) => /^([^/]+\/)?workbook\.xml$/.test(name));
  if (workbook === undefined) throw notWorkbook(zip);
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const targets = await readRelations(zip, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder, caps);
  const { sheets, is1904 } = await readSheetNames(zip, workbook, caps);
  const entryOf = (kind: string): string | undefined =>
    [...targets.values()].find(({ type, entry }) => type.endsWith(`/${kind}`) && zip.has(entry))?.entry;
  return {
    sheets: sheets.flatMap(({ name, relation }) => {
      const target = targets.get(relation);
      return target?.type.endsWith('/worksheet') === true && zip.has(target.entry)
        ? [{ name, entry: target.entry }]
        : [];
    }),
    strings: await readStrings(zip, entryOf('sharedStrings'), caps),
    isDateStyle: await readStyles(zip, entryOf('styles'), caps),
    is1904,
  };
}

interface Relation {
  readonly type: string;
  readonly entry: string;
}

async function readRelations(
  zip: GuardedZip,
  entry: string,
  folder: string,
  caps: ReadingCaps,
): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  if (!zip.has(entry)) throw damaged(zip.file);
  await parseXml(zip, entry, caps, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      relations.set(Id, { type: Type ?? '', entry: Target.startsWith('/') ? Target.slice(1) : folder + Target });
    },
    close() {},
    text() {},
  });
  return relations;
}

interface SheetName {
  readonly name: string;
  readonly relation: string;
}

async function readSheetNames(
  zip: GuardedZip,
  entry: string,
  caps: ReadingCaps,
): Promise<{ sheets: SheetName[]; is1904: boolean }> {
  const sheets: SheetName[] = [];
  let is1904 = false;
  await parseXml(zip, entry, caps, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      const relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (name === 'sheet' && relation !== undefined) sheets.push({ name: attributes['name'] ?? '', relation });
    },
    close() {},
    text() {},
  });
  return { sheets, is1904 };
}

/** Strings that cells point to, as bytes: no string is kept, and a cell is a copy of bytes. */
export class SharedStrings {
  readonly #encoder = new TextEncoder();
  #arena = new Uint8Array(65536);
  #offsets = new Float64Array(4097);
  #count = 0;
  #length = 0;

  get count(): number {
    return this.#count;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    return this.#arena;
  }

  start(index: number): number {
    return this.#offsets[index]!;
  }

  end(index: number): number {
    return this.#offsets[index + 1]!;
  }

  add(text: string): void {
    const room = this.#length + text.length * 3;
    if (room > this.#arena.length) {
      const larger = new Uint8Array(room * 2);
      larger.set(this.#arena.subarray(0, this.#length));
      this.#arena = larger;
    }
    this.#length += this.#encoder.encodeInto(text, this.#arena.subarray(this.#length)).written;
    this.#count++;
    if (this.#count === this.#offsets.length) {
      const larger = new Float64Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[this.#count] = this.#length;
  }
}

async function readStrings(zip: GuardedZip, entry: string | undefined, caps: ReadingCaps): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (entry === undefined) return strings;
  let text = '';
  let isText = false;
  let phonetic = 0;
  await parseXml(zip, entry, caps, {
    open(name) {
      if (name === 'rPh') phonetic++;
      isText = name === 't' && phonetic === 0;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(name) {
      if (name === 'rPh') phonetic--;
      if (name === 't') isText = false;
      if (name !== 'si') return;
      strings.add(unescaped(text));
      text = '';
      if (strings.count > caps.sharedStrings || strings.length > caps.sharedStringBytes) throw tooManyStrings(zip.file);
    },
  });
  return strings;
}

/** Excel writes characters that XML forbids as _x000D_. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** Number formats that every workbook has and that show dates (ECMA-376, 18.8.30, with those of East Asia). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** A format shows a date when, quotes and colours aside, it has a day or a year. */
const isDateFormat = (format: string): boolean =>
  /[dy]/i.test(format.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '').replace(/general/i, ''));

async function readStyles(zip: GuardedZip, entry: string | undefined, caps: ReadingCaps): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (entry === undefined) return styles;
  const ownDates = new Map<number, boolean>();
  let isCellFormats = false;
  await parseXml(zip, entry, caps, {
    open(name, attributes) {
      if (name === 'numFmt') ownDates.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') isCellFormats = true;
      if (name !== 'xf' || !isCellFormats) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      styles.push(ownDates.get(id) ?? isBuiltInDate(id));
    },
    close(name) {
      if (name === 'cellXfs') isCellFormats = false;
    },
    text() {},
  });
  return styles;
}

function notWorkbook(zip: GuardedZip): TwinError {
  const isBinary = zip.has('xl/workbook.bin');
  return new TwinError('input', {
    code: 'zip-not-workbook',
    what: isBinary ? 'The file is a binary Excel workbook (.xlsb).' : 'The file is a zip, but no Excel workbook.',
    where: { file: zip.file },
    expected: '.xlsx, CSV or Parquet',
    todo: isBinary ? 'Save it as "Excel Workbook (.xlsx)".' : 'Unpack it, or save the table as .xlsx.',
  });
}

const tooManyStrings = (file: string): TwinError =>
  new TwinError('input', {
    code: 'workbook-bomb',
    what: 'The workbook holds more text than a register does.',
    where: { file },
    todo: 'Find out where it comes from. If it is a true register, export it as CSV.',
  });
