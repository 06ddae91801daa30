/** Rekap: places, proposals, findings and what people wrote, by kelurahan and for the city. */
import { FINDINGS, NOT_RECEIVING, type Finding } from '../../assistance/lists/against-recipients.ts';
import type { Cut } from '../../assistance/lists/make-list.ts';
import type { Span } from '../../assistance/programmes/dated-values.ts';
import { isoDate } from '../../kernel/time.ts';
import { NO_AREA } from '../../population/columns.ts';
import type { ListSource } from './list-source.ts';
import { anySheet, type AnySheet, type Cell, type SheetColumn } from './sheet.ts';
import { RECOMMENDATIONS } from './worked.ts';

interface AreaRow {
  readonly name: string;
  /** Undefined for the sum, and for rows whose kelurahan nobody knows. */
  readonly cut: Cut | undefined;
  readonly recommended: Readonly<Record<string, number>>;
  readonly findings: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<'proposed' | 'reserve' | 'withoutQuota' | 'otherAid' | 'open' | 'byLot', number>>;
  readonly receives: number;
  readonly wronglyOut: number;
}

const DOUBLES: readonly Finding[] = ['double-person', 'double-family', 'double-aid', 'double-number', 'double-house'];
const NOT_HERE: readonly Finding[] = ['unmatched', 'not-found'];

/** @param name Rekap beside a list, Rekap Pagu alone */
export function placesSheet(source: ListSource, name: string): AnySheet {
  const areas = areaRows(source);
  const sum = (of: (row: AreaRow) => number): number => areas.reduce((total, row) => total + of(row), 0);
  const total: AreaRow = {
    name: 'Kota',
    cut: undefined,
    recommended: added(areas.map(({ recommended }) => recommended)),
    findings: added(areas.map(({ findings }) => findings)),
    counts: added(areas.map(({ counts }) => counts)) as AreaRow['counts'],
    receives: sum(({ receives }) => receives),
    wronglyOut: sum(({ wronglyOut }) => wronglyOut),
  };
  return anySheet<AreaRow>({ name, columns: COLUMNS, rows: [...areas, total], fixedColumns: 1 });
}

const several =
  (findings: readonly Finding[]) =>
  (row: AreaRow): Cell =>
    findings.reduce((total, finding) => total + (row.findings[finding] ?? 0), 0);

const periodWords = ({ from, to }: Span): string =>
  `${isoDate(from)} s.d. ${to === Infinity ? 'seterusnya' : isoDate(to)}`;

const COLUMNS: readonly SheetColumn<AreaRow>[] = [
  { heading: 'Kelurahan', width: 22, of: ({ name }) => name },
  {
    heading: 'Kuota',
    width: 9,
    of: ({ cut }) => (cut === undefined || cut.places.kind === 'unknown' ? '' : cut.places.count),
  },
  {
    heading: 'Dasar kuota',
    width: 30,
    of: ({ cut }) => {
      if (cut === undefined) return '';
      const { places } = cut;
      if (places.kind === 'unknown') {
        const told = places.toldFor.map(periodWords).join('; ');
        return told === ''
          ? 'kuota belum diketahui: tidak dipotong'
          : `kuota pada tanggal ini belum diketahui (yang ada: ${told}): tidak dipotong`;
      }
      const from = places.reference.join(', ');
      return places.kind === 'quota' ? from : `bagian dari kuota kota, dihitung di sini (${from})`;
    },
  },
  { heading: 'Diusulkan', width: 10, of: ({ counts }) => counts.proposed },
  { heading: 'Belum pasti', width: 10, of: ({ counts }) => counts.open },
  { heading: 'Cadangan', width: 10, of: ({ counts }) => counts.reserve },
  { heading: 'Belum ada kuota', width: 10, of: ({ counts }) => counts.withoutQuota },
  { heading: 'Menerima bantuan lain', width: 12, of: ({ counts }) => counts.otherAid },
  { heading: 'Ditentukan undian', width: 12, of: ({ counts }) => counts.byLot },
  ...RECOMMENDATIONS.map((word): SheetColumn<AreaRow> => ({
    heading: word,
    width: 10,
    of: ({ recommended }) => recommended[word] ?? 0,
  })),
  { heading: 'Menerima sekarang', width: 11, of: ({ receives }) => receives },
  { heading: 'Tepat', width: 9, of: several(['fits']) },
  { heading: 'Belum dapat dipastikan', width: 12, of: several(['cannot-tell']) },
  { heading: 'Indikasi salah masuk', width: 11, of: several(['seems-wrongly-in']) },
  { heading: 'Indikasi salah keluar', width: 11, of: ({ wronglyOut }) => wronglyOut },
  { heading: 'Ganda', width: 9, of: several(DOUBLES) },
  { heading: 'Meninggal', width: 10, of: several(['dead']) },
  { heading: 'Pindah', width: 9, of: several(['moved']) },
  { heading: 'Tidak padan', width: 10, of: several(NOT_HERE) },
];

function areaRows({ review, rows, worked }: ListSource): AreaRow[] {
  const { city, list, recipients, found } = review;
  const { names, count } = city.geography.levels.kelurahan;
  const { kelurahan } = city.population.households;
  const { householdRow } = city.table;
  // One more for what nobody knows the kelurahan of.
  const placeOf = (household: number): number => {
    const area = household < 0 ? NO_AREA : kelurahan[household]!;
    return area < count ? area : count;
  };
  const tallies = Array.from({ length: count + 1 }, () => ({
    recommended: {} as Record<string, number>,
    findings: {} as Record<string, number>,
    receives: 0,
    wronglyOut: 0,
  }));
  const bump = (tally: Record<string, number>, key: string): void => void (tally[key] = (tally[key] ?? 0) + 1);
  for (const { id, household } of rows) {
    const word = worked.get(id)?.recommendation ?? '';
    if (word !== '') bump(tallies[placeOf(household)]!.recommended, word);
  }
  recipients?.finding.forEach((finding, row) => {
    if (finding === NOT_RECEIVING) return;
    const tally = tallies[placeOf(recipients.rows.household[row]!)]!;
    tally.receives++;
    bump(tally.findings, FINDINGS[finding]!);
  });
  recipients?.seemsWronglyOut.forEach((is, unit) => {
    if (is === 1) tallies[placeOf(found.level === 'household' ? unit : householdRow[unit]!)]!.wronglyOut++;
  });
  return tallies.flatMap((tally, k): AreaRow[] => {
    const cut = list.cuts[k];
    if (cut === undefined && tally.receives === 0) return [];
    const counts = {
      proposed: cut?.proposed ?? 0,
      reserve: cut?.reserve ?? 0,
      withoutQuota: cut?.withoutQuota ?? 0,
      otherAid: cut?.otherAid ?? 0,
      open: cut?.open ?? 0,
      byLot: cut === undefined ? 0 : cut.alikeAbove + cut.alikeBelow,
    };
    return [{ name: names[k] ?? 'Kelurahan belum diketahui', cut, counts, ...tally }];
  });
}

function added(tallies: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const tally of tallies) for (const [key, value] of Object.entries(tally)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
}
