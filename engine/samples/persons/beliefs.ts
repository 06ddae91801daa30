/** Religion of everybody: one for most households. */
import { chance } from '../../kernel/random.ts';
import { codeChoice, type CodeChoice, type PopulationParameters } from '../families/population-parameters.ts';
import type { HouseholdList, People } from '../families/people.ts';
import { shuffled } from '../sampling.ts';

/** Households in an order of chance each take the religion furthest behind its share, so that shares hold at any size. */
function religionOfHouseholds(households: HouseholdList, choice: CodeChoice, seed: number): Uint8Array {
  const draws = chance(seed, 'religion', 'household');
  const { codes, cumulative } = choice;
  const share = Float64Array.from(codes, (_, i) => (cumulative[i]! - (cumulative[i - 1] ?? 0)) / cumulative.at(-1)!);
  const seen = new Float64Array(codes.length);
  const religion = new Uint8Array(households.count);
  let counted = 0;
  for (const household of shuffled(households.count, draws)) {
    const size = households.size[household]!;
    let taken = draws.pick(cumulative, household, 1);
    counted += size;
    if (size > 0) {
      for (let i = 0; i < codes.length; i++)
        if (share[i]! * counted - seen[i]! > share[taken]! * counted - seen[taken]!) taken = i;
      seen[taken]! += size;
    }
    religion[household] = codes[taken]!;
  }
  return religion;
}

/**
 * Religions by household; a few members differ.
 *
 * @returns [person] code of models/codes/dukcapil.yaml
 */
export function religions(
  people: People,
  households: HouseholdList,
  parameters: PopulationParameters['religion'],
  seed: number,
): Uint8Array {
  const choice = codeChoice(parameters.shares);
  const ofHousehold = religionOfHouseholds(households, choice, seed);
  const draws = chance(seed, 'religion');
  return Uint8Array.from({ length: people.count }, (_, row) => {
    const differs = draws.uniform(row) < parameters.mixedFamilyMember;
    return differs ? choice.codes[draws.pick(choice.cumulative, row, 1)]! : ofHousehold[people.household[row]!]!;
  });
}
