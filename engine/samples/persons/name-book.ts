/** The parts and forms of names, ready to draw from. */
import { TwinError } from '../../kernel/errors.ts';
import type { Chance } from '../../kernel/random.ts';
import { MALE } from '../families/age-structure.ts';
import { cumulate } from '../sampling.ts';
import { NAME_GROUPS, type NameGroup, type NameParameters } from './name-parameters.ts';

/** One place in a form: a word that stands for itself, or a list to draw from. */
type Part =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'list'; readonly words: readonly string[]; readonly cumulative: Float64Array };

interface FormChoice {
  readonly forms: readonly (readonly Part[])[];
  readonly cumulative: Float64Array;
}

/** Draws 8 × form, so that each name has draws of its own. */
const DRAWS_A_NAME = 16;

export class NameBook {
  readonly #cohorts: readonly number[];
  /** [sex][group][cohort] */
  readonly #choices: readonly (readonly (readonly FormChoice[])[])[];

  /** @throws TwinError configuration: a form names a list that is not there, or has not one weight a cohort */
  constructor(parameters: NameParameters) {
    this.#cohorts = parameters.cohortsBornBefore;
    const lists = new Map<string, Part>();
    const { offset, exponent } = parameters.zipf;
    for (const [id, words] of Object.entries(parameters.lists)) {
      const weights = words.map((_, rank) => 1 / (rank + offset) ** exponent);
      lists.set(id, { kind: 'list', words, cumulative: cumulate(weights) });
    }
    const partOf = (token: string): Part => {
      if (token === token.toUpperCase()) return { kind: 'word', word: token };
      const list = lists.get(token);
      if (list === undefined) throw faultyForm(`names the list ${token}, which is not there`);
      return list;
    };
    this.#choices = (['l', 'p'] as const).map((sex) =>
      NAME_GROUPS.map((group) =>
        Array.from({ length: this.#cohorts.length + 1 }, (_, cohort) => {
          const forms = parameters.forms.filter((form) => form.sex === sex && form.for.includes(group));
          if (forms.some((form) => form.weights.length !== this.#cohorts.length + 1))
            throw faultyForm('has not one weight for each cohort');
          return {
            forms: forms.map((form) => form.form.map(partOf)),
            cumulative: cumulate(forms.map((form) => form.weights[cohort]!)),
          };
        }),
      ),
    );
  }

  /**
   * Draws a full name.
   *
   * @param set which name of the row: 0 its own, 1 and on those of its parents
   * @returns   one to four words, upper case
   */
  draw(sex: number, group: NameGroup, bornInYear: number, draws: Chance, row: number, set: number): string {
    let cohort = 0;
    while (cohort < this.#cohorts.length && bornInYear >= this.#cohorts[cohort]!) cohort++;
    const choice = this.#choices[sex === MALE ? 0 : 1]![NAME_GROUPS.indexOf(group)]![cohort]!;
    const first = set * DRAWS_A_NAME;
    const form = choice.forms[draws.pick(choice.cumulative, row, first)]!;
    let name = '';
    let before = '';
    for (let i = 0; i < form.length; i++) {
      let word = wordOf(form[i]!, draws, row, first + 1 + i);
      // Nobody is called the same twice over.
      if (word === before) word = wordOf(form[i]!, draws, row, first + 8 + i);
      if (word === before) continue;
      name = i === 0 ? word : `${name} ${word}`;
      before = word;
    }
    return name;
  }
}

function wordOf(part: Part, draws: Chance, row: number, draw: number): string {
  return part.kind === 'word' ? part.word : part.words[draws.pick(part.cumulative, row, draw)]!;
}

const faultyForm = (fault: string): TwinError =>
  new TwinError('configuration', {
    code: 'name-form-faulty',
    what: `A form of names ${fault}.`,
    where: { file: 'names.yaml' },
    todo: 'Mend the form in models/sample/names.yaml.',
  });
