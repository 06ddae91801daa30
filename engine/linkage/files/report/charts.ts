/** Charts as SVG in the page: drawn for 360 points of width, so that their letters can be read on a telephone. */
import type { Estimate } from '../../core/estimate.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { CALIBRATION_EDGES, type CalibrationBin } from '../calibration.ts';
import { bits, html, type Both, type Html } from './both.ts';
import type { ThresholdPoint } from './thresholds.ts';

const WIDTH = 360;
const HEIGHT = 220;
const PLOT = { left: 40, right: 350, top: 10, bottom: 190 } as const;

const at = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');

const along = (share: number): number => PLOT.left + share * (PLOT.right - PLOT.left);
const up = (share: number): number => PLOT.bottom - share * (PLOT.bottom - PLOT.top);

interface Axis {
  readonly from: number;
  readonly to: number;
}

const placeOn = ({ from, to }: Axis, value: number): number => along((value - from) / (to - from));

/** Round steps of which about six fit. */
function ticksOf({ from, to }: Axis): number[] {
  const rough = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough)!;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
}

function bitsAxis(axis: Axis): Html {
  const ticks = ticksOf(axis).map((value) => {
    const x = at(placeOn(axis, value));
    return html`<line x1="${x}" x2="${x}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 4}" class="axis" /><text
        x="${x}"
        y="${PLOT.bottom + 16}"
        text-anchor="middle"
        >${String(value).replace('-', '−')}</text
      >`;
  });
  return html`<line
      x1="${PLOT.left}"
      x2="${PLOT.right}"
      y1="${PLOT.bottom}"
      y2="${PLOT.bottom}"
      class="axis"
    />${ticks}<text x="${PLOT.right}" y="${HEIGHT - 2}" text-anchor="end">bit</text>`;
}

function heightAxis(labels: readonly (readonly [share: number, text: string])[]): Html {
  return html`${labels.map(([share, text]) => {
    const y = at(up(share));
    return html`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" class="grid" /><text
        x="${PLOT.left - 4}"
        y="${at(up(share) + 4)}"
        text-anchor="end"
        >${text}</text
      >`;
  })}`;
}

function thresholdLine(axis: Axis, weightBits: number): Html {
  if (weightBits < axis.from || weightBits > axis.to) return html``;
  const x = at(placeOn(axis, weightBits));
  return html`<line x1="${x}" x2="${x}" y1="${PLOT.top}" y2="${PLOT.bottom}" class="threshold" />`;
}

/** Figures stand in a table beside each chart, so that who does not see it misses nothing. */
const drawn = (content: Html): Html =>
  html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" class="chart" aria-hidden="true" focusable="false">${content}</svg>`;

const binsAxis = ({
  fromBits,
  binBits,
  pairs,
}: Pick<LinkResult['weightHistogram'], 'fromBits' | 'binBits' | 'pairs'>): Axis => {
  const filled = [...pairs.keys()].filter((bin) => pairs[bin]! > 0);
  const [first, last] = [filled[0] ?? 0, filled.at(-1) ?? 0];
  return { from: fromBits + first * binBits, to: fromBits + (last + 1) * binBits };
};

/** Heights on a scale of powers of ten, and what stands beside it. */
function powersScale(counts: Float64Array) {
  const powers = Math.max(1, Math.ceil(Math.log10(Math.max(1, ...counts))));
  const height = (count: number): number =>
    Math.max(0, Math.log10(Math.max(1e-9, count * 1.0) + 1) / Math.log10(10 ** powers + 1));
  const labels = Array.from({ length: powers + 1 }, (_, power) => [height(10 ** power), powerText(power)] as const);
  return { height, labels };
}

function barOn(axis: Axis, from: number, to: number, share: number, kind: string): Html {
  const left = placeOn(axis, from);
  const width = placeOn(axis, to) - left;
  const top = up(share);
  return html`<rect
    x="${at(left)}"
    y="${at(top)}"
    width="${at(Math.max(0.5, width - 0.3))}"
    height="${at(PLOT.bottom - top)}"
    class="${kind}"
  />`;
}

/** Records by the best weight that they could reach: those below the threshold in another colour. */
export function ownWeightsChart({ ownWeights, threshold }: LinkResult): Html {
  const { fromBits, binBits, records } = ownWeights;
  const axis = binsAxis({ fromBits, binBits, pairs: records });
  const { height, labels } = powersScale(records);
  const bars = [...records.keys()]
    .filter((bin) => records[bin]! > 0)
    .map((bin) => {
      const from = fromBits + bin * binBits;
      const kind = from < threshold.weightBits ? 'against' : 'for';
      return barOn(axis, from, from + binBits, height(records[bin]!), kind);
    });
  return drawn(html`${heightAxis(labels)}${bars}${thresholdLine(axis, threshold.weightBits)}${bitsAxis(axis)}`);
}

/** Pairs by weight, on a scale of powers of ten since most candidate pairs are no matches. */
export function histogramChart({ weightHistogram, threshold }: LinkResult): Html {
  const { fromBits, binBits, pairs, matches } = weightHistogram;
  const axis = binsAxis(weightHistogram);
  const { height, labels } = powersScale(pairs);
  const bar = (bin: number, count: number, kind: string): Html =>
    barOn(axis, fromBits + bin * binBits, fromBits + (bin + 1) * binBits, height(count), kind);
  const bars = [...pairs.keys()]
    .filter((bin) => pairs[bin]! > 0)
    .map((bin) => html`${bar(bin, pairs[bin]!, 'pairs')}${bar(bin, Math.min(pairs[bin]!, matches[bin]!), 'matches')}`);
  return drawn(html`${heightAxis(labels)}${bars}${thresholdLine(axis, threshold.weightBits)}${bitsAxis(axis)}`);
}

const powerText = (power: number): string =>
  power < 3 ? String(10 ** power) : power < 6 ? `${10 ** (power - 3)}k` : `${10 ** (power - 6)}M`;

const SHARE_LABELS = [0, 0.25, 0.5, 0.75, 1].map((share) => [share, `${share * 100} %`] as const);

export interface JudgedShares {
  /** Undefined where nothing was linked. */
  readonly precision: Estimate | undefined;
  readonly recall: Estimate;
}

/** Precision and recall in expectation over thresholds, and as they are judged at the threshold used, with their intervals. */
export function thresholdChart(
  points: readonly ThresholdPoint[],
  thresholdBits: number,
  { precision, recall }: JudgedShares,
): Html {
  const axis = {
    from: points[0]?.weightBits ?? 0,
    to: Math.max(points.at(-1)?.weightBits ?? 0, (points[0]?.weightBits ?? 0) + 1),
  };
  const line = (kind: 'precision' | 'recall'): Html => {
    const path = points.map((point) => `${at(placeOn(axis, point.weightBits))},${at(up(point[kind]))}`).join(' ');
    return html`<polyline points="${path}" class="${kind}" />`;
  };
  return drawn(
    html`${heightAxis(SHARE_LABELS)}${line('precision')}${line('recall')}${thresholdLine(axis, thresholdBits)}${whisker(axis, thresholdBits, -WHISKER, 'precision', precision)}${whisker(axis, thresholdBits, WHISKER, 'recall', recall)}${bitsAxis(axis)}`,
  );
}

/** How far the intervals stand from the threshold, so that neither hides the other. */
const WHISKER = 6;

/** A line from one end of an interval to the other, with a dash at the ends and a longer one at the value. */
function whisker(axis: Axis, weightBits: number, aside: number, kind: string, estimate: Estimate | undefined): Html {
  if (estimate === undefined || weightBits < axis.from || weightBits > axis.to) return html``;
  const x = placeOn(axis, weightBits) + aside;
  const { value, low, high } = estimate;
  const dash = (share: number, half: number): string => `M${at(x - half)} ${at(up(share))}H${at(x + half)}`;
  const path = `M${at(x)} ${at(up(low))}V${at(up(high))}${dash(low, 2)}${dash(high, 2)}${dash(value, 4)}`;
  return html`<path d="${path}" class="whisker ${kind}" />`;
}

/** Each bin as wide as any other, so that those of the nearly certain can be seen: a dot for the share, a dash for the chance. */
export function calibrationChart(bins: readonly CalibrationBin[]): Html {
  const edge = (value: number): number =>
    along(CALIBRATION_EDGES.findIndex((one) => one === value) / (CALIBRATION_EDGES.length - 1));
  const marks = bins.map(({ from, to, meanChance, shareTrue, low, high }) => {
    const [left, right] = [edge(from), edge(to)];
    const [x, y] = [at((left + right) / 2), at(up(meanChance))];
    return html`<line x1="${at(left + 2)}" x2="${at(right - 2)}" y1="${y}" y2="${y}" class="threshold" /><line
        x1="${x}"
        x2="${x}"
        y1="${at(up(low))}"
        y2="${at(up(high))}"
        class="precision"
      /><circle cx="${x}" cy="${at(up(shareTrue))}" r="4" class="matches" />`;
  });
  const edges = CALIBRATION_EDGES.map((value) => {
    const label = at(value * 100);
    return html`<text x="${at(edge(value))}" y="${PLOT.bottom + 16}" text-anchor="middle"
      ><tspan lang="id">${label.replace('.', ',')}</tspan><tspan lang="en">${label}</tspan></text
    >`;
  });
  return drawn(
    html`${heightAxis(SHARE_LABELS)}${marks}${edges}<text x="${PLOT.right}" y="${HEIGHT - 2}" text-anchor="end"
        >%</text
      >`,
  );
}

/** A bar to the right of the middle for what speaks for a match, to the left for what speaks against. */
export function weightBar(value: number, largest: number): Html {
  const share = largest === 0 ? 0 : Math.min(1, Math.abs(value) / largest);
  const width = share * 50;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" class="bar" aria-hidden="true" focusable="false">
    <rect
      x="${at(value < 0 ? 50 - width : 50)}"
      y="1"
      width="${at(width)}"
      height="8"
      class="${value < 0 ? 'against' : 'for'}"
    />
    <line x1="50" x2="50" y1="0" y2="10" class="axis" />
  </svg>`;
}

/** One step of a waterfall: from the sum before it to the sum after it. */
export function stepBar(before: number, after: number, axis: Axis): Html {
  const x = (value: number): number => ((value - axis.from) / (axis.to - axis.from)) * 100;
  const [left, right] = [Math.min(x(before), x(after)), Math.max(x(before), x(after))];
  const zero = at(x(0));
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" class="bar" aria-hidden="true" focusable="false">
    <rect
      x="${at(left)}"
      y="1"
      width="${at(Math.max(0.4, right - left))}"
      height="8"
      class="${after < before ? 'against' : 'for'}"
    />
    <line x1="${zero}" x2="${zero}" y1="0" y2="10" class="axis" />
  </svg>`;
}

/** A share of a whole, from the left. */
export function shareBar(value: number, largest: number, kind: string): Html {
  const width = largest === 0 ? 0 : (value / largest) * 100;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" class="bar" aria-hidden="true" focusable="false">
    <rect x="0" y="1" width="${at(width)}" height="8" class="${kind}" />
  </svg>`;
}

export const bitsText = (value: number): Both => {
  const { id, en } = bits(value);
  return { id: `${id.replace('-', '−')} bit`, en: `${en.replace('-', '−')} bits` };
};
