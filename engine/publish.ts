/** From the population to what a browser may load: indicators, the page on data quality, tables with small cells hidden. */
import { loadCityFacts } from '../geodata/facts.ts';
import type { BuildManifest } from './build-manifest.ts';
import type { Geography } from './geography/geography.ts';
import { computeIndicators } from './indicators/compute.ts';
import { loadProgrammes } from './indicators/programmes.ts';
import { matchedRegisters } from './indicators/quality.ts';
import { inBoth, type Bilingual } from './kernel/bilingual.ts';
import type { Progress } from './kernel/progress.ts';
import { calendarDate, isoDate } from './kernel/time.ts';
import type { Provenance } from './layers/area-table.ts';
import { buildPublication } from './layers/build-publication.ts';
import { loadCards, loadGroups } from './layers/cards.ts';
import type { Artefact, QualityReport } from './layers/publication.ts';
import { loadReasons, qualityReport } from './layers/quality-report.ts';
import { loadDisclosureRules } from './layers/relations.ts';
import type { Linkage } from './linkage/linkage.ts';
import type { PopulationFindings } from './population/build.ts';
import type { Population } from './population/columns.ts';
import { describeRegisters } from './registers/description.ts';
import type { FolderReading } from './registers/read.ts';

export interface PublishOptions {
  readonly manifest: BuildManifest;
  readonly modelsFolder: string;
  readonly geodataFolder: string;
  readonly reading: FolderReading;
  readonly linkage: Linkage;
  readonly geography: Geography;
  readonly population: Population;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  readonly findings: PopulationFindings;
  readonly progress: Progress;
}

export interface Published {
  readonly artefacts: readonly Artefact[];
  readonly quality: QualityReport;
  /** Counts under it are hidden. */
  readonly smallestShownCount: number;
}

export function publish(options: PublishOptions): Published {
  const { manifest, reading, geography, population, progress } = options;
  progress.stage('Menghitung indikator');
  const programmes = loadProgrammes(population.programmes);
  const raw = computeIndicators({ ...options, programmes });
  const registers = matchedRegisters(reading).map(({ registerId }) => registerId);
  const rules = loadDisclosureRules(raw.levels.get('city')!.counts.keys(), { programmes, registers });
  const names = registerNames(options.modelsFolder);
  const quality = qualityReport({
    ...options,
    programmes,
    names,
    reasons: loadReasons(),
    smallestShownCount: rules.limit,
  });
  const referenceDate = isoDate(manifest.referenceDay);
  const cards = loadCards({
    programmes,
    registers: registers.map((id) => ({ id, name: names.get(id) ?? inBoth(id) })),
    referenceDate,
    desilVersion: population.desilVersion,
  });
  progress.stage('Menyembunyikan sel kecil');
  const city = loadCityFacts(options.geodataFolder);
  const artefacts = buildPublication({
    city: { code: city.code, name: city.name },
    geography,
    raw,
    rules,
    cards,
    groups: loadGroups(),
    quality,
    provenance: provenanceOf(manifest, reading, geography),
    year: calendarDate(manifest.referenceDay).year,
  });
  progress.end();
  return { artefacts, quality, smallestShownCount: rules.limit };
}

function registerNames(modelsFolder: string): ReadonlyMap<string, Bilingual> {
  return new Map(describeRegisters(modelsFolder).map((register) => [register.id, register.name]));
}

const provenanceOf = (manifest: BuildManifest, reading: FolderReading, { status, levels }: Geography): Provenance => ({
  snapshotId: manifest.contentId,
  referenceDate: isoDate(manifest.referenceDay),
  isSample: manifest.isSample,
  seed: manifest.seed,
  codeVersion: manifest.codeVersion,
  parametersSha256: manifest.parametersSha256,
  boundaries: status,
  boundariesByLevel: {
    city: levels.city.status,
    kecamatan: levels.kecamatan.status,
    kelurahan: levels.kelurahan.status,
    rw: levels.rw.status,
    rt: levels.rt.status,
  },
  inputs: reading.files.map(({ name, registerId, sha256 }) => ({ name, registerId, sha256 })),
});
