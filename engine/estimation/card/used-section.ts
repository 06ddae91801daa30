/** Which columns the score reads, which not, and why. */
import type { WelfareReport } from '../training/report.ts';
import type { Writer } from './table.ts';

export function usedSection({ features, notes }: WelfareReport, w: Writer): string {
  const { used, context, contextIsUsed, suspects, left } = features;
  const surroundings =
    context.length === 0
      ? []
      : [
          contextIsUsed
            ? w.say(
                `Juga ${context.length} keterangan tentang lingkungan (rata-rata klaster). Memakainya di kota memerlukan rata-rata yang sama dari register, misalnya per RT.`,
                `Also ${context.length} facts of the surroundings (means of the cluster). Using them in a city takes the same means from registers, by RT for example.`,
              )
            : w.say(
                'Rata-rata klaster dicoba dan tidak membantu; tidak dipakai.',
                'Means of the cluster were tried and did not help; they are not used.',
              ),
        ];
  const dropped = [...suspects.filter(({ isUsed }) => !isUsed), ...left].map(
    ({ column, reason }) => `- ${column}: ${reason[w.language]}`,
  );
  const doubtful = suspects
    .filter(({ isUsed }) => isUsed)
    .map(({ column, reason }) => `- ${column}: ${reason[w.language]}`);
  return [
    w.say('## Keterangan yang dipakai', '## Facts that are used'),
    '',
    `${used.join(', ')}.`,
    ...surroundings.flatMap((line) => ['', line]),
    ...(dropped.length === 0 ? [] : ['', w.say('Tidak dipakai:', 'Not used:'), '', ...dropped]),
    ...(doubtful.length === 0 ? [] : ['', w.say('Dipakai, tetapi periksa:', 'Used, but look at it:'), '', ...doubtful]),
    ...(notes.length === 0
      ? []
      : ['', w.say('Catatan:', 'Notes:'), '', ...notes.map((note) => `- ${note[w.language]}`)]),
  ].join('\n');
}
