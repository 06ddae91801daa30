import type { ReadingCaps, RowSource } from './source.ts';
import type { FileSurvey } from './survey.ts';

export function workbookSource(_survey: FileSurvey, _caps: ReadingCaps): Promise<RowSource> {
  throw new Error('not yet');
}
