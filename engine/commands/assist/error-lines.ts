/** Both errors of the list of now, in words. */
import type { AgainstRecipients } from '../../assistance/lists/against-recipients.ts';
import type { ProgrammeReview } from '../../programme-review.ts';

/**
 * Rows by their first finding, and units by whether the rules fit them: a double may be due or not. Where both are told, their
 * names differ and the one adds up to the other.
 */
export function errorLines(
  { counts, notDue, wronglyOut, perhapsOnList, byGroup }: AgainstRecipients,
  groups: ProgrammeReview['groups'],
): string[] {
  const parts = Object.entries(notDue).filter(([, count]) => count > 0);
  const sum = parts.reduce((all, [, count]) => all + count, 0);
  const made = parts.length === 0 ? '' : ` = ${parts.map(([finding, count]) => `${count} ${finding}`).join(' + ')}`;
  return [
    '',
    'Who receives now, against the rules (rows, each by the first of these that holds):',
    ...Object.entries(counts).map(([finding, count]) => `  ${finding.padEnd(28)} ${count}`),
    `  ${'due and not on the list'.padEnd(28)} ${wronglyOut}`,
    ...(perhapsOnList === 0
      ? []
      : [
          `    of them ${perhapsOnList} with a row of their family card that leads to nobody who lives here: somebody died or left (ganti pengurus), or it waits for review`,
        ]),
    '',
    `Tidak memenuhi aturan, masing-masing sekali (not due by the rules, each once, whatever else its row is): ${sum}${made}`,
    '',
    'Kedua kesalahan menurut kelompok keluarga: menerima, tidak memenuhi aturan, memenuhi aturan dan tidak menerima',
    '(Both errors by group of families: receive now, not due by the rules, due and not on the list):',
    ...groups.flatMap(({ key, name, names }) => [
      `  ${name.id} (${name.en})`,
      ...byGroup.get(key)!.map(({ receives, wronglyIn, wronglyOut: out }, i) => {
        const cells = [receives, wronglyIn, out].map((cell) => String(cell).padStart(8)).join('');
        return `    ${names[i]!.id.padEnd(24)}${cells}`;
      }),
    ]),
  ];
}
