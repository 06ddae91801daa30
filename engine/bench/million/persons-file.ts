/** A file of invented residents, some of them in it again with the slips of offices; the truth apart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGeography } from '../../geography/load.ts';
import { projectPath } from '../../kernel/files.ts';
import { SILENT } from '../../kernel/progress.ts';
import { chance } from '../../kernel/random.ts';
import { parseIsoDate } from '../../kernel/time.ts';
import type { City } from '../../samples/city.ts';
import { generateCity } from '../../samples/generate-city.ts';
import { loadErrorModel, type ErrorModel } from '../../samples/registers/error-model.ts';
import { CsvFile } from '../../samples/registers/files/csv-file.ts';
import type { SampleRegister } from '../../samples/registers/headings.ts';
import { indexCity, type CityIndex } from '../../samples/registers/people/city-index.ts';
import { padded, placeOf } from '../../samples/registers/people/places.ts';
import { dateWriter } from '../../samples/registers/slips/dates.ts';
import { Mishaps } from '../../samples/registers/slips/mishaps.ts';
import type { WrittenPerson } from '../../samples/registers/slips/written-line.ts';
import { PersonWriter } from '../../samples/registers/slips/written-person.ts';
import { shuffled } from '../../samples/sampling.ts';

export interface PersonsFileOptions {
  /** Rows in all. */
  readonly rows: number;
  /** Share of the rows that are about somebody who has a row already. */
  readonly duplicateShare: number;
  readonly seed: number;
  /** Where persons.csv, truth.csv and model.yaml come to lie; made where it is not there. */
  readonly folder: string;
}

export interface PersonsFile {
  readonly persons: string;
  readonly truth: string;
  readonly model: string;
  readonly residents: number;
}

const HEADINGS = ['id', 'nama', 'nik', 'tanggal_lahir', 'jenis_kelamin', 'alamat', 'rt', 'rw', 'kelurahan', 'nama_ibu'];

/** Everything is left to the engine but what the columns are called. */
const MODEL = `files:
  '*':
    id: id
    columns:
      nama: nama
      nik: nik
      lahir: tanggal_lahir
      kelamin: jenis_kelamin
      alamat: alamat
      rt: rt
      rw: rw
      kelurahan: kelurahan
      ibu: nama_ibu
`;

/** Who writes the first row of a person, and who writes the rows after it: their rates of errors are those of the registers. */
const FIRST: SampleRegister = 'dukcapil';
const AGAIN: readonly SampleRegister[] = ['dtsen-members', 'dtsen-members', 'bltd'];

/** Makes the three files; the same options make the same bytes. */
export async function writePersonsFile(options: PersonsFileOptions): Promise<PersonsFile> {
  const { rows, duplicateShare, seed, folder } = options;
  const duplicates = Math.round(rows * duplicateShare);
  const errors = loadErrorModel();
  const geography = loadGeography();
  const referenceDay = parseIsoDate(errors.stamps['as-of'])!;
  const models = projectPath('models');
  const residents = rows - duplicates;
  const city = generateCity({ residents, seed, referenceDay, geography, models, progress: SILENT });
  const lines = new PersonLines(indexCity(city, geography), errors, rows);
  const { person, copy } = whoStandsWhere(residents, duplicates, seed);
  mkdirSync(folder, { recursive: true });
  const paths = {
    persons: join(folder, 'persons.csv'),
    truth: join(folder, 'truth.csv'),
    model: join(folder, 'model.yaml'),
  };
  const [persons, truth] = [paths.persons, paths.truth].map(
    (path, i) => new CsvFile(path, { delimiter: ',', encoding: 'utf-8' }, i === 0 ? HEADINGS.length : 2),
  );
  persons!.row(HEADINGS);
  truth!.row(['id', 'entity']);
  shuffled(rows, chance(seed, 'persons-file', 'order')).forEach((line, row) => {
    const id = `R${String(row + 1).padStart(7, '0')}`;
    persons!.row([id, ...lines.cells(person[line]!, copy[line]!)]);
    truth!.row([id, String(person[line]!)]);
  });
  await persons!.close();
  await truth!.close();
  writeFileSync(paths.model, MODEL);
  return { ...paths, residents };
}

/** [line] person and number of the copy: everybody once, then those who are drawn again; one may be drawn several times. */
function whoStandsWhere(residents: number, duplicates: number, seed: number) {
  const draws = chance(seed, 'persons-file', 'again');
  const copies = new Uint8Array(residents);
  const person = new Uint32Array(residents + duplicates);
  const copy = new Uint8Array(residents + duplicates);
  for (let line = 0; line < person.length; line++) {
    person[line] = line < residents ? line : draws.below(residents, line);
    copy[line] = copies[person[line]!]!++;
  }
  return { person, copy };
}

class PersonLines {
  readonly #city: City;
  readonly #index: CityIndex;
  readonly #first: PersonWriter;
  readonly #again: readonly PersonWriter[];
  readonly #date = dateWriter('YYYY-MM-DD');

  constructor(index: CityIndex, errors: ErrorModel, rows: number) {
    const writer = (register: SampleRegister): PersonWriter =>
      new PersonWriter(index, new Mishaps(errors, index.city.seed, register), FIELDS, rows);
    this.#index = index;
    this.#city = index.city;
    this.#first = writer(FIRST);
    this.#again = AGAIN.map(writer);
  }

  /** Cells after the id. */
  cells(person: number, copy: number): string[] {
    const { count, household } = this.#city.persons;
    const writer = copy === 0 ? this.#first : this.#again[(person + copy) % this.#again.length]!;
    return this.#cellsOf(writer.write(person, household[person]!, person + copy * count));
  }

  #cellsOf(line: Readonly<WrittenPerson>): string[] {
    const { areas } = this.#index;
    const { kelurahan, rt, rw } = placeOf(this.#city, areas, line);
    const born = line.isBirthImpossible ? '' : this.#date(line.bornOn);
    return [
      line.name,
      line.nik,
      born,
      line.sex === 1 ? 'L' : 'P',
      line.address,
      padded(rt),
      padded(rw),
      areas.kelurahan[kelurahan]!,
      line.mother,
    ];
  }
}

const FIELDS = { kkNumber: false, mother: true, place: true, birthPlace: false, sex: true };
