/** The thread that carries residents through a transition, one replicate of one path at a time. */
import { parentPort } from 'node:worker_threads';
import { TwinError } from '../kernel/errors.ts';
import { readPopulation } from '../population/parquet.ts';
import { ImpossibleStart } from '../simulation/digital/impossible-start.ts';
import type { DigitalParameters } from '../simulation/digital/parameters.ts';
import {
  digitalResidents,
  GROUPS,
  requirePossibleAccess,
  type DigitalResidents,
} from '../simulation/digital/residents.ts';
import { centralOf, replicateOf } from '../simulation/digital/transition.ts';
import type { StartPersons } from '../simulation/microsimulation/persons.ts';
import { startPersons } from '../simulation/microsimulation/start-persons.ts';
import { damagedFiles } from '../snapshot-files.ts';
import type { FromThread, Question, SnapshotAtHand, Start, ToThread } from './protocol.ts';

const port = parentPort!;

interface City {
  readonly persons: StartPersons;
  readonly householdRow: Uint32Array;
  readonly spread: number;
}

/** The newest that was asked for. */
let city: { readonly snapshotId: string; readonly read: Promise<City> } | undefined;
let residents: { readonly of: City; readonly ages: string; readonly made: DigitalResidents } | undefined;

/** @throws TwinError storage when the columns are gone or damaged */
async function readCity({ populationFolder, areas }: SnapshotAtHand): Promise<City> {
  const [damaged] = await damagedFiles(populationFolder);
  if (damaged !== undefined)
    throw new TwinError('storage', {
      code: 'population-unreadable',
      what: 'The columns of the snapshot are gone or are no more what was written.',
      where: { file: damaged },
      todo: 'Build the snapshot again: npm run twin -- build.',
    });
  const population = await readPopulation(populationFolder);
  return { ...startPersons(population, areas), householdRow: population.persons.householdRow };
}

function cityOf(snapshot: SnapshotAtHand): Promise<City> {
  if (city?.snapshotId === snapshot.snapshotId) return city.read;
  const read = readCity(snapshot);
  const asked = { snapshotId: snapshot.snapshotId, read };
  city = asked;
  // What could not be read is tried again at the next question.
  read.catch(() => city === asked && (city = undefined));
  return read;
}

function residentsOf(of: City, parameters: DigitalParameters): DigitalResidents {
  const ages = JSON.stringify(parameters.ages);
  if (residents?.of !== of || residents.ages !== ages)
    residents = { of, ages, made: digitalResidents(of.persons, of.householdRow, parameters) };
  return residents.made;
}

function startOf({ persons, spread }: City, { group, area, areas }: DigitalResidents): Start {
  const sizes = new Float64Array((areas + 1) * GROUPS.length);
  group.forEach((of, i) => {
    sizes[area[i]! * GROUPS.length + of]!++;
    sizes[areas * GROUPS.length + of]!++;
  });
  return { persons: persons.low.length, sizes, spread };
}

async function answer(snapshot: SnapshotAtHand, question: Question, number: number): Promise<FromThread> {
  const of = await cityOf(snapshot);
  if (question.kind === 'start') {
    const made = residentsOf(of, question.parameters);
    requirePossibleAccess(made, question.parameters);
    return { number, kind: 'start', start: startOf(of, made) };
  }
  const { parameters, path, months, seed } = question.asked;
  const made = residentsOf(of, parameters);
  const setting = { residents: made, parameters, paths: [path], months, seed, weight: 1 };
  const { replicate } = question;
  const [measures] = replicate === 'central' ? centralOf(setting) : replicateOf(setting, replicate);
  return { number, kind: 'replicate', measures: measures! };
}

function whatWentWrong(number: number, error: unknown): FromThread {
  if (!(error instanceof TwinError))
    return { number, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const value = error instanceof ImpossibleStart ? error.value : undefined;
  return { number, kind: 'refused', errorKind: error.kind, text: error.text, value };
}

port.on('message', ({ number, snapshot, question }: ToThread) => {
  void answer(snapshot, question, number)
    .catch((error: unknown) => whatWentWrong(number, error))
    .then((said) => port.postMessage(said, said.kind === 'replicate' ? [said.measures.buffer as ArrayBuffer] : []));
});
