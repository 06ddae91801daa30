import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../../kernel/errors.ts';
import { makeTable } from '../../core/values/make-table.ts';
import { MEASURES } from '../../core/measures/measures.ts';
import { PART_NAMES } from '../../core/blocking/key-parts.ts';
import { folderWith, modelOf, readAll } from '../test-folder.ts';
import { withWrittenLevels } from './comparisons.ts';
import { planFields } from './fields.ts';
import { completeModel, loadModel } from './load-model.ts';
import { planLinks, planSources } from './sources.ts';

const PEOPLE = 'id,given,born,mother\n1,SITI,1990-01-02,\n2,BUDI,1991-05-06,\n3,SITI,1990-01-02,\n';
const BASE = { files: { '*': { id: 'id', columns: ['given', 'born', 'mother'] } } };

async function completed(written: object, ...names: string[]) {
  const files = Object.fromEntries((names.length === 0 ? ['a.csv'] : names).map((name) => [name, PEOPLE]));
  const model = modelOf(written);
  const plans = planSources(model, 'm.yaml', Object.keys(files));
  const links = planLinks(model, 'm.yaml', plans);
  const sources = await readAll(written, files);
  const plan = planFields(model, 'm.yaml', sources);
  const table = makeTable({ sources, fields: plan.fields });
  const core = {
    measures: MEASURES,
    keyParts: PART_NAMES,
    autoComparisons: () => ({
      comparisons: [
        {
          name: 'given',
          measure: 'name-part',
          fields: ['given'],
          levels: ['different', 'spelled', 'same'].map((name) => ({ name, m: 0.3, isLearnt: true })),
        },
      ],
      notes: [],
    }),
  };
  const { model: made, notes } = completeModel(model, 'm.yaml', table, plan, links, core);
  return { model: made, notes: [...plan.notes, ...notes].map(({ en }) => en) };
}

async function faultOf(written: object, ...names: string[]): Promise<TwinError> {
  const fault = await completed(written, ...names).catch((error: unknown) => error);
  if (fault instanceof TwinError) return fault;
  throw new Error('the model was taken without a fault', { cause: fault });
}

describe('what is left open is filled in', () => {
  test('variants of words are those of all fields that are names, and hubs those of their field', async () => {
    const spelling = { MUHAMMAD: ['MOH', 'MOCH'] };
    const hub = { beside: 'given', most: 10 };
    const { model } = await completed({ ...BASE, spelling, fields: { born: { hub }, given: 'name-part' } });
    expect(model.fields).toEqual([
      expect.objectContaining({ name: 'born', hub }),
      { name: 'given', kind: 'name-part', spelling },
    ]);
  });

  test('id and columns alone are a model: kinds are guessed and said, blank fields left out', async () => {
    const { model, notes } = await completed(BASE);
    expect(model.fields).toEqual([
      { name: 'given', kind: 'name-part' },
      { name: 'born', kind: 'date' },
    ]);
    expect(notes[1]).toContain('guessed from headings and values: given: name-part, born: date.');
    expect(notes).toContain('The field mother is blank in every row and is left out.');
    expect([model.rules, model.threshold, model.deduplicate, model.between]).toEqual(['auto', 'auto', [true], []]);
  });

  test('two files are linked with each other and not de-duplicated', async () => {
    const { model } = await completed(BASE, 'a.csv', 'b.csv');
    expect(model.deduplicate).toEqual([false, false]);
    expect(model.between).toEqual([{ left: 'a', right: 'b', isOneToOne: 'auto' }]);
  });

  test('each pair of files can be said by itself', async () => {
    const how = { deduplicate: ['b'], link: [{ left: 'c', right: 1, oneToOne: true }] };
    const { model } = await completed({ ...BASE, how }, 'a.csv', 'b.csv', 'c.csv');
    expect(model.deduplicate).toEqual([false, true, false]);
    expect(model.between).toEqual([{ left: 'a', right: 'c', isOneToOne: true }]);
  });

  test('files of one name are told apart', () => {
    const names = (...paths: string[]) => planSources(modelOf(BASE), 'm.yaml', paths).map((plan) => plan.name);
    expect(names('x/a.csv', 'b.csv')).toEqual(['a', 'b']);
    expect(names('a.csv', 'a.xlsx')).toEqual(['a.csv', 'a.xlsx']);
    expect(names('x/a.csv', 'y/a.csv')).toEqual(['1-a', '2-a']);
  });

  test('what is said of one file goes before what is said of all', () => {
    const written = { files: { '*': { id: 'id', columns: ['given'] }, 'b.csv': { id: 'no', source: 'census' } } };
    const [a, b] = planSources(modelOf(written), 'm.yaml', ['a.csv', 'b.csv']);
    expect([a!.settings.id, b!.settings.id, a!.name, b!.name]).toEqual(['id', 'no', 'a', 'census']);
    expect(b!.columns).toEqual(new Map([['given', ['given']]]));
  });

  test('levels that a field asks for are laid over those chosen', async () => {
    const fields = { given: { kind: 'name-part', levels: ['same'] } };
    const { model } = await completed({ ...BASE, fields });
    expect(model.comparisons[0]!.levels.map(({ name }) => name)).toEqual(['different', 'same']);
  });

  test('levels that a field asks for hold for a field that may change places with another', () => {
    const written = { given: { levels: { different: {}, spelled: {}, swapped: {}, same: {} } } } as never;
    const fields = ['given', 'surname'];
    const context = {
      modelFile: 'm.yaml',
      measures: MEASURES,
      plan: { fields: [], leftOut: new Set<string>(), notes: [] },
    };
    const spec = { name: 'given', measure: 'name-parts', fields, levels: [] };
    const namesOf = (options: object) =>
      withWrittenLevels({ ...context, note: () => undefined }, [{ ...spec, ...options }], written)[0]!.levels.map(
        ({ name }) => name,
      );
    expect(namesOf({})).toEqual(['different', 'swapped', 'spelled', 'same']);
    // The change of places is told once, by the first of the two.
    expect(namesOf({ options: { follows: true } })).toEqual(['different', 'spelled', 'same']);
  });

  test('where fields are read as one, it is said that levels of one of them do not hold', () => {
    const notes: string[] = [];
    const note = ({ en }: { en: string }) => notes.push(en);
    const plan = { fields: [], leftOut: new Set<string>(), notes: [] };
    const spec = { name: 'street + place', measure: 'address', fields: ['street', 'place'], levels: [] };
    const written = { place: { levels: { same: {} } } } as never;
    expect(withWrittenLevels({ modelFile: 'm.yaml', measures: MEASURES, plan, note }, [spec], written)).toEqual([spec]);
    expect(notes).toEqual([expect.stringMatching(/levels of the field place .* street, place .* comparisons/)]);
  });

  test('comparisons and rules as written, in short and in long form', async () => {
    const { model, notes } = await completed({
      ...BASE,
      comparisons: [
        { measure: 'name-part', fields: 'given', levels: { same: 0.8, spelled: { m: 0.1, learn: false } } },
        { name: 'birth', measure: 'date', fields: ['born'], mutedBy: { comparison: 'given', level: 'same' } },
        { measure: 'name-part', fields: 'mother' },
      ],
      blocking: [
        ['given', { year: 'born' }],
        { name: 'sounds', keys: [{ sound: ['given', 'mother'] }], maximumPerKey: 50 },
        [{ 'prefix-3': 'given' }],
      ],
    });
    expect(model.comparisons.map(({ name }) => name)).toEqual(['given', 'birth']);
    expect(model.comparisons[0]!.levels).toEqual([
      { name: 'different', m: expect.any(Number) as number, isLearnt: true },
      { name: 'spelled', m: 0.1, isLearnt: false },
      { name: 'same', m: 0.8, isLearnt: true },
    ]);
    expect(model.rules).toEqual([
      {
        name: 'given & year born',
        keys: [
          { part: 'value', fields: ['given'] },
          { part: 'year', fields: ['born'] },
        ],
      },
      { name: 'prefix-3 given', keys: [{ part: 'prefix-3', fields: ['given'] }] },
    ]);
    expect(notes.filter((note) => note.includes('mother'))).toHaveLength(3);
  });
});

describe('what cannot be is a clear fault that names its key', () => {
  test.each<[string, object, string, string, ...string[]]>([
    [
      'a field without column',
      { ...BASE, fields: { given: 'name-part', father: 'name-part' } },
      'fields.father: No file has a column',
      '"given"',
    ],
    [
      'a level that cannot occur',
      { ...BASE, fields: { given: { kind: 'name-part', levels: ['month'] } } },
      'fields.given.levels: The measure name-part never shows the level "month"',
      '"spelled"',
    ],
    [
      'levels of a field beside comparisons that are written out',
      {
        ...BASE,
        fields: { given: { kind: 'name-part', levels: ['same'] } },
        comparisons: [{ measure: 'name-part', fields: 'given' }],
      },
      'fields.given.levels: Comparisons are written out, and levels stand there',
      'comparisons: auto',
    ],
    [
      'an unknown measure',
      { ...BASE, comparisons: [{ measure: 'magic', fields: 'given' }] },
      'comparisons.1.measure: There is no measure "magic"',
      '"date"',
    ],
    [
      'a comparison of an unknown field',
      { ...BASE, comparisons: [{ measure: 'date', fields: 'died' }] },
      'comparisons.1.fields: There is no field "died"',
      '"born"',
    ],
    [
      'a rule with an unknown field',
      { ...BASE, blocking: [['given'], ['sur']] },
      'blocking.2.keys.1: There is no field "sur"',
      '"given", "born"',
    ],
    [
      'a rule with an unknown part',
      { ...BASE, blocking: [[{ smell: 'given' }]] },
      'blocking.1.keys.1: There is no part "smell"',
      '"sound"',
    ],
    [
      'a measure over a field that it cannot compare',
      { ...BASE, comparisons: [{ measure: 'date', fields: 'given' }] },
      'comparisons.1.fields: The measure date cannot compare the field given, which is of kind name-part',
      '"date"',
    ],
    [
      'more fields than a measure compares',
      { ...BASE, comparisons: [{ measure: 'category', fields: ['given', 'born'] }] },
      'comparisons.1.fields: The measure category compares 1 field, not 2',
      'for each field',
    ],
    [
      'fewer fields than a measure compares',
      { ...BASE, comparisons: [{ measure: 'birth-date', fields: 'born' }] },
      'comparisons.1.fields: The measure birth-date compares 2 fields, not 1',
      'another measure',
    ],
    [
      'fields of two kinds read as one',
      { ...BASE, fields: { born: 'address' }, comparisons: [{ measure: 'address', fields: ['given', 'born'] }] },
      'comparisons.1.fields: The fields given (name-part) and born (address) cannot be read as one',
      'all of one kind',
    ],
    [
      'two whole names read as one',
      {
        ...BASE,
        fields: { given: 'full-name', born: 'full-name' },
        comparisons: [{ measure: 'full-name', fields: ['given', 'born'] }],
      },
      'comparisons.1.fields: The fields given (full-name) and born (full-name) cannot be read as one',
      'join their columns',
    ],
    [
      'an option that a measure does not read',
      {
        ...BASE,
        fields: { given: 'national-id' },
        comparisons: [{ measure: 'national-id', fields: 'given', options: { format: 'NIK' } }],
      },
      'comparisons.1.options: The measure national-id has no option format: NIK',
      'format: nik',
    ],
    [
      'an option of a measure that has none',
      { ...BASE, comparisons: [{ measure: 'date', fields: 'born', options: { order: 'dmy' } }] },
      'comparisons.1.options: The measure date has no option order: dmy',
      'no option',
    ],
    [
      'a rule by the year of a name',
      { ...BASE, blocking: [['given'], [{ year: 'given' }]] },
      'blocking.2.keys.1: The part year is one of dates, and the field given is of kind name-part',
      '"date"',
    ],
    [
      'an order of dates that nobody reads',
      { ...BASE, fields: { born: { kind: 'date', format: 'mm/dd/yyyy' } } },
      'fields.born.format: There is no format "mm/dd/yyyy" of the kind date',
      'mdy',
    ],
    [
      'a format of a kind that has none',
      { ...BASE, fields: { given: { kind: 'name-part', format: 'indonesian' } } },
      'fields.given.format: There is no format "indonesian" of the kind name-part',
      'the kind name-part has none',
    ],
    [
      'muting by a level that is not there',
      {
        ...BASE,
        comparisons: [
          { measure: 'date', fields: 'born', mutedBy: { comparison: 'given', level: 'month' } },
          { measure: 'name-part', fields: 'given' },
        ],
      },
      'comparisons, born, mutedBy: The comparison given never shows the level "month"',
      '"same"',
    ],
    [
      'a hub beside a field that is not there',
      { ...BASE, fields: { given: { hub: { beside: 'nik', most: 10 } } } },
      'fields.given.hub.beside: There is no field "nik"',
      'born',
    ],
    [
      'a hub beside a blank field',
      { ...BASE, fields: { given: { hub: { beside: 'mother', most: 10 } } } },
      'fields.given.hub.beside: That field is blank in every row',
      'born',
    ],
    ['rules of blank fields alone', { ...BASE, blocking: [['mother']] }, 'blocking: No rule is left', 'auto'],
    [
      'one file where two are needed',
      { ...BASE, how: { link: true } },
      'how.link: Files are to be linked, and one file was given',
      'second file',
    ],
    ['nothing to do', { ...BASE, how: { deduplicate: false } }, 'how: Nothing is to be linked', 'deduplicate'],
    [
      'a file that was not given',
      { files: { '*': { id: 'id' }, 'b.csv': {} } },
      'files.b.csv: No such file was given',
      '"a.csv"',
    ],
    ['no id', { files: { '*': { columns: ['given'] } } }, 'files: No id column is named for a.csv', 'id: person_id'],
    [
      'a file that is not described',
      { files: { 'a.csv': { id: 'id' } } },
      'files: The file b.csv is not described',
      '"*"',
      'a.csv',
      'b.csv',
    ],
    [
      'a file linked with itself',
      { ...BASE, how: { link: [{ left: 'b', right: 2 }] } },
      'how.link.1: The file b is to be linked with itself',
      'deduplicate: [b]',
      'a.csv',
      'b.csv',
    ],
    [
      'two files linked twice',
      {
        ...BASE,
        how: {
          link: [
            { left: 'a', right: 'b' },
            { left: 'b', right: 'a', oneToOne: true },
          ],
        },
      },
      'how.link.2: The files a and b are named before',
      'each pair of files once',
      'a.csv',
      'b.csv',
    ],
    [
      'a link with a file that is not there',
      { ...BASE, how: { link: [{ left: 'a', right: 'z' }] } },
      'how.link.1: There is no file "z"',
      '"b"',
      'a.csv',
      'b.csv',
    ],
  ])('%s', async (_, written, what, help, ...names) => {
    const fault = await faultOf(written, ...names);
    expect(fault.message).toContain(what);
    expect(fault.message).toContain(help);
    expect([fault.kind, fault.text.where]).toEqual(['configuration', { file: 'm.yaml' }]);
  });

  test.each([
    ['files: { "*": { id: id } }\nfields: { given: nam }', /fields\.given\.kind: .*name-part/],
    ['files: { "*": { id: id } }\nthreshold: 2', /threshold: .*<1/],
    ['files: { "*": { id: id, colums: [a] } }', /files\.\*\.colums: is an unknown field/],
    ['files: { "*": { id: id } }\nblocking: [{ keys: [{ a: b, c: d }] }]', /blocking\.0\.keys\.0: is not one key/],
    ['fields: { given: name-part }', /files: /],
    ['files: [', /not readable as YAML/],
  ])('%s', (text, message) => {
    const folder = folderWith({ 'm.yaml': text });
    expect(() => loadModel(join(folder, 'm.yaml'))).toThrow(message);
  });
});
