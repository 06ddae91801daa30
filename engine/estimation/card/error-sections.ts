/** Errors at each coverage, learners side by side, and whether predictions say what is. */
import type { CoverageMetrics } from '../training/measure.ts';
import type { WelfareReport } from '../training/report.ts';
import { LEARNERS, type Learner } from '../stack/fit-welfare.ts';
import { table, type Writer } from './table.ts';

export function coverageSections({ metrics }: WelfareReport, w: Writer): string[] {
  return metrics.coverages.map((each) => coverageSection(each, w));
}

function coverageSection(each: CoverageMetrics, w: Writer): string {
  const due =
    each.poor === undefined
      ? w.say(`di bawah garis ${w.amount(each.line)}`, `below the line of ${w.amount(each.line)}`)
      : w.say(
          `${w.percent(each.poor, 0)} termiskin (sampai ${w.amount(each.line)})`,
          `the poorest ${w.percent(each.poor, 0)} (up to ${w.amount(each.line)})`,
        );
  const benefit =
    each.benefitIs === 'named'
      ? w.say('seperti disebut di MODEL', 'as MODEL names it')
      : w.say(
          'tidak disebut; dipakai rata-rata kekurangan sampai garis',
          'not named; the mean gap to the line is taken',
        );
  return [
    w.say(`## Cakupan ${w.percent(each.coverage, 0)}`, `## Coverage ${w.percent(each.coverage, 0)}`),
    '',
    w.say(
      `Yang berhak: ${due}. Bantuan ${w.amount(each.benefit)} (${benefit}).`,
      `Due: ${due}. Benefit ${w.amount(each.benefit)} (${benefit}).`,
    ),
    '',
    table([
      [w.say('ukuran', 'measure'), w.say('nilai', 'value')],
      [
        w.say('salah masuk (dari yang terpilih)', 'inclusion error (of those chosen)'),
        w.percentWithin(each.inclusionError),
      ],
      [
        w.say('salah keluar (dari yang berhak)', 'exclusion error (of those due)'),
        w.percentWithin(each.exclusionError),
      ],
      ['AUC', w.within(each.auc)],
      [
        w.say('bocor ke yang tidak berhak', 'leakage to those not due'),
        `${w.amount(each.leakage.value)} (${w.amount(each.leakage.low)}–${w.amount(each.leakage.high)}) ${w.say('dari', 'of')} ${w.amount(each.budget)}`,
      ],
      [
        w.say('tidak sampai ke yang berhak', 'not reaching those due'),
        `${w.amount(each.underCoverage.value)} (${w.amount(each.underCoverage.low)}–${w.amount(each.underCoverage.high)})`,
      ],
      [
        w.say('manfaat kesejahteraan, dibanding sasaran sempurna', 'welfare gain against perfect targeting'),
        w.percentWithin(each.welfareGain),
      ],
    ]),
  ].join('\n');
}

const LEARNER_NAMES: Readonly<Record<Learner, readonly [string, string]>> = {
  linear: ['linear (elastic net)', 'linear (elastic net)'],
  'small-trees': ['pohon kecil', 'small trees'],
  'middle-trees': ['pohon sedang', 'middle trees'],
  'large-trees': ['pohon besar', 'large trees'],
  network: ['jaringan saraf (TensorFlow.js)', 'network (TensorFlow.js)'],
};

export function learnerSection({ metrics, model }: WelfareReport, w: Writer): string {
  const heads = metrics.coverages.flatMap(({ coverage }) => [
    `AUC ${w.percent(coverage, 0)}`,
    w.say(`salah keluar ${w.percent(coverage, 0)}`, `exclusion error ${w.percent(coverage, 0)}`),
  ]);
  const rows = LEARNERS.map((learner) => [
    LEARNER_NAMES[learner][w.language === 'id' ? 0 : 1],
    w.number(model.mixture[learner], 2),
    w.number(metrics.learners[learner].spearman, 3),
    ...metrics.coverages.flatMap(({ learners }) => [
      w.number(learners[learner].auc, 3),
      w.percent(learners[learner].exclusionError),
    ]),
  ]);
  const mixture = [
    w.say('**campuran (skor ini)**', '**mixture (this score)**'),
    '',
    w.number(metrics.spearman.value, 3),
    ...metrics.coverages.flatMap(({ auc, exclusionError }) => [
      w.number(auc.value, 3),
      w.percent(exclusionError.value),
    ]),
  ];
  return [
    w.say('## Model yang dibandingkan', '## Models compared'),
    '',
    table([[w.say('model', 'model'), w.say('bobot', 'weight'), 'Spearman', ...heads], ...rows, mixture]),
  ].join('\n');
}

export function calibrationSection({ metrics }: WelfareReport, w: Writer): string {
  const { fit, tenths, promisedCoverage } = metrics;
  const isShort = fit.covered.high < promisedCoverage;
  const worst = Math.min(...tenths.map(({ covered }) => covered));
  return [
    w.say('## Apakah perkiraan sesuai kenyataan', '## Whether estimates say what is'),
    '',
    w.say(
      `Kemiringan ${w.within(fit.slope)} (1 = pas), R² ${w.within(fit.rSquared)}. Selang menjanjikan ${w.percent(promisedCoverage, 0)} dan memuat ${w.percentWithin(fit.covered)}${isShort ? ': **kurang dari janji**' : ''}; di persepuluhan terburuk ${w.percent(worst, 0)}.`,
      `Slope ${w.within(fit.slope)} (1 is right), R² ${w.within(fit.rSquared)}. Intervals promise ${w.percent(promisedCoverage, 0)} and hold ${w.percentWithin(fit.covered)}${isShort ? ': **less than promised**' : ''}; in the worst tenth ${w.percent(worst, 0)}.`,
    ),
    '',
    table([
      [
        w.say('persepuluhan survei (1 = terendah)', 'tenth of the survey (1 = lowest)'),
        w.say('diperkirakan', 'estimated'),
        w.say('ditemukan', 'found'),
        w.say('termuat selang', 'held by intervals'),
      ],
      ...tenths.map(({ tenth, meanPredicted, meanFound, covered }) => [
        String(tenth),
        w.number(meanPredicted, 3),
        w.number(meanFound, 3),
        w.percent(covered, 0),
      ]),
    ]),
  ].join('\n');
}
