/**
 * What a snapshot holds, put into its tables. The shapes are those that the stages hand on, as far as they are needed
 * here; a stage's own result fits as it is.
 */
import type { Bilingual } from '../kernel/bilingual.ts';
import { sha256 } from '../kernel/checksum.ts';
import { sql, sqlName } from '../kernel/sql.ts';
import { numberIndex, sealNumber, type Keys, type NumberKind, type SealedNumber } from './keys.ts';
import type { CodedText, InsertColumn, Questioner } from './store.ts';

export interface FileToKeep {
  readonly name: string;
  readonly registerId: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sheets: readonly string[];
  readonly dialect: Bilingual;
  readonly rowsReceived: number;
  readonly rowsAccepted: number;
  readonly rowsWithFindings: number;
  readonly rowsRefused: number;
}

export interface FindingToKeep {
  readonly severity: string;
  readonly code: string;
  readonly file: number;
  readonly sheet: number;
  readonly row: number;
  readonly column: string;
  /** Shape of the value: each letter A, each digit 9. */
  readonly found: string;
  readonly expected: string;
}

/** Where each accepted row of one register came from; index i of every array is one row. */
export interface RowSources {
  readonly count: number;
  /** [row] index into the files of this build. */
  readonly sourceFile: Uint16Array;
  readonly sourceSheet: Uint16Array;
  /** [row] 1-based. */
  readonly sourceRow: Uint32Array;
}

/** Which person each of those rows belongs to. */
export interface RowLinks {
  /** [row] person, or -1 while the row waits for review. */
  readonly person: Int32Array;
  /** [row] index into the names of the kinds. */
  readonly kind: Uint8Array;
  /** [row] NaN becomes null. */
  readonly weightBits: Float32Array;
  /** [row] NaN becomes null. */
  readonly probability: Float32Array;
}

export interface PairsToKeep {
  readonly count: number;
  /** [pair] index into the registers. */
  readonly register: Uint8Array;
  /** [pair] row of that register. */
  readonly row: Uint32Array;
  /** [pair] candidate person. */
  readonly person: Int32Array;
  readonly weightBits: Float32Array;
  readonly probability: Float32Array;
  /** [pair] index into `doubts`. */
  readonly doubt: Uint8Array;
  readonly doubts: readonly string[];
}

/** Names and numbers of the persons; index i is person i. Blank becomes null. */
export interface IdentitiesToKeep {
  readonly nik: CodedText;
  readonly kkNumber: CodedText;
  readonly fullName: CodedText;
  readonly motherName: CodedText;
  readonly fatherName: CodedText;
  readonly birthPlace: CodedText;
  readonly address: CodedText;
}

export interface ArtefactToKeep {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const ofSnapshot = (snapshot: number): InsertColumn => ({ type: 'all', of: 'int4', value: snapshot });
const text = (values: readonly string[]): InsertColumn => ({ type: 'text', values });
const int2 = (values: ArrayLike<number>): InsertColumn => ({ type: 'int2', values });
const int4 = (values: ArrayLike<number>): InsertColumn => ({ type: 'int4', values });
const real = (values: ArrayLike<number>): InsertColumn => ({ type: 'float4', values });

/** The files that were read and what was found in them. */
export async function saveReading(
  store: Questioner,
  snapshot: number,
  reading: { readonly files: readonly FileToKeep[]; readonly findings: readonly FindingToKeep[] },
): Promise<void> {
  const { files, findings } = reading;
  await store.insertColumns('twin.register_file', {
    snapshot: ofSnapshot(snapshot),
    file: int2(files.map((_, i) => i)),
    register_id: text(files.map((file) => file.registerId)),
    name: text(files.map((file) => file.name)),
    bytes: { type: 'int8', values: files.map((file) => file.bytes) },
    sha256: text(files.map((file) => file.sha256)),
    sheets: { type: 'json', values: files.map((file) => file.sheets) },
    dialect: text(files.map((file) => file.dialect.id)),
    rows_received: int4(files.map((file) => file.rowsReceived)),
    rows_accepted: int4(files.map((file) => file.rowsAccepted)),
    rows_with_findings: int4(files.map((file) => file.rowsWithFindings)),
    rows_refused: int4(files.map((file) => file.rowsRefused)),
  });
  await store.insertColumns('twin.finding', {
    snapshot: ofSnapshot(snapshot),
    severity: text(findings.map((finding) => finding.severity)),
    code: text(findings.map((finding) => finding.code)),
    file: int2(findings.map((finding) => finding.file)),
    sheet: int2(findings.map((finding) => finding.sheet)),
    row: int4(findings.map((finding) => finding.row)),
    column_name: text(findings.map((finding) => finding.column)),
    found: text(findings.map((finding) => finding.found)),
    expected: text(findings.map((finding) => finding.expected)),
  });
}

/**
 * Which person each accepted row belongs to.
 *
 * @param registers rows of each register and their links
 * @param kinds     names of the kinds of link
 * @param personIds [person × 16 bytes]
 */
export async function saveLineage(
  store: Questioner,
  snapshot: number,
  registers: readonly { readonly records: RowSources; readonly links: RowLinks }[],
  kinds: readonly string[],
  personIds: Uint8Array,
): Promise<void> {
  for (const { records, links } of registers) {
    await store.insertColumns(`twin.lineage_${snapshot}`, {
      snapshot: ofSnapshot(snapshot),
      file: int2(records.sourceFile),
      sheet: int2(records.sourceSheet),
      row: int4(records.sourceRow),
      person_id: { type: 'uuid', values: personIds, at: links.person },
      link_kind: { type: 'coded-text', values: { codes: links.kind, dictionary: { values: kinds } } },
      weight_bits: real(links.weightBits),
      probability: real(links.probability),
    });
  }
}

/** The doubtful pairs. @param registers rows of each register, in the order that the pairs speak of */
export async function saveReview(
  store: Questioner,
  snapshot: number,
  pairs: PairsToKeep,
  registers: readonly RowSources[],
  personIds: Uint8Array,
): Promise<void> {
  const place = (of: 'sourceFile' | 'sourceSheet' | 'sourceRow') =>
    Uint32Array.from(pairs.row, (row, i) => registers[pairs.register[i]!]![of][row]!);
  await store.insertColumns('twin.review_pair', {
    snapshot: ofSnapshot(snapshot),
    pair: int4(Uint32Array.from({ length: pairs.count }, (_, i) => i)),
    file: int2(place('sourceFile')),
    sheet: int2(place('sourceSheet')),
    row: int4(place('sourceRow')),
    person_id: { type: 'uuid', values: personIds, at: pairs.person },
    weight_bits: real(pairs.weightBits),
    probability: real(pairs.probability),
    doubt: { type: 'coded-text', values: { codes: pairs.doubt, dictionary: { values: pairs.doubts } } },
  });
}

/** Names and numbers, into the schema that is apart. @param personIds [person × 16 bytes] */
export async function saveIdentities(
  store: Questioner,
  snapshot: number,
  keys: Keys,
  identities: IdentitiesToKeep,
  personIds: Uint8Array,
): Promise<void> {
  const name = (values: CodedText): InsertColumn => ({ type: 'coded-text', values, blankIsNull: true });
  const nik = sealed(keys, 'nik', identities.nik);
  const kk = sealed(keys, 'kk', identities.kkNumber);
  await store.insertColumns(`identity.person_${snapshot}`, {
    snapshot: ofSnapshot(snapshot),
    person_id: { type: 'uuid', values: personIds },
    nik_encrypted: nik('encrypted'),
    nik_index: nik('index'),
    kk_encrypted: kk('encrypted'),
    kk_index: kk('index'),
    full_name: name(identities.fullName),
    mother_name: name(identities.motherName),
    father_name: name(identities.fatherName),
    birth_place: name(identities.birthPlace),
    address: name(identities.address),
  });
}

/** How many sealed numbers are kept at hand: the members of a family stand together, a NIK comes once. */
const SEALED_AT_HAND = 4096;

/** Both columns of one kind of number; each distinct number is sealed once, or nearly. */
function sealed(keys: Keys, kind: NumberKind, { codes, dictionary }: CodedText) {
  let atHand = new Map<number, SealedNumber>();
  const sealOf = (code: number): SealedNumber => {
    const known = atHand.get(code);
    if (known !== undefined) return known;
    const made = sealNumber(keys, kind, dictionary.values[code]!);
    if (atHand.size === SEALED_AT_HAND) atHand = new Map();
    atHand.set(code, made);
    return made;
  };
  return (part: keyof SealedNumber): InsertColumn => ({
    type: 'made-bytes',
    length: codes.length,
    make: (row) => (dictionary.values[codes[row]!] === '' ? null : sealOf(codes[row]!)[part]),
  });
}

/** The artefacts, each with its checksum. */
export async function saveArtefacts(
  store: Questioner,
  snapshot: number,
  artefacts: readonly ArtefactToKeep[],
): Promise<void> {
  await store.insertColumns('twin.artefact', {
    snapshot: ofSnapshot(snapshot),
    name: text(artefacts.map(({ name }) => name)),
    content_type: text(artefacts.map(({ contentType }) => contentType)),
    sha256: text(artefacts.map(({ bytes }) => sha256(bytes))),
    bytes: { type: 'bytes', values: artefacts.map(({ bytes }) => bytes) },
  });
}

/** Persons who have a number, in one snapshot; for whoever may see them. @returns person ids as PostgreSQL writes a uuid */
export async function findPersons(
  store: Questioner,
  snapshot: number,
  keys: Keys,
  kind: NumberKind,
  number: string,
): Promise<string[]> {
  const column = sqlName(`${kind}_index`);
  const rows = await store.rows<{ person_id: string }>(sql`
    select person_id from identity.person
    where snapshot = ${snapshot} and ${column} = ${numberIndex(keys, kind, number)}
    order by person_id`);
  return rows.map(({ person_id }) => person_id);
}
