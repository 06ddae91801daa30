/** Who is missed more than others, and how fast the score grows old. */
import type { WelfareReport } from '../training/report.ts';
import { table, type Writer } from './table.ts';

/** Lines of a table that somebody still reads. */
const MOST_GROUPS = 40;

export function fairnessSection({ metrics }: WelfareReport, w: Writer): string {
  const sections = metrics.coverages.flatMap(({ coverage, groups, exclusionError }) =>
    groups.map(({ column, errors }) => {
      const missed = errors.filter(({ isMissedMore }) => isMissedMore).map(({ group }) => group);
      const verdict =
        missed.length === 0
          ? w.say('Tidak ada golongan yang jelas lebih sering terlewat.', 'No group is clearly missed more often.')
          : w.say(`**Lebih sering terlewat: ${missed.join(', ')}.**`, `**Missed more often: ${missed.join(', ')}.**`);
      return [
        w.say(
          `### ${column}, cakupan ${w.percent(coverage, 0)} (semua: salah keluar ${w.percent(exclusionError.value)})`,
          `### ${column}, coverage ${w.percent(coverage, 0)} (all: exclusion error ${w.percent(exclusionError.value)})`,
        ),
        '',
        verdict,
        '',
        table([
          [
            w.say('golongan', 'group'),
            w.say('rumah tangga', 'households'),
            w.say('berhak', 'due'),
            w.say('terpilih', 'chosen'),
            w.say('salah masuk', 'inclusion error'),
            w.say('salah keluar', 'exclusion error'),
          ],
          ...errors
            .slice(0, MOST_GROUPS)
            .map((each) => [
              each.group,
              w.number(each.households, 0),
              w.percent(each.dueShare),
              w.percent(each.selectedShare),
              w.percentWithin(each.inclusionError, 0),
              w.percentWithin(each.exclusionError, 0),
            ]),
        ]),
      ].join('\n');
    }),
  );
  if (sections.length === 0) {
    const text = w.say(
      'Tidak diukur: MODEL tidak menyebut golongan (groups). Ukurlah sebelum skor dipakai.',
      'Not measured: MODEL names no groups. Measure it before the score is used.',
    );
    return `${w.say('## Keadilan', '## Fairness')}\n\n${text}`;
  }
  return [w.say('## Keadilan', '## Fairness'), ...sections].join('\n\n');
}

export function decaySection({ decay, metrics }: WelfareReport, w: Writer): string {
  const heading = w.say('## Penuaan', '## Ageing');
  if (decay === undefined) {
    const text = w.say(
      'Tidak dapat diukur: survei hanya satu waktu, atau kolom tanggal (date) tidak disebut.',
      'It cannot be measured: the survey is of one time, or no date column is named.',
    );
    return `${heading}\n\n${text}`;
  }
  const heads = metrics.coverages.map(({ coverage }) => `AUC ${w.percent(coverage, 0)}`);
  return [
    heading,
    '',
    w.say(
      'Dilatih pada satu gelombang, diuji pada gelombang yang sama dan sesudahnya (model linear).',
      'Learnt from one wave, tried on the same and on later ones (linear model).',
    ),
    '',
    table([
      [w.say('dilatih pada', 'learnt from'), w.say('diuji pada', 'tried on'), 'Spearman', ...heads],
      ...decay.pairs.map((pair) => [
        pair.learntFrom,
        pair.triedOn,
        w.within(pair.spearman, 2),
        ...pair.auc.map((auc) => w.within(auc, 3)),
      ]),
    ]),
  ].join('\n');
}
