/** The page "Skenario": what can be chosen, what is asked, the runs and where they stand, and the results that are shown. */
import { createContext } from 'svelte';
import type { MovedLever, RunView, ScenarioCatalogue, ScenarioCard } from '#engine';
import { UnreadableTableError } from '../columns.ts';
import { fetchAnswer, jsonOf, LoadingError, Part, type Fault } from '../state/loading.svelte.ts';
import { ScenarioResults } from './results.ts';
import { isOverNow } from './over-now.ts';
import {
  draftOf,
  draftParams,
  FIRST_LOOK,
  firstDraft,
  isSameDraft,
  lookParams,
  readDraft,
  readLook,
  requestOf,
  type Draft,
  type Look,
} from './scenario-address.ts';

const RUNS = '/skenario/runs';
/** How soon the page asks again while something is simulated; and as long as the first results come in quick succession. */
const ASK_AGAIN_MS = 400;
const ASK_SOON_MS = 100;
const FIRST_RESULTS = 10;
const MOST_UNDONE = 100;

const isOpen = ({ record: { state } }: RunView): boolean => state === 'waiting' || state === 'running';

/** A run that was open before, and is done or failed now. */
export const endedSince = (before: readonly RunView[], now: readonly RunView[]): RunView | undefined =>
  now.find(
    ({ record: { id, state } }) =>
      (state === 'done' || state === 'failed') && before.some((each) => each.record.id === id && isOpen(each)),
  );

/** @returns undefined where nothing goes on that would be worth asking for */
export function askAgainMs(runs: readonly RunView[], isLost: boolean): number | undefined {
  if (isLost) return 10 * ASK_AGAIN_MS;
  if (!runs.some(isOpen)) return undefined;
  const isFirst = runs.some(({ record, shown }) => record.state === 'running' && (shown ?? 0) < FIRST_RESULTS);
  return isFirst ? ASK_SOON_MS : ASK_AGAIN_MS;
}

export class ScenarioModel {
  readonly catalogue = new Part<ScenarioCatalogue>(async () => jsonOf(await fetchAnswer('/skenario/catalogue')));
  /** Newest first. */
  runs = $state.raw<readonly RunView[]>([]);
  draft = $state.raw<Draft>();
  look = $state.raw<Look>(FIRST_LOOK);
  /** The run whose results are shown. */
  shownId = $state<string>();
  results = $state.raw<{ readonly id: string; readonly value: ScenarioResults }>();
  /** What was expected before the first replicate, of the run that was seen to begin last. */
  expected = $state.raw<{ readonly id: string; readonly value: ScenarioResults }>();
  resultsProblem = $state<LoadingError['problem']>();
  /** What the server said of a run that it did not take. */
  refusal = $state.raw<Fault>();
  /** What it said when a run was to be cancelled or taken out of the history, and which. */
  trouble = $state.raw<{ readonly id: string; readonly fault: Fault }>();
  /** A run that ended while this page was open, until somebody has seen it. */
  ended = $state.raw<RunView>();
  isAsking = $state(false);
  isAddressWrong = $state(false);
  /** The server does not answer any more: what is shown of runs may be old. */
  isLost = $state(false);
  #undone = $state.raw<readonly Draft[]>([]);
  #redone = $state.raw<readonly Draft[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loading: string | undefined;
  /** The runs were asked for once, whatever came of it. */
  #hasHistory = false;

  readonly shown: RunView | undefined = $derived(this.runs.find(({ record }) => record.id === this.shownId));
  /** The run that the draft asks for, over the same data, where there is one. */
  readonly asked: RunView | undefined = $derived.by(() => {
    const { draft } = this;
    return draft && this.runs.find((run) => this.isCurrent(run) && isSameDraft(this.draftOf(run), draft));
  });
  readonly isChanged: boolean = $derived.by(
    () => this.shown !== undefined && this.draft !== undefined && !isSameDraft(this.draftOf(this.shown), this.draft),
  );
  readonly running: RunView | undefined = $derived(this.runs.find(({ record }) => record.state === 'running'));
  readonly params: readonly [string, string][] = $derived.by(() =>
    this.draft === undefined ? [] : [...draftParams(this.draft), ...lookParams(this.look)],
  );
  readonly canUndo = $derived(this.#undone.length > 0);
  readonly canRedo = $derived(this.#redone.length > 0);

  /** @returns stops asking */
  open(params: URLSearchParams): () => void {
    this.look = readLook(params);
    this.catalogue.ask();
    void this.#poll().then(() => {
      this.#hasHistory = true;
      this.begin(params);
    });
    return () => clearTimeout(this.#timer);
  }

  /** Once the catalogue and the history are there: what the address asks for, else the newest results. */
  begin(params: URLSearchParams): void {
    const catalogue = this.catalogue.value;
    if (catalogue === undefined || !this.#hasHistory || this.draft !== undefined) return;
    const { draft, isWrong } = readDraft(params, catalogue);
    const isAreaKnown = this.look.area === undefined || catalogue.areaCodes.includes(this.look.area);
    if (!isAreaKnown) this.look = { ...this.look, area: undefined };
    this.isAddressWrong = isWrong || !isAreaKnown;
    this.draft = draft;
    const isAskedFor = params.has('scenario') || params.has('lever');
    const run = isAskedFor ? this.asked : this.runs.find((each) => this.isCurrent(each) && each.shown !== undefined);
    if (run !== undefined) this.choose(run);
    this.#undone = [];
  }

  /** Over the data, rates and program of now. */
  isCurrent({ record: { about, ground } }: RunView): boolean {
    const { value } = this.catalogue;
    return value !== undefined && isOverNow({ about, ground }, value);
  }

  draftOf({ record }: RunView): Draft {
    return draftOf(record, this.catalogue.value?.baselineName ?? 'baseline');
  }

  scenarioOf(key: string): ScenarioCard | undefined {
    return this.catalogue.value?.scenarios.find((each) => each.key === key);
  }

  // What is asked

  #change(draft: Draft): void {
    if (this.draft === undefined || isSameDraft(draft, this.draft)) return;
    this.#undone = [...this.#undone, this.draft].slice(-MOST_UNDONE);
    this.#redone = [];
    this.draft = draft;
    this.refusal = undefined;
    this.isAddressWrong = false;
  }

  set(part: Partial<Omit<Draft, 'levers' | 'preset'>>): void {
    if (this.draft) this.#change({ ...this.draft, ...part });
  }

  choosePreset(key: string): void {
    const preset = this.scenarioOf(key);
    if (preset && this.draft) this.#change({ ...this.draft, preset: key, name: '', levers: preset.levers });
  }

  /** Moving a lever makes a scenario one's own. */
  moveLevers(levers: readonly MovedLever[], ownName: string): void {
    if (this.draft === undefined) return;
    const name = this.draft.preset === undefined ? this.draft.name : ownName;
    this.#change({ ...this.draft, preset: undefined, name, levers });
  }

  undo(): void {
    const before = this.#undone.at(-1);
    if (before === undefined || this.draft === undefined) return;
    this.#redone = [...this.#redone, this.draft];
    this.#undone = this.#undone.slice(0, -1);
    this.draft = before;
    this.refusal = undefined;
  }

  redo(): void {
    const after = this.#redone.at(-1);
    if (after === undefined || this.draft === undefined) return;
    this.#undone = [...this.#undone, this.draft];
    this.#redone = this.#redone.slice(0, -1);
    this.draft = after;
  }

  startAnew(): void {
    const { value } = this.catalogue;
    if (value) this.#change(firstDraft(value));
  }

  // Runs

  async start(): Promise<void> {
    if (this.draft === undefined || this.isAsking) return;
    this.isAsking = true;
    this.refusal = undefined;
    try {
      const response = await fetch(RUNS, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(requestOf(this.draft)),
      });
      const body = (await response.json()) as RunView & { readonly error?: Fault };
      if (!response.ok) this.refusal = body.error ?? { code: 'unforeseen', what: '' };
      else {
        // Taken over data, rates or a program that this page has not heard of yet.
        if (!this.isCurrent(body)) await this.catalogue.renew();
        this.#put(body);
        this.choose(body);
        await this.#poll();
      }
    } catch {
      this.refusal = { code: 'unreachable', what: '' };
    } finally {
      this.isAsking = false;
    }
  }

  async cancel(id: string): Promise<void> {
    const response = await this.#order(id, '/cancel', 'POST');
    if (response !== undefined) this.#put((await response.json()) as RunView);
  }

  async remove(id: string): Promise<void> {
    if ((await this.#order(id, '', 'DELETE')) === undefined) return;
    this.runs = this.runs.filter(({ record }) => record.id !== id);
    if (this.shownId === id) [this.shownId, this.results] = [undefined, undefined];
  }

  /** @returns undefined where it was not done: `trouble` says why */
  async #order(id: string, what: string, method: string): Promise<Response | undefined> {
    this.trouble = undefined;
    const response = await fetch(`${RUNS}/${id}${what}`, { method }).catch(() => undefined);
    if (response?.ok) return response;
    const answer = (await response?.json().catch(() => undefined)) as { readonly error?: Fault } | undefined;
    this.trouble = { id, fault: answer?.error ?? { code: response ? 'unforeseen' : 'unreachable', what: '' } };
    return undefined;
  }

  /** Shows a run, and what was asked for it. */
  choose(run: RunView): void {
    this.#change(this.draftOf(run));
    if (this.shownId !== run.record.id) this.results = undefined;
    this.shownId = run.record.id;
    this.resultsProblem = undefined;
    void this.#load();
  }

  #put(run: RunView): void {
    const others = this.runs.filter(({ record }) => record.id !== run.record.id);
    const at = this.runs.findIndex(({ record }) => record.id === run.record.id);
    this.runs = at < 0 || run.record.state === 'waiting' ? [run, ...others] : this.runs.with(at, run);
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const runs = await jsonOf<readonly RunView[]>(await fetchAnswer(RUNS));
      // A server that was away may have come back with other data, rates or program.
      if (this.isLost) void this.catalogue.renew();
      this.ended = endedSince(this.runs, runs) ?? this.ended;
      this.runs = runs;
      this.isLost = false;
    } catch {
      this.isLost = true;
    }
    void this.#load();
    const wait = askAgainMs(this.runs, this.isLost);
    if (wait !== undefined) this.#timer = setTimeout(() => void this.#poll(), wait);
  }

  /** Loads results where there are sharper ones than those shown. */
  async #load(): Promise<void> {
    const { shown } = this;
    if (shown?.shown === undefined) return;
    const { id } = shown.record;
    const wanted = `${id} ${shown.shown}`;
    const has = this.results?.id === id ? this.results.value.header.replicates : undefined;
    if (this.#loading === wanted || has === shown.shown) return;
    this.#loading = wanted;
    try {
      const response = await fetchAnswer(`${RUNS}/${id}/results`);
      const value = new ScenarioResults(await response.arrayBuffer());
      if (value.header.replicates === 0) this.expected = { id, value };
      if (this.shownId === id) [this.results, this.resultsProblem] = [{ id, value }, undefined];
    } catch (error) {
      const isUnreadable = error instanceof UnreadableTableError || !(error instanceof LoadingError);
      this.resultsProblem = isUnreadable ? 'unreadable' : error.problem;
    } finally {
      this.#loading = undefined;
    }
  }

  retryResults(): void {
    this.resultsProblem = undefined;
    void this.#load();
  }
}

export const [useScenarioModel, provideScenarioModel] = createContext<ScenarioModel>();
