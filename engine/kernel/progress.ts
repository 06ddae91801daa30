/** Progress of a long piece of work: a stage, how far it is, and what it counts. */

export interface Progress {
  /**
   * Opens a stage; the stage before it is closed.
   *
   * @param name  for people, Indonesian: `Membaca register`
   * @param total how many of `unit` there are, or undefined while nobody knows
   * @param unit  what is counted: `baris`, `penduduk`
   */
  stage(name: string, total?: number, unit?: string): void;
  /** How many of the stage's unit are done now. Cheap: call it every few hundred. */
  at(done: number): void;
  /** One line of note for the reader: a warning, a count. */
  note(text: string): void;
  /** Closes the last stage. */
  end(): void;
}

/** For tests and for callers who want none. */
export const SILENT: Progress = { stage() {}, at() {}, note() {}, end() {} };
