/** Everything that there is to look at for one programme: its rules over the city, the proposed list, and who receives now. */
import { loadCriteria, type Criteria } from './assistance/indications/criteria.ts';
import { evaluate, type ProgrammeColumns } from './assistance/evaluation/whole-city.ts';
import { TruthColumns } from './assistance/evaluation/truth-columns.ts';
import { againstRecipients, type AgainstRecipients } from './assistance/lists/against-recipients.ts';
import { frozenContent, type FrozenContent } from './assistance/lists/frozen-list.ts';
import { makeList, type ProgrammeList } from './assistance/lists/make-list.ts';
import { familyProgrammes } from './assistance/programmes/load.ts';
import type { RuleSet } from './assistance/programmes/rule-set.ts';
import { levelOf } from './assistance/programmes/shape.ts';
import { familyGroups, type NamedGroups } from './assistance/what-if/groups.ts';
import type { CityFacts } from './city-facts.ts';
import type { Config } from './config.ts';
import { isoDate } from './kernel/time.ts';
import { noScore, type KeptScore } from './welfare-score/kept-score.ts';

export interface EvaluatedProgramme {
  readonly city: CityFacts;
  readonly columns: TruthColumns;
  readonly found: ProgrammeColumns;
  /** [unit] index of the kelurahan; NO_AREA where unknown. */
  readonly kelurahan: Uint16Array;
  /** [unit × 16 bytes] */
  readonly ids: Uint8Array;
}

export interface ProgrammeReview extends EvaluatedProgramme {
  readonly list: ProgrammeList;
  readonly content: FrozenContent;
  /** Undefined where no list of who receives was read. */
  readonly recipients: AgainstRecipients | undefined;
  /** By which `recipients` tells its errors, beside the kelurahan. */
  readonly groups: readonly NamedGroups[];
  readonly criteria: Criteria;
  /** As it was kept with the snapshot; undefined where it was not asked for, or there is none. */
  readonly score: KeptScore | undefined;
}

export interface ReviewOptions {
  readonly score?: KeptScore | undefined;
  /** Whether the score counts before the ranking of the rules. */
  readonly isRankedByScore?: boolean;
}

/** Evaluates the rules of a programme over the whole city. */
export function evaluateProgramme(city: CityFacts, rules: RuleSet): EvaluatedProgramme {
  const columns = new TruthColumns(city.table);
  const { persons, households } = city.population;
  const isOfFamilies = levelOf(rules.programme) === 'household';
  return {
    city,
    columns,
    found: evaluate(rules, columns),
    kelurahan: isOfFamilies
      ? households.kelurahan
      : Uint16Array.from(persons.householdRow, (household) => households.kelurahan[household]!),
    ids: isOfFamilies ? households.householdId : persons.personId,
  };
}

/**
 * @param seed of the lot between units that are alike
 * @throws TwinError configuration: criteria or quotas that cannot be; input where the score is to rank and there is none
 */
export function reviewProgramme(
  evaluated: EvaluatedProgramme,
  config: Config,
  seed: number,
  { score, isRankedByScore = false }: ReviewOptions = {},
): ProgrammeReview {
  const { city, columns, found, kelurahan, ids } = evaluated;
  const { codes, count } = city.geography.levels.kelurahan;
  if (isRankedByScore && score === undefined) throw noScore();
  const rankFirstBy = isRankedByScore ? score!.amount : undefined;
  const made = makeList({ found, columns, kelurahan, codes, ids, seed, rankFirstBy });
  const list = isRankedByScore ? { ...made, version: `${made.version}, urutan skor ${score!.about.version}` } : made;
  const { table, population, recipients: lists } = city;
  const groups = familyGroups(table.columns.get('desil')!.values, population.households.size);
  return {
    ...evaluated,
    list,
    content: frozenContent(
      list,
      {
        programme: found.rules.programme.id,
        referenceDate: isoDate(table.referenceDay),
        snapshotId: city.snapshotId,
        seed,
      },
      ids,
      kelurahan,
    ),
    recipients: againstRecipients({
      found,
      table,
      lists,
      familyProgrammes: familyProgrammes(city.programmes),
      households: population.households,
      kelurahanCount: count,
      groups,
    }),
    groups,
    criteria: loadCriteria(config.modelsFolder, city.programmes),
    score,
  };
}
