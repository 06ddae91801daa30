/** What becomes of all files together: columns a register, findings, the files themselves. */
import { TwinError } from '../kernel/errors.ts';
import { ColumnBuilder, TextPools, type BuilderMark } from './column-builder.ts';
import type { RegisterDescription } from './description-shape.ts';
import type { Finding, ReceivedFile, RegisterReading } from './records.ts';
import type { RowSink } from './row-checker.ts';

/** A file that was there twice: nothing of it was taken. */
export interface SkippedFile {
  readonly name: string;
  /** The file of `files` with the same bytes, or with the same rows. */
  readonly sameAs: string;
}

export interface FolderReading extends RegisterReading {
  readonly skipped: readonly SkippedFile[];
}

/** Where the rows and findings of the file that is being read begin. */
interface Begun {
  readonly builder: ColumnBuilder;
  readonly mark: BuilderMark;
  readonly findings: number;
}

/** Rows of a file that was read. */
interface RowsOfFile {
  readonly name: string;
  readonly builder: ColumnBuilder;
  readonly from: number;
  readonly to: number;
}

/** Rows and findings of all files so far. */
export class Collector {
  readonly #pools = new TextPools();
  readonly #builders = new Map<RegisterDescription, ColumnBuilder>();
  readonly #order: readonly RegisterDescription[];
  readonly #maximum: number;
  readonly #files: ReceivedFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  readonly #findings: Finding[] = [];
  readonly #rowsOf: RowsOfFile[] = [];
  #begun: Begun | undefined;

  constructor(order: readonly RegisterDescription[], maximumFindings: number) {
    this.#order = order;
    this.#maximum = maximumFindings;
  }

  get fileCount(): number {
    return this.#files.length;
  }

  /** Name of the file with the same bytes that was read already, for the same register where one is declared. */
  sameFile(sha256: string, register: string | undefined): string | undefined {
    return this.#files.find((file) => file.sha256 === sha256 && (register ?? file.registerId) === file.registerId)
      ?.name;
  }

  skip(name: string, sameAs: string): void {
    this.#skipped.push({ name, sameAs });
  }

  /**
   * The file has been read. Where another one of its register holds the same rows, saved once more perhaps, nothing of it
   * is kept.
   *
   * @returns the name of that other file
   */
  add(file: ReceivedFile): string | undefined {
    const { builder, mark, findings } = this.#begun!;
    this.#begun = undefined;
    const rows = { name: file.name, builder, from: mark.count, to: builder.count };
    const same = this.#sameRows(rows);
    if (same === undefined) {
      this.#files.push(file);
      this.#rowsOf.push(rows);
      return undefined;
    }
    builder.goBackTo(mark);
    this.#findings.length = findings;
    this.skip(file.name, same);
    return same;
  }

  #sameRows({ builder, from, to }: RowsOfFile): string | undefined {
    const alike = this.#rowsOf.filter((rows) => rows.builder === builder && rows.to - rows.from === to - from);
    if (alike.length === 0 || from === to) return undefined;
    const checksum = builder.checksum(from, to);
    return alike.find((rows) => builder.checksum(rows.from, rows.to) === checksum)?.name;
  }

  /** Where the rows of the next file go, by the register that it is. */
  sinksFor(file: string): (register: RegisterDescription) => RowSink {
    return (register) => {
      const builder = this.#builders.get(register) ?? new ColumnBuilder(register, this.#pools);
      this.#builders.set(register, builder);
      this.#begun = { builder, mark: builder.mark(), findings: this.#findings.length };
      const fileIndex = this.fileCount;
      return {
        open: (layout) => builder.open(layout, fileIndex),
        accepted: (row) => builder.accepted(row),
        finding: (finding) => this.#keep(finding, file),
      };
    };
  }

  reading(): FolderReading {
    const registers = this.#order.flatMap((register) => this.#builders.get(register)?.done() ?? []);
    return { files: this.#files, skipped: this.#skipped, registers, findings: this.#findings };
  }

  #keep(finding: Finding, file: string): void {
    if (this.#findings.length >= this.#maximum) throw tooManyFindings(file, this.#maximum);
    this.#findings.push(finding);
  }
}

function tooManyFindings(file: string, maximum: number): TwinError {
  return new TwinError('input', {
    code: 'too-many-findings',
    what: `There are more than ${maximum} findings: the file is hardly what it is taken for.`,
    where: { file },
    todo: 'Check the register, the delimiter, the encoding and the order of dates in registers.yaml.',
  });
}
