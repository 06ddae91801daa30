/** deck.gl layers of one picture. */
import type { Color, Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import { LABEL_PIXELS, type Label } from './labels.ts';
import type { Ground, Rgb } from './palette.ts';
import { DARK_TEXT, INK, LIGHT_TEXT, type Fill, type Picture } from './picture.ts';
import type { AreaShape, Rings } from './shapes.ts';

interface FilledPolygon {
  readonly rings: Rings;
  readonly fill: Fill;
}

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const TRANSPARENT: Color = [0, 0, 0, 0];

const colour = ([red, green, blue]: Rgb, alpha = 255): Color => [red, green, blue, alpha];
const ringsOf = (areas: readonly AreaShape[]): Rings => areas.flatMap((area) => area.polygons.flat());

/** What stays while the pointer moves: deck.gl cuts polygons into triangles anew only where its data is another. */
export interface Base {
  readonly picture: Picture;
  readonly polygons: readonly FilledPolygon[];
  readonly lines: Rings;
  readonly frame: Rings;
}

/** Labels by the colour of their letters; the same arrays as long as the labels are the same. */
export interface LabelSets {
  readonly dark: readonly Label[];
  readonly light: readonly Label[];
}

export const labelSets = (labels: readonly Label[]): LabelSets => ({
  dark: labels.filter(({ isDarkText }) => isDarkText),
  light: labels.filter(({ isDarkText }) => !isDarkText),
});

export const baseOf = (picture: Picture): Base => ({
  picture,
  polygons: picture.shapes.areas.flatMap((area, i) =>
    area.polygons.map((rings) => ({ rings, fill: picture.fills[i]! })),
  ),
  lines: ringsOf(picture.shapes.areas),
  frame: ringsOf(picture.frame?.areas ?? []),
});

export function layersOf(base: Base, hovered: AreaShape | undefined, labels: LabelSets): Layer[] {
  const { ground, selected } = base.picture;
  const ink = INK[ground];
  return [
    fills(base.polygons),
    outline('lines', base.lines, ink.line, 1),
    outline('frame', base.frame, ink.frame, 1.6),
    ...mark('hovered', hovered, ground, 2),
    ...mark('selected', selected, ground, 3.5),
    ...text('dark-text', labels.dark, DARK_TEXT, LIGHT_TEXT),
    ...text('light-text', labels.light, LIGHT_TEXT, DARK_TEXT),
  ];
}

/** Areas without a value stay clear: their pattern is drawn below, by the map itself. */
function fills(polygons: readonly FilledPolygon[]): Layer {
  return new SolidPolygonLayer<FilledPolygon>({
    id: 'fills',
    data: polygons as FilledPolygon[],
    getPolygon: ({ rings }) => rings as unknown as [number, number][][],
    getFillColor: ({ fill }) => (fill.kind === 'class' ? colour(fill.colour) : TRANSPARENT),
  });
}

function outline(id: string, rings: Rings, rgb: Rgb, pixels: number): Layer {
  return new PathLayer<Rings[number]>({
    id,
    data: rings as Rings[number][],
    getPath: (ring) => ring as unknown as number[],
    getColor: colour(rgb),
    widthUnits: 'pixels',
    getWidth: pixels,
    jointRounded: true,
  });
}

/** A line and its halo, so that it is seen on every fill. */
function mark(id: string, area: AreaShape | undefined, ground: Ground, pixels: number): Layer[] {
  if (area === undefined) return [];
  const { mark: line, markHalo } = INK[ground];
  const rings = ringsOf([area]);
  return [outline(`${id}-halo`, rings, markHalo, pixels + 3), outline(id, rings, line, pixels)];
}

/** Without a single letter there is nothing to make a font from. */
function text(id: string, data: readonly Label[], rgb: Rgb, halo: Rgb): Layer[] {
  if (data.length === 0) return [];
  return [
    new TextLayer<Label>({
      id,
      data: data as Label[],
      characterSet: 'auto',
      getText: (label) => label.text,
      getPosition: ({ position: [lon, lat] }) => [lon, lat],
      getSize: LABEL_PIXELS,
      getColor: colour(rgb),
      fontFamily: FONT,
      fontWeight: 600,
      lineHeight: 1.2,
      fontSettings: { sdf: true, fontSize: 48, buffer: 10, radius: 12 },
      outlineWidth: 8,
      outlineColor: colour(halo, 190),
    }),
  ];
}
