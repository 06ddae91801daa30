/** The model card: what the score is good for and how wrong it is, written from what was measured. */
import type { WelfareReport } from '../training/report.ts';
import { fairnessSection, decaySection } from './people-sections.ts';
import { calibrationSection, coverageSections, learnerSection } from './error-sections.ts';
import { writer, type Writer } from './table.ts';
import { usedSection } from './used-section.ts';
import { limitsSection } from './limits-section.ts';

export function cardText(report: WelfareReport): string {
  const [indonesian, english] = (['id', 'en'] as const).map((language) => {
    const w = writer(language, report.label.currency);
    return [
      openingSection(report, w),
      ...coverageSections(report, w),
      learnerSection(report, w),
      calibrationSection(report, w),
      fairnessSection(report, w),
      decaySection(report, w),
      usedSection(report, w),
      limitsSection(report, w),
    ]
      .filter((section) => section !== '')
      .join('\n\n');
  });
  return `${indonesian}\n\n---\n\n${english}\n`;
}

function openingSection({ survey, label, metrics, model }: WelfareReport, w: Writer): string {
  const perHead = label.per === undefined ? '' : w.say(` dibagi ${label.per}`, ` divided by ${label.per}`);
  const clusters =
    survey.clusters === undefined
      ? w.say('tanpa klaster yang disebut', 'no clusters named')
      : w.say(`${w.number(survey.clusters, 0)} klaster`, `${w.number(survey.clusters, 0)} clusters`);
  const weights = survey.weighted
    ? w.say(
        `berbobot (setara ${w.number(survey.effectiveHouseholds, 0)} rumah tangga berbobot sama)`,
        `weighted (worth ${w.number(survey.effectiveHouseholds, 0)} households of equal weight)`,
      )
    : w.say('tanpa bobot', 'no weights');
  const first = metrics.coverages[0]!;
  return [
    w.say('# Kartu model: skor kerentanan lokal', '# Model card: skor kerentanan lokal (local vulnerability score)'),
    '',
    w.say(
      'Perkiraan kesejahteraan rumah tangga dari keterangan yang ada di register. **Bukan desil DTSEN** dan tidak menggantikannya. Skor ini petunjuk untuk diperiksa orang, bukan keputusan.',
      'An estimate of the welfare of households from facts that registers hold. **It is not the desil of DTSEN** and does not replace it. It is a hint for people to check, not a decision.',
    ),
    '',
    w.say(
      `Dilatih dan diuji pada ${survey.file}: ${w.number(survey.households, 0)} rumah tangga, ${clusters}, ${weights}. Yang diperkirakan: ${label.column}${perHead} (tengah: ${w.amount(label.medianAmount)}; transformasi ${label.transformation}).`,
      `Trained and tried on ${survey.file}: ${w.number(survey.households, 0)} households, ${clusters}, ${weights}. What is estimated: ${label.column}${perHead} (median ${w.amount(label.medianAmount)}; transformation ${label.transformation}).`,
    ),
    '',
    w.say(
      `Semua angka di bawah dari ${model.folds} lipatan: tiap rumah tangga dinilai oleh model yang tidak melihatnya maupun klasternya. Dalam kurung: selang 95 % dari ${metrics.replicates} kali penarikan ulang klaster.`,
      `All figures below come from ${model.folds} folds: each household was scored by a model that had seen neither it nor its cluster. In brackets: 95 % intervals from ${metrics.replicates} redraws of the clusters.`,
    ),
    '',
    w.say(
      `**Singkatnya:** bila ${w.percent(first.coverage, 0)} rumah tangga dipilih menurut skor ini, ${w.percent(first.exclusionError.value, 0)} dari yang berhak terlewat dan ${w.percent(first.inclusionError.value, 0)} dari yang terpilih tidak berhak.`,
      `**In short:** if ${w.percent(first.coverage, 0)} of households are chosen by this score, ${w.percent(first.exclusionError.value, 0)} of those who are due are missed and ${w.percent(first.inclusionError.value, 0)} of those chosen are not due.`,
    ),
  ].join('\n');
}
