/**
 * Worked families (cases.yaml of a programme, and cases-2027.yaml or the like beside it), in the words that a social worker uses;
 * each says what the rules of its day must find, and in which order the list has them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoDate } from '../../kernel/time.ts';
import { issueText } from '../../kernel/yaml-file.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { Family } from '../evaluation/one-family.ts';
import { TRUTH_WORDS, type Truth } from '../evaluation/truth.ts';
import { FamilyReader } from './case-families.ts';
import { CASES, EXPECTED_WORDS, NOT_KNOWN, type WrittenCase, type WrittenExpectation } from './case-shape.ts';
import type { Programmes } from './load.ts';
import { loadRules, ruleError } from './rule-error.ts';
import { isInForce } from './rule-set.ts';
import { levelOf, type Programme } from './shape.ts';

/** What must come out, for the family or for one member. */
export interface Expectation {
  /** Undefined for a family. */
  readonly member: number | undefined;
  readonly fits: Truth;
  /** NaN where no source tells the amount; undefined where the case does not say. */
  readonly rupiahPerYear: number | undefined;
  /** Keys of the conditions that fail, and that stay open; undefined where the case does not say. */
  readonly failed: readonly string[] | undefined;
  readonly open: readonly string[] | undefined;
}

export interface WorkedFamily {
  readonly name: string;
  readonly day: number;
  /** False where the case says that no rules hold on its day; nothing else is expected then. */
  readonly isInForce: boolean;
  readonly family: Family;
  readonly expectations: readonly Expectation[];
}

/** Families in the order of the list; of a programme that is given to persons the first member of each is meant. */
export interface WorkedOrder {
  readonly name: string;
  readonly day: number;
  readonly families: readonly Family[];
}

export interface WorkedCases {
  readonly families: readonly WorkedFamily[];
  readonly orders: readonly WorkedOrder[];
}

const CASES_FILE = /^cases(-[a-z0-9-]+)?\.yaml$/;

/** @throws TwinError configuration, naming the file, the row and the key */
export function loadCases(programme: Programme, loaded: Programmes, lists: CodeLists): WorkedCases {
  const names = readdirSync(programme.folder).filter((name) => CASES_FILE.test(name));
  const files = names.sort().map((name) => casesOf(join(programme.folder, name), programme, loaded, lists));
  return { families: files.flatMap(({ families }) => families), orders: files.flatMap(({ orders }) => orders) };
}

function casesOf(path: string, programme: Programme, { facts, programmes }: Programmes, lists: CodeLists): WorkedCases {
  const parsed = CASES.safeParse(loadRules(path, z.unknown()));
  if (!parsed.success) {
    const { key, fault } = issueText(parsed.error.issues[0]!);
    throw ruleError(path, key || 'The file', fault);
  }
  const { tanggal, umum, kasus, urutan } = parsed.data;
  const reader = new FamilyReader(path, { facts, lists, programmes: programmes.map(({ id }) => id) }, umum);
  const dayOf = (written: { readonly tanggal?: number | undefined }, key: string, isInForceThen: boolean): number => {
    const day = written.tanggal ?? tanggal;
    if (!isInForceThen || isInForce(programme, day)) return day;
    throw ruleError(
      path,
      written.tanggal === undefined ? 'tanggal' : `${key}.tanggal`,
      `no rules of ${programme.id} hold on ${isoDate(day)}`,
      'Write a day on which they do, or berlaku: tidak.',
    );
  };
  return {
    families: kasus.map((written, i): WorkedFamily => {
      const key = `kasus.${i}`;
      const isInForceThen = written.berlaku === undefined;
      return {
        name: written.nama,
        day: dayOf(written, key, isInForceThen),
        isInForce: isInForceThen,
        family: reader.familyOf(written, key),
        expectations: expectationsOf(written, path, key, programme),
      };
    }),
    orders: urutan.map((written, i): WorkedOrder => {
      const key = `urutan.${i}`;
      const families = written.keluarga.map((family, f) => {
        const at = `${key}.keluarga.${f}`;
        for (const [said, place] of [[family, at] as const, ...membersAt(family, at)])
          refuse(said, path, place, NO_WORD);
        return reader.familyOf(family, at);
      });
      return { name: written.nama, day: dayOf(written, key, true), families };
    }),
  };
}

const membersAt = <M>({ anggota }: { readonly anggota: readonly M[] }, key: string): (readonly [M, string])[] =>
  anggota.map((member, m) => [member, `${key}.anggota.${m}`]);

const NO_WORD = 'is said of an order of families, which says nothing but who comes first';

/** @throws TwinError configuration for a word of what must come out, where it would be read by nobody */
function refuse(said: WrittenExpectation, path: string, key: string, why: string): void {
  const odd = EXPECTED_WORDS.find((word) => said[word] !== undefined);
  if (odd !== undefined) throw ruleError(path, `${key}.${odd}`, why);
}

function expectationsOf(written: WrittenCase, path: string, key: string, programme: Programme): Expectation[] {
  const isOfPersons = levelOf(programme) === 'person';
  const [family, members] = [[[written, key] as const], membersAt(written, key)];
  if (written.berlaku !== undefined) {
    for (const [said, at] of [...family, ...members])
      refuse(said, path, at, 'is said of a day on which no rules hold (berlaku: tidak)');
    return [];
  }
  const [given, belongs] = isOfPersons ? ['persons', 'a member'] : ['families', 'the family'];
  for (const [said, at] of isOfPersons ? family : members)
    refuse(
      said,
      path,
      at,
      `is written in the wrong place: ${programme.id} is given to ${given}, so that it belongs to ${belongs}`,
    );
  const expectations = (isOfPersons ? members : family).flatMap(([said, at], m): Expectation[] => {
    if (said.layak === undefined) {
      refuse(said, path, at, 'is said where it is not said whether it is layak');
      return [];
    }
    return [
      {
        member: isOfPersons ? m : undefined,
        fits: Number(Object.entries(TRUTH_WORDS).find(([, word]) => word === said.layak)![0]) as Truth,
        rupiahPerYear: said.rupiah === NOT_KNOWN ? NaN : said.rupiah,
        failed: said.gagal,
        open: said.terbuka,
      },
    ];
  });
  if (expectations.length === 0) throw ruleError(path, key, 'says nowhere whether it is layak');
  return expectations;
}
