/** Whether boundaries agree with the facts: the same kelurahan, of the size and with the RW and RT that are known. */
import type { KelurahanFacts } from '../facts.ts';
import type { BoundaryLevel } from '../grow/boundaries.ts';
import type { Area, PartitionFault } from './written-areas.ts';

/**
 * @param areaShare an area may differ from its fact by this share
 */
export function factFaults(
  levels: Readonly<Record<BoundaryLevel, readonly Area[]>>,
  facts: readonly KelurahanFacts[],
  areaShare: number,
): PartitionFault[] {
  const faults: PartitionFault[] = [];
  const known = new Map(facts.map((fact) => [fact.code, fact]));
  for (const area of levels.kelurahan) {
    const fact = known.get(area.code);
    known.delete(area.code);
    if (fact === undefined) {
      faults.push({ kind: 'code', level: 'kelurahan', code: area.code, text: 'is not in facts/kelurahan.csv' });
      continue;
    }
    const share = area.areaSquareMetres / fact.areaSquareMetres - 1;
    if (Math.abs(share) > areaShare) {
      const text = `has ${(share * 100).toFixed(1)} % more area than its fact`;
      faults.push({ kind: 'area', level: 'kelurahan', code: area.code, text });
    }
    const rw = levels.rw.filter((other) => other.parent === area.code).length;
    const rt = levels.rt.filter((other) => other.code.startsWith(`${area.code}.`)).length;
    if (rw !== fact.rwCount || rt !== fact.rtCount) {
      faults.push({ kind: 'count', level: 'kelurahan', code: area.code, text: `has ${rw} RW and ${rt} RT` });
    }
  }
  for (const code of known.keys()) faults.push({ kind: 'code', level: 'kelurahan', code, text: 'is missing' });
  return faults;
}
