/** Which names fit on the map at a zoom: larger areas first, none over another. */
import { contrast, type Ground } from './palette.ts';
import { DARK_TEXT, LIGHT_TEXT, type Fill, type Picture } from './picture.ts';
import type { AreaShape, AreaShapes, Point } from './shapes.ts';

export interface Label {
  readonly code: string;
  readonly text: string;
  readonly position: Point;
  /** Dark letters on a light fill, or the other way round. */
  readonly isDarkText: boolean;
}

export const LABEL_PIXELS = 12;
const LINE_PIXELS = 15;
/** Width of a letter of the screen's own font, as a share of its height; a generous mean. */
const LETTER_SHARE = 0.62;
const TILE_PIXELS = 512;

interface PixelBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Web Mercator, pixels from the north-west corner of the world. */
export function toPixels([lon, lat]: Point, zoom: number): [x: number, y: number] {
  const world = TILE_PIXELS * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return [(world * (lon + 180)) / 360, world * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

const widthOf = (text: string): number => text.length * LABEL_PIXELS * LETTER_SHARE;

function boxAround([x, y]: readonly [number, number], lines: readonly string[]): PixelBox {
  const halfWidth = Math.max(...lines.map(widthOf)) / 2 + 2;
  const halfHeight = (lines.length * LINE_PIXELS) / 2 + 1;
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

const meet = (a: PixelBox, b: PixelBox): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Pixels that the box of an area has at a zoom. */
function extent({ box: [west, south, east, north] }: AreaShape, zoom: number): [width: number, height: number] {
  const [left, bottom] = toPixels([west, south], zoom);
  const [right, top] = toPixels([east, north], zoom);
  return [right - left, bottom - top];
}

interface Candidate {
  readonly area: AreaShape;
  /** Texts to try, the fullest first: name and value, or the name alone. */
  readonly texts: readonly (readonly string[])[];
  readonly isDarkText: boolean;
  /** Pixels squared of its box; larger areas are named first. */
  readonly size: number;
  readonly isChosen: boolean;
  readonly fits: boolean;
}

/** The value stands under the name where the area has room for both. */
function candidateOf(picture: Picture, i: number, zoom: number): Candidate {
  const area = picture.shapes.areas[i]!;
  const value = picture.values[i] ?? '';
  const [width, height] = extent(area, zoom);
  const hasRoomForValue = value !== '' && widthOf(value) < width * 0.8 && height > LINE_PIXELS * 3.4;
  return {
    area,
    texts: hasRoomForValue ? [[area.name, value], [area.name]] : [[area.name]],
    isDarkText: isDarkTextOn(picture.fills[i]!, picture.ground === 'light'),
    size: width * height,
    isChosen: area === picture.selected,
    fits: widthOf(area.name) < width * 1.1 && LINE_PIXELS * 1.2 < height,
  };
}

const FEWEST_NAMED_SHARE = 0.4;

/**
 * Names of the areas, or where only few of them have room, names of the areas around them: `RW 03` by itself tells
 * nobody where he is. The chosen area is always named.
 */
export function labelsThatFit(picture: Picture, zoom: number): Label[] {
  const own = picture.shapes.areas.map((_, i) => candidateOf(picture, i, zoom));
  const isCrowded = own.filter(({ fits }) => fits).length < own.length * FEWEST_NAMED_SHARE;
  const candidates =
    isCrowded && picture.frame
      ? [...own.filter(({ isChosen }) => isChosen), ...frameCandidates(picture.frame, picture.ground, zoom)]
      : own;
  const taken: PixelBox[] = [];
  return candidates
    .filter(({ fits, isChosen }) => fits || isChosen)
    .toSorted((a, b) => Number(b.isChosen) - Number(a.isChosen) || b.size - a.size)
    .flatMap(({ area, texts, isDarkText }): Label[] => {
      const place = toPixels(area.label, zoom);
      const lines = texts.find((lines) => !taken.some((other) => meet(boxAround(place, lines), other)));
      if (!lines) return [];
      taken.push(boxAround(place, lines));
      return [{ code: area.code, text: lines.join('\n'), position: area.label, isDarkText }];
    });
}

function frameCandidates(frame: AreaShapes, ground: Ground, zoom: number): Candidate[] {
  return frame.areas.map((area) => {
    const [width, height] = extent(area, zoom);
    const fits = widthOf(area.name) < width * 1.3;
    return { area, texts: [[area.name]], isDarkText: ground === 'light', size: width * height, isChosen: false, fits };
  });
}

const isDarkTextOn = (fill: Fill, isLightGround: boolean): boolean =>
  fill.kind === 'class' ? contrast(fill.colour, DARK_TEXT) >= contrast(fill.colour, LIGHT_TEXT) : isLightGround;
