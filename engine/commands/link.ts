import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { PART_NAMES } from '../linkage/core/blocking/key-parts.ts';
import { decideLinks } from '../linkage/core/link-table.ts';
import { autoComparisons } from '../linkage/core/measures/auto-comparisons.ts';
import { MEASURES } from '../linkage/core/measures/measures.ts';
import { linkFiles, type LinkingCore } from '../linkage/files/link-files.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { takeIn } from '../linkage/files/take-in.ts';
import { decisionsElsewhere } from '../linkage/review/decisions-elsewhere.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { elsewhereLines, growthLines, linkLines } from './link-lines.ts';

const CORE: LinkingCore = { measures: MEASURES, keyParts: PART_NAMES, autoComparisons, decideLinks };

const MOST_THREADS = 64;

async function run(context: CommandContext): Promise<CommandResult> {
  const { progress, operands, options } = context;
  const [modelPath, ...paths] = operands;
  const language = languageOf(context);
  const into = pathOption(context, 'into');
  if (into !== undefined) return takeRowsIn(context, into);
  const out = textOption(context, 'out');
  if (out === undefined)
    throw usageError(
      '--out is missing.',
      'Say into which folder the results go: --out results; or --into an earlier one',
      '--out DIR or --into DIR',
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
  const elsewhere = options['decisions'] === undefined ? otherDecisions(context, out, report) : [];
  return {
    lines: [...linkLines(report, out, language), ...elsewhereLines(elsewhere, language)],
    json: elsewhere.length === 0 ? report : { ...report, decisionsElsewhere: elsewhere },
  };
}

/** Files of decisions about the same sources that do not bind here, as they are named from the folder of the command. */
function otherDecisions(context: CommandContext, out: string, { sources }: LinkReport): string[] {
  const found = decisionsElsewhere({
    out,
    trainedPath: pathOption(context, 'trained'),
    sources: sources.map(({ name }) => name),
  });
  return found.map((path) => relative('.', path));
}

const threadsOf = (context: CommandContext): number =>
  wholeOption(context, 'threads', 1, MOST_THREADS) ?? Math.min(MOST_THREADS, availableParallelism());

/** Options of a whole run, which would change nothing of a result that grows. */
const NOT_WITH_INTO = ['out', 'trained', 'truth', 'keep-rows', 'all-pairs', 'show-values'] as const;

async function takeRowsIn(context: CommandContext, into: string): Promise<CommandResult> {
  const { progress, operands, options } = context;
  const odd = NOT_WITH_INTO.find((name) => options[name] !== undefined && options[name] !== false);
  if (odd !== undefined) {
    throw usageError(
      `--${odd} does not go with --into.`,
      'The result in DIR grows as it is; leave the option out.',
      '--into with --removed, --decisions and --threads alone',
    );
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
  const language = languageOf(context);
  const word = { id: 'Catatan', en: 'Note' }[language];
  const notes = growth.notes.map((note) => `${word}: ${note[language]}`);
  return { lines: [...growthLines(growth, language), ...notes], json: growth };
}

function textOption({ options }: CommandContext, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

function pathOption(context: CommandContext, name: string): string | undefined {
  const path = textOption(context, name);
  return path === undefined ? undefined : resolve(path);
}

const MODEL_FILE = [
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
];

const ENGLISH = [
  'A MODEL.yaml that is enough (models/linkage/example.yaml has every key):',
  '',
  ...MODEL_FILE,
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
  'since the result that was in DIR before. Clusters keep their numbers from result to result, and decisions bind: those in DIR, or',
  'those that --decisions names. A run into another folder takes them with --decisions OLD/decisions.jsonl.',
  'Files: CSV in any dialect, XLSX, Parquet. pairs.csv holds the pairs of one cluster, below the threshold as well where',
  'other records join the two.',
];

const INDONESIAN = [
  'MODEL.yaml yang cukup (models/linkage/example.yaml memuat setiap kunci; # adalah keterangan):',
  '',
  ...MODEL_FILE,
  '',
  'Jenis: name-part, full-name, date, national-id, household-id, code, number, address, category, postcode, coordinate.',
  'Satu berkas dicari gandanya, beberapa berkas saling ditautkan; how: { deduplicate, link, oneToOne } menyatakan yang lain.',
  'Perbandingan, aturan pencarian, dan ambang dipilih tanpa label kecuali disebut di model.',
  '',
  'Tidak pernah satu, apa pun isinya: baris satu berkas dengan nilai isian yang sama (neverTogether: household di bawah files),',
  'atau dua baris mana pun dari berkas yang memuat setiap orang satu kali (neverTogether: true).',
  '',
  'Ditulis ke DIR: pairs.csv, clusters.csv; golden.csv (yang terbaik dari baris setiap kelompok, menurut aturan golden di',
  'MODEL.yaml: agreement, usual, completeness, rank, date) dan golden_sources.csv (kelompok, isian, sumber dan id baris asal',
  'nilainya, aturan yang memilihnya, nilai lain; isian * mewakili semuanya untuk kelompok berisi satu baris); report.json dan',
  'report.html (buka di peramban), yang juga menyebut kelompok yang bertentangan; model.trained.json dengan',
  'model.frequencies.bin di sampingnya, untuk --trained; links.bin, untuk twin review; events.jsonl: yang terjadi pada setiap',
  'kelompok sejak hasil sebelumnya di DIR. Kelompok tetap memakai nomornya, dan keputusan mengikat: yang ada di DIR, atau yang',
  'disebut --decisions. Penautan ke folder lain membawanya dengan --decisions LAMA/decisions.jsonl.',
  'Berkas: CSV dengan pemisah apa pun, XLSX, Parquet. pairs.csv memuat pasangan satu kelompok, juga yang di bawah ambang jika',
  'catatan lain menyatukan keduanya.',
];

export const linkCommand: Command = {
  name: 'link',
  summary: {
    id: 'Menautkan catatan dari berkas apa pun, atau mencari ganda di satu berkas, tanpa label',
    en: 'Links the records of any files, or finds doubles in one, without labels',
  },
  operands: ['MODEL.yaml', 'FILE…'],
  options: [
    {
      name: 'out',
      value: 'DIR',
      help: {
        id: 'Folder hasil; hasil sebelumnya diganti',
        en: 'Folder for the results; results of an earlier run are replaced',
      },
    },
    {
      name: 'into',
      value: 'DIR',
      help: {
        id: 'Sebagai ganti --out: memasukkan baris FILE…, baru atau berubah, ke hasil di DIR (dibuat dengan --keep-rows), menurut model dan aturan rekaman induknya; live.bin yang disimpan di sana menghemat penautan berikutnya. report.json dihitung lagi; report.html dan pairs-not-linked.csv dari proses yang belajar dihapus',
        en: 'In place of --out: takes the rows of FILE…, new or changed, into the result in DIR (made with --keep-rows), by its model and golden rules; live.bin, kept there, spares the next call linking all. report.json counts anew; report.html and pairs-not-linked.csv, of the run that learnt, are taken away',
      },
    },
    {
      name: 'removed',
      value: 'FILE',
      help: {
        id: 'Bersama --into: tabel id (dan sumber) baris yang sudah tidak ada',
        en: 'With --into: table of the ids (and sources) of rows that are no more',
      },
    },
    {
      name: 'threads',
      value: 'N',
      help: {
        id: 'Utas (bawaan: semua prosesor); hasilnya sama berapa pun jumlahnya',
        en: 'Threads (default: all processors); the results are the same for any number',
      },
    },
    {
      name: 'truth',
      value: 'FILE',
      help: {
        id: 'Tabel source,id,entity atau id,entity: mencetak ketepatan, kelengkapan, F1, dan kalibrasi yang terukur',
        en: 'Table source,id,entity or id,entity: prints measured precision, recall, F1 and calibration',
      },
    },
    {
      name: 'trained',
      value: 'FILE',
      help: {
        id: 'model.trained.json dari hasil sebelumnya: tidak ada yang dipelajari lagi, setiap pasangan berbobot seperti di sana',
        en: 'model.trained.json of an earlier result: nothing is learnt anew, every pair weighs as it did there',
      },
    },
    {
      name: 'decisions',
      value: 'FILE',
      help: {
        id: 'Keputusan petugas (twin review); bawaan: decisions.jsonl di DIR, jika ada',
        en: 'Decisions of people (twin review); default: decisions.jsonl of DIR, where it is there',
      },
    },
    {
      name: 'keep-rows',
      help: {
        id: 'Simpan barisnya di DIR (rows.bin, rows.written.bin: tentang orang), supaya --into dan review dapat meneruskannya',
        en: 'Keep the rows in DIR (rows.bin, rows.written.bin: about persons), so that --into and review can go on from them',
      },
    },
    {
      name: 'all-pairs',
      help: {
        id: 'Tulis juga pairs-not-linked.csv: pasangan yang diperiksa dan tidak ditautkan',
        en: 'Also write pairs-not-linked.csv: pairs that were looked at and not linked',
      },
    },
    {
      name: 'show-values',
      help: {
        id: 'Tampilkan id dan nilai pasangan contoh di report.html (isinya tentang orang)',
        en: 'Show ids and values of the example pairs in report.html (they are about persons)',
      },
    },
  ],
  details: { id: INDONESIAN, en: ENGLISH },
  run,
};
