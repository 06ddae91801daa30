/** What is assumed of the start contradicts itself: which value is to be changed, and to what it may be. */
import { TwinError, type ErrorText } from '../../kernel/errors.ts';

export interface ImpossibleValue {
  /** Key of the field, as fields.ts has it. */
  readonly field: string;
  /** Bounds of its value, its range moving with it; `low` above `high` where no value of it would do. */
  readonly low: number;
  readonly high: number;
}

export class ImpossibleStart extends TwinError {
  readonly value: ImpossibleValue;

  constructor(text: ErrorText, value: ImpossibleValue) {
    super('configuration', text);
    this.value = value;
  }
}
