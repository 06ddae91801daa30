/** What `npm run twin -- --help` shows: every command, every setting and every exit code. */
import { SETTINGS } from '../config.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { commandLines, exitCodeLines, type Command } from './command.ts';

export function generalHelp(commands: readonly Command[], language: Language): string {
  const at = (text: Bilingual): string => text[language];
  return [
    at(WHAT),
    '',
    at(USAGE),
    '',
    ...commandLines(commands, language),
    '',
    at(EVERY_COMMAND),
    '',
    at(SETTINGS_FOLLOW),
    ...SETTINGS.flatMap(({ name, defaultText, reason }) => [
      `  ${name} (${at(DEFAULT)} ${defaultText === '(none)' ? at(NONE) : defaultText})`,
      `      ${language === 'en' ? reason : REASONS[name]}`,
    ]),
    '',
    at(EXIT_CODES_FOLLOW),
    `  0  ${at(DONE)}`,
    ...exitCodeLines(language),
    `  130, 143  ${at(ENDED)}`,
  ].join('\n');
}

const WHAT: Bilingual = {
  id: 'Kembaran: kembaran digital penduduk sebuah kota, dibangun dari register yang dikelolanya.',
  en: 'Kembaran: a population digital twin of a city, built from the registers that it keeps.',
};
const USAGE: Bilingual = {
  id: 'Pemakaian: npm run twin -- <perintah> [pilihan]',
  en: 'Usage: npm run twin -- <command> [options]',
};
const EVERY_COMMAND: Bilingual = {
  id: 'Setiap perintah punya --help, --json, dan --language id|en. In English: npm run twin -- --help --language en',
  en: 'Every command has --help, --json and --language id|en. Dalam bahasa Indonesia: npm run twin -- --help',
};
const SETTINGS_FOLLOW: Bilingual = { id: 'Setelan, dari lingkungan:', en: 'Settings, from the environment:' };
const DEFAULT: Bilingual = { id: 'bawaan', en: 'default' };
const NONE: Bilingual = { id: '(tidak ada)', en: '(none)' };
const EXIT_CODES_FOLLOW: Bilingual = { id: 'Kode keluar:', en: 'Exit codes:' };
const DONE: Bilingual = { id: 'selesai', en: 'done' };
const ENDED: Bilingual = {
  id: 'dihentikan (Ctrl+C, atau sinyal): yang ada sebelumnya tetap utuh; perintah yang sama mulai lagi, simulasi melanjutkan',
  en: 'ended (Ctrl+C, or a signal): what was there before is whole; the same command starts again, a simulation goes on',
};

/** What the settings are for, in Indonesian; a setting without its words here does not pass the types. */
const REASONS: Readonly<Record<(typeof SETTINGS)[number]['name'], string>> = {
  KEMBARAN_DATA:
    'Folder untuk semua yang bukan kode: register, penyimpanan, snapshot, log. Dibuat khusus untuk pemiliknya; Git mengabaikannya.',
  KEMBARAN_REGISTERS: 'Folder berisi berkas register dan registers.yaml-nya; jika kosong, kota contoh dibuat di sana.',
  KEMBARAN_KEYS:
    'Berkas kunci yang menyandikan NIK. Dibuat saat pertama kali dijalankan, hanya terbaca pemiliknya; simpan salinannya terpisah.',
  KEMBARAN_DECISIONS:
    'Keputusan petugas tentang baris register yang meragukan; mengikat setiap pembangunan. Hanya pernah ditambah.',
  DATABASE_URL:
    'Server PostgreSQL dengan PostGIS, postgresql://user:password@host/database, sebagai ganti penyimpanan tertanam.',
  HOST: 'Alamat yang dilayani; hanya komputer ini sampai ada cara masuk.',
  PORT: 'Port yang dilayani; bawaannya kode BPS kota.',
  KEMBARAN_SAMPLE_RESIDENTS: 'Jumlah warga kota contoh; bawaannya jumlah Dukcapil Desember 2024.',
  KEMBARAN_SAMPLE_SEED: 'Benih kota contoh; benih sama memberi hasil sama persis.',
  KEMBARAN_KEEP_SNAPSHOTS:
    'Berapa snapshot lengkap yang disimpan; yang lebih lama dihapus sesudah pembangunan (masing-masing sekitar 150 MB).',
};
