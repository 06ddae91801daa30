/** What every register is written from. */
import type { City } from '../../city.ts';
import type { AreaLabels, CityIndex } from '../people/city-index.ts';
import type { DtsenRanking } from './dtsen-ranking.ts';
import type { DtsenSurvey } from './dtsen-survey.ts';
import type { ErrorModel } from '../error-model.ts';
import type { SampleRegister } from '../headings.ts';
import type { DukcapilLabels } from '../people/labels.ts';
import type { Mishaps } from '../slips/mishaps.ts';
import type { Outsiders } from '../people/outsiders.ts';
import type { RecipientLists } from './recipient-lists.ts';

export interface WritingContext {
  readonly city: City;
  readonly index: CityIndex;
  readonly areas: AreaLabels;
  readonly labels: DukcapilLabels;
  readonly model: ErrorModel;
  readonly mishaps: Readonly<Record<SampleRegister, Mishaps>>;
  /** [person] 1 where a death or a departure was reported. */
  readonly reported: Uint8Array;
  readonly ranking: DtsenRanking;
  readonly survey: DtsenSurvey;
  readonly lists: RecipientLists;
  readonly outsiders: Outsiders;
  /** [household] the No. KK as DTSEN has it; filled when its families are written, used for their members. */
  readonly dtsenKk: (string | undefined)[];
}
