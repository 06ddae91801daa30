/** What the page says over thresholds and weights, each chart with its figures in a table. */
import type { LinkResult } from '../../core/pairs.ts';
import { html, percent, wholeNumber, type Both, type Html } from './both.ts';
import { bitsText, histogramChart, thresholdChart, type JudgedShares } from './charts.ts';
import { both, interval, table, key } from './page-parts.ts';
import type { LinkReport } from './report.ts';
import { overThresholds, type ThresholdPoint } from './thresholds.ts';

export const figures = (content: Html): Html =>
  html`<details>
    <summary>${both('Angka grafik ini', 'The figures of this chart')}</summary>
    ${content}
  </details>`;

export function thresholdSection(report: LinkReport, result: LinkResult): Html {
  const points = overThresholds(result);
  const judged = { ...report.estimated, precision: report.pairs.linked === 0 ? undefined : report.estimated.precision };
  const { id, en } = judgedWords(judged);
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
      ${both(
        'Pasangan ditautkan jika bobot buktinya mencapai ambang. Ambang lebih tinggi (ke kanan): lebih sedikit tautan yang salah, tetapi lebih banyak yang terlewat; lebih rendah (ke kiri): sebaliknya.',
        'A pair is linked where the weight of its evidence reaches the threshold. A higher threshold (to the right): fewer wrong links, and more that are missed; a lower one (to the left): the other way round.',
      )}
    </p>
    <p>
      ${key('precision', both('ketepatan', 'precision'))}${key('recall', both('kelengkapan', 'recall'))}${key('threshold', both('ambang yang dipakai', 'the threshold used'))}
    </p>
    <p>
      ${both(
        `Ruas tegak di ambang yang dipakai: perkiraan pada ringkasan, atas kelompok, dengan selang 95 %. ${id}.`,
        `Upright lines at the threshold used: the estimates of the summary, of clusters, with their 95 % intervals. ${en}.`,
      )}
    </p>
    ${thresholdChart(points, report.threshold.weightBits, judged)}${figures(
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

/** The figures of the intervals: who does not see the chart misses nothing. */
function judgedWords({ precision, recall }: JudgedShares): Both {
  const [ofPrecision, ofRecall] = [precision, recall].map((estimate) => {
    if (estimate === undefined) return both('–', '–');
    const [value, from] = [percent(estimate.value), interval(estimate)];
    return both(`${value.id} (${from.id})`, `${value.en} (${from.en})`);
  }) as [Both, Both];
  return both(
    `Ketepatan ${ofPrecision.id}; kelengkapan ${ofRecall.id}`,
    `Precision ${ofPrecision.en}; recall ${ofRecall.en}`,
  );
}

const MOST_ROWS = 40;

/** Every so many points, so that the table can be read. */
function sampled(points: readonly ThresholdPoint[]): readonly ThresholdPoint[] {
  const step = Math.max(1, Math.ceil(points.length / MOST_ROWS));
  return points.filter((_, i) => i % step === 0);
}

export function histogramSection(result: LinkResult): Html {
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
