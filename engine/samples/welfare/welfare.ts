/** How well off each household is, and what its members earn. */
import { chance } from '../../kernel/random.ts';
import { lifeStateCode } from '../families/departures.ts';
import type { HouseholdList, People } from '../families/people.ts';
import { LABOUR, WITHOUT_WORK } from '../persons/work.ts';
import { NO_DISABILITY } from '../persons/health.ts';
import type { WorkParameters } from '../persons/work-parameters.ts';
import { deciles, expenditures, normalScores } from './expenditure.ts';
import { standardised } from './position.ts';
import type { WelfareParameters } from './welfare-parameters.ts';

/** What welfare depends on, by person. */
export interface Livelihood {
  readonly education: Uint8Array;
  readonly occupation: Uint8Array;
  readonly labourState: Uint8Array;
  readonly health: { readonly disability: Uint8Array };
}

/** Row i of every column is one household. */
export interface Welfare {
  readonly welfare: Float64Array;
  readonly expenditureRupiahPerPersonPerMonth: Float64Array;
  readonly isPoor: Uint8Array;
  readonly desil: Uint8Array;
}

/** What each person would earn by occupation and education alone; 0 without work or pension. */
export function usualIncomes(
  people: People,
  life: Livelihood,
  parameters: WorkParameters['income'],
  seed: number,
): Float64Array {
  const draws = chance(seed, 'income');
  const died = lifeStateCode('died');
  const median = Float64Array.from({ length: 90 }, (_, code) => parameters.median[code] ?? parameters.others);
  return Float64Array.from({ length: people.count }, (_, row) => {
    const occupation = life.occupation[row]!;
    const earns = life.labourState[row] === LABOUR.working || occupation === WITHOUT_WORK.pensioner;
    if (!earns || people.lifeState[row] === died) return 0;
    const usual = median[occupation]! * parameters.byEducation[life.education[row]! - 1]!;
    return usual * Math.exp(parameters.deviation * draws.normal(row));
  });
}

/** Members who count, by household: residents where there are some, else all that ever lived there. */
function memberCounts(people: People, households: HouseholdList): Uint16Array {
  const counts = households.size.slice();
  for (let row = people.residents; row < people.count; row++)
    if (people.household[row]! >= households.withResidents) counts[people.household[row]!]! += 1;
  return counts;
}

/** @param position [household] social position */
export function drawWelfare(
  people: People,
  households: HouseholdList,
  life: Livelihood,
  position: Float64Array,
  usual: Float64Array,
  parameters: WelfareParameters,
  seed: number,
): Welfare {
  const draws = chance(seed, 'welfare');
  const counts = memberCounts(people, households);
  const income = new Float64Array(households.count);
  const disabled = new Uint16Array(households.count);
  for (let row = 0; row < people.count; row++) {
    const household = people.household[row]!;
    if (row >= people.residents && household < households.withResidents) continue;
    income[household]! += usual[row]!;
    if (life.health.disability[row] !== NO_DISABILITY) disabled[household]! += 1;
  }
  const earned = standardised(income.map((rupiah, i) => Math.log(300_000 + rupiah / counts[i]!)));
  const learned = standardised(Float64Array.from(households.headPerson, (head) => life.education[head]!));
  const weights = parameters.welfare;
  const raw = position.map(
    (score, i) =>
      weights.position * score +
      weights.headEducation * learned[i]! +
      weights.incomeAPerson * earned[i]! +
      weights.chance * draws.normal(i) +
      weights.eachFurtherMember * Math.max(0, counts[i]! - 3) +
      weights.eachDisabled * disabled[i]!,
  );
  const welfare = normalScores(raw, households.size);
  const spending = expenditures(welfare, households.size, parameters.expenditure);
  const line = parameters.expenditure.povertyLineRupiahPerPersonPerMonth;
  const { correlation, shares } = parameters.desil;
  const error = Math.sqrt(1 - correlation ** 2);
  const ranked = welfare.map((score, i) => correlation * score + error * draws.normal(i, 2));
  return {
    welfare,
    expenditureRupiahPerPersonPerMonth: spending,
    isPoor: Uint8Array.from(spending, (rupiah) => (rupiah < line ? 1 : 0)),
    desil: deciles(
      ranked,
      households.size.map((size) => (size > 0 ? 1 : 0)),
      shares,
    ),
  };
}

/**
 * Brings incomes half way towards what the household spends, so that neither contradicts the other.
 *
 * @returns [person] rupiah a month, in thousands
 */
export function incomes(
  people: People,
  households: HouseholdList,
  usual: Float64Array,
  welfare: Welfare,
  parameters: WorkParameters['income'],
): Float64Array {
  const counts = memberCounts(people, households);
  const sum = new Float64Array(households.count);
  for (let row = 0; row < people.count; row++) sum[people.household[row]!]! += usual[row]!;
  const factor = sum.map((rupiah, i) =>
    rupiah === 0
      ? 0
      : Math.sqrt((welfare.expenditureRupiahPerPersonPerMonth[i]! * counts[i]!) / parameters.spentShare / rupiah),
  );
  return usual.map((rupiah, row) => Math.round((rupiah * factor[people.household[row]!]!) / 1000) * 1000);
}
