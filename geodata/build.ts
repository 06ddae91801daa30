/** Makes geodata/boundaries/ from geodata/facts/: `npm run generate`. The same bytes each time. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GEODATA_FOLDER, loadCityFacts, loadKelurahanFacts } from './facts.ts';
import { BOUNDARY_LEVELS, type BoundaryLevel, boundaryFile, growBoundaries } from './grow/boundaries.ts';
import { growAreas } from './grow/growth.ts';
import { Mesh } from './grow/mesh.ts';
import { metresEast, metresNorth, planeAround } from './grow/plane.ts';
import { traceAreas } from './grow/trace.ts';

/** [level] the text of its file. */
export function buildBoundaries(folder: string = GEODATA_FOLDER): Record<BoundaryLevel, string> {
  const city = loadCityFacts(folder);
  const facts = loadKelurahanFacts(folder);
  const { west, south, east, north } = city.boundingBox;
  const plane = planeAround((west + east) / 2, (south + north) / 2);
  const sites = facts.map((fact) => ({
    east: metresEast(plane, fact.labelLon),
    north: metresNorth(plane, fact.labelLat),
    areaSquareMetres: fact.areaSquareMetres,
  }));
  const mesh = new Mesh();
  const shapes = traceAreas(mesh, plane, growAreas(sites), sites.length);
  const boundaries = growBoundaries(mesh, plane, city, facts, shapes);
  const files = BOUNDARY_LEVELS.map((level) => [level, boundaryFile(mesh, level, boundaries[level], 'indicative')]);
  return Object.fromEntries(files) as Record<BoundaryLevel, string>;
}

/** The text of sources.yaml with the checksum of every file as it is now. */
export function withChecksums(sources: string, folder: string = GEODATA_FOLDER): string {
  return sources.replace(
    /^( {2}(\S+\.(?:yaml|csv|geojson)):\n(?: {4}.*\n)*? {4}sha256: ).*$/gm,
    (_, before: string, file: string) => {
      return `${before}${createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex')}`;
    },
  );
}

if (process.argv[1] === import.meta.filename) {
  const folder = join(GEODATA_FOLDER, 'boundaries');
  mkdirSync(folder, { recursive: true });
  for (const [level, text] of Object.entries(buildBoundaries())) writeFileSync(join(folder, `${level}.geojson`), text);
  const sources = join(GEODATA_FOLDER, 'sources.yaml');
  writeFileSync(sources, withChecksums(readFileSync(sources, 'utf8')));
}
