/** What a build is made from; the same manifest means the same bytes, so there is no need to build again. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeVersion, parametersSha256, sha256OfFolder } from './fingerprint.ts';
import type { Geography } from './geography/geography.ts';
import { sha256, sha256OfFile } from './kernel/checksum.ts';
import { TwinError } from './kernel/errors.ts';
import type { Progress } from './kernel/progress.ts';
import { loadDeclaration } from './registers/declaration.ts';

export interface BuildManifest {
  /** Checksum over all that follows. */
  readonly contentId: string;
  /** The same without the ids of persons, which come of the builds before: a build of the very same need not be made again. */
  readonly inputsId: string;
  /** Days since 1970-01-01. */
  readonly referenceDay: number;
  readonly isSample: boolean;
  readonly seed: number | undefined;
  readonly codeVersion: string;
  readonly parametersSha256: string;
  readonly geographyVersion: string;
  /** Of geodata/city.yaml and geodata/facts: names and codes by which registers name a kelurahan. */
  readonly factsSha256: string;
  /** Fingerprint of the keys: ids are made with them. */
  readonly keys: string;
  /** Of what people decided about rows of registers; left out where nothing was decided. */
  readonly decisionsSha256?: string;
  /** Of the ids of persons, where builds before gave others than a first one would; left out where they did not. */
  readonly idsSha256?: string;
  /** Every file of the registers folder, by name. */
  readonly inputs: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

export interface ManifestOptions {
  readonly registersFolder: string;
  readonly modelsFolder: string;
  readonly geodataFolder: string;
  readonly geography: Geography;
  readonly keysFingerprint: string;
  readonly decisionsSha256?: string | undefined;
  readonly progress: Progress;
}

/** What rows of registers are read from, and named with. */
type ReadingManifest = Pick<
  BuildManifest,
  'isSample' | 'seed' | 'codeVersion' | 'parametersSha256' | 'factsSha256' | 'keys' | 'inputs' | 'referenceDay'
>;
type ReadingOptions = Omit<ManifestOptions, 'geography' | 'decisionsSha256'>;

/** Where this is the same, the same rows are read and have the same names. */
export const readingId = (manifest: ReadingManifest): string =>
  sha256(
    JSON.stringify([
      manifest.codeVersion,
      manifest.parametersSha256,
      manifest.factsSha256,
      manifest.keys,
      manifest.inputs,
    ]),
  );

/** @throws TwinError configuration when nothing says which day the registers speak of */
export async function describeReading(options: ReadingOptions): Promise<ReadingManifest> {
  const { registersFolder, progress } = options;
  const declaration = loadDeclaration(registersFolder);
  if (declaration === undefined) throw undeclared();
  const names = readdirSync(registersFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  progress.stage('Memeriksa berkas masukan', names.length, 'berkas');
  const inputs = [];
  for (const [i, name] of names.entries()) {
    const path = join(registersFolder, name);
    inputs.push({ name, bytes: statSync(path).size, sha256: await sha256OfFile(path) });
    progress.at(i + 1);
  }
  progress.end();
  return {
    referenceDay: declaration.asOfDay,
    isSample: declaration.sample,
    seed: declaration.seed,
    codeVersion: codeVersion(),
    parametersSha256: parametersSha256(options.modelsFolder),
    factsSha256: sha256OfFolder(options.geodataFolder, (path) => path === 'city.yaml' || path.startsWith('facts/')),
    keys: options.keysFingerprint,
    inputs,
  };
}

/** @throws TwinError configuration when nothing says which day the registers speak of */
export async function describeBuild(options: ManifestOptions): Promise<BuildManifest> {
  const { geography, decisionsSha256 } = options;
  const manifest = {
    ...(await describeReading(options)),
    geographyVersion: geography.version,
    ...(decisionsSha256 !== undefined && { decisionsSha256 }),
  };
  const inputsId = sha256(JSON.stringify(manifest));
  return { contentId: inputsId, inputsId, ...manifest };
}

/** The manifest of a build whose persons have these ids. @param idsSha256 undefined for those of a first build */
export function withIds(manifest: BuildManifest, idsSha256: string | undefined): BuildManifest {
  if (idsSha256 === undefined) return manifest;
  return { ...manifest, contentId: sha256(`${manifest.inputsId} ${idsSha256}`), idsSha256 };
}

const undeclared = (): TwinError =>
  new TwinError('configuration', {
    code: 'declaration-missing',
    what: 'Nothing says which day the registers speak of.',
    where: { file: 'registers.yaml' },
    expected: 'a registers.yaml beside the register files, with asOf: 2025-12-31 and the files',
    todo: 'Write one; README.md has an example.',
  });
