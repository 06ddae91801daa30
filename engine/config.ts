/** Every setting with its default and its reason. The environment is read here, once, and nowhere else. */
import { join, resolve } from 'node:path';
import { TwinError } from './kernel/errors.ts';
import { projectPath } from './kernel/files.ts';
import { LEAST_RESIDENTS, MOST_RESIDENTS } from './samples/city-options.ts';

export interface Config {
  readonly dataFolder: string;
  readonly registersFolder: string;
  readonly truthFolder: string;
  readonly snapshotsFolder: string;
  readonly importedGeodataFolder: string;
  readonly storeFolder: string;
  readonly logsFolder: string;
  readonly keysFile: string;
  readonly decisionsFile: string;
  readonly assistanceWorkFile: string;
  readonly geodataFolder: string;
  readonly modelsFolder: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly sampleResidents: number;
  readonly sampleSeed: number;
  readonly keepSnapshots: number;
}

export interface Setting {
  readonly name: string;
  readonly defaultText: string;
  readonly reason: string;
}

export const SETTINGS = [
  {
    name: 'KEMBARAN_DATA',
    defaultText: './data',
    reason:
      'Folder for everything that is not code: registers, store, snapshots, logs. Made for its owner alone; Git ignores it.',
  },
  {
    name: 'KEMBARAN_REGISTERS',
    defaultText: '<KEMBARAN_DATA>/registers',
    reason: 'Folder with the register files and their registers.yaml; a sample city is made there when it is empty.',
  },
  {
    name: 'KEMBARAN_KEYS',
    defaultText: '<KEMBARAN_DATA>/keys.json',
    reason: 'File of keys that encrypt the NIK. Made on first start, readable by its owner only; keep a copy apart.',
  },
  {
    name: 'KEMBARAN_DECISIONS',
    defaultText: '<KEMBARAN_DATA>/decisions.jsonl',
    reason: 'What people decided about doubtful rows of registers; binds every build. Only ever added to.',
  },
  {
    name: 'DATABASE_URL',
    defaultText: '(none)',
    reason:
      'A PostgreSQL server with PostGIS, postgresql://user:password@host/database, instead of the embedded store.',
  },
  { name: 'HOST', defaultText: '127.0.0.1', reason: 'Address to serve on; loopback only until there is sign-in.' },
  { name: 'PORT', defaultText: '3577', reason: "Port to serve on; the default is the city's BPS code." },
  {
    name: 'KEMBARAN_SAMPLE_RESIDENTS',
    defaultText: '201733',
    reason: 'Size of the sample city; the default is the register count of December 2024 (Dukcapil).',
  },
  {
    name: 'KEMBARAN_SAMPLE_SEED',
    defaultText: '3577',
    reason: 'Seed of the sample city; the same seed gives the same bytes.',
  },
  {
    name: 'KEMBARAN_KEEP_SNAPSHOTS',
    defaultText: '3',
    reason: 'How many complete snapshots stay; older ones are deleted after a build (about 150 MB each).',
  },
] as const satisfies readonly Setting[];

type SettingName = (typeof SETTINGS)[number]['name'];
type Environment = Readonly<Record<string, string | undefined>>;

/** A setting as it was given; '' counts as not given. */
const given = (environment: Environment, name: SettingName): string | undefined => environment[name] || undefined;

function wholeNumber(environment: Environment, name: SettingName, fallback: number, from: number, to: number): number {
  const text = given(environment, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new TwinError('configuration', {
    code: 'setting-out-of-range',
    what: `The setting ${name} is not a whole number in its range.`,
    expected: `a whole number from ${from} to ${to}`,
    todo: `Set ${name} to such a number, or unset it for its default.`,
  });
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

function loopbackHost(environment: Environment): string {
  const host = given(environment, 'HOST') ?? '127.0.0.1';
  if (LOOPBACK.includes(host)) return host;
  throw new TwinError('configuration', {
    code: 'host-not-loopback',
    what: 'HOST names an address that other machines can reach, and there is no sign-in yet.',
    expected: LOOPBACK.join(', '),
    todo: 'Unset HOST; reach the twin from elsewhere through an SSH tunnel until there is sign-in.',
  });
}

/**
 * @throws TwinError configuration when a setting is out of its range
 */
export function loadConfig(environment: Environment = process.env): Config {
  const dataFolder = resolve(given(environment, 'KEMBARAN_DATA') ?? 'data');
  return {
    dataFolder,
    registersFolder: resolve(given(environment, 'KEMBARAN_REGISTERS') ?? join(dataFolder, 'registers')),
    truthFolder: join(dataFolder, 'sample-truth'),
    snapshotsFolder: join(dataFolder, 'snapshots'),
    importedGeodataFolder: join(dataFolder, 'geodata'),
    storeFolder: join(dataFolder, 'store'),
    logsFolder: join(dataFolder, 'logs'),
    keysFile: resolve(given(environment, 'KEMBARAN_KEYS') ?? join(dataFolder, 'keys.json')),
    decisionsFile: resolve(given(environment, 'KEMBARAN_DECISIONS') ?? join(dataFolder, 'decisions.jsonl')),
    assistanceWorkFile: join(dataFolder, 'assistance-work.jsonl'),
    geodataFolder: projectPath('geodata'),
    modelsFolder: projectPath('models'),
    databaseUrl: given(environment, 'DATABASE_URL'),
    host: loopbackHost(environment),
    port: wholeNumber(environment, 'PORT', 3577, 0, 65535),
    sampleResidents: wholeNumber(environment, 'KEMBARAN_SAMPLE_RESIDENTS', 201_733, LEAST_RESIDENTS, MOST_RESIDENTS),
    sampleSeed: wholeNumber(environment, 'KEMBARAN_SAMPLE_SEED', 3577, 0, 4_294_967_295),
    keepSnapshots: wholeNumber(environment, 'KEMBARAN_KEEP_SNAPSHOTS', 3, 1, 1000),
  };
}
