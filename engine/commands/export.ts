import { resolve } from 'node:path';
import { exportTable } from '../exports/area-rows.ts';
import { EXPORT_FORMATS, writeExport, type ExportFormat } from '../exports/write-export.ts';
import type { AreaLevel } from '../geography/geography.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { decodeAreaTable } from '../layers/encode.ts';
import { ARTEFACTS, type PublicationMeta } from '../layers/publication.ts';
import { closePublications, openPublications, type Publications } from '../publications.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from './command.ts';
import { say } from './words.ts';

const LEVELS = ['city', 'kecamatan', 'kelurahan', 'rw'] as const satisfies readonly AreaLevel[];

const isOneOf = <T extends string>(values: readonly T[], text: unknown): text is T => values.includes(text as T);

function optionOf<T extends string>(context: CommandContext, name: string, values: readonly T[], fallback: T): T {
  const value = context.options[name] ?? fallback;
  if (isOneOf(values, value)) return value;
  throw usageError(`--${name} does not take that value.`, `Give it one of: ${values.join(', ')}.`);
}

async function artefactText(publications: Publications, name: string): Promise<string> {
  return new TextDecoder().decode(await artefactBytes(publications, name));
}

async function artefactBytes(publications: Publications, name: string): Promise<Uint8Array> {
  const artefact = await publications.findArtefact(name);
  if (artefact !== undefined) return artefact.bytes;
  throw new TwinError('input', {
    code: 'nothing-built',
    what: 'There is no complete snapshot to export from.',
    todo: 'Build one first: npm run twin -- build',
  });
}

async function run(context: CommandContext): Promise<CommandResult> {
  const level = optionOf<AreaLevel>(context, 'level', LEVELS, 'kelurahan');
  const format = optionOf<ExportFormat>(context, 'format', EXPORT_FORMATS, 'csv');
  const language = optionOf<Language>(context, 'language', ['id', 'en'], 'id');
  const out = context.options['out'];
  if (typeof out !== 'string') throw usageError('--out is missing.', 'Say where the file goes: --out kelurahan.csv');

  context.progress.stage('Mengekspor');
  const publications = await openPublications(() => context.config);
  try {
    const meta = JSON.parse(await artefactText(publications, ARTEFACTS.meta)) as PublicationMeta;
    const table = decodeAreaTable(await artefactBytes(publications, ARTEFACTS.table(level)));
    const boundaries = await artefactText(publications, ARTEFACTS.boundaries(level));
    const rows = exportTable(table, meta, language);
    await writeExport(rows, format, resolve(out), boundaries);
    const json = { file: resolve(out), level, format, areas: rows.areas.length, indicators: rows.columns.length };
    return {
      lines: [say(WRITTEN, language, json.areas, json.indicators, table.provenance.snapshotId, out)],
      json: { ...json, snapshotId: table.provenance.snapshotId },
    };
  } finally {
    await closePublications();
  }
}

const WRITTEN: Bilingual = {
  id: '{} wilayah × {} indikator dari snapshot {}: {}',
  en: '{} areas × {} indicators of snapshot {}: {}',
};

export const exportCommand: Command = {
  name: 'export',
  summary: {
    id: 'Menulis tabel wilayah snapshot terbaru sebagai CSV, XLSX, atau GeoJSON',
    en: 'Writes the area table of the newest snapshot as CSV, XLSX or GeoJSON',
  },
  operands: [],
  options: [
    {
      name: 'level',
      value: 'LEVEL',
      help: { id: `${LEVELS.join(', ')} (bawaan kelurahan)`, en: `${LEVELS.join(', ')} (default kelurahan)` },
    },
    {
      name: 'format',
      value: 'FORMAT',
      help: { id: `${EXPORT_FORMATS.join(', ')} (bawaan csv)`, en: `${EXPORT_FORMATS.join(', ')} (default csv)` },
    },
    {
      name: 'language',
      value: 'LANGUAGE',
      help: {
        id: 'id atau en: judul kolom, metadata, hasil, dan kesalahan (bawaan id)',
        en: 'id or en: headings and metadata (default id)',
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: { id: 'Ke mana ditulis; berkas yang ada diganti', en: 'Where to write; an existing file is replaced' },
    },
  ],
  run,
};
