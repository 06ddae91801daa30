/** What the page says of the weights, of the rules, and of records that cannot be linked. */
import { dropReasonInWords } from '../../core/learning/drop-reasons.ts';
import type { SilentLevel } from '../../core/learning/silent-level.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { html, percent, share, wholeNumber, type Html } from './both.ts';
import { figures } from './chart-sections.ts';
import { bitsText, ownWeightsChart, shareBar, weightBar } from './charts.ts';
import { levelInWords } from './level-words.ts';
import { both, interval, table, key } from './page-parts.ts';
import type { LinkReport } from './report.ts';
import { workOfRules } from './rule-costs.ts';

export function weightsSection({ trained }: LinkResult): Html {
  const all = trained.comparisons.flatMap(({ levels, dropped }) => (dropped === undefined ? levels : []));
  const largest = Math.max(1, ...all.map(({ weightBits }) => Math.abs(weightBits)));
  const parts = trained.comparisons.map(({ name, levels, dropped }) => {
    if (dropped !== undefined) {
      return html`<h3>${name}</h3>
        <p>${both('Tidak dipakai: ', 'Left out: ')}${dropReasonInWords(dropped)}</p>`;
    }
    const rows = [...levels].reverse().map(
      (level) =>
        html`<tr>
          <td>${levelInWords(level.name)}${level.silent === undefined ? '' : silentWords(level.silent)}</td>
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

/** Why a level says nothing by itself. */
function silentWords(silent: SilentLevel): Html {
  if (silent.kind === 'uninformative') {
    return html` <small
      >${both('sama seringnya pada semua pasangan: tanpa bobot', 'as frequent among all pairs: no weight')}</small
    >`;
  }
  const { id, en } = levelInWords(silent.as);
  return html` <small>${both(`tidak muncul: disatukan dengan “${id}”`, `not shown: one with “${en}”`)}</small>`;
}

export function rulesSection({ rules, estimated }: LinkReport): Html {
  const largest = Math.max(1, ...rules.map(({ firstFound }) => firstFound));
  const work = workOfRules(rules);
  const rows = rules.map(
    (rule, i) =>
      html`<tr>
        <td>${rule.looksAt}</td>
        <td class="bar-cell">
          ${shareBar(rule.firstFound, largest, 'pairs')}${shareBar(Math.min(rule.expectedMatches, rule.firstFound), largest, 'matches')}
        </td>
        <td class="number">${wholeNumber(rule.pairs)}</td>
        <td class="number">${wholeNumber(rule.firstFound)}</td>
        <td class="number">${wholeNumber(rule.unique)}</td>
        <td class="number">${wholeNumber(rule.expectedMatches)}</td>
        <td class="number">${wholeNumber(rule.hubs)}</td>
        <td class="number">${wholeNumber(rule.recordsInHubs)}</td>
        <td class="number">${percent(work[i]!.makingShare, 1)}</td>
        <td class="number">${percent(work[i]!.comparingShare, 1)}</td>
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
    <p class="soft">
      ${both(
        'Nilai yang dimiliki terlalu banyak catatan dilewati aturan itu; catatannya masih dapat dipertemukan aturan lain. Biaya dihitung dari pasangan: bagian pencarian menurut pasangan yang ditemukan, bagian pembandingan menurut pasangan yang baru. Detiknya ada di report.json (rules, cost) dan di layar perintah link.',
        'A value that too many records have is passed over by the rule; other rules may still bring its records together. Cost is counted in pairs: the share of searching by pairs found, the share of comparing by pairs new. The seconds are in report.json (rules, cost) and on the screen of the link command.',
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
        [both('Catatannya', 'Their records'), 'number'],
        [both('Bagian pencarian', 'Share of searching'), 'number'],
        [both('Bagian pembandingan', 'Share of comparing'), 'number'],
      ],
      rows,
    )}
  </section>`;
}

export function unlinkableSection({ unlinkable, records }: LinkReport, result: LinkResult): Html {
  const { fromBits, binBits, records: counts } = result.ownWeights;
  const rows = [...counts.keys()]
    .filter((bin) => counts[bin]! > 0)
    .map(
      (bin) =>
        html`<tr>
          <td class="number">${bitsText(fromBits + bin * binBits)}</td>
          <td class="number">${wholeNumber(counts[bin]!)}</td>
        </tr>`,
    );
  return html`<section>
    <h2>${both('Catatan yang tidak dapat ditautkan', 'Records that cannot be linked')}</h2>
    <p>
      ${wholeNumber(unlinkable)} ${both('dari', 'of')} ${wholeNumber(records)} ${both('catatan', 'records')}
      (${percent(unlinkable / Math.max(1, records))})
      ${both(
        'memuat terlalu sedikit isian: bahkan dengan salinannya sendiri bobotnya di bawah ambang.',
        'tell too little: even against a copy of themselves they stay below the threshold.',
      )}
    </p>
    <p>
      ${both(
        'Setiap catatan menurut bobot terbaik yang dapat dicapainya: bobot dengan salinannya sendiri. Tinggi batang berskala kelipatan sepuluh.',
        'Each record by the best weight that it could reach: that against a copy of itself. Heights are in powers of ten.',
      )}
    </p>
    <p>
      ${key('recall', both('tidak dapat ditautkan', 'cannot be linked'))}${key('precision', both('dapat ditautkan', 'can be linked'))}${key('threshold', both('ambang', 'threshold'))}
    </p>
    ${ownWeightsChart(result)}${figures(
      table(
        [
          [both('Mulai', 'From'), 'number'],
          [both('Catatan', 'Records'), 'number'],
        ],
        rows,
      ),
    )}
  </section>`;
}
