/** The map's own style, without tiles, letters or images from elsewhere: a plain ground and the patterns on it. */
import type { FeatureCollection } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import type { Ground, Rgb } from './palette.ts';
import { INK, type Picture } from './picture.ts';

export const PATTERNLESS: FeatureCollection = { type: 'FeatureCollection', features: [] };
export const PATTERN_SOURCE = 'without-value';
const PATTERN_PIXELS = 16;

const css = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;

export function groundStyle(ground: Ground): StyleSpecification {
  const pattern = (kind: string): StyleSpecification['layers'][number] => ({
    id: kind,
    type: 'fill',
    source: PATTERN_SOURCE,
    filter: ['==', ['get', 'kind'], kind],
    paint: { 'fill-pattern': `${kind}-${ground}`, 'fill-antialias': false },
  });
  return {
    version: 8,
    sources: { [PATTERN_SOURCE]: { type: 'geojson', data: PATTERNLESS } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': css(INK[ground].ground) } },
      pattern('hidden'),
      pattern('no-data'),
    ],
  };
}

/** Areas without a value, as the pattern layers read them. */
export function patternFeatures({ shapes, fills }: Picture): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: shapes.areas.flatMap((area, i) =>
      fills[i]!.kind === 'class'
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { kind: fills[i]!.kind },
              geometry: { type: 'MultiPolygon' as const, coordinates: area.polygons as unknown as number[][][][] },
            },
          ],
    ),
  };
}

/** Slanting strokes for hidden cells, dots for cells without data; drawn twice as large for sharp screens. */
export function paintPattern(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  kind: 'hidden' | 'no-data',
  ground: Ground,
  size: number,
): void {
  const { patternGround, patternStroke } = INK[ground];
  context.fillStyle = css(patternGround);
  context.fillRect(0, 0, size, size);
  context.strokeStyle = context.fillStyle = css(patternStroke);
  context.lineWidth = size / 9;
  context.beginPath();
  if (kind === 'hidden')
    for (const shift of [-size, 0, size]) {
      context.moveTo(shift - size / 4, size * 1.25);
      context.lineTo(shift + size * 1.25, -size / 4);
    }
  else context.arc(size / 2, size / 2, size / 8, 0, 2 * Math.PI);
  if (kind === 'hidden') context.stroke();
  else context.fill();
}

export function patternImage(kind: 'hidden' | 'no-data', ground: Ground): ImageData {
  const size = PATTERN_PIXELS;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size;
  const context = canvas.getContext('2d')!;
  paintPattern(context, kind, ground, size);
  return context.getImageData(0, 0, size, size);
}
