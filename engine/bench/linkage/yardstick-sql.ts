/** The steps of linkage as plain SQL, as they are written for Splink: one expression a comparison, pair by pair. */

/** [comparison] level of two persons, 0 where one of them does not tell the field. */
const levels: readonly string[] = [
  named('nama'),
  `case when a.nik is null or b.nik is null then 0 when a.nik = b.nik then 4
    when damerau_levenshtein(a.nik, b.nik) <= 1 then 3 when damerau_levenshtein(a.nik, b.nik) <= 2 then 2 else 1 end`,
  `case when a.lahir is null or b.lahir is null then 0 when a.lahir = b.lahir then 4
    when damerau_levenshtein(a.lahir, b.lahir) <= 1 then 3 when a.lahir[1:4] = b.lahir[1:4] then 2 else 1 end`,
  equal('kelamin'),
  named('alamat'),
  equal('rt'),
  equal('rw'),
  named('kelurahan'),
  named('ibu'),
];

function named(column: string): string {
  return `case when a.${column} is null or b.${column} is null then 0 when a.${column} = b.${column} then 4
    when jaro_winkler_similarity(a.${column}, b.${column}) >= 0.92 then 3
    when jaro_winkler_similarity(a.${column}, b.${column}) >= 0.8 then 2 else 1 end`;
}

function equal(column: string): string {
  return `case when a.${column} is null or b.${column} is null then 0 when a.${column} = b.${column} then 2 else 1 end`;
}

const names = levels.map((_, i) => `g${i}`);

/** Levels of all pairs of the table `pairs`, and how often each combination occurs; gives the number of pairs. */
export const countPatterns = (pairs: string): string => `
  select sum(n)::bigint from (
    select ${names.join(', ')}, count(*) as n from (
      select ${levels.map((level, i) => `${level} as g${i}`).join(',\n        ')}
      from ${pairs} join person a on a.record = ${pairs}.l join person b on b.record = ${pairs}.r)
    group by all)`;

/** Pairs of records drawn by chance, as u is estimated from. */
export const drawnPairs = (count: number, records: number): string => `
  (select (random() * ${records})::integer % ${records} as l, (random() * ${records})::integer % ${records} as r
   from range(${count})) as drawn`;

/** The conditions by which pairs are candidates; a pair belongs to the first that it meets. */
const RULES = [
  'a.nik = b.nik',
  'a.nama = b.nama and a.lahir[1:4] = b.lahir[1:4]',
  'a.lahir = b.lahir and a.rt = b.rt',
  'a.ibu = b.ibu and a.lahir[1:4] = b.lahir[1:4] and a.kelurahan = b.kelurahan',
];
/** The same for ours, as keys. */
export const RULE_KEYS: readonly (readonly (readonly [field: string, part: string])[])[] = [
  [['nik', 'value']],
  [
    ['nama', 'value'],
    ['lahir', 'year'],
  ],
  [
    ['lahir', 'value'],
    ['rt', 'value'],
  ],
  [
    ['ibu', 'value'],
    ['lahir', 'year'],
    ['kelurahan', 'value'],
  ],
];

export const countCandidates = `select count(*) from (${RULES.map((rule, i) => {
  const before = RULES.slice(0, i).map((each) => ` and not coalesce(${each}, false)`);
  return `select a.record as l, b.record as r from person a join person b on ${rule} where a.record < b.record${before.join('')}`;
}).join('\nunion all ')})`;
