/** Example pairs with the waterfall of their evidence. */
import { html, share, type Html } from './both.ts';
import { bitsText, stepBar } from './charts.ts';
import type { ExamplePair } from './examples.ts';
import { both, table } from './page-parts.ts';

export function examplesSection(examples: readonly ExamplePair[]): Html {
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
