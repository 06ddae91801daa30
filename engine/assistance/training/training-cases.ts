/** Worked seekers (trainings-cases.yaml): who fits a course, in which order, and where the points come from. */
import { join } from 'node:path';
import { z } from 'zod';
import { isoDate } from '../../kernel/time.ts';
import { issueText, loadYaml } from '../../kernel/yaml-file.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { Family } from '../evaluation/one-family.ts';
import { TRUTH_WORDS, type Truth } from '../evaluation/truth.ts';
import { FamilyReader } from '../programmes/case-families.ts';
import { COMMON, NOT_KNOWN } from '../programmes/case-shape.ts';
import { DAY } from '../programmes/dated-values.ts';
import type { Programmes } from '../programmes/load.ts';
import { ruleError } from '../programmes/rule-error.ts';
import { TRAINING_PROGRAMME, type PointKey, type Trainings } from './trainings.ts';

/** How a case calls what points are given for. */
const PART_KEYS = {
  kebutuhan: 'need',
  tanggungan: 'dependants',
  jarak: 'distance',
  pengalaman: 'experience',
} as const satisfies Readonly<Record<string, PointKey>>;
const PARTS = Object.keys(PART_KEYS) as (keyof typeof PART_KEYS)[];

const FACT_VALUE = z.union([z.number(), z.string()]);
const RECEIVED = { menerima: z.array(z.string()).optional(), 'belum tahu menerima': z.array(z.string()).optional() };
const SEEKER = z
  .object({
    anggota: z.array(z.object(RECEIVED).catchall(FACT_VALUE)).min(1),
    ...RECEIVED,
    'jarak km': z.union([z.number().min(0), z.literal(NOT_KNOWN)]),
    cocok: z.enum(Object.values(TRUTH_WORDS)).default('ya'),
    gagal: z.array(z.string()).default([]),
    terbuka: z.array(z.string()).default([]),
    nilai: z.number().optional(),
    asal: z.partialRecord(z.enum(PARTS), z.number()).default({}),
  })
  .catchall(FACT_VALUE);
const SHAPE = z.strictObject({
  tanggal: DAY,
  umum: COMMON,
  kasus: z
    .array(
      z.strictObject({
        nama: z.string().min(1),
        tanggal: DAY.optional(),
        kursus: z.string(),
        pencari: z.array(SEEKER).min(1),
      }),
    )
    .min(1),
});

/** The first member of the family, and what a course makes of him. */
export interface WorkedSeeker {
  readonly family: Family;
  /** NaN where nobody knows where the family lives. */
  readonly distanceKm: number;
  readonly fits: Truth;
  /** Conditions that fail, and that stay open; those of the course itself may be called `las/age`. */
  readonly failed: readonly string[];
  readonly open: readonly string[];
  /** Undefined where the case does not say. */
  readonly points: number | undefined;
  readonly parts: ReadonlyMap<PointKey, number>;
}

export interface WorkedCourse {
  readonly name: string;
  readonly day: number;
  readonly course: string;
  /** Those who fit, or may, in the order of their ranks; among them those who do not. */
  readonly seekers: readonly WorkedSeeker[];
}

/** @throws TwinError configuration, naming the file, the row and the key */
export function loadTrainingCases(
  models: string,
  { facts, programmes }: Programmes,
  { trainings }: Trainings,
  lists: CodeLists,
): WorkedCourse[] {
  const path = join(models, 'assistance', TRAINING_PROGRAMME, 'trainings-cases.yaml');
  const parsed = SHAPE.safeParse(loadYaml(path, z.unknown()));
  if (!parsed.success) {
    const { key, fault } = issueText(parsed.error.issues[0]!);
    throw ruleError(path, key || 'The file', fault);
  }
  const { tanggal, umum, kasus } = parsed.data;
  const reader = new FamilyReader(path, { facts, lists, programmes: programmes.map(({ id }) => id) }, umum);
  return kasus.map(({ nama, tanggal: own, kursus, pencari }, i): WorkedCourse => {
    const day = own ?? tanggal;
    const training = trainings.find(({ id }) => id === kursus);
    if (training === undefined) throw ruleError(path, `kasus.${i}.kursus`, `there is no course ${kursus}`);
    if (day < training.validFrom || day > training.validTo)
      throw ruleError(path, `kasus.${i}`, `${kursus} is not held on ${isoDate(day)}`);
    return {
      name: nama,
      day,
      course: kursus,
      seekers: pencari.map((seeker, s) => seekerOf(seeker, `kasus.${i}.pencari.${s}`, path, reader)),
    };
  });
}

function seekerOf(written: z.infer<typeof SEEKER>, key: string, path: string, reader: FamilyReader): WorkedSeeker {
  const { 'jarak km': km, cocok, gagal, terbuka, nilai, asal, ...family } = written;
  if ((cocok === 'tidak') !== gagal.length > 0)
    throw ruleError(path, `${key}.gagal`, 'names conditions of who does not fit, and of nobody else');
  if ((cocok === NOT_KNOWN) !== terbuka.length > 0 && cocok !== 'tidak')
    throw ruleError(path, `${key}.terbuka`, 'names conditions of whom nobody can tell, and of nobody else');
  return {
    family: reader.familyOf(family, key),
    distanceKm: km === NOT_KNOWN ? NaN : km,
    fits: Number(Object.entries(TRUTH_WORDS).find(([, word]) => word === cocok)![0]) as Truth,
    failed: gagal,
    open: terbuka,
    points: nilai,
    parts: new Map(PARTS.flatMap((part) => (asal[part] === undefined ? [] : [[PART_KEYS[part], asal[part]]]))),
  };
}
