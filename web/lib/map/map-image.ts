/** The map as a picture for a report or on paper: drawn anew on a sheet with title, legend, source and date, not cut from the screen. */
import { paintPattern } from './ground.ts';
import { labelsThatFit, toPixels, LABEL_PIXELS } from './labels.ts';
import { cssColour, type Rgb } from './palette.ts';
import { DARK_TEXT, INK, LIGHT_TEXT, type Picture } from './picture.ts';
import type { AreaShape } from './shapes.ts';

export interface MapSheetContent {
  readonly picture: Picture;
  readonly colours: readonly Rgb[];
  readonly title: string;
  readonly subtitle: string;
  readonly unit: string;
  /** How classes were made, and what is counted in each. */
  readonly legendHead: readonly [method: string, counted: string];
  readonly classes: readonly { readonly label: string; readonly count: string }[];
  readonly hidden: readonly [label: string, count: string];
  readonly noData: readonly [label: string, count: string];
  readonly notes: readonly string[];
}

/** A4 across, at 200 dots an inch. */
const WIDTH = 1169;
const HEIGHT = 827;
const SCALE = 2;
const MARGIN = 36;
const LEGEND_WIDTH = 290;
const HEAD_HEIGHT = 92;
const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const SHEET = '#ffffff';
const INK_TEXT = '#13202b';
const SOFT_TEXT = '#465563';

type Place = (lon: number, lat: number) => [x: number, y: number];

export function drawMapSheet(content: MapSheetContent, canvas: HTMLCanvasElement): void {
  canvas.width = WIDTH * SCALE;
  canvas.height = HEIGHT * SCALE;
  const sheet = canvas.getContext('2d')!;
  sheet.scale(SCALE, SCALE);
  sheet.fillStyle = SHEET;
  sheet.fillRect(0, 0, WIDTH, HEIGHT);
  const noteTop = drawNotes(sheet, content.notes);
  drawHead(sheet, content);
  drawLegend(sheet, content);
  drawMap(sheet, content.picture, noteTop);
}

export function mapImage(content: MapSheetContent): Promise<Blob> {
  const canvas = document.createElement('canvas');
  drawMapSheet(content, canvas);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  );
}

function write(
  sheet: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  font: string,
  colour: string,
): void {
  sheet.font = `${font} ${FONT}`;
  sheet.fillStyle = colour;
  sheet.fillText(text, x, y);
}

/** Breaks a text into lines of a width. */
function linesOf(sheet: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (sheet.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function drawHead(sheet: CanvasRenderingContext2D, { title, subtitle }: MapSheetContent): void {
  write(sheet, title, MARGIN, MARGIN + 22, '700 26px', INK_TEXT);
  write(sheet, subtitle, MARGIN, MARGIN + 46, '400 15px', SOFT_TEXT);
}

/** @returns where the notes begin, from the top */
function drawNotes(sheet: CanvasRenderingContext2D, notes: readonly string[]): number {
  sheet.font = `400 12px ${FONT}`;
  const lines = notes.flatMap((note) => linesOf(sheet, note, WIDTH - 2 * MARGIN));
  const top = HEIGHT - MARGIN - lines.length * 17;
  lines.forEach((line, i) => write(sheet, line, MARGIN, top + 17 * (i + 1) - 4, '400 12px', SOFT_TEXT));
  return top;
}

function drawLegend(sheet: CanvasRenderingContext2D, content: MapSheetContent): void {
  const left = WIDTH - MARGIN - LEGEND_WIDTH;
  let y = HEAD_HEIGHT + MARGIN;
  if (content.unit !== '') {
    write(sheet, content.unit, left, y, '600 13px', INK_TEXT);
    y += 18;
  }
  const [method, counted] = content.legendHead;
  write(sheet, method, left, y + 4, '400 13px', SOFT_TEXT);
  sheet.textAlign = 'right';
  write(sheet, counted, left + LEGEND_WIDTH, y + 4, '400 13px', SOFT_TEXT);
  sheet.textAlign = 'left';
  y += 14;
  const row = (label: string, count: string, fill: string | CanvasPattern): void => {
    sheet.fillStyle = fill;
    sheet.fillRect(left, y, 30, 18);
    sheet.strokeStyle = '#75838f';
    sheet.lineWidth = 1;
    sheet.strokeRect(left, y, 30, 18);
    write(sheet, label, left + 40, y + 14, '400 14px', INK_TEXT);
    sheet.textAlign = 'right';
    write(sheet, count, left + LEGEND_WIDTH, y + 14, '400 14px', SOFT_TEXT);
    sheet.textAlign = 'left';
    y += 26;
  };
  const { ground } = content.picture;
  content.classes.forEach(({ label, count }, i) => row(label, count, cssColour(content.colours[i]!)));
  row(...content.hidden, patternOf(sheet, 'hidden', ground));
  row(...content.noData, patternOf(sheet, 'no-data', ground));
}

function patternOf(
  sheet: CanvasRenderingContext2D,
  kind: 'hidden' | 'no-data',
  ground: Picture['ground'],
): CanvasPattern {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  paintPattern(tile.getContext('2d')!, kind, ground, 8);
  return sheet.createPattern(tile, 'repeat')!;
}

function drawMap(sheet: CanvasRenderingContext2D, picture: Picture, bottom: number): void {
  const frame = { x: MARGIN, y: HEAD_HEIGHT + MARGIN / 2, width: WIDTH - 3 * MARGIN - LEGEND_WIDTH, height: 0 };
  frame.height = bottom - frame.y - 14;
  const { zoom, place } = placeIn(frame, picture);
  const trace = (area: AreaShape): Path2D => {
    const path = new Path2D();
    for (const ring of area.polygons.flat()) {
      ring.forEach(([lon, lat], i) => (i === 0 ? path.moveTo(...place(lon, lat)) : path.lineTo(...place(lon, lat))));
      path.closePath();
    }
    return path;
  };
  const stroke = (areas: readonly AreaShape[], colour: Rgb | string, width: number): void => {
    sheet.strokeStyle = typeof colour === 'string' ? colour : cssColour(colour);
    sheet.lineWidth = width;
    sheet.lineJoin = 'round';
    for (const area of areas) sheet.stroke(trace(area));
  };
  picture.shapes.areas.forEach((area, i) => {
    const fill = picture.fills[i]!;
    sheet.fillStyle = fill.kind === 'class' ? cssColour(fill.colour) : patternOf(sheet, fill.kind, picture.ground);
    sheet.fill(trace(area), 'evenodd');
  });
  stroke(picture.shapes.areas, SHEET, 1);
  stroke(picture.frame?.areas ?? [], INK.light.frame, 1.6);
  if (picture.selected) stroke([picture.selected], INK.light.mark, 3);
  drawLabels(sheet, picture, zoom, place);
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Fits the whole city into a frame, in the projection of the screen. */
function placeIn(frame: Frame, picture: Picture): { zoom: number; place: Place } {
  const [west, south, east, north] = picture.shapes.box;
  const [left, bottom] = toPixels([west, south], 0);
  const [right, top] = toPixels([east, north], 0);
  const zoom = Math.log2(Math.min(frame.width / (right - left), frame.height / (bottom - top)));
  const size = 2 ** zoom;
  const shiftX = frame.x + (frame.width - (right - left) * size) / 2;
  const shiftY = frame.y + (frame.height - (bottom - top) * size) / 2;
  const place: Place = (lon, lat) => {
    const [x, y] = toPixels([lon, lat], 0);
    return [shiftX + (x - left) * size, shiftY + (y - top) * size];
  };
  return { zoom, place };
}

function drawLabels(sheet: CanvasRenderingContext2D, picture: Picture, zoom: number, place: Place): void {
  sheet.textAlign = 'center';
  sheet.lineJoin = 'round';
  for (const { text, position, isDarkText } of labelsThatFit(picture, zoom)) {
    const lines = text.split('\n');
    const [x, y] = place(...position);
    lines.forEach((line, i) => {
      const lineY = y + (i - (lines.length - 1) / 2) * 14 + LABEL_PIXELS / 3;
      sheet.strokeStyle = cssColour(isDarkText ? LIGHT_TEXT : DARK_TEXT);
      sheet.lineWidth = 2.5;
      sheet.font = `600 ${LABEL_PIXELS}px ${FONT}`;
      sheet.strokeText(line, x, lineY);
      write(sheet, line, x, lineY, `600 ${LABEL_PIXELS}px`, cssColour(isDarkText ? DARK_TEXT : LIGHT_TEXT));
    });
  }
  sheet.textAlign = 'left';
}
