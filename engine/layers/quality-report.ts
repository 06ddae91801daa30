/** The page on data quality: for each register what became of its rows, and why; overlap of the recipient lists. */
import { z } from 'zod';
import { bitCount, overlapMask } from '../indicators/coverage.ts';
import type { Programme } from '../indicators/programmes.ts';
import { personsInRegister } from '../indicators/quality.ts';
import { BILINGUAL, inBoth, type Bilingual } from '../kernel/bilingual.ts';
import { projectPath } from '../kernel/files.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import { LINK_KINDS, type Linkage } from '../linkage/linkage.ts';
import type { PopulationFindings } from '../population/build.ts';
import type { Population } from '../population/columns.ts';
import { FINDING_TEXTS, findingText } from '../registers/findings.ts';
import type { Finding, ReceivedFile, RegisterReading } from '../registers/records.ts';
import type { QualityReport, ReasonCount, RegisterQuality } from './publication.ts';

const REASONS = z.strictObject({
  findings: z.record(z.string(), BILINGUAL),
  doubts: z.record(z.string(), z.strictObject({ text: BILINGUAL, todo: BILINGUAL })),
});
export type Reasons = z.infer<typeof REASONS>;

export const loadReasons = (path = projectPath('models', 'quality', 'reasons.yaml')): Reasons =>
  loadYaml(path, REASONS);

/** Codes of the reader, each of which has a word on what to do. */
export const findingCodes = (): string[] => Object.keys(FINDING_TEXTS);

export interface QualityInputs {
  readonly reading: RegisterReading;
  readonly linkage: Linkage;
  readonly population: Population;
  readonly findings: PopulationFindings;
  readonly programmes: readonly Programme[];
  /** Names of the registers by id. */
  readonly names: ReadonlyMap<string, Bilingual>;
  readonly reasons: Reasons;
  /** Counts of people under this are not told. */
  readonly smallestShownCount: number;
}

export function qualityReport(inputs: QualityInputs): QualityReport {
  const { reading, findings, population } = inputs;
  const isResident = personsInRegister(reading, inputs.linkage);
  const told = (count: number): number | null => (count < inputs.smallestShownCount ? null : count);
  return {
    registers: reading.registers.map((_, r) => registerQuality(inputs, r, isResident)),
    overlap: overlapOf(population, inputs.programmes, inputs.smallestShownCount),
    population: {
      residents: population.persons.count,
      households: population.households.count,
      personsOutsideRegister: told(findings.persons.outside),
      deadStillListed: told(findings.deadStillListed),
      movedStillListed: told(findings.movedStillListed),
    },
  };
}

function registerQuality(inputs: QualityInputs, r: number, isResident: Uint8Array): RegisterQuality {
  const { reading, linkage, names } = inputs;
  const { registerId, role, count } = reading.registers[r]!;
  const files = reading.files.filter((file) => file.registerId === registerId);
  const sum = (of: (file: ReceivedFile) => number): number => files.reduce((total, file) => total + of(file), 0);
  const { kind, person } = linkage.links[r]!;
  const kinds = new Uint32Array(LINK_KINDS.length);
  let inReview = 0;
  let matched = 0;
  for (let row = 0; row < count; row++) {
    if (person[row]! < 0) inReview++;
    else kinds[kind[row]!]!++;
    if (person[row]! >= 0 && isResident[person[row]!] === 1) matched++;
  }
  const of = (name: (typeof LINK_KINDS)[number]): number => kinds[LINK_KINDS.indexOf(name)]!;
  return {
    registerId,
    name: names.get(registerId) ?? inBoth(registerId),
    role,
    files: files.map(({ name, sha256, bytes, dialect, rowsReceived }) => ({
      name,
      sha256,
      bytes,
      dialect,
      rowsReceived,
    })),
    received: sum((file) => file.rowsReceived),
    linked: count - inReview,
    inReview,
    refused: sum((file) => file.rowsRefused),
    linkedAsAnchor: of('anchor'),
    linkedByDecision: of('decision'),
    linkedByNumber: of('number'),
    linkedByEvidence: of('evidence'),
    knownHereOnly: of('alone'),
    matchedShare: count === 0 ? 0 : matched / count,
    withFindings: sum((file) => file.rowsWithFindings),
    judged: judgedOf(linkage, registerId),
    reasons: rankedReasons(inputs, r),
  };
}

function judgedOf({ report }: Linkage, registerId: string): RegisterQuality['judged'] {
  const found = report.judged?.find((each) => each.registerId === registerId);
  return found === undefined ? null : { precision: found.precision, recall: found.recall };
}

/** Findings, refusals and doubts of one register, the most frequent first. */
function rankedReasons({ reading, linkage, reasons }: QualityInputs, r: number): ReasonCount[] {
  const { registerId } = reading.registers[r]!;
  const counted = new Map<string, ReasonCount & { count: number }>();
  const count = (reason: Omit<ReasonCount, 'count'>): void => {
    const key = `${reason.severity} ${reason.code} ${reason.column}`;
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { ...reason, count: 1 });
    else known.count++;
  };
  for (const finding of reading.findings) {
    if (reading.files[finding.file]!.registerId === registerId) count(reasonOf(finding, reasons));
  }
  const { register, row, doubt, doubts } = linkage.review;
  let last = -1;
  register.forEach((of, pair) => {
    // A row with several candidates is one doubt.
    if (of !== r || row[pair] === last) return;
    last = row[pair]!;
    const code = doubts[doubt[pair]!]!;
    count({ code, severity: 'doubt', column: '', ...reasons.doubts[code]! });
  });
  return [...counted.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

function reasonOf({ code, severity, column }: Finding, reasons: Reasons): Omit<ReasonCount, 'count'> {
  const { id, en } = findingText(code);
  return { code, severity, column, text: { id, en }, todo: reasons.findings[code]! };
}

function overlapOf(
  population: Population,
  programmes: readonly Programme[],
  smallest: number,
): QualityReport['overlap'] {
  const mask = overlapMask(population, programmes);
  const bits = population.programmes
    .map((key, bit) => ({ key, flag: 1 << bit }))
    .filter(({ flag }) => (mask & flag) !== 0);
  const lists = population.households.receives.map((receives) => receives & mask);
  const onMoreThan = (few: number): number => lists.reduce((sum, list) => sum + (bitCount(list) > few ? 1 : 0), 0);
  const told = (count: number): number | null => (count < smallest ? null : count);
  const [families, familiesInSeveral] = [told(onMoreThan(0)), told(onMoreThan(1))];
  const pairs = bits.flatMap((first, i) =>
    bits.slice(i + 1).map((second) => {
      const both = first.flag | second.flag;
      const inBoth = lists.reduce((sum, list) => sum + ((list & both) === both ? 1 : 0), 0);
      return { first: first.key, second: second.key, families: told(inBoth) };
    }),
  );
  // A family on three lists is in three pairs: where those are a few, the pairs and their sum would tell how many.
  const onThree = onMoreThan(2);
  if (onThree > 0 && onThree < smallest && pairs.every((pair) => pair.families !== null)) hideSmallest(pairs);
  // One hidden pair would follow from the sum and the others: the smallest of those goes with it.
  if (pairs.filter((pair) => pair.families === null).length === 1) hideSmallest(pairs);
  return {
    programmes: bits.map(({ key }) => key),
    families,
    familiesInSeveral,
    share: families === null || familiesInSeveral === null ? null : familiesInSeveral / families,
    pairs,
  };
}

/** Hides the smallest pair that is told. */
function hideSmallest(pairs: readonly { families: number | null }[]): void {
  const told = pairs.filter((pair) => pair.families !== null).sort((a, b) => a.families! - b.families!);
  if (told[0] !== undefined) told[0].families = null;
}
