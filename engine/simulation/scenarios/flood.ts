/** The levers of a flood that drive households out of their kelurahan. */
import type { Flood, StepRates } from '../cohort-component/shapes.ts';
import { isMeant, isMoved } from './apply-levers.ts';
import type { LeverCatalogue, LeverName } from './levers.ts';
import type { Scenario } from './scenario-file.ts';

const PERCENT = 100;

/**
 * Rates with the flood of a scenario in that year; the same object where nobody is driven out.
 *
 * @param areaCodes of the kelurahan, in the order of the regions
 * @param moment    middle of the step, 2026.5
 */
export function withFlood(
  rates: StepRates,
  scenario: Scenario,
  { areaCodes, levers }: { readonly areaCodes: readonly string[]; readonly levers: LeverCatalogue },
  moment: number,
): StepRates {
  const flood = floodOf(scenario, areaCodes, levers, moment);
  return flood === undefined ? rates : { ...rates, flood };
}

function floodOf(
  { levers: allMoved }: Scenario,
  areaCodes: readonly string[],
  levers: LeverCatalogue,
  moment: number,
): Flood | undefined {
  const moved = allMoved.filter((each) => isMoved(each, Math.floor(moment)));
  const floods = moved.filter(({ lever }) => lever === 'flood');
  const settingOf = (name: LeverName): number =>
    moved.findLast(({ lever }) => lever === name)?.value ?? levers[name].default;
  const ofFlooded = settingOf('flood-displaced') / PERCENT;
  const displaced = Float64Array.from(areaCodes, (code) =>
    floods.reduce((most, each) => (isMeant(each, code) ? Math.max(most, (each.value / PERCENT) * ofFlooded) : most), 0),
  );
  if (displaced.every((share) => share === 0)) return undefined;
  return {
    displaced,
    outside: settingOf('flood-outside') / PERCENT,
    returning: settingOf('flood-return') / PERCENT,
    years: settingOf('flood-years'),
  };
}
