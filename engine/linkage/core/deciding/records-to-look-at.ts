/** How large components may be that are looked at whole, so that all of a run together ask for no more pairs than a limit. */

export interface LookLimits {
  /** Components of more records are parted by the pairs at hand before all their pairs are looked at. */
  readonly mostRecords: number;
  /** Pairs that blocking did not find and that are weighed for clusters: some 40 bytes each. */
  readonly mostMissing: number;
}

/** Components by their numbers. */
export interface ComponentSizes {
  readonly count: number;
  /** Records of a component. */
  size(component: number): number;
  /** Pairs of its records that blocking found. */
  found(component: number): number;
}

/** Sizes that are tried in place of too large a one. */
const SMALLER = [200, 120, 80, 50, 30, 20, 10, 5, 2];

/** Pairs of a component that are weighed besides where no more records than `most` are looked at whole. */
export const missingIn = (size: number, found: number, most: number): number =>
  // Of parts it is not known which pairs were found.
  size <= most ? (size * (size - 1)) / 2 - found : (size * (most - 1)) / 2;

/** Records of a component that can be looked at whole without too many pairs in all. */
export function recordsToLookAt(components: ComponentSizes, { mostRecords, mostMissing }: LookLimits): number {
  const isWithin = (most: number): boolean => {
    let missing = 0;
    for (let c = 0; c < components.count && missing <= mostMissing; c++) {
      missing += missingIn(components.size(c), components.found(c), most);
    }
    return missing <= mostMissing;
  };
  return [mostRecords, ...SMALLER.filter((most) => most < mostRecords)].find(isWithin) ?? 2;
}
