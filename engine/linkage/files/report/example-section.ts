/** Example pairs with the waterfall of their evidence. */
import { html, share, wholeNumber, type Both, type Html } from './both.ts';
import { bitsText, stepBar } from './charts.ts';
import type { ExamplePair } from './examples.ts';
import { both, table } from './page-parts.ts';
import type { LinkReport } from './report.ts';

export function examplesSection(examples: readonly ExamplePair[], { pairs, rules }: LinkReport): Html {
  if (examples.length === 0) {
    return html`<section>
      <h2>${both('Contoh pasangan', 'Example pairs')}</h2>
      <p>${whyNone(pairs.candidates, rules)}</p>
    </section>`;
  }
  const hidden = examples.every(({ values }) => values === undefined);
  return html`<section>
    <h2>${both('Contoh pasangan', 'Example pairs')}</h2>
    <p>
      ${both(
        'Bukti dijumlahkan langkah demi langkah, dari peluang awal sampai bobot akhir.',
        'The evidence adds up step by step, from the chance at the start to the weight at the end.',
      )}
      ${hidden ? both('Nilai tidak ditampilkan karena menyangkut orang; --show-values menampilkannya.', 'Values are not shown because they are about persons; --show-values shows them.') : ''}
    </p>
    ${examples.map(exampleArticle)}
  </section>`;
}

/** Why there is no pair to show: none was compared, or none of those is likely enough to be told. */
function whyNone(candidates: number, rules: LinkReport['rules']): Both {
  if (candidates > 0) {
    const count = wholeNumber(candidates);
    return both(
      `Tidak ada pasangan untuk ditunjukkan: ${count.id} pasangan dibandingkan, dan peluang masing-masing di bawah 0,1 %. Mungkin berkas ini memang memuat entitas yang berlainan, atau kolomnya tertukar: periksa files dan fields di MODEL.yaml.`,
      `There is no pair to show: ${count.en} pairs were compared, and each has a chance below 0.1%. The files may well be about different entities, or columns may be mixed up: look at files and fields in MODEL.yaml.`,
    );
  }
  const hubs = wholeNumber(rules.reduce((sum, rule) => sum + rule.hubs, 0));
  const why = rules.some((rule) => rule.hubs > 0)
    ? both(
        `nilai yang sama dimiliki terlalu banyak catatan dan dilewati (${hubs.id} nilai)`,
        `values that records share are those of too many and were passed over (${hubs.en} values)`,
      )
    : both(
        'tidak ada dua catatan yang sama dalam yang dilihat aturan pencarian',
        'no two records share what a blocking rule looks at',
      );
  return both(
    `Tidak ada pasangan untuk ditunjukkan, karena tidak ada yang dibandingkan: ${why.id}. Sebutkan aturan lain di MODEL.yaml (blocking), atau tambahkan isian.`,
    `There is no pair to show, as none was compared: ${why.en}. Name other rules in MODEL.yaml (blocking), or add fields.`,
  );
}

function exampleArticle(example: ExamplePair): Html {
  const sums = example.evidence.reduce<number[]>((all, { bits: step }) => [...all, all.at(-1)! + step], [0]);
  const [from, to] = [Math.min(...sums), Math.max(...sums)];
  const axis = { from, to: to === from ? from + 1 : to };
  const rows = example.evidence.map(
    (step, i) =>
      html`<tr>
        <td>${step}</td>
        <td class="bar-cell">${stepBar(sums[i]!, sums[i + 1]!, axis)}</td>
        <td class="number">${bitsText(step.bits)}</td>
      </tr>`,
  );
  const total = html`<tr class="total">
    <td>${both('Jumlah', 'Sum')}</td>
    <td></td>
    <td class="number">${bitsText(example.weightBits)}</td>
  </tr>`;
  const state = example.isLinked ? both('ditautkan', 'linked') : both('tidak ditautkan', 'not linked');
  return html`<article>
    <h3>${example.title}: ${state}, ${both('peluang', 'probability')} ${share(example.probability)}</h3>
    ${valuesTable(example)}${table(
      [
        [both('Bukti', 'Evidence'), ''],
        [both('', ''), ''],
        [both('Bit', 'Bits'), 'number'],
      ],
      [...rows, total],
    )}
  </article>`;
}

function valuesTable({ values }: ExamplePair): Html {
  if (values === undefined) return html``;
  return table(
    [
      [both('Isian', 'Field'), ''],
      [both('Kiri', 'Left'), ''],
      [both('Kanan', 'Right'), ''],
    ],
    values.map(
      ({ field, left, right }) =>
        html`<tr>
          <td>${field}</td>
          <td>${left}</td>
          <td>${right}</td>
        </tr>`,
    ),
  );
}
