/** Whether bytes beyond ASCII stand as the letters of Latin names do, when they are read as Windows-1252. */

/** What stands beside words in any language: quotation marks, dashes, no-break space, degrees and the like. */
const MARKS: ReadonlySet<number> = new Set([
  0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa7, 0xa9, 0xab, 0xae, 0xb0, 0xb4,
  0xb7, 0xbb,
]);
/** Below À there are letters too: Š Œ Ž š œ ž Ÿ and the small a and o of ordinal numbers. */
const LOW_LETTERS: ReadonlySet<number> = new Set([0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, 0xaa, 0xba]);
/** Ð Ý Þ ð ý þ: of Iceland alone, and where Turks have Ğ İ Ş ğ ı ş. */
const ICELANDIC: ReadonlySet<number> = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]);

const FEWEST = 3;
/** Two letters beyond ASCII side by side are seldom in Latin names (Määttä), and the rule in other alphabets. */
const MOST_IN_ROW = 0.35;
const MOST_ODD = 0.1;
const MOST_ICELANDIC = 0.3;

/** Watches the bytes of a text go by. */
export class LatinLetters {
  #count = 0;
  #inRow = 0;
  /** Signs inside words, as in `Pawe³`. */
  #odd = 0;
  #icelandic = 0;
  #before = 0;

  add(piece: Buffer): void {
    let before = this.#before;
    for (const byte of piece) {
      if (byte > 127 && !MARKS.has(byte)) {
        this.#count++;
        if (before > 127) this.#inRow++;
        if (!isLetter(byte) && isLetterOrAscii(before)) this.#odd++;
        if (ICELANDIC.has(byte)) this.#icelandic++;
      }
      before = byte;
    }
    this.#before = before;
  }

  /** False where so many stand as no Latin name has them that the text is probably of another encoding. */
  get areLikely(): boolean {
    if (this.#count < FEWEST) return true;
    const share = (count: number): number => count / this.#count;
    return (
      share(this.#inRow) <= MOST_IN_ROW && share(this.#odd) <= MOST_ODD && share(this.#icelandic) <= MOST_ICELANDIC
    );
  }
}

const isLetter = (byte: number): boolean => (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7) || LOW_LETTERS.has(byte);
const isLetterOrAscii = (byte: number): boolean => isLetter(byte) || /[a-z]/i.test(String.fromCharCode(byte));
