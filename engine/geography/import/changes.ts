/** What an import changed and where the file and the facts differ, in numbers. */
import type { KelurahanFacts } from '../../../geodata/facts.ts';
import type { BoundaryArea } from '../../../geodata/grow/boundaries.ts';
import type { Mesh } from '../../../geodata/grow/mesh.ts';
import { type Face, NOBODY } from './faces.ts';
import type { OfficialFile } from './official-file.ts';
import { commonDisplacement, holdsLabel, type PlacedArea } from './places.ts';
import type { RepairedRow } from './queries.ts';
import type { ImportReport } from './report.ts';

/** An area that differs by more than this from its fact is reported. */
const AREA_DIFFERENCE_SHARE = 0.03;

export function changes(
  official: OfficialFile,
  repaired: readonly RepairedRow[],
  facts: readonly KelurahanFacts[],
  faces: readonly Face[],
  owners: Int32Array,
): Pick<
  ImportReport,
  'isSwapped' | 'transformedFrom' | 'closedRings' | 'repaired' | 'closedGaps' | 'closedOverlaps' | 'openGaps'
> {
  const total = (chosen: readonly Face[]): { count: number; areaSquareMetres: number } => ({
    count: chosen.length,
    areaSquareMetres: Math.round(chosen.reduce((sum, face) => sum + face.areaSquareMetres, 0)),
  });
  const gaps = faces.filter((face) => face.claims.length === 0);
  const isOpen = (face: Face): boolean => owners[faces.indexOf(face)] === NOBODY;
  return {
    isSwapped: official.isSwapped,
    transformedFrom: official.system.kind === 'projected' ? `EPSG:${official.system.epsg}` : undefined,
    closedRings: official.closedRings,
    repaired: repaired.flatMap((row, i) =>
      row.is_valid ? [] : [{ code: row.code, name: facts[i]!.name, reason: row.reason }],
    ),
    closedGaps: total(gaps.filter((face) => !isOpen(face))),
    closedOverlaps: total(faces.filter((face) => face.claims.length > 1)),
    openGaps: gaps
      .filter(isOpen)
      .map(({ areaSquareMetres, lon, lat }) => ({ areaSquareMetres: Math.round(areaSquareMetres), lon, lat })),
  };
}

export function comparison(
  mesh: Mesh,
  facts: readonly KelurahanFacts[],
  areas: readonly BoundaryArea[],
  placed: readonly PlacedArea[],
): Pick<ImportReport, 'displacementMetres' | 'areaDifferences' | 'movedLabels'> {
  const { east, north } = commonDisplacement(placed);
  return {
    // No minus before a zero.
    displacementMetres: { east: Math.round(east) + 0, north: Math.round(north) + 0 },
    areaDifferences: areas.flatMap(({ code, name, areaSquareMetres }, i) => {
      const factSquareMetres = facts[i]!.areaSquareMetres;
      const share = Math.abs(areaSquareMetres / factSquareMetres - 1);
      return share > AREA_DIFFERENCE_SHARE
        ? [{ code, name, factSquareMetres, importedSquareMetres: areaSquareMetres }]
        : [];
    }),
    movedLabels: areas.flatMap(({ code, name, polygons }, i) =>
      holdsLabel(mesh, polygons, facts[i]!) ? [] : [{ code, name }],
    ),
  };
}
