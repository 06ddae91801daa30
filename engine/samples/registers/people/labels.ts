/** Code lists as words: what SIAK and the offices that copy from it write in place of a code. */
import { projectPath } from '../../../kernel/files.ts';
import { loadCodeLists } from '../../../registers/codes.ts';

/** [code] label in upper case; '' where the list has no such code. */
export type Labels = readonly string[];

export interface DukcapilLabels {
  readonly sex: Labels;
  readonly religion: Labels;
  readonly education: Labels;
  readonly occupation: Labels;
  readonly maritalStatus: Labels;
  readonly shdk: Labels;
  readonly bloodType: Labels;
  readonly disability: Labels;
  readonly lifeStatus: Labels;
}

/** @throws TwinError configuration: models/codes is not there or has another shape */
export function loadLabels(): DukcapilLabels {
  const lists = loadCodeLists(projectPath('models'));
  const labels = (name: string): Labels => {
    const column: string[] = [];
    for (const { code, id } of lists.get(name)?.entries ?? []) column[code] = id.toUpperCase();
    return Array.from(column, (label) => label ?? '');
  };
  return {
    sex: labels('sex'),
    religion: labels('religion'),
    education: labels('education'),
    occupation: labels('occupation'),
    maritalStatus: labels('marital-status'),
    shdk: labels('shdk'),
    bloodType: labels('blood-type'),
    disability: labels('disability'),
    lifeStatus: labels('life-status'),
  };
}
