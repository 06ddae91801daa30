/** What an import found and changed, in numbers and in words. */

import type { Bilingual, Language } from '../../kernel/bilingual.ts';

export interface AreaDifference {
  readonly code: string;
  readonly name: string;
  readonly factSquareMetres: number;
  readonly importedSquareMetres: number;
}

export interface ImportReport {
  readonly kelurahan: number;
  readonly rw: number;
  readonly rt: number;
  readonly areaSquareMetres: number;
  /** Latitude stood before longitude and was turned round. */
  readonly isSwapped: boolean;
  /** `EPSG:32749` where coordinates were transformed. */
  readonly transformedFrom: string | undefined;
  /** Rings that did not end where they began. */
  readonly closedRings: number;
  /** Areas that crossed themselves. */
  readonly repaired: readonly { readonly code: string; readonly name: string; readonly reason: string }[];
  readonly closedGaps: { readonly count: number; readonly areaSquareMetres: number };
  readonly closedOverlaps: { readonly count: number; readonly areaSquareMetres: number };
  /** Land of no kelurahan amid the city, too large for an error of drawing. */
  readonly openGaps: readonly { readonly areaSquareMetres: number; readonly lon: number; readonly lat: number }[];
  /** How far the areas lie from the facts as a whole: median from label point to centroid. */
  readonly displacementMetres: { readonly east: number; readonly north: number };
  /** Areas more than 3 % off their fact; the imported area holds. */
  readonly areaDifferences: readonly AreaDifference[];
  /** Kelurahan whose label point of the facts lies outside; the name is written elsewhere. */
  readonly movedLabels: readonly { readonly code: string; readonly name: string }[];
  /** Version of the geography that is in force now. */
  readonly version: string;
  readonly lines: readonly Bilingual[];
}

const formats = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en') };
const both = (write: (number: (value: number) => string, language: Language) => string): Bilingual => ({
  id: write((value) => formats.id.format(Math.round(value * 10) / 10), 'id'),
  en: write((value) => formats.en.format(Math.round(value * 10) / 10), 'en'),
});

/** The report in sentences, in the order of the work. */
export function reportLines(report: Omit<ImportReport, 'lines'>): Bilingual[] {
  const lines: Bilingual[] = [];
  const say = (id: (n: (value: number) => string) => string, en: (n: (value: number) => string) => string): unknown =>
    lines.push(both((number, language) => (language === 'id' ? id(number) : en(number))));
  const { closedGaps, closedOverlaps } = report;
  say(
    (n) => `${n(report.kelurahan)} kelurahan dibaca, luas kota ${n(report.areaSquareMetres / 1e4)} ha.`,
    (n) => `${n(report.kelurahan)} kelurahan read, area of the city ${n(report.areaSquareMetres / 1e4)} ha.`,
  );
  if (report.transformedFrom !== undefined) {
    say(
      () => `Koordinat diubah dari ${report.transformedFrom} ke WGS84.`,
      () => `Coordinates transformed from ${report.transformedFrom} to WGS84.`,
    );
  }
  if (report.isSwapped) {
    say(
      () => 'Lintang dan bujur tertukar di berkas; sudah dibetulkan.',
      () => 'Latitude and longitude were swapped in the file; turned round.',
    );
  }
  if (report.closedRings > 0) {
    say(
      (n) => `${n(report.closedRings)} garis batas tidak tertutup; sudah ditutup.`,
      (n) => `${n(report.closedRings)} rings were not closed; closed.`,
    );
  }
  for (const { code, name, reason } of report.repaired) {
    say(
      () => `${code} ${name}: bentuk diperbaiki (${reason}).`,
      () => `${code} ${name}: geometry repaired (${reason}).`,
    );
  }
  say(
    (n) => `${n(closedGaps.count)} celah (${n(closedGaps.areaSquareMetres)} m²) ditutup.`,
    (n) => `${n(closedGaps.count)} gaps (${n(closedGaps.areaSquareMetres)} m²) closed.`,
  );
  say(
    (n) => `${n(closedOverlaps.count)} tumpang tindih (${n(closedOverlaps.areaSquareMetres)} m²) diselesaikan.`,
    (n) => `${n(closedOverlaps.count)} overlaps (${n(closedOverlaps.areaSquareMetres)} m²) resolved.`,
  );
  for (const gap of report.openGaps) {
    const place = `${gap.lat.toFixed(5)}, ${gap.lon.toFixed(5)}`;
    say(
      (n) =>
        `Celah ${n(gap.areaSquareMetres)} m² di ${place} terlalu besar dan dibiarkan: bukan bagian kelurahan mana pun.`,
      (n) => `A gap of ${n(gap.areaSquareMetres)} m² at ${place} is too large and was left: no kelurahan holds it.`,
    );
  }
  const { east, north } = report.displacementMetres;
  say(
    (n) => `Letak terhadap data: ${n(east)} m ke timur, ${n(north)} m ke utara (median titik tengah kelurahan).`,
    (n) => `Place against the facts: ${n(east)} m east, ${n(north)} m north (median of the middles of the kelurahan).`,
  );
  for (const area of report.areaDifferences) {
    const percent = (area.importedSquareMetres / area.factSquareMetres - 1) * 100;
    const sign = percent > 0 ? '+' : '';
    say(
      (n) =>
        `${area.code} ${area.name}: luas ${n(area.importedSquareMetres / 1e4)} ha, ${sign}${n(percent)} % dari data luas.`,
      (n) =>
        `${area.code} ${area.name}: area ${n(area.importedSquareMetres / 1e4)} ha, ${sign}${n(percent)} % off its fact.`,
    );
  }
  for (const { code, name } of report.movedLabels) {
    say(
      () => `${code} ${name}: titik label dipindah ke dalam wilayahnya.`,
      () => `${code} ${name}: label point moved inside its area.`,
    );
  }
  say(
    (n) => `Batas ${n(report.rw)} RW dan ${n(report.rt)} RT dibentuk ulang di dalamnya; tetap indikatif.`,
    (n) => `Borders of ${n(report.rw)} RW and ${n(report.rt)} RT grown again inside; they stay indicative.`,
  );
  return lines;
}
