import type { Command } from '../command.ts';
import { assistCheckCommand } from './check.ts';
import { assistConfirmCommand } from './confirm.ts';
import { assistEvaluateCommand } from './evaluate.ts';
import { assistExportCommand } from './export.ts';
import { assistImportCommand } from './import.ts';
import { assistListCommand } from './list.ts';
import { assistRankingCommand } from './ranking.ts';
import { assistProgrammesCommand } from './programmes.ts';
import { assistTrainingCommand } from './training.ts';
import { assistWhatIfCommand } from './what-if.ts';

export const assistCommands: readonly Command[] = [
  assistProgrammesCommand,
  assistEvaluateCommand,
  assistListCommand,
  assistWhatIfCommand,
  assistRankingCommand,
  assistExportCommand,
  assistImportCommand,
  assistConfirmCommand,
  assistTrainingCommand,
  assistCheckCommand,
];
