import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { languageOf } from './language.ts';
import { say } from './words.ts';
import { twinStatus, type TwinStatus } from '../status.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

type Snapshot = TwinStatus['snapshots'][number];

const damage = ({ damaged }: Snapshot, language: Language): string =>
  damaged.length === 0 ? '' : say(DAMAGED, language, damaged.join(', '));

async function run(context: CommandContext): Promise<CommandResult> {
  const language = languageOf(context);
  const status = await twinStatus(context.config);
  const { store, registers, boundaries, snapshots, served } = status;
  return {
    lines: [
      say(STORE, language, wordOf(store, language)),
      say(REGISTERS, language, registers.files, registers.folder, registers.isSample ? SAMPLE[language] : ''),
      say(BOUNDARIES, language, wordOf(boundaries, language)),
      say(SERVED, language, served ?? NOTHING[language]),
      ...snapshots.map((snapshot) => {
        const { id, referenceDate, residents } = snapshot;
        return say(SNAPSHOT, language, id, referenceDate, residents ?? '–') + damage(snapshot, language);
      }),
      ...(status.orphans > 0 ? [say(ORPHANS, language, status.orphans)] : []),
    ],
    json: status,
  };
}

/** What a status says in one word, in Indonesian. */
const WORDS: Readonly<Record<string, string>> = { embedded: 'tertanam', indicative: 'indikatif', official: 'resmi' };
const wordOf = (word: string, language: Language): string => (language === 'id' ? (WORDS[word] ?? word) : word);

const DAMAGED: Bilingual = {
  id: '  rusak: {}; pembangunan berikutnya membuatnya lagi',
  en: '  damaged: {}; the next build makes it again',
};
const STORE: Bilingual = { id: 'Penyimpanan  {}', en: 'Store       {}' };
const REGISTERS: Bilingual = { id: 'Register     {} berkas di {}{}', en: 'Registers   {} files in {}{}' };
const SAMPLE: Bilingual = { id: ' (kota contoh)', en: ' (sample city)' };
const BOUNDARIES: Bilingual = { id: 'Batas        {}', en: 'Boundaries  {}' };
const SERVED: Bilingual = { id: 'Dipakai      {}', en: 'Served      {}' };
const NOTHING: Bilingual = { id: 'belum ada: npm run twin -- build', en: 'nothing yet: npm run twin -- build' };
const SNAPSHOT: Bilingual = {
  id: '  {}  lengkap  keadaan {}  {} warga',
  en: '  {}  complete  as of {}  {} residents',
};
const ORPHANS: Bilingual = {
  id: '{} sisa pembangunan yang tidak selesai; pembangunan berikutnya menghapusnya.',
  en: '{} left-overs of an unfinished build; the next build removes them.',
};

export const statusCommand: Command = {
  name: 'status',
  summary: {
    id: 'Menerangkan yang ada: register, batas wilayah, snapshot, dan yang sedang dipakai',
    en: 'Tells what is there: registers, boundaries, snapshots, what is served',
  },
  operands: [],
  options: [],
  run,
};
