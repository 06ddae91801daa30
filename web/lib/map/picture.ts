/** What the map shows at one moment: made by the page from data and choices, drawn by the stage and by the export. */
import type { Rgb } from './palette.ts';
import type { Ground } from './palette.ts';
import type { AreaShape, AreaShapes } from './shapes.ts';

/** How one area is filled: the colour of its class, or a pattern that says why it has none. */
export type Fill =
  { readonly kind: 'class'; readonly colour: Rgb } | { readonly kind: 'hidden' } | { readonly kind: 'no-data' };

export interface Picture {
  readonly ground: Ground;
  readonly shapes: AreaShapes;
  /** [area of shapes] */
  readonly fills: readonly Fill[];
  /** [area of shapes] the value as it is written; '' where the map shall show none. */
  readonly values: readonly string[];
  /** Drawn stronger, over the areas: the level above, where it is loaded. */
  readonly frame: AreaShapes | undefined;
  readonly selected: AreaShape | undefined;
}

/** Colours of the map that no class has; text on the ground has a contrast of at least 4.5. */
export interface Ink {
  readonly ground: Rgb;
  readonly line: Rgb;
  readonly frame: Rgb;
  readonly mark: Rgb;
  readonly markHalo: Rgb;
  /** Ground and strokes of the patterns for areas without a value. */
  readonly patternGround: Rgb;
  readonly patternStroke: Rgb;
}

export const INK: Readonly<Record<Ground, Ink>> = {
  light: {
    ground: [232, 236, 240],
    line: [255, 255, 255],
    frame: [38, 52, 64],
    mark: [12, 20, 28],
    markHalo: [255, 255, 255],
    patternGround: [244, 244, 244],
    patternStroke: [120, 128, 136],
  },
  dark: {
    ground: [14, 19, 25],
    line: [14, 19, 25],
    frame: [205, 216, 226],
    mark: [255, 255, 255],
    markHalo: [8, 12, 16],
    patternGround: [34, 42, 50],
    patternStroke: [132, 144, 156],
  },
};

export const DARK_TEXT: Rgb = [16, 24, 32];
export const LIGHT_TEXT: Rgb = [255, 255, 255];
