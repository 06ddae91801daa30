/** A name as linkage compares it: words and titles apart, punctuation gone, spelling untouched. */

/** Written before a name, dots left out. `M` and `A` are not among them: `M. YUSUF` is short for Muhammad. */
const TITLES_BEFORE: ReadonlySet<string> = new Set(
  [
    'H HJ HAJI HAJAH KH KYAI KIAI NYAI USTADZ USTAD USTADZAH UST',
    'DR DRG DRH DRS DRA IR PROF APT NS BDN PDT',
    'R RR RM RA RAY RNGT RNGAY RADEN',
    'TN NY SDR SDRI BPK BAPAK IBU ALM ALMH ALMARHUM ALMARHUMAH',
    'BRIPDA BRIPTU BRIGADIR BRIPKA AIPDA AIPTU IPDA IPTU AKP AKBP KOMPOL KOMBES',
    'PRADA PRATU PRAKA KOPDA KOPTU KOPKA SERDA SERTU SERKA SERMA PELDA PELTU LETDA LETTU KAPTEN MAYOR LETKOL KOLONEL',
  ]
    .join(' ')
    .split(' '),
);

/** Written after a name, dots left out, and unlike any name even where neither a dot nor a comma sets them off. */
const TITLES_AFTER: ReadonlySet<string> = new Set(
  [
    'SH SE ST SP SS SPD SPDI SPDSD SPDAUD SAG SSOS SSOSI SKOM SKM SKEP SKED SKG SKH SFARM SGZ SSI SSN SIP SIKOM SPSI SPT SPI SHUT',
    'SHI SEI SIAN SAB SAP STP STR STRKEB STRKEP STRKES SSTP SSTFT SST SIT SIK SMB SMN SAK SAKT SPAR SHUM SPK SPOG SPA SPB SPPD',
    'AMD AMDKEB AMDKEP AMDAK AMDKOM AMDGZ AMKEB AMKEP AMK AMKG AMPD AMAPD',
    'MPD MPDI MSI MM MH MHUM MKES MKOM MT MTI MSC MSOS MAG MAP MKM MAK MAKT MKN MPSI MEI MIKOM MKEB MKEP MFARM MSN MENG MED MIP MAB MPH MBA',
    'PHD BSC BBA BSW LC CPA NS APT ALM ALMH',
  ]
    .join(' ')
    .split(' '),
);

/** Titles too, but words of names as well: only after a comma or with dots. */
const TITLES_AFTER_IF_SET_OFF: ReadonlySet<string> = new Set('BA MA DRS DRA DR IR HI SI SY BE BC'.split(' '));

export interface StandardName {
  /** Upper case, letters and digits only, in the order written: `MOH`, `ALI`. Never spelling-folded. */
  readonly tokens: readonly string[];
  /** Upper case without dots, in the order written: `H`, `SPD`. */
  readonly titles: readonly string[];
}

const NOTHING: StandardName = { tokens: [], titles: [] };
const PLAIN = /^[A-Z]+(?: [A-Z]+)*$/;

/**
 * Splits a name into the words that name somebody and the titles around them.
 *
 * `H. MOH.ALI, S.Pd.I` has the tokens MOH, ALI and the titles H, SPDI. Accents and apostrophes go (`NUR'AINI` is
 * NURAINI), a hyphen parts two words. A text of titles alone keeps them as tokens, so that nobody loses the whole name.
 */
export function standardiseName(text: string): StandardName {
  const plain = PLAIN.test(text) ? text.split(' ') : undefined;
  if (plain !== undefined && !mayHoldTitle(plain)) return { tokens: plain, titles: [] };
  const words = plain === undefined ? wordsOf(text) : plain.map(word);
  if (words.length === 0) return NOTHING;
  const first = countTitlesBefore(words);
  const last = words.length - countTitlesAfter(words, first);
  if (first === last) return { tokens: words.map(({ letters }) => letters), titles: [] };
  return {
    tokens: words.slice(first, last).map(({ letters }) => letters),
    titles: [...words.slice(0, first), ...joinLetters(words.slice(last))].map(({ letters }) => letters),
  };
}

const mayHoldTitle = (words: readonly string[]): boolean =>
  TITLES_BEFORE.has(words[0]!) || TITLES_AFTER.has(words[words.length - 1]!);

interface Word {
  readonly letters: string;
  /** A dot in it or a comma before it sets it off from the name. */
  readonly isSetOff: boolean;
}

const word = (letters: string): Word => ({ letters, isSetOff: false });

function wordsOf(text: string): Word[] {
  const upper = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()
    .replace(/['`´‘’ʼ"]/g, '')
    .replace(/[^A-Z0-9.,\s]/g, ' ');
  return upper
    .split(',')
    .flatMap((part, i) => (part.match(/[A-Z0-9.]+/g) ?? []).flatMap((chunk) => wordsOfChunk(chunk, i > 0)));
}

/** `S.PD` is one word, `MOH.ALI` two, `DRS.H.ALI` three, `ALI.S.PD` two. */
function wordsOfChunk(chunk: string, isAfterComma: boolean): Word[] {
  const parts = chunk.split('.').filter((part) => part !== '');
  const isSetOff = isAfterComma || chunk.includes('.');
  for (let start = 0; start < parts.length; start++) {
    const joined = parts.slice(start).join('');
    if (!isAnyTitle(joined)) continue;
    return [...parts.slice(0, start), joined].map((letters) => ({ letters, isSetOff }));
  }
  return parts.map((letters) => ({ letters, isSetOff }));
}

const isAnyTitle = (letters: string): boolean =>
  TITLES_BEFORE.has(letters) || TITLES_AFTER.has(letters) || TITLES_AFTER_IF_SET_OFF.has(letters);

function countTitlesBefore(words: readonly Word[]): number {
  let count = 0;
  while (count < words.length - 1 && TITLES_BEFORE.has(words[count]!.letters)) count++;
  return count;
}

/** Counts words at the end that are titles; `S. PD` counts two. */
function countTitlesAfter(words: readonly Word[], first: number): number {
  let end = words.length;
  for (;;) {
    const width = widthOfTitleAt(words, end, first + 1);
    if (width === 0) return words.length - end;
    end -= width;
  }
}

function widthOfTitleAt(words: readonly Word[], end: number, first: number): number {
  for (let width = 3; width >= 1; width--) {
    if (end - width < first) continue;
    const run = words.slice(end - width, end);
    const joined = run.map(({ letters }) => letters).join('');
    const isSetOff = run[0]!.isSetOff;
    if (TITLES_AFTER.has(joined) && (width === 1 || isSetOff)) return width;
    if (width === 1 && isSetOff && TITLES_AFTER_IF_SET_OFF.has(joined)) return 1;
  }
  return 0;
}

/** Puts `S`, `PD` together again: a title is one word. */
function joinLetters(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (let end = words.length; end > 0;) {
    const width = Math.max(1, widthOfTitleAt(words, end, 0));
    joined.unshift(
      word(
        words
          .slice(end - width, end)
          .map(({ letters }) => letters)
          .join(''),
      ),
    );
    end -= width;
  }
  return joined;
}
