/**
 * Colours of the classes, from few to many. One hue path of yellow, green and blue whose lightness falls evenly, so that
 * the order is seen without seeing hue; on a dark ground it rises instead, as many must stand out from the ground.
 */
export type Rgb = readonly [red: number, green: number, blue: number];
export type Ground = 'light' | 'dark';

/** OKLCH: lightness 0 to 1, chroma, hue in degrees. */
type Lch = readonly [lightness: number, chroma: number, hue: number];

const ANCHORS: Readonly<Record<Ground, readonly Lch[]>> = {
  light: [
    [0.965, 0.06, 108],
    [0.84, 0.1, 150],
    [0.69, 0.105, 200],
    [0.5, 0.11, 245],
    [0.3, 0.1, 270],
  ],
  dark: [
    [0.34, 0.07, 268],
    [0.49, 0.1, 240],
    [0.64, 0.105, 200],
    [0.79, 0.12, 155],
    [0.94, 0.11, 108],
  ],
};

/** @returns [class] from few to many; one class takes the middle */
export function classColours(count: number, ground: Ground): Rgb[] {
  return Array.from({ length: count }, (_, i) => toRgb(along(ANCHORS[ground], count === 1 ? 0.5 : i / (count - 1))));
}

/** Two hue paths away from a neutral middle: orange for less, blue-violet for more, told apart by eyes without red or green too. */
const DIVERGING: Readonly<Record<Ground, Readonly<Record<'less' | 'more', readonly Lch[]>>>> = {
  light: {
    less: [
      [0.955, 0.012, 80],
      [0.83, 0.105, 70],
      [0.66, 0.13, 58],
      [0.45, 0.105, 50],
    ],
    more: [
      [0.955, 0.012, 80],
      [0.82, 0.075, 265],
      [0.61, 0.125, 272],
      [0.38, 0.14, 280],
    ],
  },
  dark: {
    less: [
      [0.33, 0.008, 80],
      [0.5, 0.09, 55],
      [0.68, 0.13, 62],
      [0.87, 0.11, 78],
    ],
    more: [
      [0.33, 0.008, 80],
      [0.49, 0.12, 278],
      [0.66, 0.12, 272],
      [0.86, 0.07, 262],
    ],
  },
};

/**
 * Colours of classes on both sides of nought.
 *
 * @param side how many classes there are on each side of the one in the middle
 * @returns    [class] from the least over nought to the most
 */
export function divergingColours(side: number, ground: Ground): Rgb[] {
  const { less, more } = DIVERGING[ground];
  const arm = (anchors: readonly Lch[]): Rgb[] =>
    Array.from({ length: side }, (_, i) => toRgb(along(anchors, (i + 1) / side)));
  return [...arm(less).toReversed(), toRgb(less[0]!), ...arm(more)];
}

/** A point on the path, 0 to 1. */
function along(anchors: readonly Lch[], share: number): Lch {
  const at = share * (anchors.length - 1);
  const i = Math.min(anchors.length - 2, Math.floor(at));
  const mix = (part: 0 | 1 | 2): number => anchors[i]![part] + (at - i) * (anchors[i + 1]![part] - anchors[i]![part]);
  return [mix(0), mix(1), mix(2)];
}

/** Source: Björn Ottosson (2020), "A perceptual color space for image processing". */
function toRgb([lightness, chroma, hue]: Lch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channel = (linear: number): number => {
    const inside = Math.min(1, Math.max(0, linear));
    return Math.round(255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055));
  };
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export const cssColour = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

/** Relative luminance, 0 to 1 (WCAG 2.2). */
export function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number): number => (value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}
