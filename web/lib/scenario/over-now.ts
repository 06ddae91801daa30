/** Whether a run stands on what there is now: the same residents, program and rates. */
import type { RunRecord, ScenarioCatalogue } from '#engine';

export const isOverNow = (
  { about, ground }: Pick<RunRecord, 'about' | 'ground'>,
  now: Pick<ScenarioCatalogue, 'snapshotId' | 'codeVersion' | 'parametersSha256'>,
): boolean =>
  about.contentId === now.snapshotId &&
  ground.codeVersion === now.codeVersion &&
  ground.parametersSha256 === now.parametersSha256;
