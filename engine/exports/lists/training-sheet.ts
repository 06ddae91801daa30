/** Seekers for a course as a sheet, with names, points and where the points come from. */
import { partWords, type RankedSeeker, type TrainingRanking } from '../../assistance/training/rank.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { Identity } from '../../store/identities.ts';
import { whoColumns, type Named } from './who-columns.ts';
import { hexId } from './review-rows.ts';
import { anySheet, type AnySheet } from './sheet.ts';

export interface TrainingSource {
  readonly review: Pick<ProgrammeReview, 'city'>;
  readonly ranking: TrainingRanking;
  /** By id of the person. */
  readonly identities: ReadonlyMap<string, Identity>;
  readonly codeLists: CodeLists;
}

export function trainingSheet(source: TrainingSource): AnySheet {
  const { persons } = source.review.city.population;
  const named = ({ person }: RankedSeeker): Named => ({
    resident: person,
    household: persons.householdRow[person]!,
    personId: hexId(persons.personId, person),
  });
  return anySheet<RankedSeeker>({
    name: 'Peringkat',
    columns: [
      { heading: 'Peringkat', width: 9, of: ({ rank }) => rank },
      { heading: 'Dalam kuota kursi', width: 10, of: ({ isWithinSeats }) => (isWithinSeats ? 'ya' : 'cadangan') },
      { heading: 'Nilai', width: 8, of: ({ points }) => points },
      { heading: 'Asal nilai', width: 60, of: ({ parts }) => parts.map((part) => partWords(part).id).join('; ') },
      {
        heading: 'Belum diketahui',
        width: 30,
        of: ({ open }) => open.map(({ name }) => name.id).join('; '),
      },
      { heading: 'Ditentukan undian', width: 10, of: ({ isByLot }) => (isByLot ? 'ya' : '') },
      { heading: 'ID', width: 34, of: ({ person }) => hexId(persons.personId, person) },
      ...whoColumns(source).map((column) => ({
        ...column,
        of: (seeker: RankedSeeker, i: number) => column.of(named(seeker), i),
      })),
    ],
    rows: source.ranking.seekers,
    fixedColumns: 3,
  });
}
