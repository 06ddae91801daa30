/** The card of a scored city: learnt from what, how old, how wrong, from which facts, and for whom there is no score. */
import { writer, type Writer } from '../estimation/card/table.ts';
import type { FactReport, ModelReport, ScoreReport } from './score-report.ts';

export function cardOfScore(report: ScoreReport): string {
  const parts = (['id', 'en'] as const).map((language) => {
    const w = writer(language, undefined);
    return [
      opening(report, w),
      modelSection(report.main, w.say('Model utama', 'Main model'), w),
      ...(report.otherwise === undefined
        ? []
        : [modelSection(report.otherwise, w.say('Model cadangan', 'Model for families of whom less is known'), w)]),
      factsSection(report.main, w),
      limits(report, w),
    ].join('\n\n');
  });
  return `${parts.join('\n\n---\n\n')}\n`;
}

function opening(report: ScoreReport, w: Writer): string {
  const { families, withoutScore, main, otherwise } = report;
  const share = (count: number): string => `${w.number(count, 0)} (${w.percent(count / families, 1)})`;
  return [
    w.say('# Skor kerentanan lokal', '# Skor kerentanan lokal (local vulnerability score)'),
    '',
    ...(report.isSample
      ? [w.say('**DATA CONTOH: penduduk rekaan.**', '**SAMPLE DATA: invented residents.**'), '']
      : []),
    w.say(
      '**Bukan desil DTSEN** dan tidak menggantikannya. Skor 0–100 adalah tempat keluarga di antara keluarga kota ini, 100 paling rentan. Ini petunjuk untuk diperiksa orang, bukan putusan.',
      '**It is not the desil of DTSEN** and does not replace it. The score of 0 to 100 is where a family stands among the families of this city, 100 most vulnerable. It is a hint for people to check, not a decision.',
    ),
    '',
    w.say(
      `Snapshot ${report.snapshotId}, keadaan register ${report.referenceDate}: ${w.number(families, 0)} keluarga. Dinilai model utama ${share(main.scored)}${otherwise === undefined ? '' : `, model cadangan ${share(otherwise.scored)}`}; belum dapat dinilai ${share(withoutScore)}.`,
      `Snapshot ${report.snapshotId}, registers as of ${report.referenceDate}: ${w.number(families, 0)} families. Scored by the main model ${share(main.scored)}${otherwise === undefined ? '' : `, by the other ${share(otherwise.scored)}`}; not scored ${share(withoutScore)}.`,
    ),
  ].join('\n');
}

function modelSection(model: ModelReport, heading: string, w: Writer): string {
  const { metrics, title, surveyed } = model;
  const called = title === undefined ? model.trainedOn : `${title[w.language]} (${model.trainedOn})`;
  const within = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    `${w.percent(value, 1)} (${w.percent(low, 1)}–${w.percent(high, 1)})`;
  return [
    `## ${heading}`,
    '',
    w.say(
      `Versi ${model.version}. Dilatih pada ${called}: ${w.number(model.households, 0)} rumah tangga, didata ${surveyed ?? 'pada waktu yang tidak disebut'}.`,
      `Version ${model.version}. Trained on ${called}: ${w.number(model.households, 0)} households, asked ${surveyed ?? 'at a time that is not told'}.`,
    ),
    '',
    w.say(
      `Pada rumah tangga survei yang tidak dilihat model: selang ${w.percent(metrics.promisedCoverage, 0)} memuat ${within(metrics.fit.covered)}; R² ${w.number(metrics.fit.rSquared.value, 2)}.`,
      `On households of the survey that the model had not seen: intervals of ${w.percent(metrics.promisedCoverage, 0)} hold ${within(metrics.fit.covered)}; R² ${w.number(metrics.fit.rSquared.value, 2)}.`,
    ),
    '',
    ...metrics.coverages.map(({ coverage, exclusionError, inclusionError, auc }) =>
      w.say(
        `- Cakupan ${w.percent(coverage, 0)}: terlewat ${within(exclusionError)} dari yang berhak, salah masuk ${within(inclusionError)} dari yang terpilih, AUC ${w.number(auc.value, 3)}`,
        `- Coverage ${w.percent(coverage, 0)}: ${within(exclusionError)} of those due are missed, ${within(inclusionError)} of those chosen are not due, AUC ${w.number(auc.value, 3)}`,
      ),
    ),
  ].join('\n');
}

/** Further apart than this: the survey is no picture of the city in it. */
const FAR_APART = 0.1;

function factsSection({ facts }: ModelReport, w: Writer): string {
  const line = ({ name, fact, register, say, missingShare, unseenShare, apart }: FactReport): string =>
    `| ${name[w.language]} | ${fact} | ${register} | ${w.percent(say, 0)} | ${w.percent(missingShare, 1)} | ${w.percent(unseenShare, 1)} | ${w.number(apart, 2)}${apart > FAR_APART ? ' !' : ''} |`;
  const far = facts.filter(({ apart }) => apart > FAR_APART);
  return [
    w.say('## Keterangan yang dibaca', '## Facts that are read'),
    '',
    w.say(
      '| keterangan | kunci | register | pengaruh | tidak diketahui | jawaban baru | beda dari survei |',
      '| fact | key | register | say | not known | answers new | apart from the survey |',
    ),
    '| --- | --- | --- | --: | --: | --: | --: |',
    ...[...facts].sort((a, b) => b.say - a.say).map(line),
    '',
    far.length === 0
      ? w.say(
          'Tidak ada keterangan yang sebarannya jauh dari survei.',
          'No fact is spread far otherwise than in the survey.',
        )
      : w.say(
          `Tanda ! pada ${far.length} keterangan: sebarannya jauh dari survei; periksa apakah pertanyaannya sama.`,
          `The mark ! at ${far.length} facts: spread far otherwise than in the survey; look whether the question is the same.`,
        ),
  ].join('\n');
}

function limits({ mostUnknown, otherwise }: ScoreReport, w: Writer): string {
  return [
    w.say('## Batas', '## Limits'),
    '',
    w.say(
      `- Keluarga yang lebih dari ${w.percent(mostUnknown, 0)} pengaruhnya tidak diketahui ${otherwise === undefined ? 'tidak diberi skor: belum diketahui bukan berarti mampu' : 'dinilai model cadangan, yang kurang pasti'}. Bila yang tidak diketahui lebih sedikit, selangnya dilebarkan.`,
      `- A family of whom more than ${w.percent(mostUnknown, 0)} of what facts tell is not known ${otherwise === undefined ? 'gets no score: not known is not well off' : 'is scored by the other model, which is less sure'}. Where less is unknown, its interval is widened.`,
    ),
    w.say(
      '- Ketepatan di atas diukur pada survei. Di register, keterangan dapat lama atau salah: di kota ketepatannya bisa lebih rendah. Kunjungan dan sanggahan tetap perlu.',
      '- The errors above were measured on the survey. In registers facts may be old or wrong: in the city it may be less exact. Visits and objections stay necessary.',
    ),
    w.say(
      '- Yang sangat miskin tampak kurang miskin dan yang sangat mampu kurang mampu daripada sebenarnya.',
      '- The very poor seem less poor and the very rich less rich than they are.',
    ),
  ].join('\n');
}
