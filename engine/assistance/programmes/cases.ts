/**
 * Worked families (cases.yaml of a programme, and cases-2027.yaml or the like beside it), in the words that a social worker uses;
 * each says what the rules of its day must find.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoDate } from '../../kernel/time.ts';
import { issueText, loadYaml } from '../../kernel/yaml-file.ts';
import type { CodeLists } from '../../registers/codes.ts';
import { foldLabel } from '../../registers/fold.ts';
import type { Facts, Family } from '../evaluation/one-family.ts';
import { TRUTH_WORDS, type Truth } from '../evaluation/truth.ts';
import { familyReceivesFact, receivesFact, type FactDescription, type FactLevel } from '../facts/catalogue.ts';
import { DAY } from './dated-values.ts';
import type { Programmes } from './load.ts';
import { ruleError } from './rule-error.ts';
import { isInForce } from './rule-set.ts';
import { levelOf, type Programme } from './shape.ts';

/** What must come out, for the family or for one member. */
export interface Expectation {
  /** Undefined for a family. */
  readonly member: number | undefined;
  readonly fits: Truth;
  readonly rupiahPerYear: number | undefined;
  /** Keys of the conditions that fail, and that stay open; undefined where the case does not say. */
  readonly failed: readonly string[] | undefined;
  readonly open: readonly string[] | undefined;
}

export interface WorkedFamily {
  readonly name: string;
  readonly day: number;
  readonly family: Family;
  readonly expectations: readonly Expectation[];
}

const FACT_VALUE = z.union([z.number(), z.string()]);
const EXPECTED = {
  layak: z.enum(Object.values(TRUTH_WORDS)).optional(),
  rupiah: z.number().optional(),
  gagal: z.array(z.string()).optional(),
  terbuka: z.array(z.string()).optional(),
};
const RECEIVED = { menerima: z.array(z.string()).optional(), 'belum tahu menerima': z.array(z.string()).optional() };
const MEMBER = z.object({ ...EXPECTED, ...RECEIVED }).catchall(FACT_VALUE);
const CASE = z
  .object({
    nama: z.string().min(1),
    tanggal: DAY.optional(),
    anggota: z.array(MEMBER).min(1),
    ...EXPECTED,
    ...RECEIVED,
  })
  .catchall(FACT_VALUE);
const CASES = z.strictObject({
  /** Day of the cases that do not name their own. */
  tanggal: DAY,
  /** Facts of every family and member, where the case does not say otherwise. */
  umum: z.strictObject({
    keluarga: z.record(z.string(), FACT_VALUE).default({}),
    anggota: z.record(z.string(), FACT_VALUE).default({}),
  }),
  kasus: z.array(CASE).min(1),
});

type Raw = Readonly<Record<string, unknown>>;
type Received = { readonly menerima?: string[] | undefined; readonly 'belum tahu menerima'?: string[] | undefined };

const CASES_FILE = /^cases(-[a-z0-9-]+)?\.yaml$/;

/** @throws TwinError configuration, naming the file, the row and the key */
export function loadCases(programme: Programme, loaded: Programmes, lists: CodeLists): WorkedFamily[] {
  const names = readdirSync(programme.folder).filter((name) => CASES_FILE.test(name));
  return names.sort().flatMap((name) => casesOf(join(programme.folder, name), programme, loaded, lists));
}

function casesOf(
  path: string,
  programme: Programme,
  { facts, programmes }: Programmes,
  lists: CodeLists,
): WorkedFamily[] {
  const parsed = CASES.safeParse(loadYaml(path, z.unknown()));
  if (!parsed.success) {
    const { key, fault } = issueText(parsed.error.issues[0]!);
    throw ruleError(path, key || 'The file', fault);
  }
  const words = new Map<string, FactDescription>();
  for (const fact of facts.values()) words.set(`${fact.level} ${fact.word}`, fact);
  const ids = programmes.map(({ id }) => id);
  const isOfPersons = levelOf(programme) === 'person';

  const valuesOf = (raw: Raw, level: FactLevel, key: string): Map<string, number | undefined> => {
    const values = new Map<string, number | undefined>();
    for (const [word, value] of Object.entries(raw)) {
      if (word in EXPECTED || word in RECEIVED || word === 'nama' || word === 'tanggal' || word === 'anggota') continue;
      const fact = words.get(`${level} ${word}`);
      if (fact === undefined) throw ruleError(path, `${key}.${word}`, `is no fact of a ${level}`);
      values.set(fact.key, valueOf(fact, value as number | string, `${key}.${word}`));
    }
    return values;
  };
  const valueOf = (fact: FactDescription, value: number | string, key: string): number | undefined => {
    if (value === 'tidak tahu') return undefined;
    if (fact.kind === 'number' && typeof value === 'number') return value;
    if (fact.kind === 'yes-no' && (value === 'ya' || value === 'tidak')) return value === 'ya' ? 1 : 0;
    if (fact.kind === 'code') {
      const code = value === 'bukan' ? 0 : lists.get(fact.list!)?.byLabel.get(foldLabel(String(value)))?.code;
      if (code !== undefined) return code;
    }
    throw ruleError(path, key, `${String(value)} is no value of ${fact.key}`);
  };
  const received = (written: Received, key: string): ((id: string) => number | undefined) => {
    const odd = [...(written.menerima ?? []), ...(written['belum tahu menerima'] ?? [])].find(
      (id) => !ids.includes(id),
    );
    if (odd !== undefined) throw ruleError(path, `${key}.menerima`, `there is no programme ${odd}`);
    return (id) => {
      if (written.menerima?.includes(id) === true) return 1;
      return written['belum tahu menerima']?.includes(id) === true ? undefined : 0;
    };
  };

  const common = {
    family: valuesOf(parsed.data.umum.keluarga, 'household', 'umum.keluarga'),
    member: valuesOf(parsed.data.umum.anggota, 'person', 'umum.anggota'),
  };
  return parsed.data.kasus.map((written, i): WorkedFamily => {
    const key = `kasus.${i}`;
    const day = written.tanggal ?? parsed.data.tanggal;
    if (!isInForce(programme, day))
      throw ruleError(
        path,
        written.tanggal === undefined ? 'tanggal' : `${key}.tanggal`,
        `no rules of ${programme.id} hold on ${isoDate(day)}`,
        'Write a day on which they do.',
      );
    const members = written.anggota.map((member, m): Facts => {
      const own = new Map([...common.member, ...valuesOf(member, 'person', `${key}.anggota.${m}`)]);
      const receives = received(member, `${key}.anggota.${m}`);
      for (const id of ids) own.set(receivesFact(id), receives(id));
      return own;
    });
    const size = facts.get('familySize');
    const family = new Map<string, number | undefined>([
      ...(size === undefined ? [] : [[size.key, members.length] as const]),
      ...common.family,
      ...valuesOf(written, 'household', key),
    ]);
    const receives = received(written, key);
    for (const id of ids) {
      const isMembers = members.some((member) => member.get(receivesFact(id)) === 1);
      family.set(familyReceivesFact(id), isMembers ? 1 : receives(id));
    }
    const subjects = isOfPersons
      ? written.anggota.map((member, m) => ({ said: member, m }))
      : [{ said: written, m: undefined }];
    const expectations = subjects.flatMap(({ said, m }): Expectation[] =>
      said.layak === undefined
        ? []
        : [
            {
              member: m,
              fits: Number(Object.entries(TRUTH_WORDS).find(([, word]) => word === said.layak)![0]) as Truth,
              rupiahPerYear: said.rupiah,
              failed: said.gagal,
              open: said.terbuka,
            },
          ],
    );
    if (expectations.length === 0) throw ruleError(path, key, 'says nowhere whether it is layak');
    return {
      name: written.nama,
      day,
      family: { facts: family, members },
      expectations,
    };
  });
}
