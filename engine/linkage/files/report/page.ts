/** report.html: one file that needs nothing else, in Indonesian and English. */
import type { LinkResult } from '../../core/pairs.ts';
import { html, percent, share, wholeNumber, type Both, type Html } from './both.ts';
import { calibrationSection } from './calibration-section.ts';
import { thresholdSection, histogramSection } from './chart-sections.ts';
import { bitsText } from './charts.ts';
import { examplesSection } from './example-section.ts';
import type { ExamplePair } from './examples.ts';
import { conflictSection, goldenSection } from './golden-section.ts';
import { weightsSection, rulesSection, unlinkableSection } from './model-sections.ts';
import { both, interval } from './page-parts.ts';
import type { LinkReport } from './report.ts';
import { SCRIPT, STYLE } from './style.ts';

/** Nothing is fetched: the browser is told to refuse it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

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
          ${summary(report)}${notesSection(report)}${calibrationSection(report.measured?.calibration)}${thresholdSection(report, result)}${histogramSection(result)}${weightsSection(result)}${rulesSection(report)}${unlinkableSection(report, result)}${goldenSection(report)}${conflictSection(report)}${examplesSection(examples, report)}
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

function summary(report: LinkReport): Html {
  const { estimated, measured, clusters, pairs, threshold } = report;
  const files = report.sources.map(
    ({ file, records, dialect }) =>
      html`<li>${file}: ${wholeNumber(records)} ${both('catatan', 'records')} (${dialect})</li>`,
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
      ${figure(both('Perkiraan ketepatan', 'Estimated precision'), pairs.linked === 0 ? both('–', '–') : percent(estimated.precision.value), interval(estimated.precision))}
      ${figure(both('Perkiraan kelengkapan', 'Estimated recall'), percent(estimated.recall.value), interval(estimated.recall))}
      ${figure(both('Ambang', 'Threshold'), share(threshold.probability), both(`${bitsText(threshold.weightBits).id}, ${chosen.id}`, `${bitsText(threshold.weightBits).en}, ${chosen.en}`))}
      ${truth}
    </dl>
    <p class="soft">
      ${both(
        'Satu entitas: orang, keluarga atau benda yang sama. Ketepatan: dari pasangan yang ditautkan, berapa yang memang satu entitas. Kelengkapan: dari pasangan yang memang satu entitas, berapa yang ditautkan. Perkiraan dibuat tanpa contoh berlabel; di dalam selangnya nilai yang sebenarnya berada pada 95 dari 100 kali.',
        'One entity: the same person, family or thing. Precision: of the pairs that were linked, how many are one entity. Recall: of the pairs that are one entity, how many were linked. Estimated without labelled examples; the true value lies within the interval in 95 of 100 cases.',
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
