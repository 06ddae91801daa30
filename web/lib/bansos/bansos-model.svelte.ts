/** The page "Bansos": the lists as they are, what is asked, and what the server answers. */
import { createContext } from 'svelte';
import type { ListsPublication, PublicationMeta, PublishedProgramme, ShownKey, WhatIfAnswer } from '#engine';
import type { Cell, Table } from '../columns.ts';
import { cellAt } from '../columns.ts';
import { legendOf, type Legend } from '../map/legend.ts';
import { areasByCode, placesByCode } from '../state/by-code.ts';
import { fetchAnswer, jsonOf, LoadingError, Part } from '../state/loading.svelte.ts';
import type { Publication } from '../state/publication.svelte.ts';
import {
  isSameWish,
  lookParams,
  questionText,
  questionWords,
  readAddress,
  USUAL_LEGEND,
  wishOfNow,
  type BansosLook,
  type Wish,
} from './bansos-address.ts';

/** Time for a second press before the server is asked. */
const WAIT_MS = 120;
/** Families, or residents, by which errors of areas of different size are held against each other. */
const PER = 1000;

export type Side = 'in' | 'out';
const REFUSALS = ['no-base', 'nobody-fits'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What stands on the two maps: both errors of now, or who would gain and who would lose. */
const KEYS = { in: 'wrongly-in', out: 'wrongly-out' } as const satisfies Record<Side, ShownKey>;

export interface AreaRow {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  /** Index of the kelurahan. */
  readonly index: number;
  readonly receives: Cell;
  readonly in: Cell;
  readonly out: Cell;
  readonly due: Cell;
  readonly quota: number | undefined;
}

export type SortBy = 'name' | 'parent' | 'receives' | 'in' | 'out' | 'due';

export interface Answered {
  /** The words of the question. */
  readonly question: string;
  readonly answer: WhatIfAnswer;
}

export class BansosModel {
  readonly lists = new Part<ListsPublication>(async () => jsonOf(await fetchAnswer('/data/assistance.json')));
  readonly #publication: Publication;
  programmeId = $state<string>();
  wish = $state.raw<Wish>();
  look = $state.raw<BansosLook>({ map: 'errors', area: undefined, legend: USUAL_LEGEND });
  isAddressWrong = $state(false);
  answered = $state.raw<Answered>();
  /** Why there is no answer to what is asked now. */
  problem = $state<LoadingError['problem']>();
  /** What is asked has no answer: it takes parts of what is nothing. */
  refusal = $state<Refusal>();
  isAsking = $state(false);
  hoveredCode = $state<string>();
  sort = $state.raw<{ readonly by: SortBy; readonly direction: 'ascending' | 'descending' }>({
    by: 'out',
    direction: 'descending',
  });
  #undone = $state.raw<readonly Wish[]>([]);
  #redone = $state.raw<readonly Wish[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #askedAtMs = -Infinity;
  /** By method: why it cannot be asked for; the programme's own, whatever is asked. */
  #lacks = $state.raw<{ readonly programmeId: string; readonly of: WhatIfAnswer['lacks'] }>();

  readonly programme: PublishedProgramme | undefined = $derived.by(() =>
    this.lists.value?.programmes.find(({ id }) => id === this.programmeId),
  );
  readonly isOfNow: boolean = $derived.by(
    () => this.programme !== undefined && this.wish !== undefined && isSameWish(this.wish, wishOfNow(this.programme)),
  );
  readonly question: string | undefined = $derived.by(() =>
    this.programme && this.wish ? questionText(this.programme, this.wish) : undefined,
  );
  readonly params: readonly [string, string][] = $derived.by(() =>
    this.programme && this.wish ? [...questionWords(this.programme, this.wish), ...lookParams(this.look)] : [],
  );
  /** The answer to what is asked now; the one before it stays until then. */
  readonly answer: WhatIfAnswer | undefined = $derived.by(() =>
    this.answered?.answer.programme === this.programmeId ? this.answered?.answer : undefined,
  );
  /** What is asked now has no answer yet, and the one that is shown is of another question. */
  readonly isAnswerOfBefore = $derived.by(() => this.answer !== undefined && this.answered?.question !== this.question);
  readonly lacks: WhatIfAnswer['lacks'] = $derived.by(() =>
    this.#lacks !== undefined && this.#lacks.programmeId === this.programmeId ? this.#lacks.of : {},
  );
  readonly canUndo = $derived(this.#undone.length > 0);
  readonly canRedo = $derived(this.#redone.length > 0);

  readonly meta: PublicationMeta | undefined = $derived.by(() => this.#publication.meta.value);
  readonly #table: Table | undefined = $derived.by(() => this.#publication.table('kelurahan').value);
  readonly #areaOfCode = $derived(areasByCode(this.meta));
  readonly allRows: readonly AreaRow[] = $derived.by(() => this.#allRows());
  readonly rows: readonly AreaRow[] = $derived.by(() => this.#sorted(this.allRows));
  /** [kelurahan] by side: errors for each 1,000 families or residents, in the same classes on both maps. */
  readonly rates: Readonly<Record<Side, readonly Cell[]>> = $derived.by(() => ({
    in: this.#ratesOf('in'),
    out: this.#ratesOf('out'),
  }));
  /** Without a list there is one map: of whom the rules fit. */
  readonly legend: Legend = $derived.by(() => {
    const ofBoth = this.programme?.hasList === false ? this.rates.out : [...this.rates.in, ...this.rates.out];
    return legendOf(ofBoth, RATE, this.look.legend);
  });
  /** [kelurahan] families that would gain, and lose, as far as they are told. */
  readonly changes: Readonly<Record<Side, readonly Cell[]>> = $derived.by(() => ({
    in: this.#changesOf('losers'),
    out: this.#changesOf('winners'),
  }));
  readonly changeLegend: Legend = $derived(
    legendOf([...this.changes.in, ...this.changes.out], FAMILIES, this.look.legend),
  );

  constructor(publication: Publication) {
    this.#publication = publication;
  }

  begin(params: URLSearchParams): void {
    const lists = this.lists.value;
    if (lists === undefined || this.programmeId !== undefined) return;
    const { programme, wish, look, isWrong } = readAddress(params, lists);
    this.programmeId = programme?.id;
    this.wish = wish;
    this.look = look;
    this.isAddressWrong = isWrong;
  }

  chooseProgramme(id: string): void {
    const programme = this.lists.value?.programmes.find((each) => each.id === id);
    if (programme === undefined || id === this.programmeId) return;
    this.programmeId = id;
    this.wish = wishOfNow(programme);
    this.#undone = [];
    this.#redone = [];
    this.isAddressWrong = false;
  }

  change(part: Partial<Wish>): void {
    if (this.wish === undefined) return;
    const wish = { ...this.wish, ...part };
    if (isSameWish(wish, this.wish)) return;
    this.#undone = [...this.#undone, this.wish];
    this.#redone = [];
    this.wish = wish;
    this.isAddressWrong = false;
  }

  undo(): void {
    const wish = this.#undone.at(-1);
    if (wish === undefined || this.wish === undefined) return;
    this.#undone = this.#undone.slice(0, -1);
    this.#redone = [...this.#redone, this.wish];
    this.wish = wish;
  }

  redo(): void {
    const wish = this.#redone.at(-1);
    if (wish === undefined || this.wish === undefined) return;
    this.#redone = this.#redone.slice(0, -1);
    this.#undone = [...this.#undone, this.wish];
    this.wish = wish;
  }

  reset(): void {
    if (this.programme) this.change(wishOfNow(this.programme));
  }

  /** Asks the server: first what comes at once, then with intervals. */
  ask(question: string): void {
    clearTimeout(this.#timer);
    const turn = ++this.#asked;
    this.isAsking = true;
    this.problem = undefined;
    this.refusal = undefined;
    // The first press is answered at once; of presses that follow each other, the last.
    const atMs = performance.now();
    const wait = this.answered === undefined || atMs - this.#askedAtMs > WAIT_MS ? 0 : WAIT_MS;
    this.#askedAtMs = atMs;
    this.#timer = setTimeout(() => void this.#askNow(question, turn), wait);
  }

  async #askNow(question: string, turn: number): Promise<void> {
    try {
      for (const intervals of ['', '&intervals=1']) {
        const answer = await jsonOf<WhatIfAnswer>(await fetchAnswer(`/bansos/what-if?${question}${intervals}`));
        if (turn !== this.#asked) return;
        this.answered = { question, answer };
        this.#lacks = { programmeId: answer.programme, of: answer.lacks };
        // The lists on this page are of the snapshot that was served before.
        if (answer.snapshotId !== this.meta?.provenance.snapshotId) this.#publication.isOutdated = true;
      }
    } catch (error) {
      if (turn === this.#asked) this.#fail(error, question);
    } finally {
      if (turn === this.#asked) this.isAsking = false;
    }
  }

  #fail(error: unknown, question: string): void {
    const { fault, problem } = error instanceof LoadingError ? error : new LoadingError('unreadable');
    this.refusal = REFUSALS.find((each) => fault?.code === `what-if-${each}`);
    if (this.refusal === undefined) this.problem = problem;
    // The answer before it is none to what is asked now; one of which only the intervals failed is.
    if (this.refusal !== undefined || this.answered?.question !== question) this.answered = undefined;
  }

  toggleArea(code: string | undefined): void {
    this.look = { ...this.look, area: code === this.look.area ? undefined : code };
  }

  sortBy(by: SortBy): void {
    const isText = by === 'name' || by === 'parent';
    const turned = this.sort.direction === 'ascending' ? 'descending' : 'ascending';
    this.sort = { by, direction: this.sort.by === by ? turned : isText ? 'ascending' : 'descending' };
  }

  nameOf(code: string): string {
    return this.#areaOfCode.get(code)?.name ?? code;
  }

  programmeName(id: string): PublishedProgramme['name'] {
    return this.lists.value?.programmes.find((each) => each.id === id)?.name ?? { id, en: id };
  }

  /** Whether who is wrongly out can be counted at all; what cannot is unknown, and not hidden. */
  get isOutKnown(): boolean {
    return this.cityCell(this.programme?.hasList === false ? 'due' : KEYS.out).kind !== 'no-data';
  }

  cityCell(key: ShownKey): Cell {
    return this.#cell(this.programme?.counts.city[key], 0);
  }

  #cell(counts: readonly (number | null)[] | undefined, area: number): Cell {
    const value = counts?.[area];
    if (value === undefined) return { kind: 'no-data' };
    return value === null ? { kind: 'hidden' } : { kind: 'value', value };
  }

  #allRows(): AreaRow[] {
    const { programme } = this;
    const lists = this.lists.value;
    if (!lists || !programme) return [];
    const { kelurahan } = programme.counts;
    return lists.areaCodes.kelurahan.map((code, index): AreaRow => {
      const area = this.#areaOfCode.get(code);
      return {
        code,
        index,
        name: area?.name ?? code,
        parent: this.nameOf(area?.parent ?? ''),
        receives: this.#cell(kelurahan.receives, index),
        in: this.#cell(kelurahan[KEYS.in], index),
        out: this.#cell(kelurahan[KEYS.out], index),
        due: this.#cell(kelurahan.due, index),
        quota: programme.quota?.byKelurahan[index] ?? undefined,
      };
    });
  }

  /** Areas without a value stand last, whichever way the order goes. */
  #sorted(rows: readonly AreaRow[]): AreaRow[] {
    const { by, direction } = this.sort;
    const turn = direction === 'ascending' ? 1 : -1;
    const { compare } = new Intl.Collator('id', { numeric: true });
    const byName = (a: AreaRow, b: AreaRow): number => compare(a.parent, b.parent) || compare(a.name, b.name);
    if (by === 'name') return rows.toSorted((a, b) => turn * compare(a.name, b.name));
    if (by === 'parent') return rows.toSorted((a, b) => turn * byName(a, b));
    const valueOf = (row: AreaRow): number => (row[by].kind === 'value' ? row[by].value : NaN);
    return rows.toSorted((a, b) => {
      const [x, y] = [valueOf(a), valueOf(b)];
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || turn * (x - y) || byName(a, b);
    });
  }

  #ratesOf(side: Side): Cell[] {
    const table = this.#table;
    if (!table) return [];
    const placeOf = placesByCode(table.areaCodes);
    const people = this.programme?.unit === 'family' ? 'households' : 'residents';
    // Without a list there are no errors: where those live whom the rules fit is told in their place.
    const of = side === 'out' && this.programme?.hasList === false ? 'due' : side;
    return this.allRows.map((row): Cell => {
      const cell = row[of];
      const all = cellAt(table, people, placeOf.get(row.code) ?? -1);
      if (cell.kind !== 'value' || all.kind !== 'value') return cell.kind === 'value' ? all : cell;
      return { kind: 'value', value: (PER * cell.value) / all.value };
    });
  }

  #changesOf(side: 'winners' | 'losers'): Cell[] {
    const { answer } = this;
    return this.allRows.map(({ index }): Cell => {
      const span = answer?.byKelurahan[index]?.[side];
      if (span === undefined) return { kind: 'no-data' };
      return span === null ? { kind: 'hidden' } : { kind: 'value', value: Math.round((span[0] + span[1]) / 2) };
    });
  }
}

export const RATE = { format: 'decimal', decimals: 1 } as const;
export const FAMILIES = { format: 'count', decimals: 0 } as const;

export const [useBansosModel, provideBansosModel] = createContext<BansosModel>();
