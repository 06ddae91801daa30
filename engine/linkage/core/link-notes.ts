/** Sentences about what a run left out, counted once or saw by itself. */
import type { Candidates } from './blocking/find-candidates.ts';
import type { Clusters } from './deciding/decide-clusters.ts';
import type { PartedComponents } from './deciding/part-components.ts';
import { dropReasonInWords, silentLevelOf } from './learning/drop-reasons.ts';
import type { Learnt } from './learning/learn.ts';
import type { ReadyModel } from './link-model.ts';
import { heldApartBy } from './nothing-linked.ts';
import type { LinkResult } from './pairs.ts';

type Notes = LinkResult['notes'];

interface Noted {
  readonly model: Pick<ReadyModel, 'comparisons'>;
  readonly learnt: Pick<Learnt, 'dropped' | 'silent' | 'space' | 'together' | 'places' | 'weightBits'>;
  readonly candidates: {
    readonly pairs: Pick<Candidates['pairs'], 'count'>;
    readonly indexes: readonly Pick<Candidates['indexes'][number], 'hubs'>[];
  };
  readonly clusters: Pick<Clusters, 'parted' | 'clusterOf'>;
  /** Pairs of records that are compared when nothing is blocked. */
  readonly allPairs: number;
  /** True where it was learnt by an earlier run, which told what it saw. */
  readonly isTrained: boolean;
  /** Pairs of sources of which it was seen that records have one partner each. */
  readonly seen: readonly { readonly left: string; readonly right: string }[];
}

export const notesOf = (noted: Noted): Notes => [
  ...nothingFoundNotes(noted),
  ...nothingLinkedNotes(noted),
  ...partedNotes(noted.clusters.parted),
  ...noted.seen.map(seenOneToOne),
  ...droppedNotes(noted),
  ...silentNotes(noted),
  ...togetherNotes(noted),
];

/** Without a pair to look at, estimates say nothing, however good they look. */
function nothingFoundNotes({ candidates: { pairs, indexes } }: Noted): Notes {
  if (pairs.count > 0) return [];
  const hubs = indexes.reduce((sum, index) => sum + index.hubs, 0);
  const why =
    hubs > 0
      ? {
          id: `${String(hubs)} kunci dipakai oleh terlalu banyak baris dan dilewati`,
          en: `${String(hubs)} keys are shared by too many rows and were passed over`,
        }
      : { id: 'tidak ada dua baris dengan kunci yang sama', en: 'no two rows share a key' };
  return [
    {
      id: `Aturan pencarian tidak menemukan satu pasangan calon pun (${why.id}): angka ketepatan dan kelengkapan tidak berarti apa-apa. Sebutkan aturan lain di bawah blocking, atau tambahkan isian.`,
      en: `The blocking rules found no candidate pair at all (${why.en}): the figures of precision and recall mean nothing. Name other rules under blocking, or add fields.`,
    },
  ];
}

/** Nothing is linked: what keeps rows apart that are alike in all else, so that somebody may say that it should not. */
function nothingLinkedNotes({ model, learnt, candidates, clusters: { clusterOf }, allPairs }: Noted): Notes {
  if (candidates.pairs.count === 0 || clusterOf.some((cluster, record) => cluster !== record)) return [];
  const open = {
    id: 'Tidak satu pasangan pun ditautkan: ketepatan tidak dapat diperkirakan.',
    en: 'No pair is linked: precision cannot be estimated.',
  };
  if (model.comparisons.length === 0) {
    return [
      {
        id: `${open.id} Tidak ada isian yang membedakan satu baris dari yang lain. Tambahkan kolom di bawah columns yang isinya berbeda-beda.`,
        en: `${open.en} No field tells one row from another. Add columns under columns whose values differ.`,
      },
    ];
  }
  const held = heldApartBy(learnt, clusterOf.length, allPairs);
  if (held === undefined) {
    return [
      {
        id: `${open.id} Tidak ada dua baris yang cukup sama dalam isian yang dibandingkan.`,
        en: `${open.en} No two rows are alike enough in the fields that are compared.`,
      },
    ];
  }
  const { name } = model.comparisons[held.comparison]!;
  const pairs = String(held.pairs);
  return [
    {
      id: `${open.id} Paling banyak tertahan oleh ${name}: ${pairs} pasangan cukup sama dalam isian lainnya tetapi berbeda di sini. Bila ${name} bukan milik orangnya (misalnya nomor yang diberikan tiap berkas sendiri), tulis compared: false padanya.`,
      en: `${open.en} What keeps most apart is ${name}: ${pairs} pairs are alike enough in all else and differ there. Where ${name} is not a person's own (a number that each file gives out, say), write compared: false under it.`,
    },
  ];
}

/** Of clusters that would be larger than any that is looked at whole. */
export function partedNotes(parted: PartedComponents | undefined): Notes {
  if (parted === undefined) return [];
  const { components, records, largest, mostRecords, withoutWeakPairs } = parted;
  const weak =
    withoutWeakPairs === 0
      ? { id: '', en: '' }
      : {
          id: ` Di ${String(withoutWeakPairs)} di antaranya pasangan begitu banyak sehingga hanya pasangan yang lebih kuat yang menyatukan baris.`,
          en: ` In ${String(withoutWeakPairs)} of them there are so many pairs that only the stronger ones hold rows together.`,
        };
  return [
    {
      id: `${String(components)} kumpulan dengan ${String(records)} baris (terbesar ${String(largest)}) terlalu besar untuk diperiksa utuh dan dipecah lebih dulu: tidak ada kelompok dengan lebih dari ${String(mostRecords)} baris. Periksa isian yang diisi sama oleh banyak orang, atau tambahkan isian yang membedakan.${weak.id}`,
      en: `${String(components)} groups with ${String(records)} rows (the largest with ${String(largest)}) are too large to be looked at whole and were parted first: no cluster has more than ${String(mostRecords)} rows. Look for values that many people share, or add fields that tell them apart.${weak.en}`,
    },
  ];
}

const seenOneToOne = ({ left, right }: { readonly left: string; readonly right: string }) => ({
  id: `Hampir tidak ada baris ${left} yang berpasangan pasti dengan dua baris ${right}, atau sebaliknya: tiap baris diberi satu pasangan saja. Bila ada baris ganda di dalamnya, tulis oneToOne: false.`,
  en: `Hardly any row of ${left} has two certain partners in ${right}, nor the other way round: each row is given one partner. Where a file holds doubles, write oneToOne: false.`,
});

/** Comparisons that say nothing, told by their names. */
const droppedNotes = ({ model, learnt }: Noted): Notes =>
  learnt.dropped.flatMap((reason, c) => {
    if (reason === undefined) return [];
    const { id, en } = dropReasonInWords(reason);
    const { name } = model.comparisons[c]!;
    return [{ id: `Perbandingan ${name} tidak dipakai: ${id}.`, en: `The comparison ${name} is left out: ${en}.` }];
  });

/** Levels that say nothing by themselves, told by the names that MODEL.yaml calls them by. */
function silentNotes({ model, learnt: { silent, dropped, space } }: Noted): Notes {
  const told = model.comparisons.flatMap(({ name, levels }, c) => {
    if (dropped[c] !== undefined) return [];
    return levels.flatMap((level, l) => {
      const reason = silentLevelOf(silent[space.first[c]! + l + 1], space, c, levels);
      return reason === undefined ? [] : [{ reason, level: `${name}: ${level.name}` }];
    });
  });
  const unseen = told.flatMap(({ reason, level }) => (reason.kind === 'unseen' ? [`${level} (= ${reason.as})`] : []));
  const same = told.flatMap(({ reason, level }) => (reason.kind === 'uninformative' ? [level] : []));
  return [
    ...(unseen.length === 0 ? [] : [unseenNote(unseen.join(', '))]),
    ...(same.length === 0 ? [] : [uninformativeNote(same.join(', '))]),
  ];
}

const unseenNote = (levels: string): Notes[number] => ({
  id: `Tingkat kesesuaian berikut tidak muncul pada satu pasangan pun, dan bobotnya disatukan dengan tingkat di sebelahnya: ${levels}.`,
  en: `These levels of agreement are shown by no pair, and weigh together with the level beside them: ${levels}.`,
});

const uninformativeNote = (levels: string): Notes[number] => ({
  id: `Tingkat kesesuaian berikut sama seringnya pada orang yang sama dan pada orang yang berbeda, dan tidak diberi bobot: ${levels}.`,
  en: `These levels of agreement are as frequent among matches as among strangers, and weigh nothing: ${levels}.`,
});

/** Fields that depend on each other, told by their names. */
function togetherNotes({ model, isTrained, learnt }: Noted): Notes {
  if (isTrained || learnt.together.length === 0) return [];
  const pairs = learnt.together.map(({ left, right, bits }) => {
    const names = `${model.comparisons[left]!.name} + ${model.comparisons[right]!.name}`;
    return `${names} (${(2 ** bits).toFixed(1)} ×)`;
  });
  return [
    {
      id: `Isian berikut lebih sering sama bersama pada orang yang berbeda daripada kebetulan, dan kesamaannya dihitung sekali: ${pairs.join(', ')}.`,
      en: `These fields agree together among strangers more often than by chance, and their agreement counts once: ${pairs.join(', ')}.`,
    },
  ];
}
