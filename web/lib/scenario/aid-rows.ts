/** What a run tells of each programme of aid: who receives it and what it costs, told by the keys and names of its indicators. */
import type { Bilingual, SimulatedIndicator } from '#engine';
import type { Cell } from '../columns.ts';
import type { Band } from '../compared/band.ts';
import { asHeading, distinctWords } from './distinct-words.ts';
import { clearDifference } from './headlines.ts';
import { VARIANTS, type Variant } from './results.ts';

const RECIPIENTS = 'recipients-';
const COST = 'aid-cost-';
export const AID_MEASURES = ['recipients', 'cost'] as const;
export type AidMeasure = (typeof AID_MEASURES)[number];
export type AidColumn = `${AidMeasure}-${Variant}`;
export const AID_COLUMNS: readonly AidColumn[] = AID_MEASURES.flatMap((measure) =>
  VARIANTS.map((variant): AidColumn => `${measure}-${variant}`),
);

export const isOfAid = (key: string): boolean => key.startsWith(RECIPIENTS) || key.startsWith(COST);

/** A name, what it is counted in, and what is to be known of it: "Biaya PKH (juta rupiah setahun; besaran asumsi)". */
interface NameParts {
  readonly name: string;
  readonly unit: string;
  readonly notes: readonly string[];
}

export function nameParts(text: string): NameParts {
  const found = /^(.*\S)\s*\(([^()]*)\)$/.exec(text);
  if (found === null) return { name: text, unit: '', notes: [] };
  const [unit, ...notes] = found[2]!.split(';').map((part) => part.trim());
  return { name: found[1]!, unit: unit!, notes };
}

export interface AidProgramme {
  readonly key: string;
  readonly name: string;
  readonly indicators: Readonly<Record<AidMeasure, SimulatedIndicator | undefined>>;
  /** Of what is counted and paid; '' where a name tells none. */
  readonly units: Readonly<Record<AidMeasure, string>>;
  /** Such as that an amount is assumed. */
  readonly notes: readonly string[];
}

/** Of both languages the one that `pick` takes; in the order of the results. */
export function aidProgrammes(
  indicators: readonly SimulatedIndicator[],
  pick: (text: Bilingual) => string,
): AidProgramme[] {
  const recipients = indicators.filter(({ key }) => key.startsWith(RECIPIENTS));
  const parts = recipients.map(({ name }) => nameParts(pick(name)));
  const own = distinctWords(parts.map(({ name }) => name)).own;
  return recipients.map((indicator, i) => {
    const key = indicator.key.slice(RECIPIENTS.length);
    const cost = indicators.find((each) => each.key === COST + key);
    const ofCost = cost && nameParts(pick(cost.name));
    return {
      key,
      name: asHeading(own[i]!),
      indicators: { recipients: indicator, cost },
      units: { recipients: parts[i]!.unit, cost: ofCost?.unit ?? '' },
      notes: [...parts[i]!.notes, ...(ofCost?.notes ?? [])],
    };
  });
}

export interface AidRow extends AidProgramme {
  /** The key of its recipients, by which it is chosen. */
  readonly code: string;
  readonly parent: '';
  readonly cells: Readonly<Record<AidColumn, Cell>>;
  readonly isMoved: boolean;
}

/** Whether a difference is one, and not chance alone; what is hidden is not known to be one. */
export function isMoved(difference: Band, hasBands: boolean): boolean {
  const clear = hasBands ? clearDifference(difference) : difference.median;
  return !Number.isNaN(clear) && clear !== 0;
}

/**
 * @param cellOf    a value of the place and year that are looked at
 * @param isMovedBy whether the scenario changes a number, and not chance alone
 */
export function aidRows(
  programmes: readonly AidProgramme[],
  cellOf: (indicator: SimulatedIndicator, variant: Variant) => Cell,
  isMovedBy: (indicator: SimulatedIndicator) => boolean,
): AidRow[] {
  return programmes.map((programme) => {
    const { indicators } = programme;
    const cells = AID_MEASURES.flatMap((measure) =>
      VARIANTS.map((variant): [string, Cell] => {
        const indicator = indicators[measure];
        return [`${measure}-${variant}`, indicator ? cellOf(indicator, variant) : { kind: 'no-data' }];
      }),
    );
    return {
      ...programme,
      code: indicators.recipients!.key,
      parent: '',
      cells: Object.fromEntries(cells) as unknown as AidRow['cells'],
      isMoved: Object.values(indicators).some((indicator) => indicator !== undefined && isMovedBy(indicator)),
    };
  });
}
