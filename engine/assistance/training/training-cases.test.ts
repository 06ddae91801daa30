import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { PLACE_PRECISIONS } from '../../population/columns.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { NO } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { tableOfFamilies } from '../facts/test-table.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { conditionChanges } from '../programmes/test-mutants.ts';
import { TestModels } from '../programmes/test-models.ts';
import { rankSeekers } from './rank.ts';
import { loadTrainingCases, type WorkedCourse } from './training-cases.ts';
import { loadTrainings, TRAINING_PROGRAMME, type PointKey, type Training, type Trainings } from './trainings.ts';

const MODELS = projectPath('models');
const KELURAHAN = ['35.77.01.1005', '35.77.02.1005', '35.77.03.1005'];
const loaded = loadProgrammes(MODELS);
const lists = loadCodeLists(MODELS);
const trainings = loadTrainings(MODELS, loaded, KELURAHAN);
const programme = loaded.programmes.find(({ id }) => id === TRAINING_PROGRAMME)!;
const cases = loadTrainingCases(MODELS, loaded, trainings, lists);

const PLACE = { lon: 111.5, lat: -7.6 };
const KM_PER_DEGREE = 111.32;

/** What a course says otherwise than the case does; undefined where nothing. */
function faultOf({ day, course, seekers }: WorkedCourse, all: Trainings): string | undefined {
  const own = all.trainings.find(({ id }) => id === course)!;
  // A key that the programme has too is told by its course.
  const general = new Set(rulesOn(programme, day).conditions.map(({ key }) => key));
  const training: Training = {
    ...own,
    conditions: own.conditions.map((each) =>
      general.has(each.key) ? { ...each, key: `${course}/${each.key}` } : each,
    ),
  };
  const table = tableOfFamilies(
    loaded.facts,
    seekers.map(({ family }) => family),
  );
  const columns = new TruthColumns(table);
  const known = seekers.map(({ distanceKm }) => !Number.isNaN(distanceKm));
  const ranking = rankSeekers({
    training,
    trainings: all,
    found: evaluate(rulesOn(programme, day), columns),
    columns,
    households: {
      lon: Float64Array.from(seekers, () => PLACE.lon),
      lat: Float64Array.from(seekers, ({ distanceKm }, h) => PLACE.lat + (known[h]! ? distanceKm / KM_PER_DEGREE : 0)),
      precision: Uint8Array.from(known, (is) => PLACE_PRECISIONS.indexOf(is ? 'house' : 'unknown')),
    },
    place: PLACE,
    ids: Uint8Array.from({ length: table.personCount * 16 }, (_, i) => (i * 37) % 251),
    seed: 1,
  });
  const order = ranking.seekers.map(({ person }) => table.householdRow[person]!);
  const expected = [...seekers.keys()].filter((h) => seekers[h]!.fits !== NO);
  if (order.join() !== expected.join()) return `the order is ${order.join()}`;
  for (const { person, points, parts, open } of ranking.seekers) {
    const worked = seekers[table.householdRow[person]!]!;
    if (worked.points !== undefined && worked.points !== points) return `nilai is ${points}`;
    const odd = parts.find(({ key, points: of }) => of !== (worked.parts.get(key) ?? of));
    if (odd !== undefined) return `points of ${odd.key} are ${odd.points}`;
    const opens = open.map(({ key }) => key).join();
    if (opens !== worked.open.join()) return `terbuka is ${opens}`;
  }
  const failing = ranking.failing.flatMap(({ condition, seekers: many }) => Array<string>(many).fill(condition.key));
  const failed = seekers.flatMap((each) => each.failed);
  return failing.sort().join() === failed.sort().join() ? undefined : `gagal is ${failing.join()}`;
}

describe('worked seekers come out as they are written', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_, worked) => {
    expect(faultOf(worked, trainings)).toBeUndefined();
  });
});

/** Every small change that could slip into the file of courses. */
function mutants(): (readonly [string, Trainings])[] {
  const { points } = trainings;
  const withPart = <K extends PointKey>(key: K, part: Partial<Trainings['points'][K]>): Trainings => ({
    ...trainings,
    points: { ...points, [key]: { ...points[key], ...part } },
  });
  const keys = Object.keys(points) as PointKey[];
  return [-1, 1].flatMap((by): (readonly [string, Trainings])[] => [
    ...keys.map((key) => [`weight of ${key} ${by}`, withPart(key, { weight: points[key].weight + by })] as const),
    [`upTo ${by}`, withPart('dependants', { upTo: points.dependants.upTo + by })],
    [`farKm ${by}`, withPart('distance', { farKm: points.distance.farKm + by })],
    [`years ${by}`, withPart('experience', { years: points.experience.years + by })],
    [`unknownShare ${by}`, { ...trainings, unknownShare: trainings.unknownShare + by / 20 }],
    ...trainings.trainings.flatMap((training) =>
      conditionsChanged(training).map(
        ([name, changed]) =>
          [
            `${training.id}: ${name}`,
            { ...trainings, trainings: trainings.trainings.map((each) => (each === training ? changed : each)) },
          ] as const,
      ),
    ),
  ]);
}

const conditionsChanged = (training: Training): (readonly [string, Training])[] =>
  training.conditions.flatMap((condition, i): (readonly [string, Training])[] => [
    [`${condition.key} removed`, { ...training, conditions: training.conditions.filter((_, c) => c !== i) }],
    ...conditionChanges(condition).map(
      ([name, changed]) =>
        [name, { ...training, conditions: training.conditions.map((each, c) => (c === i ? changed : each)) }] as const,
    ),
  ]);

test('whatever of the courses is removed or changed, a case sees it', () => {
  const all = mutants();
  expect(all.length).toBeGreaterThan(25);
  const unseen = all.filter(([, changed]) => cases.every((each) => faultOf(each, changed) === undefined));
  expect(unseen.map(([name]) => name)).toEqual([]);
});

describe('a case is refused by file, row and key', () => {
  const models = new TestModels();
  afterAll(() => models.remove());
  const said = (was: string, becomes: string): string =>
    models.saidOf({ 'pelatihan-kerja/trainings-cases.yaml': [[was, becomes]] }, (folder) => {
      const own = loadProgrammes(folder);
      loadTrainingCases(folder, own, loadTrainings(folder, own, KELURAHAN), lists);
    });

  test.each<[string, string, string, RegExp]>([
    [
      'a course that is none',
      'kursus: las',
      'kursus: laz',
      /kasus\.0\.kursus: there is no course laz.*trainings-cases\.yaml, row/,
    ],
    ['a day without it', 'tanggal: 2025-01-01', 'tanggal: 2024-12-31', /menjahit is not held on 2024-12-31/],
    [
      'a fact that is none',
      'desil: 1, jarak km: 0',
      'kasta: 1, jarak km: 0',
      /kasus\.0\.pencari\.0\.kasta: is no fact of a household/,
    ],
    ['points for something else', 'asal: { kebutuhan: 40 }', 'asal: { rupa: 40 }', /kasus\.0\.pencari\.0\.asal/],
    [
      'a failure of who fits',
      'nilai: 80, asal',
      'gagal: [age], asal',
      /pencari\.0\.gagal: names conditions of who does not fit/,
    ],
  ])('%s', (_, was, becomes, message) => {
    expect(said(was, becomes)).toMatch(message);
  });
});
