/** Progress for people: one living line on a terminal, plain lines elsewhere, and every event in a log file. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from './kernel/errors.ts';
import { FOR_OWNER, makePrivateFolder } from './kernel/files.ts';
import type { Progress } from './kernel/progress.ts';

/** Where lines go; `isLive` when a line can be drawn over. */
export interface Screen {
  readonly isLive: boolean;
  readonly columns: number;
  write(text: string): void;
}

export const stderrScreen = (): Screen => ({
  isLive: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
  columns: process.stderr.columns ?? 100,
  write: (text) => void process.stderr.write(text),
});

const LIVE_INTERVAL_MS = 120;
const PLAIN_INTERVAL_MS = 5000;

/** How progress speaks: stages are named in Indonesian by the code, and put into another language here. */
export interface Speech {
  readonly said: (text: string) => string;
  /** A note, which the code says in Indonesian or in both. */
  readonly noted: (text: string) => string;
  /** 3 `of` 10. */
  readonly of: string;
  readonly seconds: string;
  readonly minutes: string;
  /** Of numbers. */
  readonly locale: string;
}

export const INDONESIAN: Speech = {
  said: (text) => text,
  noted: (text) => text,
  of: 'dari',
  seconds: 'dtk',
  minutes: 'mnt',
  locale: 'id-ID',
};

interface Stage {
  readonly name: string;
  readonly total: number | undefined;
  readonly unit: string;
  readonly startedAt: number;
  done: number;
}

/** 12 dtk; 3 mnt 05 dtk. */
export function spokenSeconds(milliseconds: number, speech = INDONESIAN): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} ${speech.seconds}`;
  const rest = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)} ${speech.minutes} ${rest} ${speech.seconds}`;
}

/** Membaca register · 45 % · 270.000 dari 600.000 baris · 12 dtk */
export function stageLine(stage: Omit<Stage, 'startedAt'>, elapsedMs: number, speech = INDONESIAN): string {
  const count = new Intl.NumberFormat(speech.locale);
  const unit = speech.said(stage.unit);
  const parts = [speech.said(stage.name)];
  if (stage.total !== undefined && stage.total > 0) {
    parts.push(`${Math.min(100, Math.floor((stage.done / stage.total) * 100))} %`);
    parts.push(`${count.format(stage.done)} ${speech.of} ${count.format(stage.total)} ${unit}`.trimEnd());
  } else if (stage.done > 0) {
    parts.push(`${count.format(stage.done)} ${unit}`.trimEnd());
  }
  parts.push(spokenSeconds(elapsedMs, speech));
  return parts.join(' · ');
}

export class TerminalProgress implements Progress {
  readonly #screen: Screen;
  #logFile: string | undefined;
  readonly #now: () => number;
  readonly #speech: Speech;
  readonly #startedAt: number;
  readonly durations: { readonly stage: string; readonly seconds: number }[] = [];
  #stage: Stage | undefined;
  #shownAt = 0;

  /**
   * @param logFile a file that gets one JSON object a line, or undefined
   */
  constructor(
    screen: Screen,
    logFile: string | undefined,
    now: () => number = () => performance.now(),
    speech = INDONESIAN,
  ) {
    this.#screen = screen;
    this.#now = now;
    this.#speech = speech;
    this.#startedAt = now();
    this.#logFile = logFile;
  }

  stage(name: string, total?: number, unit = ''): void {
    this.end();
    this.#stage = { name, total, unit, startedAt: this.#now(), done: 0 };
    this.#log({ event: 'stage', name, total, unit });
    this.#show();
  }

  at(done: number): void {
    if (this.#stage === undefined) return;
    this.#stage.done = done;
    const interval = this.#screen.isLive ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS;
    if (this.#now() - this.#shownAt >= interval) this.#show();
  }

  note(text: string): void {
    this.#clearLine();
    const told = this.#speech.noted(text);
    this.#screen.write(`  ${told}\n`);
    this.#log({ event: 'note', text: told });
    if (this.#screen.isLive && this.#stage !== undefined) this.#show();
  }

  end(): void {
    const stage = this.#stage;
    if (stage === undefined) return;
    if (stage.total !== undefined) stage.done = stage.total;
    const elapsedMs = this.#now() - stage.startedAt;
    this.#stage = undefined;
    this.durations.push({ stage: stage.name, seconds: elapsedMs / 1000 });
    this.#clearLine();
    this.#screen.write(`✓ ${stageLine(stage, elapsedMs, this.#speech)}\n`);
    this.#log({ event: 'stage-end', name: stage.name, done: stage.done, seconds: elapsedMs / 1000 });
  }

  /** The stage under way as one line, for whoever asks from elsewhere; '' between stages. */
  line(): string {
    return this.#stage === undefined ? '' : stageLine(this.#stage, this.#now() - this.#stage.startedAt, this.#speech);
  }

  /** Milliseconds since this progress was made. */
  elapsedMs(): number {
    return this.#now() - this.#startedAt;
  }

  /** A log that cannot be written is told, and stops no work. */
  #log(event: object): void {
    if (this.#logFile === undefined) return;
    const line = JSON.stringify({ at: new Date().toISOString(), ...event });
    try {
      appendFileSync(this.#logFile, `${line}\n`, { mode: FOR_OWNER });
    } catch (error) {
      this.#logFile = undefined;
      this.note(
        `Berkas log tidak dapat ditulis (${systemCode(error) ?? 'sebab tidak diketahui'}); pekerjaan diteruskan. / The log cannot be written; work goes on.`,
      );
    }
  }

  #show(): void {
    const stage = this.#stage;
    if (stage === undefined) return;
    this.#shownAt = this.#now();
    const line = `… ${stageLine(stage, this.#shownAt - stage.startedAt, this.#speech)}`;
    if (!this.#screen.isLive) this.#screen.write(`${line}\n`);
    else this.#screen.write(`\r\u001b[2K${line.slice(0, this.#screen.columns - 1)}`);
  }

  #clearLine(): void {
    if (this.#screen.isLive) this.#screen.write('\r\u001b[2K');
  }
}

/** Opens the progress of one command: on stderr, and in a log file of its own under the logs folder. */
export function openProgress(logsFolder: string, command: string, speech = INDONESIAN): TerminalProgress {
  makePrivateFolder(logsFolder);
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const logFile = join(logsFolder, `${command}-${stamp}.jsonl`);
  return new TerminalProgress(stderrScreen(), logFile, undefined, speech);
}
