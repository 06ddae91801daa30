/** Who is named in a row of a list, and where he lives. */
import { isoDate, NO_DATE } from '../../kernel/time.ts';
import { NO_AREA } from '../../population/columns.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { Identity } from '../../store/identities.ts';
import type { ListSource } from './list-source.ts';
import { hexId, type ReviewRow } from './review-rows.ts';
import type { Cell, SheetColumn } from './sheet.ts';

/** Somebody of the city, as far as he is known: rows in PersonColumns and HouseholdColumns, or -1, and his id in the store. */
export type Named = Pick<ReviewRow, 'household' | 'resident' | 'personId'>;

/** Who is named, and where he lives. */
export function whoColumns(
  source: Pick<ListSource, 'identities' | 'codeLists'> & { readonly review: Pick<ProgrammeReview, 'city'> },
): SheetColumn<Named>[] {
  const { persons, households } = source.review.city.population;
  const { kelurahan, kecamatan, rw, rt } = source.review.city.geography.levels;
  const known = identityOf(source.identities);
  const day = dayWords();
  const label = (list: string, code: number): string => source.codeLists.get(list)?.byCode.get(code)?.labelId ?? '';
  const ofResident =
    (of: (resident: number) => Cell) =>
    (row: Named): Cell =>
      row.resident < 0 ? '' : of(row.resident);
  const areaOf =
    (column: Uint16Array, of: (area: number) => string) =>
    ({ household }: Named): string => {
      const area = household < 0 ? NO_AREA : column[household]!;
      return area === NO_AREA ? '' : of(area);
    };
  const numberOf = (code: string): string => /\d+$/.exec(code)?.[0] ?? '';
  return [
    {
      heading: 'ID Keluarga',
      width: 34,
      of: ({ household }) => (household < 0 ? '' : hexId(households.householdId, household)),
    },
    { heading: 'No KK', width: 19, isText: true, of: (row) => known(row)?.kkNumber ?? '' },
    { heading: 'NIK', width: 19, isText: true, of: (row) => known(row)?.nik ?? '' },
    { heading: 'Nama', width: 28, of: (row) => known(row)?.fullName ?? '' },
    {
      heading: 'Tgl Lahir',
      width: 12,
      of: ofResident((resident) => (persons.bornOn[resident] === NO_DATE ? '' : day(persons.bornOn[resident]!))),
    },
    { heading: 'JK', width: 11, of: ofResident((resident) => label('sex', persons.sex[resident]!)) },
    { heading: 'SHDK', width: 15, of: ofResident((resident) => label('shdk', persons.shdk[resident]!)) },
    { heading: 'Alamat', width: 30, of: (row) => known(row)?.address ?? '' },
    { heading: 'RT', width: 6, of: areaOf(households.rt, (area) => numberOf(rt.codes[area]!)) },
    { heading: 'RW', width: 6, of: areaOf(households.rw, (area) => numberOf(rw.codes[area]!)) },
    { heading: 'Kelurahan', width: 18, of: areaOf(households.kelurahan, (area) => kelurahan.names[area]!) },
    {
      heading: 'Kecamatan',
      width: 14,
      of: areaOf(households.kelurahan, (area) => kecamatan.names[kelurahan.parent[area]!]!),
    },
  ];
}

/** Row to who is named in it, looked for once for the columns that tell of him. */
function identityOf(identities: ListSource['identities']): (row: Named) => Identity | undefined {
  let last: { readonly row: Named; readonly identity: Identity | undefined } | undefined;
  return (row) => {
    if (last?.row !== row) last = { row, identity: identities.get(row.personId) };
    return last.identity;
  };
}

/** Day to its date as text, each worked out once: a city was born on some thirty thousand days. */
export function dayWords(): (day: number) => string {
  const known = new Map<number, string>();
  return (day) => {
    let words = known.get(day);
    if (words === undefined) known.set(day, (words = isoDate(day)));
    return words;
  };
}
