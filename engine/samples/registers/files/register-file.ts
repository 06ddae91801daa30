/** One register from its lines to its file: heading, lines, spoiled lines among them, a total at the end; and its truth. */
import type { Progress } from '../../../kernel/progress.ts';
import { HEADINGS, type SampleRegister } from '../headings.ts';
import type { Mishaps } from '../slips/mishaps.ts';
import type { Cell, TableFile, WrittenFile } from './table-file.ts';
import type { RowTruth } from '../truth-writer.ts';
import { spread } from '../slips/written-person.ts';

/** One line; the same object may be filled again for the next. */
export interface RegisterLine {
  readonly cells: Cell[];
  /** True person; who lives outside the city is counted on after the persons of the city. */
  person: number;
  /** Index of the sheet; never falls. */
  sheet: number;
}

/** The lines of one register, counted before they are made. */
export interface RegisterPlan {
  readonly count: number;
  lines(): Iterable<RegisterLine>;
}

export interface RegisterOutput {
  readonly register: SampleRegister;
  readonly table: TableFile;
  readonly mishaps: Mishaps;
  readonly truth: RowTruth;
  readonly progress: Progress;
  /** Lines of all registers written before, for the progress. */
  readonly linesBefore: number;
}

/** Headings under which a number or a name stands, of whomever: empty on a line that says nobody. */
const NAMES_SOMEBODY = /nik|kk|nama|kartu keluarga|peserta|psnoka|pendaftaran/i;
const TOTAL_WORD: Partial<Record<SampleRegister, string>> = { sembako: 'TOTAL' };
const LINES_BETWEEN_DRAINS = 512;

export async function writeRegisterFile(plan: RegisterPlan, output: RegisterOutput): Promise<WrittenFile> {
  const writing = new RegisterWriting(plan, output);
  try {
    return await writing.run();
  } catch (error) {
    output.table.abandon();
    throw error;
  }
}

class RegisterWriting {
  readonly #plan: RegisterPlan;
  readonly #out: RegisterOutput;
  readonly #emptyAt: ReadonlySet<number>;
  readonly #namelessAt: ReadonlySet<number>;
  #sheet = 0;
  #linesOfSheet = 0;

  constructor(plan: RegisterPlan, output: RegisterOutput) {
    this.#plan = plan;
    this.#out = output;
    this.#emptyAt = spread(output.mishaps.spoiledRows('empty'), plan.count);
    this.#namelessAt = spread(output.mishaps.spoiledRows('nameless'), plan.count);
  }

  async run(): Promise<WrittenFile> {
    const { table, truth, progress, linesBefore } = this.#out;
    await this.#beginSheet();
    let done = 0;
    for (const line of this.#plan.lines()) {
      while (this.#sheet < line.sheet) await this.#nextSheet();
      this.#spoil(done, line);
      truth.add(table.row(line.cells), this.#sheet, line.person);
      this.#linesOfSheet++;
      if (++done % LINES_BETWEEN_DRAINS > 0) continue;
      await table.drained();
      progress.at(linesBefore + done);
    }
    this.#endSheet();
    return table.close();
  }

  async #beginSheet(): Promise<void> {
    await this.#out.table.nextSheet();
    this.#out.table.row(HEADINGS[this.#out.register]);
    this.#linesOfSheet = 0;
  }

  async #nextSheet(): Promise<void> {
    this.#endSheet();
    this.#sheet++;
    await this.#beginSheet();
  }

  #endSheet(): void {
    const { mishaps, register, table, truth } = this.#out;
    for (let i = 0; i < mishaps.spoiledRows('total'); i++) {
      const cells = HEADINGS[register].map(() => '');
      cells[0] = TOTAL_WORD[register] ?? 'JUMLAH';
      cells[1] = `${this.#linesOfSheet} KPM`;
      truth.addNobody(table.row(cells), this.#sheet);
      mishaps.countSpoiled('total');
    }
  }

  /** An empty line, a nameless line, or both before this one, where the time has come. */
  #spoil(ordinal: number, line: RegisterLine): void {
    const { table, truth, register, mishaps } = this.#out;
    if (this.#emptyAt.has(ordinal)) {
      truth.addNobody(table.emptyRow(), this.#sheet);
      mishaps.countSpoiled('empty');
    }
    if (this.#namelessAt.has(ordinal)) {
      const nameless = line.cells.map((cell, i) => (NAMES_SOMEBODY.test(HEADINGS[register][i]!) ? '' : cell));
      truth.addNobody(table.row(nameless), this.#sheet);
      mishaps.countSpoiled('nameless');
    }
  }
}
