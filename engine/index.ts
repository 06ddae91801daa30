/** The one door: what the web, the start script and notebooks may use, grouped by stage. */

// The main job
export { bringTwinUp } from './bring-up.ts';
export { loadConfig, SETTINGS, type Config } from './config.ts';
export { warnOfExposedFolders } from './data-privacy.ts';
export { sha256OfFolder } from './fingerprint.ts';
export { buildTwin, type BuildOutcome } from './pipeline.ts';
export { tellFailure } from './commands/tell-failure.ts';
export { openProgress, spokenSeconds, type TerminalProgress } from './terminal.ts';

// kernel
export type { Bilingual } from './kernel/bilingual.ts';
export { sha256 } from './kernel/checksum.ts';
export { END_WITH_PARENT } from './kernel/end-with-parent.ts';
export { TwinError } from './kernel/errors.ts';
export type { Progress } from './kernel/progress.ts';

// Review of links: doubtful pairs and clusters of a result of `twin link`, what people settle about records, and taking it
// back. Names and numbers of records are in it: for who may see them.
export { inForce, standing, type Contradiction, type InForce } from './linkage/review/binding.ts';
export type { Decision, DecisionKind, DecisionLine, NewDecision, RecordId } from './linkage/review/decision.ts';
export { appendDecision, readDecisions, type ReadDecisions } from './linkage/review/decisions-file.ts';
export { explainStored } from './linkage/review/explain-item.ts';
export { DOUBTS, itemOf, reviewQueue, type Doubt, type QueueInput, type ReviewItem } from './linkage/review/queue.ts';
export { openResult, type ResultFolder } from './linkage/review/result-folder.ts';
export { separateMerge, separateRecords } from './linkage/review/separate.ts';
export { settleRecords } from './linkage/review/settle.ts';
export { growResult, type Growth, type GrowOptions } from './linkage/files/state/grow-result.ts';
export type { Evidence } from './linkage/files/explain.ts';

// geography
export type { AreaLevel } from './geography/geography.ts';

// layers: what may leave for a browser
export { CELL_STATES, type AreaTable, type CellState, type Provenance } from './layers/area-table.ts';
export { decodeAreaTable, encodeAreaTable, type AreaTableHeader } from './layers/encode.ts';
export {
  ARTEFACTS,
  type Artefact,
  type IndicatorCard,
  type IndicatorGroup,
  type PublicationMeta,
  type QualityReport,
  type ReasonCount,
  type RegisterQuality,
  type ValueFormat,
} from './layers/publication.ts';
export { closePublications, openPublications, type Publications, type PublishedArtefact } from './publications.ts';

// Scenarios: what can be moved, runs as jobs, and what may be seen of them
export type { LeverCard, ScenarioCard, ScenarioCatalogue, UnusableScenario } from './scenario-runs/catalogue.ts';
export { openScenarioRuns, ScenarioRuns, type ShownBytes } from './scenario-runs/scenario-runs.ts';
export {
  encodeResults,
  SHOWN_RESULTS_CONTENT_TYPE,
  type ShownBlock,
  type ShownHeader,
} from './layers/simulated/encode-results.ts';
export type { SimulatedIndicator } from './layers/simulated/results-shape.ts';
export type { ShownResults } from './layers/simulated/shown-results.ts';
export type { RunView } from './simulation/runs/run-queue.ts';
export type { RunFault, RunRecord, RunState } from './simulation/runs/run-record.ts';
export type { MovedLever, Scenario } from './simulation/scenarios/scenario-file.ts';

// The move of services to digital ones: what may be edited, and answers as aggregates, by the rule of simulated results
export {
  openDigitalTransitions,
  type DigitalTransitions,
  type PathCard,
  type ShownAim,
  type ShownPath,
  type TransitionAnswer,
  type TransitionCatalogue,
  type TransitionRefusal,
} from './digital-transition/digital-transitions.ts';
export type { TransitionQuestion } from './digital-transition/question.ts';
export {
  SHOWN_MEASURES,
  TransitionShown,
  type ShownAreas,
  type ShownCity,
  type TransitionKey,
  type ShownMeasure,
  type Told,
  type ToldBand,
} from './layers/digital/shown-transition.ts';
export type { Field as TransitionField } from './simulation/digital/fields.ts';

// Recipient lists and what-ifs: aggregates alone, by the disclosure rule
export { openWhatIfs, type WhatIfAnswer, type WhatIfs } from './what-ifs.ts';
export type { ListLevel, ShownKey } from './layers/assistance/list-disclosure.ts';
export {
  LISTS_ARTEFACT,
  type ListsPublication,
  type PublishedProgramme,
} from './layers/assistance/lists-publication.ts';
export type { Span, ToldChange, ToldEffect, ToldGroups, ToldMeasure, ToldUse } from './layers/assistance/told.ts';
export type { Method } from './assistance/what-if/select.ts';
