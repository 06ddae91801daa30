/** What the page says of golden records, and of clusters whose records contradict each other. */
import type { ConflictCluster } from '../golden/conflicts.ts';
import { html, wholeNumber, type Both, type Html } from './both.ts';
import { both, table } from './page-parts.ts';
import type { LinkReport } from './report.ts';

const WORDS: Readonly<Record<string, Both>> = {
  agreement: both('dikatakan paling banyak baris', 'what most rows say'),
  usual: both('ejaan yang dipakai baris lain juga', 'a spelling that others use as well'),
  completeness: both('paling lengkap', 'most complete'),
  rank: both('urutan sumber', 'rank of the source'),
  date: both('baris terbaru', 'the latest row'),
  order: both('baris pertama, tak ada yang membedakan', 'the first row, as nothing tells them apart'),
};

/** `date: updated` names its field. */
function criterionWords(criterion: string): Both {
  const [by, of] = criterion.split(': ') as [string, string | undefined];
  const { id, en } = WORDS[by]!;
  return of === undefined ? { id, en } : both(`${id} (${of})`, `${en} (${of})`);
}

const inTurn = (criteria: readonly string[]): Both => {
  const words = criteria.map(criterionWords);
  return both(words.map(({ id }) => id).join('; '), words.map(({ en }) => en).join('; '));
};

/** Rules that settle a value where rows disagree, the one that settles most first. */
function settledBy(byRule: LinkReport['golden']['fields'][number]['byRule']): Both {
  const told = Object.entries(byRule)
    .filter(([rule]) => rule in WORDS)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const line = (language: 'id' | 'en'): string =>
    told.map(([rule, clusters]) => `${WORDS[rule]![language]} ${wholeNumber(clusters)[language]}`).join('; ');
  return both(line('id'), line('en'));
}

export function goldenSection({ golden }: LinkReport): Html {
  const { isAuto, fields, records } = golden;
  const chosen = isAuto
    ? both('Aturannya bawaan (auto).', 'The rules are the default (auto).')
    : both('Aturannya dari MODEL.yaml.', 'The rules are those of MODEL.yaml.');
  const rows = fields.map(
    ({ field, criteria, disagreeing, byRule }) =>
      html`<tr>
        <td>${field}</td>
        <td>${inTurn(criteria)}</td>
        <td class="number">${wholeNumber(disagreeing)}</td>
        <td>${settledBy(byRule)}</td>
      </tr>`,
  );
  return html`<section>
    <h2>${both('Catatan emas', 'Golden records')}</h2>
    <p>
      ${both(
        `golden.csv memuat ${wholeNumber(records).id} catatan, satu tiap kelompok; golden_sources.csv menyebut dari baris mana setiap nilai diambil. Isian kosong tidak pernah dipilih. ${chosen.id}`,
        `golden.csv holds ${wholeNumber(records).en} records, one a cluster; golden_sources.csv names the row that each value is from. A blank is never chosen. ${chosen.en}`,
      )}
    </p>
    ${table(
      [
        [both('Isian', 'Field'), ''],
        [both('Ditanyakan berurutan', 'Asked in turn'), ''],
        [both('Kelompok yang berbeda isi', 'Clusters that disagree'), 'number'],
        [both('Diputus oleh', 'Settled by'), ''],
      ],
      rows,
    )}
  </section>`;
}

/** Of the clusters listed in report.json, so many stand on the page. */
const MOST_SHOWN = 20;

export function conflictSection({ conflicts }: LinkReport): Html {
  const { fields, clusters, listed } = conflicts;
  if (fields.length === 0) return html``;
  const counts = fields.map(
    (each) =>
      html`<tr>
        <td>${each.field}</td>
        <td class="number">${wholeNumber(each.clusters)}</td>
        <td class="number">${wholeNumber(each.plain)}</td>
      </tr>`,
  );
  return html`<section>
    <h2>${both('Pertentangan di dalam kelompok', 'Contradictions within clusters')}</h2>
    <p>
      ${both(
        `Pada ${wholeNumber(clusters).id} kelompok, catatan berbeda pada isian yang tidak mungkin dua bagi satu entitas. "Jelas berbeda": bukan sekadar salah ketik. Periksalah: mungkin dua entitas yang menyatu.`,
        `In ${wholeNumber(clusters).en} clusters records disagree on a field of which no entity has two. "Plainly different": no mere slip. Look at them: two entities may have been fused.`,
      )}
    </p>
    ${table(
      [
        [both('Isian', 'Field'), ''],
        [both('Kelompok yang berbeda isi', 'Clusters that disagree'), 'number'],
        [both('Jelas berbeda', 'Plainly different'), 'number'],
      ],
      counts,
    )}
    ${listed.length === 0 ? '' : worstTable(listed.slice(0, MOST_SHOWN), clusters)}
  </section>`;
}

const worstTable = (shown: readonly ConflictCluster[], clusters: number): Html =>
  html`<h3>
      ${both(
        `Yang paling bertentangan (${wholeNumber(shown.length).id} dari ${wholeNumber(clusters).id})`,
        `Those that contradict themselves most (${wholeNumber(shown.length).en} of ${wholeNumber(clusters).en})`,
      )}
    </h3>
    ${table(
      [
        [both('Kelompok', 'Cluster'), 'number'],
        [both('Catatan', 'Records'), 'number'],
        [both('Isian dan banyaknya nilai berbeda', 'Fields and how many different values'), ''],
      ],
      shown.map(
        ({ cluster, records, fields }) =>
          html`<tr>
            <td class="number">${String(cluster)}</td>
            <td class="number">${wholeNumber(records)}</td>
            <td>${fields.map(conflictWords)}</td>
          </tr>`,
      ),
    )}`;

const conflictWords = ({ field, values, isPlain }: ConflictCluster['fields'][number], i: number): Html =>
  html`${i === 0 ? '' : '; '}${field}
  ${wholeNumber(values)}${isPlain ? both(' (jelas berbeda)', ' (plainly different)') : ''}`;
