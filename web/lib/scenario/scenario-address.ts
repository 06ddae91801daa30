/** A scenario and how it is looked at, as part of the address: a link opened elsewhere asks for the same run. */
import type { MovedLever, RunRecord, ScenarioCatalogue } from '#engine';
import { VARIANTS, type Variant } from './results.ts';

/** What is asked of the server, as the page holds it. */
export interface Draft {
  /** Key of a scenario of models/scenarios; undefined for one put together here. */
  readonly preset: string | undefined;
  /** Of a scenario put together here. */
  readonly name: string;
  readonly levers: readonly MovedLever[];
  readonly baseline: string;
  readonly years: number;
  readonly replicates: number;
  readonly seed: number;
}

/** What of the results is looked at. */
export interface Look {
  readonly indicator: string | undefined;
  /** Calendar year; undefined for the last. */
  readonly year: number | undefined;
  /** Code of a kelurahan; undefined for the city. */
  readonly area: string | undefined;
  readonly variant: Variant;
}

export const FIRST_LOOK: Look = { indicator: undefined, year: undefined, area: undefined, variant: 'difference' };

/** fertility;0.9;2027- or arrivals;3;2027-2031;area=35.77.01.1004;age=17-34;edu=sd,smp */
export function writeLever({ lever, value, fromYear, toYear, areas, ages, education }: MovedLever): string {
  return [
    lever,
    String(value),
    `${fromYear}-${toYear ?? ''}`,
    ...(areas === undefined ? [] : [`area=${areas.join(',')}`]),
    ...(ages === undefined ? [] : [`age=${ages.from}-${ages.to}`]),
    ...(education === undefined ? [] : [`edu=${education.join(',')}`]),
  ].join(';');
}

/** undefined where it is not written as above, or names a lever, a kelurahan or an education that there is not. */
export function readLever(text: string, catalogue: ScenarioCatalogue): MovedLever | undefined {
  const [key, value, years, ...more] = text.split(';');
  const card = catalogue.levers.find((lever) => lever.key === key);
  const span = /^(\d{4})-(\d{4})?$/.exec(years ?? '');
  if (card === undefined || span === null || value === undefined || value === '' || !Number.isFinite(Number(value)))
    return undefined;
  const part = (name: string): string[] | undefined =>
    more
      .find((each) => each.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .split(',');
  const ages = /^(\d+)-(\d+)$/.exec(part('age')?.[0] ?? '');
  const areas = part('area');
  const education = part('edu') as MovedLever['education'];
  const isKnown = [
    card.areas || areas === undefined,
    card.ages || !more.some((each) => each.startsWith('age=')),
    card.education || education === undefined,
    (ages === null) === !more.some((each) => each.startsWith('age=')),
    areas?.every((code) => catalogue.areaCodes.includes(code)) ?? true,
    education?.every((each) => catalogue.educations.includes(each)) ?? true,
    more.every((each) => /^(area|age|edu)=/.test(each)),
  ];
  if (isKnown.includes(false)) return undefined;
  return {
    lever: card.key as MovedLever['lever'],
    value: Number(value),
    fromYear: Number(span[1]),
    ...(span[2] === undefined ? {} : { toYear: Number(span[2]) }),
    ...(areas === undefined ? {} : { areas }),
    ...(ages === null ? {} : { ages: { from: Number(ages[1]), to: Number(ages[2]) } }),
    ...(education === undefined ? {} : { education }),
    source: card.source,
  };
}

export const firstDraft = ({ scenarios, baselineName, limits }: ScenarioCatalogue): Draft => {
  const first = scenarios.find(({ levers }) => levers.length > 0);
  return {
    preset: first?.key,
    name: '',
    levers: first?.levers ?? [],
    baseline: baselineName,
    years: limits.years.default,
    replicates: limits.replicates.default,
    seed: limits.seed.default,
  };
};

/** What tells one run from another, in an order that stays. */
export function draftParams({ preset, name, levers, baseline, years, replicates, seed }: Draft): [string, string][] {
  return [
    ...(preset === undefined
      ? [['name', name] as [string, string], ...levers.map((lever): [string, string] => ['lever', writeLever(lever)])]
      : [['scenario', preset] as [string, string]]),
    ['baseline', baseline],
    ['years', String(years)],
    ['replicates', String(replicates)],
    ['seed', String(seed)],
  ];
}

export function lookParams({ indicator, year, area, variant }: Look): [string, string][] {
  const written: [string, string | undefined][] = [
    ['indicator', indicator],
    ['year', year === undefined ? undefined : String(year)],
    ['area', area],
    ['show', variant === FIRST_LOOK.variant ? undefined : variant],
  ];
  return written.filter((param): param is [string, string] => param[1] !== undefined);
}

export interface ReadAddress {
  readonly draft: Draft;
  /** The address asks for something that there is not. */
  readonly isWrong: boolean;
}

/** What an address asks for; what it asks wrongly is left as at first. */
export function readDraft(params: URLSearchParams, catalogue: ScenarioCatalogue): ReadAddress {
  const first = firstDraft(catalogue);
  let isWrong = false;
  const whole = (name: 'years' | 'replicates' | 'seed'): number => {
    const { low, high } = catalogue.limits[name];
    const text = params.get(name);
    const value = Number(text ?? first[name]);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    isWrong = true;
    return first[name];
  };
  const known = (key: string | null): string | undefined => catalogue.scenarios.find((each) => each.key === key)?.key;
  const common = {
    baseline: known(params.get('baseline') ?? first.baseline) ?? ((isWrong = true), first.baseline),
    years: whole('years'),
    replicates: whole('replicates'),
    seed: whole('seed'),
  };
  const written = params.getAll('lever');
  if (written.length > 0) {
    const levers = written.map((text) => readLever(text, catalogue));
    if (levers.includes(undefined)) isWrong = true;
    const draft = {
      preset: undefined,
      name: params.get('name') ?? '',
      levers: levers.filter((each) => each !== undefined),
    };
    return { draft: { ...draft, ...common }, isWrong };
  }
  if (!params.has('scenario')) return { draft: { ...first, ...common }, isWrong };
  const preset = catalogue.scenarios.find(({ key }) => key === params.get('scenario'));
  if (preset === undefined) return { draft: { ...first, ...common }, isWrong: true };
  return { draft: { preset: preset.key, name: '', levers: preset.levers, ...common }, isWrong };
}

export function readLook(params: URLSearchParams): Look {
  const variant = params.get('show') as Variant;
  const year = params.get('year');
  return {
    indicator: params.get('indicator') ?? undefined,
    year: year !== null && /^\d{4}$/.test(year) ? Number(year) : undefined,
    area: params.get('area') ?? undefined,
    variant: VARIANTS.includes(variant) ? variant : FIRST_LOOK.variant,
  };
}

/** What was asked when a run was asked for. */
export const draftOf = ({ scenarioName, baselineName, spec, replicates }: RunRecord, usual: string): Draft => ({
  preset: scenarioName,
  name: scenarioName === undefined ? spec.scenario.name.id : '',
  levers: spec.scenario.levers,
  baseline: baselineName ?? usual,
  years: spec.years,
  replicates,
  seed: spec.seed,
});

export const isSameDraft = (one: Draft, other: Draft): boolean =>
  JSON.stringify(draftParams(one)) === JSON.stringify(draftParams(other));

/** The request that a draft stands for. */
export function requestOf({ preset, name, levers, baseline, years, replicates, seed }: Draft): object {
  const both = { id: name, en: name };
  return { scenario: preset ?? { name: both, description: both, levers }, baseline, years, replicates, seed };
}
