/** What the page offers: scenarios, those that cannot be used with the reason, levers and limits. */
import { TwinError } from '../kernel/errors.ts';
import { tooManyArrivals, type TooManyArrivals } from '../simulation/demography/arrivals-of-city.ts';
import { loadDemography } from '../simulation/demography/parameters.ts';
import { EDUCATIONS } from '../simulation/livelihood/school/education.ts';
import { settingOf } from '../simulation/runs/pair-of.ts';
import type { RunGround } from '../simulation/runs/run-identity.ts';
import { faultOf } from '../simulation/runs/run-queue.ts';
import type { RunFault } from '../simulation/runs/run-record.ts';
import { LEVER_NAMES, loadLevers, NARROWED_BY, type Lever, type Narrowing } from '../simulation/scenarios/levers.ts';
import {
  loadScenario,
  scenarioNames,
  type Scenario,
  type ScenarioSetting,
} from '../simulation/scenarios/scenario-file.ts';
import type { Snapshot } from '../store/snapshots.ts';
import { BASELINE_NAME, RUN_LIMITS } from './request.ts';

/** With what it can be held to: some kelurahan, ages, or what people have finished. */
export interface LeverCard extends Lever, Narrowing {
  readonly key: string;
}

export interface ScenarioCard extends Scenario {
  readonly key: string;
}

/** A file of models/scenarios that does not fit this city and its years, or is no scenario at all. */
export interface UnusableScenario {
  readonly key: string;
  /** The page has words for each code in both languages. */
  readonly fault: RunFault;
}

export interface ScenarioCatalogue {
  readonly scenarios: readonly ScenarioCard[];
  readonly unusable: readonly UnusableScenario[];
  readonly levers: readonly LeverCard[];
  /** What somebody can have finished, for levers that are held to it. */
  readonly educations: readonly string[];
  /** Of the kelurahan that a lever can be held to. */
  readonly areaCodes: readonly string[];
  readonly limits: typeof RUN_LIMITS;
  readonly baselineName: string;
  /** First calendar year in which a lever can be moved. */
  readonly firstYear: number;
  readonly referenceDate: string;
  readonly snapshotId: string;
  readonly isSample: boolean;
  readonly codeVersion: string;
  /** Of the models folder: results over other rates are old. */
  readonly parametersSha256: string;
  /** Where the migration of models/demography is that of a larger city than this one. */
  readonly tooManyArrivals?: TooManyArrivals;
}

interface CatalogueGround {
  readonly snapshot: Pick<Snapshot, 'referenceDate' | 'contentId' | 'isSample'>;
  readonly ground: RunGround;
  readonly areaCodes: readonly string[];
  readonly startDay: number;
  /** Of the city, as they are published; undefined where they are not. */
  readonly residents: number | undefined;
}

/** @throws TwinError configuration when the file of levers is faulty */
export function catalogueOf(
  modelsFolder: string,
  { snapshot, ground, areaCodes, startDay, residents }: CatalogueGround,
): ScenarioCatalogue {
  const setting = settingOf(modelsFolder, areaCodes, startDay, RUN_LIMITS.years.high);
  const levers = loadLevers(modelsFolder);
  const tooMany = residents === undefined ? undefined : arrivalsFor(modelsFolder, residents);
  return {
    ...offeredScenarios(modelsFolder, setting),
    levers: LEVER_NAMES.map((key) => ({ key, ...levers[key], ...NARROWED_BY[key] })),
    educations: EDUCATIONS,
    areaCodes,
    limits: RUN_LIMITS,
    baselineName: BASELINE_NAME,
    firstYear: setting.firstYear,
    referenceDate: snapshot.referenceDate,
    snapshotId: snapshot.contentId,
    isSample: snapshot.isSample,
    codeVersion: ground.codeVersion,
    parametersSha256: ground.parametersSha256,
    ...(tooMany && { tooManyArrivals: tooMany }),
  };
}

/** Faulty rates are told by the run that needs them: what was simulated before can be looked at all the same. */
function arrivalsFor(modelsFolder: string, residents: number): TooManyArrivals | undefined {
  try {
    return tooManyArrivals(loadDemography(modelsFolder), residents);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    return undefined;
  }
}

/** One file that is of no use takes no other with it. */
export function offeredScenarios(
  modelsFolder: string,
  setting: ScenarioSetting,
): Pick<ScenarioCatalogue, 'scenarios' | 'unusable'> {
  const scenarios: ScenarioCard[] = [];
  const unusable: UnusableScenario[] = [];
  for (const key of scenarioNames(modelsFolder))
    try {
      scenarios.push({ key, ...loadScenario(modelsFolder, key, setting) });
    } catch (error) {
      if (!(error instanceof TwinError)) throw error;
      unusable.push({ key, fault: faultOf(error) });
    }
  return { scenarios, unusable };
}
