/** What can only be seen once the areas lie together: one drawn over another, areas that do not fit. */
import type { KelurahanFacts } from '../../../geodata/facts.ts';
import { partitionFaults } from '../../../geodata/check/partition.ts';
import type { Face } from './faces.ts';
import { importFault } from './faults.ts';
import type { RepairedRow } from './queries.ts';

/** A kelurahan that keeps less than this of its land after overlaps are resolved was drawn over by another. */
const LEAST_KEPT_SHARE = 0.5;

/** An area drawn wholly over another is not an overlap to be resolved. */
export function checkKept(
  file: string,
  facts: readonly KelurahanFacts[],
  repaired: readonly RepairedRow[],
  faces: readonly Face[],
  owners: Int32Array,
): void {
  facts.forEach((fact, i) => {
    const kept = faces.reduce((sum, face, f) => sum + (owners[f] === i ? face.areaSquareMetres : 0), 0);
    if (kept >= LEAST_KEPT_SHARE * repaired[i]!.area_after) return;
    throw importFault(file, 'areas-overlap', {
      what: `Other areas lie over most of ${fact.code} ${fact.name}.`,
      expected: 'neighbours that overlap along their border at most',
      todo: 'Check whether one polygon was given to two kelurahan, and export the file again.',
    });
  });
}

export function checkPartition(
  file: string,
  texts: Parameters<typeof partitionFaults>[0],
  facts: readonly KelurahanFacts[],
): void {
  const fault = partitionFaults(texts, facts, { areaShare: Infinity })[0];
  if (fault === undefined) return;
  throw importFault(file, 'boundaries-not-clean', {
    what: `The areas could not be made to fit together: ${fault.level} ${fault.code} ${fault.text}.`,
    expected: 'areas without gaps and overlaps',
    todo: 'Mend the topology in QGIS ("Check geometries") and export the file again.',
  });
}
