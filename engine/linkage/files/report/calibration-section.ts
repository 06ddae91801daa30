/** What the page says of chances told against what the truth says, where one was given. */
import type { Calibration, CalibrationBin } from '../calibration.ts';
import { html, percent, share, wholeNumber, type Both, type Html } from './both.ts';
import { calibrationChart } from './charts.ts';
import { both, interval, key, table } from './page-parts.ts';

export function calibrationSection(calibration: Calibration | undefined): Html {
  if (calibration === undefined) return html``;
  const { bins, pairs, brierScore, expectedError } = calibration;
  const [count, error, brier] = [wholeNumber(pairs), percent(expectedError), share(brierScore)];
  const rows = bins.map(
    (bin) =>
      html`<tr>
        <td class="number">${rangeOf(bin)}</td>
        <td class="number">${wholeNumber(bin.pairs)}</td>
        <td class="number">${percent(bin.meanChance)}</td>
        <td class="number">${percent(bin.shareTrue)}</td>
        <td class="number">${interval({ value: bin.shareTrue, low: bin.low, high: bin.high })}</td>
      </tr>`,
  );
  return html`<section>
    <h2>${both('Peluang yang disebut dan kenyataannya', 'Chances told and what came true')}</h2>
    <p>
      ${both(
        `Dari pasangan yang diberi peluang 90 %, semestinya sembilan dari sepuluh memang satu entitas. Diukur pada ${count.id} pasangan: yang peluangnya 0,1 % atau lebih serta semua pasangan dalam satu kelompok, sejauh kedua catatannya ada di tabel kebenaran. Rata-rata peluang meleset ${error.id} (galat kalibrasi); skor Brier ${brier.id} (0 berarti tepat semua).`,
        `Of the pairs told a chance of 90%, nine in ten should be one entity. Measured on ${count.en} pairs: those of a chance of 0.1% or more and all pairs of one cluster, as far as the truth knows both records. Chances are off by ${error.en} on average (expected calibration error); Brier score ${brier.en} (0 means all are right).`,
      )}
    </p>
    <p>
      ${key('matches', both('memang satu entitas, dengan selang 95 %', 'are one entity, with intervals of 95%'))}${key('threshold', both('peluang yang disebut', 'chance told'))}
    </p>
    ${calibrationChart(bins)}${table(
      [
        [both('Peluang', 'Chance'), 'number'],
        [both('Pasangan', 'Pairs'), 'number'],
        [both('Rata-rata peluang', 'Mean chance'), 'number'],
        [both('Memang satu entitas', 'Are one entity'), 'number'],
        [both('Selang 95 %', 'Interval of 95%'), 'number'],
      ],
      rows,
    )}
  </section>`;
}

function rangeOf({ from, to }: CalibrationBin): Both {
  const [low, high] = [percent(from, 1), percent(to, 1)];
  return both(`${low.id} sampai ${high.id}`, `${low.en} to ${high.en}`);
}
