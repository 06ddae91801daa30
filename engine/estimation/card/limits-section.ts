/** What the score cannot do, said from what was measured. */
import type { WelfareReport } from '../training/report.ts';
import type { Writer } from './table.ts';

const FEW_CLUSTERS = 50;
const WEAK_FIT = 0.3;

export function limitsSection({ survey, metrics, decay, features }: WelfareReport, w: Writer): string {
  const narrowest = metrics.coverages[0]!;
  const limits = [
    w.say(
      `Dari seratus rumah tangga yang berhak pada cakupan ${w.percent(narrowest.coverage, 0)}, ${w.number(narrowest.exclusionError.value * 100, 0)} terlewat. Sanggahan dan kunjungan tetap perlu.`,
      `Of a hundred households that are due at a coverage of ${w.percent(narrowest.coverage, 0)}, ${w.number(narrowest.exclusionError.value * 100, 0)} are missed. Objections and visits stay necessary.`,
    ),
    w.say(
      `Berlaku untuk rumah tangga seperti dalam ${survey.file}. Di tempat atau tahun lain ketepatannya tidak diketahui dan harus diukur lagi.`,
      `It holds for households like those of ${survey.file}. Elsewhere or in another year its accuracy is unknown and has to be measured again.`,
    ),
    ...(metrics.fit.rSquared.value < WEAK_FIT
      ? [
          w.say(
            `Keterangan yang ada menjelaskan hanya ${w.percent(metrics.fit.rSquared.value, 0)} perbedaan kesejahteraan.`,
            `The facts at hand explain only ${w.percent(metrics.fit.rSquared.value, 0)} of the differences in welfare.`,
          ),
        ]
      : []),
    ...(survey.clusters === undefined
      ? [
          w.say(
            'Tanpa klaster, tetangga dapat berada di kedua sisi lipatan: angka di atas mungkin terlalu bagus.',
            'Without clusters neighbours may stand on both sides of a fold: the figures above may be too good.',
          ),
        ]
      : survey.clusters < FEW_CLUSTERS
        ? [
            w.say(
              `Hanya ${survey.clusters} klaster: selang di atas sendiri kurang pasti.`,
              `Only ${survey.clusters} clusters: the intervals above are uncertain themselves.`,
            ),
          ]
        : []),
    ...(decay === undefined
      ? [w.say('Seberapa cepat skor menua tidak diketahui.', 'How fast the score grows old is not known.')]
      : []),
    ...(features.contextIsUsed
      ? [
          w.say(
            'Rumah tangga yang berbeda dari lingkungannya (miskin di lingkungan mampu) lebih mudah terlewat.',
            'Households unlike their surroundings (poor among well-off neighbours) are missed more easily.',
          ),
        ]
      : []),
    w.say(
      'Perkiraan adalah nilai tengah yang mungkin; yang sangat miskin tampak kurang miskin dan yang sangat mampu kurang mampu daripada sebenarnya.',
      'An estimate is a middle of what is possible; the very poor seem less poor and the very rich less rich than they are.',
    ),
  ];
  return [w.say('## Batas', '## Limits'), '', ...limits.map((limit) => `- ${limit}`)].join('\n');
}
