/**
 * Results of a scenario as bytes for the browser, after disclosure control.
 *
 * Format, version 2. Everything is little-endian.
 *
 *     offset  bytes  what
 *     0       4      magic "KBSR" (4B 42 53 52)
 *     4       4      uint32: version, 2
 *     8       4      uint32: H, bytes of the header
 *     12      4      uint32: B, offset of the body from the start of the file; a multiple of 8, at least 16 + H
 *     16      H      header: JSON in UTF-8 (ShownHeader)
 *     B       …      float32 blocks in the order of the header, then the states, a byte each
 *
 * Blocks `together` (all areas), `chance` and `parameters` (the city alone) lie as [indicator × variant × quantile × year ×
 * area], `moves` as [variant × quantile of moves × period × from × to], whose places are the kelurahan, the outside of the city
 * and all places; NaN where nothing may be shown. States: [indicator × year × area].
 */
import { QUANTILES, VARIANTS } from '../../simulation/replicates/bands.ts';
import {
  BLOCKS,
  MOVE_QUANTILES,
  PLACES_BESIDE,
  type ResultMoves,
  type SimulatedIndicator,
  type SimulatedResults,
} from './results-shape.ts';
import { ROUNDED_TO, type ShownResults } from './shown-results.ts';

export const SHOWN_RESULTS_VERSION = 2;
export const SHOWN_RESULTS_CONTENT_TYPE = 'application/vnd.kembaran.scenario-results';

export const SHOWN_RESULTS_MAGIC = 0x5253424b; // "KBSR", read as a little-endian uint32
const HEADER_AT = 16;

export interface ShownBlock {
  readonly name: (typeof BLOCKS)[number] | 'moves';
  /** Areas of each column: all, or the city alone; of moves their places. */
  readonly areas: number;
  /** Bytes from the start of the body, and how many values there are. */
  readonly offset: number;
  readonly length: number;
}

/** The JSON in front of the columns. */
export interface ShownHeader extends Pick<
  SimulatedResults,
  'areaCodes' | 'dates' | 'replicates' | 'bandsBy' | 'restsOn'
> {
  readonly movePeriods: ResultMoves['periods'];
  readonly moveQuantiles: readonly string[];
  readonly indicators: readonly SimulatedIndicator[];
  readonly variants: readonly string[];
  readonly quantiles: readonly string[];
  readonly blocks: readonly ShownBlock[];
  readonly statesOffset: number;
  /** Below the city. */
  readonly roundedTo: number;
}

/** The same results give the same bytes. */
export function encodeResults(results: ShownResults): Uint8Array {
  const { areaCodes, dates, replicates, bandsBy, restsOn, moves, indicators, states } = results;
  const parts = [
    ...BLOCKS.map((name) => ({ name, ...results[name] })),
    { name: 'moves' as const, areas: areaCodes.length - 1 + PLACES_BESIDE, values: moves.values },
  ];
  let offset = 0;
  const blocks = parts.map(({ name, areas, values }): ShownBlock => {
    const block = { name, areas, offset, length: values.length };
    offset += values.byteLength;
    return block;
  });
  const header: ShownHeader = {
    areaCodes,
    dates,
    replicates,
    ...(bandsBy === undefined ? {} : { bandsBy }),
    restsOn,
    movePeriods: moves.periods,
    moveQuantiles: MOVE_QUANTILES,
    indicators,
    variants: VARIANTS,
    quantiles: QUANTILES.map(({ key }) => key),
    blocks,
    statesOffset: offset,
    roundedTo: ROUNDED_TO,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const body = Math.ceil((HEADER_AT + text.length) / 8) * 8;
  const bytes = new Uint8Array(body + offset + states.length);
  new Uint32Array(bytes.buffer, 0, 4).set([SHOWN_RESULTS_MAGIC, SHOWN_RESULTS_VERSION, text.length, body]);
  bytes.fill(0x20, HEADER_AT, body).set(text, HEADER_AT);
  parts.forEach(({ values }, i) => new Float32Array(bytes.buffer, body + blocks[i]!.offset, values.length).set(values));
  bytes.set(states, body + offset);
  return bytes;
}
