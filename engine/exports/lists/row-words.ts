/** What is told of a row of a list in words: where it stands, why, what would change that, and what speaks against it. */
import { reasonsOf } from '../../assistance/evaluation/reasons.ts';
import { turningFinder } from '../../assistance/evaluation/turning.ts';
import { turningWords } from '../../assistance/evaluation/turning-words.ts';
import { NO, UNKNOWN, YES } from '../../assistance/evaluation/truth.ts';
import { IndicationFinder, type Indication } from '../../assistance/indications/find.ts';
import type { Finding } from '../../assistance/lists/against-recipients.ts';
import type { Standing } from '../../assistance/lists/make-list.ts';
import { OVERLAP_KEY, type Condition } from '../../assistance/programmes/shape.ts';
import { isoDate } from '../../kernel/time.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { ListSource } from './list-source.ts';
import type { placeOfRow, ReviewRow } from './review-rows.ts';

export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  fits: 'Tepat menurut data',
  'seems-wrongly-in': 'Indikasi salah masuk',
  'cannot-tell': 'Belum dapat dipastikan',
  'double-person': 'Ganda: orang yang sama',
  'double-family': 'Ganda: keluarga yang sama',
  'double-aid': 'Ganda: bantuan yang tidak boleh bersama',
  'double-number': 'Ganda: rekening atau kartu yang sama',
  'double-house': 'Ganda: rumah yang sama, keluarga lain',
  dead: 'Meninggal menurut Dukcapil',
  moved: 'Pindah menurut Dukcapil',
  'not-found': 'Tidak aktif di Dukcapil',
  unmatched: 'Tidak padan',
};

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  'not-in-pool': 'Di luar usulan',
  proposed: 'Diusulkan',
  reserve: 'Cadangan',
  'other-aid': 'Menerima bantuan lain',
  placeless: 'Kelurahan belum diketahui',
  'no-quota': 'Belum ada kuota',
};

export const FITS_WORDS = { [NO]: 'Tidak memenuhi', [UNKNOWN]: 'Belum dapat dipastikan', [YES]: 'Memenuhi' } as const;

/** Unit to the conditions that do not hold, or that nobody can tell. */
export function reasonText({ found, columns }: Pick<ProgrammeReview, 'found' | 'columns'>): (unit: number) => string {
  const reasons = reasonsOf(found, columns);
  return (unit) => {
    const { failing, open } = reasons(unit);
    return [
      ...failing.map((condition) => reasonWords(condition, 'menerima ', 'tidak terpenuhi: ')),
      ...open.map((condition) => reasonWords(condition, 'belum diketahui apakah menerima ', 'belum diketahui: ')),
    ].join('; ');
  };
}

/** An overlap is named by what is not to be: said of who has it, the two no would stand beside each other. */
function reasonWords({ key, name }: Condition, ofOverlap: string, ofCondition: string): string {
  return key.startsWith(OVERLAP_KEY) ? `${ofOverlap}${key.slice(OVERLAP_KEY.length)}` : `${ofCondition}${name.id}`;
}

export const placeWords = ({ file, sheet, row }: ReturnType<typeof placeOfRow>): string =>
  `${file}${sheet > 0 ? ` lembar ${sheet + 1}` : ''} baris ${row}`;

/** What stands between the row and a clear answer; nothing for who fits, or is only told as a row of the list of now. */
export function turningText({ review, codeLists }: ListSource): (row: ReviewRow) => string {
  const { found, city } = review;
  const { table, programmes } = city;
  const find = turningFinder(found.rules, table, programmes.facts);
  return ({ unit, household }) => {
    if (unit < 0 || found.fits[unit] === YES) return '';
    const member =
      found.level === 'household'
        ? undefined
        : table.members.subarray(table.memberStart[household]!, table.memberStart[household + 1]!).indexOf(unit);
    const turnings = find(household, member, [YES]);
    return turningWords(turnings, programmes.facts, codeLists)
      .slice(0, MOST_TURNINGS)
      .map(({ text }) => text.id)
      .join('; ');
  };
}
const MOST_TURNINGS = 2;

export function matchWords({ recipients }: ProgrammeReview, { listRow, resident, finding }: ReviewRow): string {
  if (listRow < 0) return 'PADAN';
  if (finding === 'dead') return 'MENINGGAL';
  if (finding === 'moved') return 'PINDAH';
  if (finding === 'not-found') return 'TIDAK DITEMUKAN';
  if (finding?.startsWith('double') === true) return 'GANDA';
  if (resident >= 0) return 'PADAN';
  return recipients!.rows.person[listRow]! < 0 ? 'PERLU PERBAIKAN' : 'TIDAK PADAN';
}

/** Row to its indications, worked out once for the columns that tell of them. */
export function indicationsOf({ review }: ListSource): (row: ReviewRow) => readonly Indication[] {
  const { criteria, found, columns, city } = review;
  const finder = new IndicationFinder(criteria, found, columns, city.programmes.facts);
  const { memberStart, members } = city.table;
  let last: { readonly row: ReviewRow; readonly indications: readonly Indication[] } | undefined;
  return (row) => {
    if (last?.row === row) return last.indications;
    const { household, resident } = row;
    const member =
      household < 0 ? -1 : members.subarray(memberStart[household]!, memberStart[household + 1]!).indexOf(resident);
    const indications = household < 0 ? [] : finder.of(household, member);
    last = { row, indications };
    return indications;
  };
}

export const codesOf = (indications: readonly Indication[]): string =>
  [...new Set(indications.map(({ criterion }) => criterion))].join('; ');

export const sourcesOf = (indications: readonly Indication[]): string =>
  [...new Set(indications.map(sourceWords))].join('; ');

export const sourceWords = ({ register, day }: Indication): string =>
  register === undefined ? 'aturan program' : `${register}${day === undefined ? '' : ` ${isoDate(day)}`}`;
