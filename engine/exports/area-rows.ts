/** An area table as rows for people: one row an area, one column an indicator, hidden cells still hidden. */
import type { Language } from '../kernel/bilingual.ts';
import { boundaryStatus, CELL_STATES, type AreaColumn, type AreaTable } from '../layers/area-table.ts';
import type { IndicatorCard, PublicationMeta } from '../layers/publication.ts';

/** A number, or the word that stands in its place. */
export type ExportCell = number | string;

export interface ExportColumn {
  readonly card: IndicatorCard;
  /** Name and unit: `Kepadatan penduduk (jiwa/km²)`. */
  readonly heading: string;
  /** [area] */
  readonly cells: readonly ExportCell[];
}

export interface ExportTable {
  readonly language: Language;
  readonly areas: readonly { readonly code: string; readonly name: string; readonly parent: string }[];
  readonly areaHeadings: readonly [code: string, name: string, parent: string];
  readonly columns: readonly ExportColumn[];
  /** Where every number comes from: label and value. */
  readonly metadata: readonly (readonly [string, string])[];
}

const WORDS = {
  id: { hidden: 'disembunyikan', noData: '', code: 'Kode wilayah', name: 'Nama wilayah', parent: 'Bagian dari' },
  en: { hidden: 'hidden', noData: '', code: 'Area code', name: 'Area name', parent: 'Part of' },
} as const;

/** A number in the unit of its card: shares are held as 0 to 1, and their unit is per cent. */
const inUnit = (value: number, { format }: IndicatorCard): number =>
  format === 'share' ? Number((value * 100).toFixed(PERCENT_DIGITS)) : value;
/** More than any count of people gives, and none of those that binary fractions add. */
const PERCENT_DIGITS = 9;

function exportCells(
  column: AreaColumn,
  card: IndicatorCard,
  yearRow: number,
  count: number,
  language: Language,
): ExportCell[] {
  return Array.from({ length: count }, (_, area) => {
    const cell = yearRow * count + area;
    const state = CELL_STATES[column.states[cell]!];
    if (state === 'value') return inUnit(column.values[cell]!, card);
    return state === 'hidden' ? WORDS[language].hidden : WORDS[language].noData;
  });
}

/**
 * @param year one of table.years; the newest where not given
 */
export function exportTable(
  table: AreaTable,
  meta: PublicationMeta,
  language: Language,
  year = table.years.at(-1)!,
): ExportTable {
  const yearRow = table.years.indexOf(year);
  const byCode = new Map((meta.areas[table.level] ?? []).map((area) => [area.code, area]));
  const byKey = new Map(table.columns.map((column) => [column.indicator, column]));
  const columns = meta.indicators
    .filter((card) => card.isMapped && byKey.has(card.key))
    .map((card) => ({
      card,
      heading: `${card.name[language]} (${card.unit[language]})`,
      cells: exportCells(byKey.get(card.key)!, card, yearRow, table.areaCodes.length, language),
    }));
  const { code, name, parent } = WORDS[language];
  return {
    language,
    areas: table.areaCodes.map((areaCode) => byCode.get(areaCode) ?? { code: areaCode, name: '', parent: '' }),
    areaHeadings: [code, name, parent],
    columns,
    metadata: metadataLines(table, meta, language, year),
  };
}

function metadataLines(table: AreaTable, meta: PublicationMeta, language: Language, year: number): [string, string][] {
  const { provenance } = table;
  const isIndonesian = language === 'id';
  const sample = isIndonesian
    ? 'DATA CONTOH: penduduk rekaan, bukan penduduk sebenarnya'
    : 'SAMPLE DATA: invented people, not the real residents';
  const limit = meta.smallestShownCount;
  const hidden = isIndonesian
    ? `Sel di bawah ${limit} orang disembunyikan, juga sel yang dapat membukanya lewat pengurangan`
    : `Cells under ${limit} people are hidden, and so are cells that would give them away by subtraction`;
  const boundaries = {
    indicative: ['Batas indikatif', 'Indicative boundaries'],
    official: ['Batas resmi', 'Official boundaries'],
  };
  return [
    ...(provenance.isSample ? ([[isIndonesian ? 'Perhatian' : 'Note', sample]] as [string, string][]) : []),
    [isIndonesian ? 'Kota' : 'City', `${meta.city.name} (${meta.city.code})`],
    [isIndonesian ? 'Tahun' : 'Year', String(year)],
    [isIndonesian ? 'Tanggal acuan' : 'Reference date', provenance.referenceDate],
    ['Snapshot', provenance.snapshotId],
    [isIndonesian ? 'Versi program' : 'Code version', provenance.codeVersion],
    [isIndonesian ? 'Parameter (SHA-256)' : 'Parameters (SHA-256)', provenance.parametersSha256],
    [
      isIndonesian ? 'Batas wilayah' : 'Boundaries',
      boundaries[boundaryStatus(provenance, table.level)][isIndonesian ? 0 : 1]!,
    ],
    [isIndonesian ? 'Kerahasiaan' : 'Disclosure', hidden],
    ...provenance.inputs.map((input): [string, string] => [input.name, `SHA-256 ${input.sha256}`]),
  ];
}
