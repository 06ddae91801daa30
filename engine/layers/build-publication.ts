/** Numbers into what may leave for a browser: small cells hidden, cards beside them, all of it as bytes. */
import { boundariesGeoJson } from '../geography/boundaries-geojson.ts';
import type { Geography } from '../geography/geography.ts';
import type { RawTable, RawTables } from '../indicators/compute.ts';
import { INDICATOR_LEVELS, type Derived, type IndicatorLevel } from '../indicators/counts.ts';
import { CELL_STATES, type AreaColumn, type AreaTable, type Provenance } from './area-table.ts';
import { cellOf, cellsOf, type Cells } from './cells.ts';
import { chooseShown } from './disclosure.ts';
import { AREA_TABLE_CONTENT_TYPE, encodeAreaTable } from './encode.ts';
import {
  ARTEFACTS,
  type Artefact,
  type IndicatorCard,
  type IndicatorGroup,
  type PublicationMeta,
  type QualityReport,
} from './publication.ts';
import type { DisclosureRules } from './relations.ts';

const VALUE = CELL_STATES.indexOf('value');
const HIDDEN = CELL_STATES.indexOf('hidden');
const NO_DATA = CELL_STATES.indexOf('no-data');

export interface PublicationInputs {
  readonly city: PublicationMeta['city'];
  readonly geography: Geography;
  readonly raw: RawTables;
  readonly rules: DisclosureRules;
  readonly cards: readonly IndicatorCard[];
  readonly groups: readonly IndicatorGroup[];
  readonly quality: QualityReport;
  readonly provenance: Provenance;
  /** Year of the reference day. */
  readonly year: number;
}

/** The tables of all levels, as far as they may be seen: each cell shown, hidden, or without data. */
export function safeTables(inputs: PublicationInputs): AreaTable[] {
  const { raw, geography, rules, cards } = inputs;
  const cells = cellsOf(raw, geography, rules);
  const isShown = chooseShown(cells, rules);
  const derived = new Map(raw.derived.map((number) => [number.key, number]));
  return INDICATOR_LEVELS.map((level) => {
    const table = raw.levels.get(level)!;
    const columns = cards
      .filter((card) => card.levels.includes(level))
      .flatMap((card) => columnOf(card.key, table, { cells, isShown, rules }, derived.get(card.key)));
    return {
      level,
      areaCodes: geography.levels[level].codes,
      years: [inputs.year],
      columns,
      provenance: inputs.provenance,
    };
  });
}

interface Disclosure {
  readonly cells: Cells;
  readonly isShown: Uint8Array;
  readonly rules: DisclosureRules;
}

/** No column where the register behind it was not received. */
function columnOf(key: string, table: RawTable, disclosure: Disclosure, derived: Derived | undefined): AreaColumn[] {
  const numbers = table.derived.get(key) ?? table.counts.get(key);
  if (numbers === undefined) return [];
  // A number made of others may be seen where all of those may.
  const parts = table.derived.has(key) ? (derived?.of ?? [key]) : [key];
  const states = Uint8Array.from(numbers, (value, area) => {
    if (!parts.every((part) => mayBeSeen(part, table.level, area, disclosure))) return HIDDEN;
    return Number.isNaN(value) ? NO_DATA : VALUE;
  });
  const steps = derived?.stepsPerUnit;
  const told = (value: number): number => (steps === undefined ? value : Math.round(value * steps) / steps);
  const values = numbers.map((value, area) => (states[area] === VALUE ? told(value) : NaN));
  return [{ indicator: key, values, states }];
}

function mayBeSeen(key: string, level: IndicatorLevel, area: number, { cells, isShown, rules }: Disclosure): boolean {
  if (rules.isPublic(key)) return true;
  if (!cells.keys.includes(key)) return false;
  return isShown[cellOf(cells, key, level, area)] === 1;
}

const asJson = (name: string, value: unknown, contentType = 'application/json'): Artefact => ({
  name,
  contentType,
  bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** Every artefact of a snapshot. The same inputs give the same bytes: the moment of the build is the store's to tell. */
export function buildPublication(inputs: PublicationInputs): Artefact[] {
  const { geography, provenance } = inputs;
  const tables = safeTables(inputs);
  const published = new Set(tables.flatMap(({ columns }) => columns.map(({ indicator }) => indicator)));
  const areas = Object.fromEntries(
    INDICATOR_LEVELS.map((level, i) => {
      const { codes, names, parent } = geography.levels[level];
      const above = i === 0 ? undefined : geography.levels[INDICATOR_LEVELS[i - 1]!].codes;
      return [level, codes.map((code, a) => ({ code, name: names[a]!, parent: above?.[parent[a]!] ?? '' }))];
    }),
  );
  const meta: Omit<PublicationMeta, 'createdAt'> = {
    city: inputs.city,
    provenance,
    levels: INDICATOR_LEVELS,
    areas,
    groups: inputs.groups,
    indicators: inputs.cards.filter(({ key }) => published.has(key)),
    smallestShownCount: inputs.rules.limit,
  };
  return [
    asJson(ARTEFACTS.meta, meta),
    asJson(ARTEFACTS.quality, inputs.quality),
    ...tables.map((table) => ({
      name: ARTEFACTS.table(table.level),
      contentType: AREA_TABLE_CONTENT_TYPE,
      bytes: encodeAreaTable(table),
    })),
    ...INDICATOR_LEVELS.map((level) =>
      asJson(ARTEFACTS.boundaries(level), boundariesGeoJson(geography, level), 'application/geo+json'),
    ),
  ];
}
