import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { PART_NAMES } from '../linkage/core/blocking/key-parts.ts';
import { linkTable } from '../linkage/core/link-table.ts';
import { autoComparisons } from '../linkage/core/measures/auto-comparisons.ts';
import { MEASURES } from '../linkage/core/measures/measures.ts';
import { linkFiles, type LinkingCore } from '../linkage/files/link-files.ts';
import { droppedLines } from '../linkage/files/state/grow-result.ts';
import { takeIn } from '../linkage/files/take-in.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import type { Calibration } from '../linkage/files/calibration.ts';
import type { Accuracy } from '../linkage/files/truth.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

const CORE: LinkingCore = { measures: MEASURES, keyParts: PART_NAMES, autoComparisons, linkTable };

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const MOST_THREADS = 64;

/** Three digits, and of what is nearly certain so many that it does not read as certain. */
function probabilityText(probability: number): string {
  const nines = Math.floor(-Math.log10(1 - probability));
  return probability.toPrecision(3 + Math.max(0, Math.min(12, nines)));
}

async function run(context: CommandContext): Promise<CommandResult> {
  const { progress, operands, options } = context;
  const [modelPath, ...paths] = operands;
  const into = pathOption(context, 'into');
  if (into !== undefined) return takeRowsIn(context, into);
  const out = textOption(context, 'out');
  if (out === undefined)
    throw usageError(
      '--out is missing.',
      'Say into which folder the results go: --out results; or --into an earlier one',
    );
  const report = await linkFiles(
    {
      modelPath: resolve(modelPath!),
      paths: paths.map((path) => resolve(path)),
      out: resolve(out),
      threads: threadsOf(context),
      truthPath: pathOption(context, 'truth'),
      showsValues: options['show-values'] === true,
      writesOtherPairs: options['all-pairs'] === true,
      trainedPath: pathOption(context, 'trained'),
      decisionsPath: pathOption(context, 'decisions'),
      keepsRows: options['keep-rows'] === true,
      progress,
    },
    CORE,
  );
  return { lines: linesOf(report, out), json: report };
}

const threadsOf = (context: CommandContext): number =>
  wholeOption(context, 'threads', 1, MOST_THREADS) ?? Math.min(MOST_THREADS, availableParallelism());

/** Options of a whole run, which would change nothing of a result that grows. */
const NOT_WITH_INTO = ['out', 'trained', 'truth', 'keep-rows', 'all-pairs', 'show-values'] as const;

async function takeRowsIn(context: CommandContext, into: string): Promise<CommandResult> {
  const { progress, operands, options } = context;
  const odd = NOT_WITH_INTO.find((name) => options[name] !== undefined && options[name] !== false);
  if (odd !== undefined) {
    throw usageError(`--${odd} does not go with --into.`, 'The result in DIR grows as it is; leave the option out.');
  }
  const [modelPath, ...paths] = operands;
  const growth = await takeIn({
    modelPath: resolve(modelPath!),
    paths: paths.map((path) => resolve(path)),
    into,
    removedPath: pathOption(context, 'removed'),
    decisionsPath: pathOption(context, 'decisions'),
    threads: threadsOf(context),
    progress,
  });
  const { added, changed, unchanged, removed, notThere, records, linkedPairs, events } = growth;
  const clusters = Object.entries(events).map(([kind, count]) => `${count} ${kind}`);
  return {
    lines: [
      `${added} rows added, ${changed} changed, ${unchanged} as they were, ${removed} removed${notThere === 0 ? '' : ` (${notThere} were not there)`}.`,
      `${records} records, ${linkedPairs} pairs linked; ${clusters.length === 0 ? 'no cluster changed' : `clusters: ${clusters.join(', ')}`} (events.jsonl).`,
      ...droppedLines(growth),
    ],
    json: growth,
  };
}

function textOption({ options }: CommandContext, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

function pathOption(context: CommandContext, name: string): string | undefined {
  const path = textOption(context, name);
  return path === undefined ? undefined : resolve(path);
}

function linesOf(report: LinkReport, out: string): string[] {
  const { pairs, clusters, threshold, estimated, measured, conflicts } = report;
  return [
    `${report.records} records of ${report.sources.length} file${report.sources.length === 1 ? '' : 's'}: ${pairs.linked} pairs linked, ${clusters.joined} clusters of two or more (largest ${clusters.largest}).`,
    `Threshold ${probabilityText(threshold.probability)} (${threshold.weightBits.toFixed(1)} bits), ${threshold.chosenBy === 'auto' ? 'chosen without labels' : 'from the model'}.`,
    '',
    'Estimated without truth:                 value          95 % interval',
    ...(['precision', 'recall', 'blockingRecall'] as const).map((name) => {
      const { value, low, high } = estimated[name];
      const label = name === 'blockingRecall' ? 'recall of blocking' : name;
      return `  ${label.padEnd(36)} ${percent(value).padStart(8)}   ${percent(low)} to ${percent(high)}`;
    }),
    ...(measured === undefined ? [] : measuredLines(measured)),
    ...(conflicts.clusters === 0 ? [] : ['', conflictLine(conflicts)]),
    ...(report.notes.length === 0 ? [] : ['', ...report.notes.map(({ en }) => `Note: ${en}`)]),
    '',
    `Results in ${out}: pairs.csv, clusters.csv, golden.csv, golden_sources.csv, model.trained.json, events.jsonl, report.json, report.html`,
  ];
}

function measuredLines(measured: NonNullable<LinkReport['measured']>): string[] {
  const line = (name: string, { precision, recall, f1 }: Accuracy): string =>
    `  ${name.padEnd(36)} ${percent(precision).padStart(9)} ${percent(recall).padStart(9)} ${percent(f1).padStart(9)}`;
  return [
    '',
    'Measured against the truth:           precision    recall        F1',
    line('clusters.csv', measured.clusters),
    line('pairs.csv', measured.pairs),
    ...(measured.calibration === undefined ? [] : [calibrationLine(measured.calibration)]),
  ];
}

function conflictLine({ clusters, fields }: LinkReport['conflicts']): string {
  const told = fields.filter((field) => field.clusters > 0);
  const counts = told.map((each) => `${each.field} ${each.clusters} (${each.plain} plainly)`).join(', ');
  return `Clusters whose records contradict each other: ${clusters}; ${counts}. report.html lists the worst.`;
}

const calibrationLine = ({ pairs, expectedError, brierScore }: Calibration): string =>
  `  chances told of ${pairs} pairs: off by ${percent(expectedError)} on average (calibration error), Brier score ${brierScore.toFixed(4)}`;

const EXAMPLE = [
  'A MODEL.yaml that is enough (models/linkage/example.yaml has every key):',
  '',
  '  files:',
  '    persons.csv:                 # or "*" for all files, or 1, 2 … by their order',
  '      id: person_id              # the column that tells the rows apart',
  '      columns:                   # field: column; several columns are joined: [first, last]',
  '        given: first_name',
  '        surname: last_name',
  '        born: date_of_birth',
  '  fields:                        # what each field is; left out or auto: guessed, with a note',
  '    given: name-part',
  '    surname: name-part',
  '    born: date',
  '',
  '  npm run twin -- link MODEL.yaml persons.csv --out results',
  '',
  'Kinds: name-part, full-name, date, national-id, household-id, code, number, address, category, postcode, coordinate.',
  'One file is de-duplicated, several are linked with each other; how: { deduplicate, link, oneToOne } says otherwise.',
  'Comparisons, blocking rules and the threshold are chosen without labels unless the model names them.',
  '',
  'Never one, whatever they tell: rows of a file with one value of a field (neverTogether: household under files), or any',
  'two rows of a file that has everybody once (neverTogether: true).',
  '',
  'Written to DIR: pairs.csv, clusters.csv; golden.csv (the best that the rows of each cluster say, by the rules of golden in',
  'MODEL.yaml: agreement, usual, completeness, rank, date) and golden_sources.csv (cluster, field, source and id of the row that',
  'a value is from, rule that chose it, other values told; field * stands for all of a cluster of one row); report.json and',
  'report.html (open it in a browser), which tell clusters that contradict themselves as well; model.trained.json with',
  'model.frequencies.bin beside it, for --trained; links.bin, for twin review; events.jsonl: what became of each cluster',
  'since the result that was in DIR before. Clusters keep their numbers from result to result, and decisions bind.',
  'Files: CSV in any dialect, XLSX, Parquet. pairs.csv holds the pairs of one cluster, below the threshold as well where',
  'other records join the two.',
];

export const linkCommand: Command = {
  name: 'link',
  summary: 'Links the records of any files, or finds doubles in one, without labels',
  operands: ['MODEL.yaml', 'FILE…'],
  options: [
    { name: 'out', value: 'DIR', help: 'Folder for the results; results of an earlier run are replaced' },
    {
      name: 'into',
      value: 'DIR',
      help: 'In place of --out: takes the rows of FILE…, new or changed, into the result in DIR (made with --keep-rows), by its model and golden rules; live.bin, kept there, spares the next call linking all. report.json counts anew; report.html and pairs-not-linked.csv, of the run that learnt, are taken away',
    },
    { name: 'removed', value: 'FILE', help: 'With --into: table of the ids (and sources) of rows that are no more' },
    { name: 'threads', value: 'N', help: 'Threads (default: all processors); the results are the same for any number' },
    {
      name: 'truth',
      value: 'FILE',
      help: 'Table source,id,entity or id,entity: prints measured precision, recall, F1 and calibration',
    },
    {
      name: 'trained',
      value: 'FILE',
      help: 'model.trained.json of an earlier result: nothing is learnt anew, every pair weighs as it did there',
    },
    {
      name: 'decisions',
      value: 'FILE',
      help: 'Decisions of people (twin review); default: decisions.jsonl of DIR, where it is there',
    },
    {
      name: 'keep-rows',
      help: 'Keep the rows in DIR (rows.bin, rows.written.bin: about persons), so that --into and review can go on from them',
    },
    { name: 'all-pairs', help: 'Also write pairs-not-linked.csv: pairs that were looked at and not linked' },
    { name: 'show-values', help: 'Show ids and values of the example pairs in report.html (they are about persons)' },
  ],
  details: EXAMPLE,
  run,
};
