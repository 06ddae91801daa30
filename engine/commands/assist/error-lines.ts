/** Both errors of the list of now, in words. */
import type { AgainstRecipients, Finding } from '../../assistance/lists/against-recipients.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import { say } from '../words.ts';
import { findingText } from './list-words.ts';

const WIDTH = 42;

/**
 * Rows by their first finding, and units by whether the rules fit them: a double may be due or not. Where both are told, their
 * names differ and the one adds up to the other.
 */
export function errorLines(
  { counts, notDue, wronglyOut, perhapsOnList, byGroup }: AgainstRecipients,
  groups: ProgrammeReview['groups'],
  language: Language,
): string[] {
  const told = Object.entries(notDue) as [Finding, number][];
  const parts = told.filter(([, count]) => count > 0);
  const sum = parts.reduce((all, [, count]) => all + count, 0);
  const made = parts.map(([finding, count]) => `${count} ${findingText(finding, language)}`).join(' + ');
  return [
    '',
    RECEIVES[language],
    ...(Object.entries(counts) as [Finding, number][]).map(
      ([finding, count]) => `  ${findingText(finding, language).padEnd(WIDTH)} ${count}`,
    ),
    `  ${NOT_ON_LIST[language].padEnd(WIDTH)} ${wronglyOut}`,
    ...(perhapsOnList === 0 ? [] : [say(PERHAPS, language, perhapsOnList)]),
    '',
    say(NOT_DUE, language, sum) + (parts.length === 0 ? '' : ` = ${made}`),
    '',
    BY_GROUP[language],
    ...groups.flatMap(({ key, name, names }) => [
      `  ${name[language]}`,
      ...byGroup.get(key)!.map(({ receives, wronglyIn, wronglyOut: out }, i) => {
        const cells = [receives, wronglyIn, out].map((cell) => String(cell).padStart(8)).join('');
        return `    ${names[i]![language].padEnd(24)}${cells}`;
      }),
    ]),
  ];
}

const RECEIVES: Bilingual = {
  id: 'Penerima sekarang menurut aturan (baris, masing-masing menurut temuan pertama yang berlaku):',
  en: 'Who receives now, against the rules (rows, each by the first of these that holds):',
};
const NOT_ON_LIST: Bilingual = { id: 'Memenuhi aturan dan tidak ada di daftar', en: 'Due and not on the list' };
const PERHAPS: Bilingual = {
  id: '    di antaranya {} dengan baris dari kartu keluarganya yang tidak menunjuk ke warga kota ini: pengurusnya meninggal atau pergi (ganti pengurus), atau menunggu diperiksa',
  en: '    of them {} with a row of their family card that leads to nobody who lives here: somebody died or left (ganti pengurus), or it waits for review',
};
const NOT_DUE: Bilingual = {
  id: 'Tidak memenuhi aturan, masing-masing satu kali, apa pun temuan barisnya: {}',
  en: 'Not due by the rules, each once, whatever else its row is: {}',
};
const BY_GROUP: Bilingual = {
  id: 'Kedua kesalahan menurut kelompok keluarga: menerima sekarang, tidak memenuhi aturan, memenuhi aturan dan tidak menerima:',
  en: 'Both errors by group of families: receive now, not due by the rules, due and not on the list:',
};
