/** What the map shows, as part of the address: a link opened elsewhere shows the same. */
import { LEGEND_METHODS, type LegendChoice, type LegendMethod } from '../map/legend.ts';

export const SHOWN_LEVELS = ['kecamatan', 'kelurahan', 'rw'] as const;
export type ShownLevel = (typeof SHOWN_LEVELS)[number];

export interface Camera {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

export interface SortChoice {
  /** `name`, `parent`, or the key of an indicator. undefined: the indicator on the map. */
  readonly by: string | undefined;
  readonly direction: 'ascending' | 'descending';
}

export interface ViewChoice {
  readonly level: ShownLevel;
  /** undefined: the first that the data offers. */
  readonly indicator: string | undefined;
  readonly area: string | undefined;
  readonly legend: LegendChoice;
  readonly sort: SortChoice;
  /** Indicators that the table shows besides the one on the map. */
  readonly columns: readonly string[];
  /** undefined: the whole city. */
  readonly camera: Camera | undefined;
}

export const FIRST_VIEW: ViewChoice = {
  level: 'kelurahan',
  indicator: undefined,
  area: undefined,
  legend: { method: 'quantile', classCount: 5, breaks: [] },
  sort: { by: undefined, direction: 'descending' },
  columns: [],
  camera: undefined,
};

/** What differs from the first view, in an order that stays. */
export function paramsOf(view: ViewChoice): [string, string][] {
  const { level, indicator, area, legend, sort, columns, camera } = view;
  const written: [string, string | undefined][] = [
    ['level', level === FIRST_VIEW.level ? undefined : level],
    ['indicator', indicator],
    ['area', area],
    ['method', legend.method === FIRST_VIEW.legend.method ? undefined : legend.method],
    ['classes', legend.classCount === FIRST_VIEW.legend.classCount ? undefined : String(legend.classCount)],
    ['breaks', legend.breaks.join(',') || undefined],
    ['sort', writtenSort(sort)],
    ['columns', columns.join(',') || undefined],
    ['map', camera && [camera.zoom.toFixed(2), camera.lat.toFixed(5), camera.lon.toFixed(5)].join('/')],
  ];
  return written.filter((param): param is [string, string] => param[1] !== undefined);
}

/** What an address asks for; what it asks wrongly is left at the first view. */
export function viewOf(params: URLSearchParams): ViewChoice {
  const level = params.get('level');
  return {
    level: isShownLevel(level) ? level : FIRST_VIEW.level,
    indicator: params.get('indicator') ?? undefined,
    area: params.get('area') ?? undefined,
    legend: readLegend(params),
    sort: readSort(params.get('sort')),
    columns: listOf(params.get('columns')),
    camera: readCamera(params.get('map')),
  };
}

export const isShownLevel = (text: unknown): text is ShownLevel => SHOWN_LEVELS.includes(text as ShownLevel);

const listOf = (text: string | null): string[] => (text ?? '').split(',').filter((part) => part !== '');

/** `-name`: descending. */
function writtenSort({ by, direction }: SortChoice): string | undefined {
  if (by === undefined) return direction === 'descending' ? undefined : 'value';
  return direction === 'descending' ? `-${by}` : by;
}

function readSort(text: string | null): SortChoice {
  if (!text) return FIRST_VIEW.sort;
  if (text === 'value') return { by: undefined, direction: 'ascending' };
  return text.startsWith('-') ? { by: text.slice(1), direction: 'descending' } : { by: text, direction: 'ascending' };
}

function readLegend(params: URLSearchParams): LegendChoice {
  const method = params.get('method');
  const classCount = Number(params.get('classes'));
  const breaks = listOf(params.get('breaks')).map(Number);
  return {
    method: LEGEND_METHODS.includes(method as LegendMethod) ? (method as LegendMethod) : FIRST_VIEW.legend.method,
    classCount: [3, 4, 5, 6, 7].includes(classCount) ? classCount : FIRST_VIEW.legend.classCount,
    breaks: breaks.every(Number.isFinite) ? breaks.slice(0, 6) : [],
  };
}

function readCamera(text: string | null): Camera | undefined {
  const [zoom, lat, lon] = (text ?? '').split('/').map((part) => (part === '' ? NaN : Number(part)));
  const isPlace = zoom! >= 0 && zoom! <= 22 && Math.abs(lat!) <= 85 && Math.abs(lon!) <= 180;
  return isPlace ? { zoom: zoom!, lat: lat!, lon: lon! } : undefined;
}
