/** What `twin link` prints of a result, in the language that is asked for. */
import type { Language } from '../kernel/bilingual.ts';
import { percent, wholeNumber, type Both } from '../linkage/files/report/both.ts';
import type { LinkReport } from '../linkage/files/report/report.ts';
import { growthNotes, type Growth } from '../linkage/files/state/grow-result.ts';
import type { Accuracy } from '../linkage/files/truth.ts';
import { calibrationNote } from './calibration-lines.ts';
import { chanceText } from './chance-text.ts';

const ESTIMATED = [
  ['precision', { id: 'ketepatan', en: 'precision' }],
  ['recall', { id: 'kelengkapan', en: 'recall' }],
  ['blockingRecall', { id: 'kelengkapan pencarian', en: 'recall of blocking' }],
] as const;

/** @param paths decisions of other results about the same files */
export const elsewhereLines = (paths: readonly string[], language: Language): string[] =>
  paths.map(
    (path) =>
      ({
        id: `Catatan: keputusan di ${path} tentang berkas ini tidak diterapkan di sini; tambahkan --decisions ${path} untuk menerapkannya.`,
        en: `Note: decisions in ${path} about these files are not applied here; add --decisions ${path} to apply them.`,
      })[language],
  );

export function linkLines(report: LinkReport, out: string, language: Language): string[] {
  const said = ({ [language]: text }: Both): string => text;
  const { estimated, measured, conflicts, notes } = report;
  return [
    ...foundNotes(report).map(said),
    ...report.sources.map(
      ({ file, records, dialect }) => `  ${file}: ${records} ${said({ id: 'catatan', en: 'records' })} (${dialect})`,
    ),
    '',
    said({
      id: 'Perkiraan tanpa kebenaran:               nilai          selang 95 %',
      en: 'Estimated without truth:                 value          95 % interval',
    }),
    ...ESTIMATED.map(([name, label]) => {
      const { value, low, high } = estimated[name];
      const [told, from, to] = [value, low, high].map((share) => said(percent(share))) as [string, string, string];
      const at = name === 'precision' && report.pairs.linked === 0 ? '–' : told;
      return `  ${said(label).padEnd(36)} ${at.padStart(8)}   ${from} ${said({ id: 'sampai', en: 'to' })} ${to}`;
    }),
    ...(measured === undefined ? [] : measuredLines(measured, language)),
    ...rulesTable(report, language),
    ...(conflicts.clusters === 0 ? [] : ['', said(conflictNote(conflicts))]),
    ...(notes.length === 0
      ? []
      : ['', ...notes.map((note) => `${said({ id: 'Catatan', en: 'Note' })}: ${said(note)}`)]),
    '',
    `${said({ id: 'Hasil di', en: 'Results in' })} ${out}: pairs.csv, clusters.csv, golden.csv, golden_sources.csv, model.trained.json, events.jsonl, report.json, report.html`,
  ];
}

function foundNotes({ records, sources, pairs, clusters, threshold }: LinkReport): Both[] {
  const files = `${sources.length} file${sources.length === 1 ? '' : 's'}`;
  const weight = threshold.weightBits.toFixed(1);
  const [id, en] =
    threshold.chosenBy === 'auto'
      ? ['dipilih tanpa label', 'chosen without labels']
      : ['dari MODEL.yaml', 'from the model'];
  const chance = chanceText(threshold.probability);
  return [
    {
      id: `${records} catatan dari ${sources.length} berkas: ${pairs.linked} pasangan ditautkan, ${clusters.joined} kelompok berisi dua catatan atau lebih (terbesar ${clusters.largest}).`,
      en: `${records} records of ${files}: ${pairs.linked} pairs linked, ${clusters.joined} clusters of two or more (largest ${clusters.largest}).`,
    },
    {
      id: `Ambang ${chance.replace('.', ',')} (${weight.replace('.', ',')} bit), ${id}.`,
      en: `Threshold ${chance} (${weight} bits), ${en}.`,
    },
  ];
}

function measuredLines(measured: NonNullable<LinkReport['measured']>, language: Language): string[] {
  const line = (name: string, { precision, recall, f1 }: Accuracy): string => {
    const [p, r, f] = [precision, recall, f1].map((share) => percent(share)[language].padStart(12));
    return `  ${name.padEnd(30)} ${p} ${r} ${f}`;
  };
  const heading = {
    id: 'Diukur terhadap kebenaran:          ketepatan  kelengkapan           F1',
    en: 'Measured against the truth:         precision       recall           F1',
  };
  return [
    '',
    heading[language],
    line('clusters.csv', measured.clusters),
    line('pairs.csv', measured.pairs),
    ...(measured.calibration === undefined ? [] : [`  ${calibrationNote(measured.calibration)[language]}`]),
  ];
}

const MOST_WORDS = 48;

/** What each rule found, cost and passed over. */
function rulesTable({ rules }: LinkReport, language: Language): string[] {
  const heading = {
    id: `${'Aturan pencarian'.padEnd(MOST_WORDS)}   pasangan       baru  hanya di sini    detik    biaya  nilai terlalu umum`,
    en: `${'Blocking rule'.padEnd(MOST_WORDS)}      pairs        new      only here  seconds     cost  values too common`,
  };
  const count = (value: number, width: number): string => wholeNumber(value)[language].padStart(width);
  const seconds = (value: number): string =>
    (language === 'id' ? value.toFixed(2).replace('.', ',') : value.toFixed(2)).padStart(9);
  const rows = rules.map(({ looksAt, pairs, firstFound, unique, hubs, recordsInHubs, cost }) => {
    const words = looksAt[language];
    // Words that are too long for the column have a line of their own.
    const name = words.length > MOST_WORDS ? `${words}\n${' '.repeat(MOST_WORDS)}` : words.padEnd(MOST_WORDS);
    const figures = `${count(pairs, 11)}${count(firstFound, 11)}${count(unique, 15)}`;
    const of = { id: 'catatan', en: 'records' }[language];
    const common = hubs === 0 ? '–' : `${count(hubs, 0)} (${count(recordsInHubs, 0)} ${of})`;
    return `${name}${figures}${seconds(cost.seconds)}${percent(cost.share, 1)[language].padStart(9)}  ${common}`;
  });
  const meaning = {
    id: 'detik prosesor: indeks aturan itu, bagiannya dalam menyusun pasangan, dan membandingkan pasangan yang baru; biaya: bagiannya.',
    en: 'processor seconds: the index of the rule, its share of making pairs, and comparing those that are new; cost: its share.',
  };
  return ['', heading[language], ...rows, meaning[language]];
}

function conflictNote({ clusters, fields }: LinkReport['conflicts']): Both {
  const told = fields.filter((field) => field.clusters > 0);
  const list = (plainly: string): string =>
    told.map((each) => `${each.field} ${each.clusters} (${each.plain} ${plainly})`).join(', ');
  return {
    id: `Kelompok yang catatannya saling bertentangan: ${clusters}; ${list('jelas berbeda')}. report.html memuat yang terburuk.`,
    en: `Clusters whose records contradict each other: ${clusters}; ${list('plainly')}. report.html lists the worst.`,
  };
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  create: 'baru',
  join: 'bertambah',
  absorb: 'dilebur',
  split: 'dipecah',
  move: 'dipindah',
  leave: 'berkurang',
  end: 'berakhir',
};

/** What became of clusters. */
function clustersText(events: Growth['events']): Both {
  const kinds = Object.entries(events);
  if (kinds.length === 0) return { id: 'tidak ada kelompok yang berubah', en: 'no cluster changed' };
  return {
    id: `kelompok: ${kinds.map(([kind, count]) => `${count} ${EVENT_WORDS[kind] ?? kind}`).join(', ')}`,
    en: `clusters: ${kinds.map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
  };
}

/** What taking rows in did. */
export function growthLines(growth: Growth, language: Language): string[] {
  const { added, changed, unchanged, removed, notThere, records, linkedPairs, events } = growth;
  const gone =
    notThere === 0 ? { id: '', en: '' } : { id: ` (${notThere} tidak ada)`, en: ` (${notThere} were not there)` };
  const clusters = clustersText(events);
  const said: Both[] = [
    {
      id: `${added} baris ditambahkan, ${changed} berubah, ${unchanged} tetap, ${removed} dihapus${gone.id}.`,
      en: `${added} rows added, ${changed} changed, ${unchanged} as they were, ${removed} removed${gone.en}.`,
    },
    {
      id: `${records} catatan, ${linkedPairs} pasangan tertaut; ${clusters.id} (events.jsonl).`,
      en: `${records} records, ${linkedPairs} pairs linked; ${clusters.en} (events.jsonl).`,
    },
    ...growthNotes(growth),
  ];
  return said.map(({ [language]: text }) => text);
}

/** What bringing a result up to decisions did. */
export function appliedLines(growth: Growth, language: Language): string[] {
  const { linkedPairs, events } = growth;
  const clusters = clustersText(events);
  const said: Both[] = [
    { id: `${linkedPairs} pasangan tertaut; ${clusters.id}.`, en: `${linkedPairs} pairs linked; ${clusters.en}.` },
    ...growthNotes(growth),
  ];
  return said.map(({ [language]: text }) => text);
}
