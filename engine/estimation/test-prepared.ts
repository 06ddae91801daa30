/** For tests: a survey and a MODEL.yaml as texts, read and checked as training does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { groupingsOf, type Grouping } from './metrics/groups.ts';
import { loadWelfareModelFile } from './survey/load-model.ts';
import { readColumns } from './survey/read-columns.ts';
import { checkSurvey, type Survey } from './survey/survey.ts';
import { prepare, type Prepared } from './training/prepare.ts';

export interface PreparedTexts {
  readonly survey: Survey;
  readonly prepared: Prepared;
  readonly groupings: readonly Grouping[];
  /** All notes in English. */
  readonly notes: string;
}

/** @throws TwinError what training throws before it learns */
export async function preparedFrom(csv: string, model: string): Promise<PreparedTexts> {
  const folder = mkdtempSync(join(tmpdir(), 'welfare-prepared-'));
  try {
    writeFileSync(join(folder, 'survey.csv'), csv);
    writeFileSync(join(folder, 'model.yaml'), model);
    const file = loadWelfareModelFile(join(folder, 'model.yaml'));
    const survey = checkSurvey(await readColumns(join(folder, 'survey.csv'), file), file);
    const prepared = prepare(survey, file);
    const notes = [...survey.notes, ...prepared.notes].map(({ en }) => en).join('\n');
    return { survey, prepared, groupings: groupingsOf(survey, file), notes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
