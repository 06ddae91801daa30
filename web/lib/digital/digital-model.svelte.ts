/** The page "Layanan digital": what may be edited, what is asked, and what the server answers. */
import { createContext } from 'svelte';
import type { TransitionAnswer, TransitionCatalogue, TransitionRefusal } from '#engine';
import { FEWEST_FOR_BANDS } from '../compared/band.ts';
import { fetchAnswer, jsonOf, LoadingError, Part } from '../state/loading.svelte.ts';
import {
  FIRST_LOOK,
  firstWish,
  isSameWish,
  lookParams,
  questionText,
  readAddress,
  wishParams,
  type Look,
  type Wish,
} from './digital-address.ts';

const PATH = '/skenario/layanan-digital';
/** Time for a second press before the server is asked. */
const WAIT_MS = 150;

/** What is believed most comes at once, bands as soon as there are enough replicates for them, then the rest. */
export const stagesOf = (replicates: number): number[] =>
  [0, FEWEST_FOR_BANDS].filter((stage) => stage < replicates).concat(replicates);

export interface Answered {
  /** The words of the question, without the number of replicates. */
  readonly question: string;
  readonly answer: TransitionAnswer;
}

export class DigitalModel {
  readonly catalogue = new Part<TransitionCatalogue>(async () => jsonOf(await fetchAnswer(`${PATH}/catalogue`)));
  wish = $state.raw<Wish>();
  look = $state.raw<Look>(FIRST_LOOK);
  isAddressWrong = $state(false);
  answered = $state.raw<Answered>();
  /** Why what is asked cannot be: its assumptions contradict each other. */
  refusal = $state.raw<TransitionRefusal>();
  /** Why there is no answer. */
  problem = $state.raw<Pick<LoadingError, 'problem' | 'fault'>>();
  isAsking = $state(false);
  #undone = $state.raw<readonly Wish[]>([]);
  #redone = $state.raw<readonly Wish[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  readonly params: readonly [string, string][] = $derived.by(() => {
    const catalogue = this.catalogue.value;
    return this.wish && catalogue ? [...wishParams(this.wish, catalogue), ...lookParams(this.look)] : [];
  });
  /** What is asked of the server, without how many replicates. */
  readonly question: string | undefined = $derived.by(() => {
    const catalogue = this.catalogue.value;
    if (!this.wish || !catalogue) return undefined;
    return questionText(this.wish, catalogue);
  });
  /** What is shown is not of what is asked: that is on its way, or cannot be. */
  readonly isOld: boolean = $derived.by(() => this.answered?.question !== this.question);
  readonly canUndo = $derived(this.#undone.length > 0);
  readonly canRedo = $derived(this.#redone.length > 0);
  readonly isUsual: boolean = $derived.by(() => {
    const catalogue = this.catalogue.value;
    return (
      !this.wish || !catalogue || isSameWish(this.wish, { ...firstWish(catalogue), path: this.wish.path }, catalogue)
    );
  });

  begin(params: URLSearchParams): void {
    const catalogue = this.catalogue.value;
    if (catalogue === undefined || this.wish !== undefined) return;
    const { wish, look, isWrong } = readAddress(params, catalogue);
    this.wish = wish;
    this.look = look;
    this.isAddressWrong = isWrong;
  }

  see(part: Partial<Look>): void {
    this.look = { ...this.look, ...part };
  }

  toggleArea(code: string | undefined): void {
    this.see({ area: code === this.look.area ? undefined : code });
  }

  change(part: Partial<Wish>): void {
    const catalogue = this.catalogue.value;
    if (this.wish === undefined || catalogue === undefined) return;
    const wish = { ...this.wish, ...part };
    if (isSameWish(wish, this.wish, catalogue)) return;
    this.#undone = [...this.#undone, this.wish];
    this.#redone = [];
    this.#take(wish);
  }

  /** @param value undefined for the usual one */
  edit(key: string, value: number | undefined): void {
    if (this.wish === undefined) return;
    const others = Object.fromEntries(Object.entries(this.wish.edits).filter(([other]) => other !== key));
    this.change({ edits: value === undefined ? others : { ...others, [key]: value } });
  }

  /** Another path begins as it is: its own values were edited on the path before. */
  choosePath(path: string): void {
    if (this.wish === undefined || path === this.wish.path) return;
    const edits = Object.fromEntries(Object.entries(this.wish.edits).filter(([key]) => !key.startsWith('path.')));
    this.change({ path, edits });
  }

  reset(): void {
    const catalogue = this.catalogue.value;
    if (this.wish && catalogue) this.change({ ...firstWish(catalogue), path: this.wish.path });
  }

  undo(): void {
    const wish = this.#undone.at(-1);
    if (wish === undefined || this.wish === undefined) return;
    this.#undone = this.#undone.slice(0, -1);
    this.#redone = [...this.#redone, this.wish];
    this.#take(wish);
  }

  redo(): void {
    const wish = this.#redone.at(-1);
    if (wish === undefined || this.wish === undefined) return;
    this.#redone = this.#redone.slice(0, -1);
    this.#undone = [...this.#undone, this.wish];
    this.#take(wish);
  }

  #take(wish: Wish): void {
    this.wish = wish;
    this.isAddressWrong = false;
    if (this.look.month !== undefined && this.look.month > wish.months) this.see({ month: undefined });
  }

  /** Asks the server: first for what is believed most, at once, then for the replicates with their bands. */
  ask(): void {
    const { wish, question } = this;
    if (wish === undefined || question === undefined) return;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = undefined;
    this.isAsking = true;
    this.problem = undefined;
    this.refusal = undefined;
    const { replicates } = wish;
    const wait = this.answered === undefined ? 0 : WAIT_MS;
    this.#timer = setTimeout(() => void this.#askNow(question, replicates), wait);
  }

  async #askNow(question: string, replicates: number): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      for (const stage of stagesOf(replicates)) {
        const response = await fetchAnswer(`${PATH}/answer?${question}&replicates=${stage}`, abort.signal);
        const answer = await jsonOf<TransitionAnswer | TransitionRefusal>(response);
        if (this.#abort !== abort) return;
        if (answer.kind === 'impossible') {
          this.refusal = answer;
          break;
        }
        this.answered = { question, answer };
      }
    } catch (error) {
      if (this.#abort !== abort) return;
      this.problem = error instanceof LoadingError ? error : { problem: 'unreadable', fault: undefined };
    }
    if (this.#abort === abort) this.isAsking = false;
  }
}

export const [useDigitalModel, provideDigitalModel] = createContext<DigitalModel>();
