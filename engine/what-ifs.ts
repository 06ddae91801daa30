/** What-ifs as the web asks them: facts of the served snapshot kept in memory, answers told by the disclosure rule. */
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { povertyLineOn } from './assistance/what-if/poverty-line.ts';
import { isInForce } from './assistance/programmes/rule-set.ts';
import { Asker, type Answer, type Lack, type SpendingBasis } from './assistance/what-if/ask.ts';
import { Bootstrap, type Intervals } from './assistance/what-if/bootstrap.ts';
import { familyGroups } from './assistance/what-if/groups.ts';
import { questionOfNow, readQuestion, writeQuestion, type Question } from './assistance/what-if/levers.ts';
import type { Method } from './assistance/what-if/select.ts';
import { openCityFacts } from './city-facts.ts';
import { communityRanking, meetingFile, type RankingCity } from './community-ranking.ts';
import { loadConfig, type Config } from './config.ts';
import { TwinError } from './kernel/errors.ts';
import { LISTS_ARTEFACT, type ListsPublication } from './layers/assistance/lists-publication.ts';
import { tellAnswer } from './layers/assistance/told-answer.ts';
import type { ShownNow, TellInputs, ToldAnswer } from './layers/assistance/told.ts';
import { openPublications, type Publications } from './publications.ts';
import { snapshotFolderName } from './snapshot-files.ts';
import { welfareBasis } from './welfare-basis.ts';
import { keptScoreStamp } from './welfare-score/kept-score.ts';

/** One answer as the browser gets it. */
export interface WhatIfAnswer extends ToldAnswer {
  readonly snapshotId: string;
  /** The question, in its own words: the same for the same question. */
  readonly question: string;
  readonly programme: string;
  /** What the question leaves as it is, whatever the facts. */
  readonly kept: TellInputs['kept'];
  /** By method: why it cannot be asked for. */
  readonly lacks: Readonly<Partial<Record<Method, Lack>>>;
  readonly basis: Omit<SpendingBasis, 'spending'>;
  readonly povertyLine: {
    readonly rupiahPerPersonPerMonth: number;
    readonly since: string;
    readonly reference: readonly string[];
  };
  readonly replicates: number;
  readonly smallestShownCount: number;
}

export const REPLICATES = 1000;
/** Others are answered after so many. */
const REPLICATES_AT_ONCE = 50;
const SEED = 3577;
/** Answers of a few kB each. */
const KEPT_ANSWERS = 400;

interface Ready {
  readonly snapshotId: string;
  readonly asker: Asker;
  readonly lists: ListsPublication;
  readonly line: WhatIfAnswer['povertyLine'];
  readonly persons: number;
}

export class WhatIfs {
  readonly #config: Config;
  readonly #publications: () => Promise<Publications>;
  #ready: { readonly key: string; readonly city: Promise<Ready> } | undefined;
  #answers = new Map<string, Promise<WhatIfAnswer>>();

  constructor(config: Config, publications: () => Promise<Publications>) {
    this.#config = config;
    this.#publications = publications;
  }

  /**
   * @param words a question, as readQuestion has it
   * @returns undefined while there is no snapshot
   * @throws TwinError input: the question is none; configuration: a trained model that cannot be used; storage, store
   */
  async answer(words: Iterable<readonly [string, string]>, hasIntervals: boolean): Promise<WhatIfAnswer | undefined> {
    const ready = await this.#open();
    if (ready === undefined) return undefined;
    const { asker } = ready;
    const question = readQuestion(words, asker.ground.programmes, asker.ground.day);
    requireMethod(question, asker);
    const key = `${ready.snapshotId} ${writeQuestion(question)} ${hasIntervals}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const asked = answerTo(ready, question, hasIntervals);
    this.#answers.set(key, asked);
    asked.catch(() => this.#answers.delete(key));
    if (this.#answers.size > KEPT_ANSWERS) this.#answers.delete(this.#answers.keys().next().value!);
    return asked;
  }

  async #open(): Promise<Ready | undefined> {
    const publications = await this.#publications();
    const snapshot = await publications.newestSnapshot();
    if (snapshot === undefined) return undefined;
    // A snapshot that is scored, or scored anew, while it is served answers by the new score.
    const score = keptScoreStamp(this.#config, snapshotFolderName(snapshot.number, snapshot.contentId));
    const key = `${snapshot.contentId} ${score}`;
    if (this.#ready?.key !== key) {
      const opened = { key, city: openCity(this.#config, publications, snapshot) };
      this.#ready = opened;
      this.#answers = new Map();
      opened.city.catch(() => this.#ready === opened && (this.#ready = undefined));
    }
    return this.#ready!.city;
  }
}

type Snapshot = NonNullable<Awaited<ReturnType<Publications['newestSnapshot']>>>;

async function openCity(config: Config, publications: Publications, snapshot: Snapshot): Promise<Ready> {
  const artefact = await publications.findArtefact(LISTS_ARTEFACT);
  if (artefact === undefined)
    throw new TwinError('input', {
      code: 'facts-missing',
      what: 'The served snapshot was built by a version that published no recipient lists.',
      todo: 'Build the snapshot again: npm run twin -- build',
    });
  const lists = JSON.parse(new TextDecoder().decode(artefact.bytes)) as ListsPublication;
  const city = await openCityFacts(config, { snapshot });
  const { table, population, geography, programmes } = city;
  const { kelurahan, size } = population.households;
  const day = table.referenceDay;
  const line = povertyLineOn(config.modelsFolder, day);
  const { basis, score } = await welfareBasis(config, city, line.rupiahPerPersonPerMonth);
  const asker = new Asker({
    table,
    programmes: programmes.programmes.filter((programme) => isInForce(programme, day)),
    day,
    kelurahan,
    kelurahanCount: geography.levels.kelurahan.count,
    size,
    groups: familyGroups(table.columns.get('desil')!.values, size),
    lineRupiahPerPersonPerMonth: line.rupiahPerPersonPerMonth,
    basis,
    score,
    communityRanks: communityRanks(config, programmes.programmes, {
      ...population.households,
      codes: geography.levels.kelurahan.codes,
    }),
    seed: SEED,
  });
  return { snapshotId: snapshot.contentId, asker, lists, line, persons: table.personCount };
}

/** `meetings/bltd.csv` in the data folder: ranks that the meetings of the kelurahan gave for a programme, where they are there. */
function communityRanks(
  config: Config,
  programmes: readonly { readonly id: string }[],
  city: RankingCity,
): ReadonlyMap<string, Float64Array> {
  return new Map(
    programmes.flatMap(({ id }): [string, Float64Array][] => {
      const path = meetingFile(config, id);
      return existsSync(path) ? [[id, communityRanking(path, city)]] : [];
    }),
  );
}

function requireMethod({ programme, method, budgetPercent }: Question, asker: Asker): void {
  const lack = asker.lacks(programme)[method];
  const isUnpriced = budgetPercent !== undefined && asker.now(programme).mostRupiahPerYear.some(Number.isNaN);
  if (lack === undefined && !isUnpriced) return;
  throw new TwinError('input', {
    code: isUnpriced ? 'what-if-no-amount' : `what-if-${lack}`,
    what: isUnpriced
      ? 'No source tells the amount of this programme, so that a budget buys nobody knows how many.'
      : `The method ${method} cannot be asked for here: ${lack}.`,
    todo: isUnpriced ? 'Leave the budget out, or ask by places.' : 'Ask with another method.',
  });
}

async function answerTo(ready: Ready, question: Question, hasIntervals: boolean): Promise<WhatIfAnswer> {
  const { asker, lists, line, persons, snapshotId } = ready;
  const { basis, groups } = asker.ground;
  const answer = asker.answer(question, 0);
  const intervals = hasIntervals ? await intervalsOf(answer) : undefined;
  const { programme } = question;
  const kept = keptBy(question);
  const isSameDue = Object.keys(question.limits).length === 0 && question.missingLists === 'unknown';
  const limit = lists.smallestShownCount;
  const { kind, name, explanation, reference } = basis!;
  const lacks = Object.entries(asker.lacks(programme)).filter(([, lack]) => lack !== undefined);
  return {
    snapshotId,
    question: writeQuestion(question),
    programme,
    kept,
    lacks: Object.fromEntries(lacks),
    basis: { kind, name, explanation, reference },
    povertyLine: line,
    replicates: intervals === undefined ? 0 : REPLICATES,
    smallestShownCount: limit,
    ...tellAnswer({
      answer,
      groups,
      now: shownNow(lists, programme),
      hasList: asker.hasList(programme),
      limit,
      persons,
      kept,
      isSameDue,
      mostMovedShare: kept !== 'nothing' && isSameDue ? mostMovedShare(question) : 1,
      intervals,
    }),
  };
}

/** What follows from the question alone. */
function keptBy(question: Question): TellInputs['kept'] {
  const { programme, method, placesPercent, budgetPercent, sharedOut } = question;
  if (writeQuestion(question) === writeQuestion({ ...questionOfNow(programme), targetPercent: question.targetPercent }))
    return 'all';
  const isKept = placesPercent === undefined && budgetPercent === undefined && sharedOut === 'city';
  return method === 'current-list' && isKept ? 'list' : 'nothing';
}

/** Of who stays on a list and gets other amounts, gains or losses are no larger a part of what he gets than of any amount. */
function mostMovedShare({ amountPercents }: Question): number {
  return Math.max(
    0,
    ...Object.values(amountPercents).map((percent) => Math.abs(percent - 100) / Math.max(percent, 100)),
  );
}

/** Drawn in parts, so that a server answers others meanwhile. */
async function intervalsOf({ result }: Answer): Promise<Intervals> {
  const drawing = new Bootstrap(result.drawing, REPLICATES, SEED);
  while (drawing.draw(REPLICATES_AT_ONCE)) await setImmediate();
  return drawing.intervals();
}

/** What the published lists show of the families of now. */
function shownNow({ programmes, areaCodes }: ListsPublication, id: string): ShownNow {
  const { unit, hasList, counts } = programmes.find((programme) => programme.id === id)!;
  const { kelurahan, city } = counts;
  const isOfFamilies = unit === 'family';
  // Without a list nobody receives, in any area.
  const nobody = areaCodes.kelurahan.map(() => 0);
  const shown = (isOfFamilies ? kelurahan.receives : kelurahan.families) ?? nobody.map(() => null);
  const ofCity = (cells: readonly (number | null)[] | undefined): number | null | undefined =>
    isOfFamilies ? (cells?.[0] ?? null) : undefined;
  return {
    recipients: hasList ? shown : nobody,
    inclusionErrors: isOfFamilies ? (hasList ? kelurahan['wrongly-in'] : nobody) : undefined,
    exclusionErrors: isOfFamilies ? (hasList ? kelurahan['wrongly-out'] : kelurahan.due) : undefined,
    city: {
      recipients: (isOfFamilies ? city.receives : city.families)?.[0] ?? null,
      inclusionErrors: ofCity(city['wrongly-in']),
      exclusionErrors: ofCity(hasList ? city['wrongly-out'] : city.due),
      undetermined: ofCity(city['cannot-tell']),
    },
  };
}

let opened: WhatIfs | undefined;

/** The what-ifs of this process. */
export const openWhatIfs = (): WhatIfs => (opened ??= new WhatIfs(loadConfig(), () => openPublications()));
