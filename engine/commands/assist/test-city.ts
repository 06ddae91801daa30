/** For tests: a small sample city of its own, built once for a file of tests, and commands that run on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Config } from '../../config.ts';
import { SILENT } from '../../kernel/progress.ts';
import { buildTwin } from '../../pipeline.ts';
import { makeSample } from '../../sample.ts';
import { openStore } from '../../store/open.ts';
import { emptyEmbeddedStore } from '../../store/test-stores.ts';
import { TerminalProgress, type Screen } from '../../terminal.ts';
import { parseCommandLine, type Command, type CommandResult } from '../command.ts';

const QUIET: Screen = { isLive: false, columns: 80, write: () => undefined };

export interface AnsweredCommand extends CommandResult {
  /** Lines and JSON, one text. */
  readonly text: string;
}

export class TestCity {
  readonly root = mkdtempSync(join(tmpdir(), 'kembaran-assist-'));
  readonly config: Config = loadConfig({ KEMBARAN_DATA: this.root });

  async build(): Promise<void> {
    const { config } = this;
    await makeSample({ config, progress: SILENT, residents: 1500, seed: 5, isReplaced: false });
    await emptyEmbeddedStore(config.storeFolder);
    const store = await openStore(config, { usesPostgis: false });
    await buildTwin({ config, progress: new TerminalProgress(QUIET, undefined), store, isForced: false });
    await store.close();
  }

  readonly run = async (command: Command, ...args: string[]): Promise<AnsweredCommand> => {
    const progress = new TerminalProgress(QUIET, undefined);
    const result = await command.run({
      config: this.config,
      progress,
      ...parseCommandLine(command, ['--language', 'en', ...args]),
    });
    return { ...result, text: [...result.lines, JSON.stringify(result.json)].join('\n') };
  };

  readonly path = (name: string): string => join(this.root, name);
  readonly remove = (): void => rmSync(this.root, { recursive: true, force: true });
}
