/** report.html: one file that needs nothing else, in Indonesian and English. */
import type { Estimate, LinkResult } from '../../core/pairs.ts';
import { html, percent, share, wholeNumber, type Both, type Html } from './both.ts';
import { bitsText, histogramChart, shareBar, stepBar, thresholdChart, weightBar } from './charts.ts';
import type { ExamplePair } from './examples.ts';
import { levelInWords } from './level-words.ts';
import type { LinkReport } from './report.ts';
import { SCRIPT, STYLE } from './style.ts';
import { overThresholds, type ThresholdPoint } from './thresholds.ts';

/** Nothing is fetched: the browser is told to refuse it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

const both = (id: string, en: string): Both => ({ id, en });

/** Times are left to report.json, so that the same files give the same page. */
export function reportPage(report: LinkReport, result: LinkResult, examples: readonly ExamplePair[]): string {
  return html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${{ html: POLICY }}" />
        <title>Laporan pemadanan · Linkage report</title>
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <header>
          <h1>${both('Laporan pemadanan data', 'Linkage report')}</h1>
          <div role="group" aria-label="Bahasa / Language">
            <button type="button" data-language="id" aria-pressed="true">Bahasa Indonesia</button>
            <button type="button" data-language="en" aria-pressed="false">English</button>
          </div>
        </header>
        <main>
          ${summary(report)}${notesSection(report)}${thresholdSection(report, result)}${histogramSection(result)}${weightsSection(result)}${rulesSection(report)}${unlinkableSection(report)}${examplesSection(examples)}
        </main>
        <script>
          ${{ html: SCRIPT }};
        </script>
      </body>
    </html> `.html;
}

const figure = (name: Both, value: Both, below?: Both): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}${below === undefined ? '' : html`<small>${below}</small>`}</dd>
  </div>`;

const interval = ({ low, high }: Estimate): Both => {
  const [from, to] = [percent(low), percent(high)];
  return both(`${from.id} sampai ${to.id}`, `${from.en} to ${to.en}`);
};

function summary(report: LinkReport): Html {
  const { estimated, measured, clusters, pairs, threshold } = report;
  const files = report.sources.map(
    ({ file, records }) => html`<li>${file}: ${wholeNumber(records)} ${both('catatan', 'records')}</li>`,
  );
  const truth =
    measured === undefined
      ? html``
      : html`${figure(both('Ketepatan terukur', 'Measured precision'), percent(measured.clusters.precision))}${figure(
          both('Kelengkapan terukur', 'Measured recall'),
          percent(measured.clusters.recall),
        )}${figure(both('F1 terukur', 'Measured F1'), percent(measured.clusters.f1))}`;
  const chosen =
    threshold.chosenBy === 'auto'
      ? both('dipilih otomatis', 'chosen automatically')
      : both('dari MODEL.yaml', 'from MODEL.yaml');
  return html`<section>
    <ul>
      ${files}
    </ul>
    <dl class="figures">
      ${figure(both('Catatan', 'Records'), wholeNumber(report.records))}
      ${figure(both('Pasangan tertaut', 'Linked pairs'), wholeNumber(pairs.linked))}
      ${figure(both('Kelompok berisi dua catatan atau lebih', 'Clusters of two records or more'), wholeNumber(clusters.joined), both(`terbesar ${clusters.largest}`, `largest ${clusters.largest}`))}
      ${figure(both('Perkiraan ketepatan', 'Estimated precision'), percent(estimated.precision.value), interval(estimated.precision))}
      ${figure(both('Perkiraan kelengkapan', 'Estimated recall'), percent(estimated.recall.value), interval(estimated.recall))}
      ${figure(both('Ambang', 'Threshold'), share(threshold.probability), both(`${bitsText(threshold.weightBits).id}, ${chosen.id}`, `${bitsText(threshold.weightBits).en}, ${chosen.en}`))}
      ${truth}
    </dl>
    <p class="soft">
      ${both(
        'Ketepatan: dari pasangan yang ditautkan, berapa yang memang satu entitas. Kelengkapan: dari pasangan yang memang satu entitas, berapa yang ditautkan. Perkiraan dibuat tanpa contoh berlabel; selangnya 95 %.',
        'Precision: of the pairs that were linked, how many are one entity. Recall: of the pairs that are one entity, how many were linked. Estimated without labelled examples; intervals of 95%.',
      )}
    </p>
  </section>`;
}

function notesSection({ notes }: LinkReport): Html {
  if (notes.length === 0) return html``;
  return html`<section>
    <h2>${both('Catatan pengerjaan', 'Notes')}</h2>
    <ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>
  </section>`;
}

const table = (headings: readonly (readonly [text: Both, kind: string])[], rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${headings.map(([text, kind]) => html`<th scope="col" class="${kind}">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;

const figures = (content: Html): Html =>
  html`<details>
    <summary>${both('Angka grafik ini', 'The figures of this chart')}</summary>
    ${content}
  </details>`;

const key = (kind: string, text: Both): Html => html`<span class="key k-${kind}"></span>${text} &nbsp; `;

function thresholdSection(report: LinkReport, result: LinkResult): Html {
  const points = overThresholds(result);
  const rows = sampled(points).map(
    (point) =>
      html`<tr>
        <td class="number">${bitsText(point.weightBits)}</td>
        <td class="number">${percent(point.precision)}</td>
        <td class="number">${percent(point.recall)}</td>
      </tr>`,
  );
  return html`<section>
    <h2>${both('Ketepatan dan kelengkapan menurut ambang', 'Precision and recall over thresholds')}</h2>
    <p>
      ${key('precision', both('ketepatan', 'precision'))}${key('recall', both('kelengkapan', 'recall'))}${key('threshold', both('ambang yang dipakai', 'the threshold used'))}
    </p>
    ${thresholdChart(points, report.threshold.weightBits)}${figures(
      table(
        [
          [both('Ambang', 'Threshold'), 'number'],
          [both('Ketepatan', 'Precision'), 'number'],
          [both('Kelengkapan', 'Recall'), 'number'],
        ],
        rows,
      ),
    )}
  </section>`;
}

const MOST_ROWS = 40;

/** Every so many points, so that the table can be read. */
function sampled(points: readonly ThresholdPoint[]): readonly ThresholdPoint[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  return points.filter((_, i) => i % step === 0);
}

function histogramSection(result: LinkResult): Html {
  const { fromBits, binBits, pairs, matches } = result.weightHistogram;
  const bins = [...pairs.keys()].filter((bin) => pairs[bin]! > 0);
  const rows = bins.map(
    (bin) =>
      html`<tr>
        <td class="number">${bitsText(fromBits + bin * binBits)}</td>
        <td class="number">${wholeNumber(pairs[bin]!)}</td>
        <td class="number">${wholeNumber(matches[bin]!)}</td>
      </tr>`,
  );
  return html`<section>
    <h2>${both('Sebaran bobot pasangan', 'Distribution of match weights')}</h2>
    <p>
      ${both(
        'Setiap pasangan yang dibandingkan mendapat bobot dalam bit: tambah satu bit, dua kali lebih mungkin satu entitas. Tinggi batang berskala kelipatan sepuluh.',
        'Each pair compared has a weight in bits: one bit more, twice as likely to be one entity. Heights are in powers of ten.',
      )}
    </p>
    <p>
      ${key('pairs', both('semua pasangan', 'all pairs'))}${key('matches', both('di antaranya diperkirakan satu entitas', 'of these one entity in expectation'))}${key('threshold', both('ambang', 'threshold'))}
    </p>
    ${histogramChart(result)}${figures(
      table(
        [
          [both('Mulai', 'From'), 'number'],
          [both('Pasangan', 'Pairs'), 'number'],
          [both('Satu entitas', 'One entity'), 'number'],
        ],
        rows,
      ),
    )}
  </section>`;
}

function weightsSection({ trained }: LinkResult): Html {
  const all = trained.comparisons.flatMap(({ levels, dropped }) => (dropped === undefined ? levels : []));
  const largest = Math.max(1, ...all.map(({ weightBits }) => Math.abs(weightBits)));
  const parts = trained.comparisons.map(({ name, levels, dropped }) => {
    if (dropped !== undefined) {
      return html`<h3>${name}</h3>
        <p>${both('Tidak dipakai: ', 'Left out: ')}${dropped}</p>`;
    }
    const rows = [...levels].reverse().map(
      (level) =>
        html`<tr>
          <td>${levelInWords(level.name)}</td>
          <td class="bar-cell">${weightBar(level.weightBits, largest)}</td>
          <td class="number">${bitsText(level.weightBits)}</td>
          <td class="number">${share(level.m)}</td>
          <td class="number">${share(level.u)}</td>
        </tr>`,
    );
    return html`<h3>${name}</h3>
      ${table(
        [
          [both('Kesesuaian', 'Agreement'), ''],
          [both('Bobot', 'Weight'), ''],
          [both('', ''), 'number'],
          [both('m', 'm'), 'number'],
          [both('u', 'u'), 'number'],
        ],
        rows,
      )}`;
  });
  return html`<section>
    <h2>${both('Arti setiap kesesuaian', 'What each agreement is worth')}</h2>
    <p>
      ${both(
        'Ke kanan: bukti bahwa dua catatan satu entitas; ke kiri: bukti sebaliknya. m: bagian pasangan satu entitas yang menunjukkannya; u: bagian pasangan bukan satu entitas yang menunjukkannya. Isian yang kosong tidak berbobot.',
        'To the right: evidence that two records are one entity; to the left: that they are not. m: share of pairs of one entity that show it; u: share of other pairs that show it. A blank field weighs nothing.',
      )}
    </p>
    ${parts}
  </section>`;
}

function rulesSection({ rules, estimated }: LinkReport): Html {
  const largest = Math.max(1, ...rules.map(({ firstFound }) => firstFound));
  const rows = rules.map(
    (rule) =>
      html`<tr>
        <td>${rule.rule}</td>
        <td class="bar-cell">
          ${shareBar(rule.firstFound, largest, 'pairs')}${shareBar(Math.min(rule.expectedMatches, rule.firstFound), largest, 'matches')}
        </td>
        <td class="number">${wholeNumber(rule.pairs)}</td>
        <td class="number">${wholeNumber(rule.firstFound)}</td>
        <td class="number">${wholeNumber(rule.unique)}</td>
        <td class="number">${wholeNumber(rule.expectedMatches)}</td>
        <td class="number">${wholeNumber(rule.hubs)}</td>
      </tr>`,
  );
  const found = percent(estimated.blockingRecall.value);
  return html`<section>
    <h2>${both('Aturan pencarian pasangan', 'Rules that find pairs')}</h2>
    <p>
      ${both(
        `Tidak semua pasangan dibandingkan: hanya yang memenuhi salah satu aturan. Diperkirakan ${found.id} pasangan satu entitas ditemukan (${interval(estimated.blockingRecall).id}).`,
        `Not every pair is compared: only those that some rule finds. An estimated ${found.en} of the pairs of one entity are found (${interval(estimated.blockingRecall).en}).`,
      )}
    </p>
    <p>
      ${key('pairs', both('pasangan baru', 'pairs new'))}${key('matches', both('di antaranya satu entitas', 'of these one entity'))}
    </p>
    ${table(
      [
        [both('Aturan', 'Rule'), ''],
        [both('', ''), ''],
        [both('Pasangan', 'Pairs'), 'number'],
        [both('Baru', 'New'), 'number'],
        [both('Hanya di sini', 'Only here'), 'number'],
        [both('Satu entitas', 'One entity'), 'number'],
        [both('Nilai terlalu umum', 'Keys too common'), 'number'],
      ],
      rows,
    )}
  </section>`;
}

function unlinkableSection({ unlinkable, records }: LinkReport): Html {
  return html`<section>
    <h2>${both('Catatan yang tidak dapat ditautkan', 'Records that cannot be linked')}</h2>
    ${shareBar(unlinkable, Math.max(1, records), 'against')}
    <p>
      ${wholeNumber(unlinkable)} ${both('dari', 'of')} ${wholeNumber(records)} ${both('catatan', 'records')}
      (${percent(unlinkable / Math.max(1, records))})
      ${both(
        'memuat terlalu sedikit isian: bahkan dengan salinannya sendiri bobotnya di bawah ambang.',
        'tell too little: even against a copy of themselves they stay below the threshold.',
      )}
    </p>
  </section>`;
}

function examplesSection(examples: readonly ExamplePair[]): Html {
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
