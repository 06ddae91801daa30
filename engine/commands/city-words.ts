/** Words about rows of the city's registers: why a pair is doubtful, how a row came to its person, what became of persons. */
import type { Bilingual } from '../kernel/bilingual.ts';
import type { EntityEvent } from '../linkage/core/entities/entity-events.ts';
import type { Evidence } from '../linkage/files/explain.ts';
import type { LinkKind, SuspectPair } from '../linkage/linkage.ts';
import type { Doubt } from '../linkage/residents/decisions.ts';

/** Why `twin build` left a pair to people. */
export const DOUBT_WORDS: Readonly<Record<Doubt, Bilingual>> = {
  'nik-owner-disagrees': { id: 'NIK milik orang lain', en: 'NIK belongs to somebody else' },
  'two-candidates': { id: 'dua orang sama-sama cocok', en: 'two people fit equally well' },
  'name-disagrees': { id: 'nomor cocok, nama berbeda', en: 'number fits, name differs' },
  'between-thresholds': { id: 'bukti belum cukup', en: 'evidence is not enough' },
  'two-residents-alike': {
    id: 'dua penduduk sangat mirip di Dukcapil',
    en: 'two residents in Dukcapil are much alike',
  },
  'two-of-one-card': { id: 'dua anggota satu KK cocok ke satu orang', en: 'two members of one card fit one person' },
};

/** Why rows of one person may be those of two. */
export const SUSPICION_WORDS: Readonly<Record<SuspectPair['doubts'][number], Bilingual>> = {
  'nik-of-another': { id: 'memakai NIK orang lain', en: 'bears the NIK of another' },
  'two-numbers': { id: 'dua NIK yang berbeda', en: 'two different NIK' },
  'other-sex': { id: 'jenis kelamin berbeda', en: 'sexes differ' },
  'other-birth': { id: 'tanggal lahir berbeda', en: 'births differ' },
  'other-name': { id: 'nama dua orang', en: 'names of two people' },
  'two-of-one-card': { id: 'dua anggota satu KK', en: 'two members of one family card' },
  'two-of-one-register': { id: 'dua baris satu register', en: 'two rows of one register' },
  hub: { id: 'terlalu banyak baris', en: 'too many rows' },
  'weak-bridge': { id: 'disambung satu tautan lemah', en: 'held by one weak link' },
};

export const ROW_WORDS: Readonly<Record<LinkKind, Bilingual>> = {
  anchor: { id: 'baris register penduduk', en: 'a row of the population register' },
  decision: { id: 'ditautkan menurut keputusan petugas', en: 'linked by a decision of people' },
  number: { id: 'ditautkan lewat NIK', en: 'linked by its NIK' },
  evidence: { id: 'ditautkan lewat bukti', en: 'linked by evidence' },
  alone: { id: 'tidak ada di register penduduk', en: 'of nobody in the population register' },
  review: { id: 'menunggu pemeriksaan', en: 'waits for review' },
};

export const EVENT_WORDS: Readonly<Record<EntityEvent['kind'], Bilingual>> = {
  create: { id: 'orang baru', en: 'created' },
  join: { id: 'mendapat baris', en: 'got rows' },
  absorb: { id: 'dilebur', en: 'absorbed' },
  split: { id: 'dipecah', en: 'split' },
  move: { id: 'berpindah baris', en: 'rows moved' },
  leave: { id: 'kehilangan baris', en: 'lost rows' },
  end: { id: 'tidak ada lagi', en: 'ended' },
};

/** What is compared, as models/linkage/resident.yaml calls it. */
const COMPARED: Readonly<Record<string, Bilingual>> = {
  nik: { id: 'NIK', en: 'NIK' },
  kk: { id: 'No. KK', en: 'family card' },
  name: { id: 'nama', en: 'name' },
  birth: { id: 'tanggal lahir', en: 'birth' },
  sex: { id: 'jenis kelamin', en: 'sex' },
  mother: { id: 'nama ibu', en: "mother's name" },
  place: { id: 'tempat lahir', en: 'place of birth' },
  area: { id: 'wilayah', en: 'area' },
  head: { id: 'kepala keluarga', en: 'head of family' },
};

/** Evidence about rows of the registers, with what is compared in words. */
export const cityEvidence = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.map((step) => {
    const words = COMPARED[/^(\w+): /.exec(step.en)?.[1] ?? ''];
    if (words === undefined) return step;
    const named = (text: string, name: string): string => text.replace(/^\w+/, () => name);
    return { ...step, id: named(step.id, words.id), en: named(step.en, words.en) };
  });

export const PUT_OFF: Bilingual = { id: 'ditunda', en: 'put off' };
