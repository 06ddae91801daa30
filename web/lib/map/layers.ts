/** deck.gl layers of one picture. */
import type { Color, Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import { LABEL_PIXELS, type Label } from './labels.ts';
import type { Rgb } from './palette.ts';
import { DARK_TEXT, INK, LIGHT_TEXT, type Fill, type Picture } from './picture.ts';
import type { AreaShape, AreaShapes, Rings } from './shapes.ts';

interface FilledPolygon {
  readonly rings: Rings;
  readonly fill: Fill;
}

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const TRANSPARENT: Color = [0, 0, 0, 0];

const colour = ([red, green, blue]: Rgb, alpha = 255): Color => [red, green, blue, alpha];
const ringsOf = (areas: readonly AreaShape[]): Rings => areas.flatMap((area) => area.polygons.flat());

export function layersOf(picture: Picture, labels: readonly Label[]): Layer[] {
  const ink = INK[picture.ground];
  return [
    fills(picture),
    outline('lines', picture.shapes, ink.line, 1),
    ...(picture.frame === undefined ? [] : [outline('frame', picture.frame, ink.frame, 1.6)]),
    ...mark('hovered', picture.hovered, picture, 2),
    ...mark('selected', picture.selected, picture, 3.5),
    ...text(
      'dark-text',
      labels.filter(({ isDarkText }) => isDarkText),
      DARK_TEXT,
      LIGHT_TEXT,
    ),
    ...text(
      'light-text',
      labels.filter(({ isDarkText }) => !isDarkText),
      LIGHT_TEXT,
      DARK_TEXT,
    ),
  ];
}

/** Areas without a value stay clear: their pattern is drawn below, by the map itself. */
function fills({ shapes, fills }: Picture): Layer {
  return new SolidPolygonLayer<FilledPolygon>({
    id: 'fills',
    data: shapes.areas.flatMap((area, i) => area.polygons.map((rings) => ({ rings, fill: fills[i]! }))),
    getPolygon: ({ rings }) => rings as unknown as [number, number][][],
    getFillColor: ({ fill }) => (fill.kind === 'class' ? colour(fill.colour) : TRANSPARENT),
  });
}

function outline(id: string, { areas }: AreaShapes, rgb: Rgb, pixels: number): Layer {
  return new PathLayer<Rings[number]>({
    id,
    data: ringsOf(areas),
    getPath: (ring) => ring as unknown as number[],
    getColor: colour(rgb),
    widthUnits: 'pixels',
    getWidth: pixels,
    jointRounded: true,
  });
}

/** A line and its halo, so that it is seen on every fill. */
function mark(id: string, area: AreaShape | undefined, { ground }: Picture, pixels: number): Layer[] {
  if (area === undefined) return [];
  const { mark: line, markHalo } = INK[ground];
  const only = { areas: [area] } as unknown as AreaShapes;
  return [outline(`${id}-halo`, only, markHalo, pixels + 3), outline(id, only, line, pixels)];
}

/** Without a single letter there is nothing to make a font from. */
function text(id: string, data: readonly Label[], rgb: Rgb, halo: Rgb): Layer[] {
  if (data.length === 0) return [];
  return [
    new TextLayer<Label>({
      id,
      data: [...data],
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
