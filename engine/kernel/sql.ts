/** SQL as it is written: `${}` is a bound value or another piece of SQL, never text. */

export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

const isSql = (value: unknown): value is SqlPiece => value instanceof SqlPiece;

class SqlPiece implements Sql {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
  }

  get text(): string {
    return this.strings.reduce((text, part, i) => `${text}$${i}${part}`);
  }
}

export function sql(parts: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const strings = [parts[0]!];
  const values: unknown[] = [];
  inputs.forEach((input, i) => {
    const after = parts[i + 1]!;
    if (isSql(input)) {
      strings[strings.length - 1] += input.strings[0]!;
      strings.push(...input.strings.slice(1));
      strings[strings.length - 1] += after;
      values.push(...input.values);
    } else {
      values.push(input);
      strings.push(after);
    }
  });
  return new SqlPiece(strings, values);
}

/** A name of a table or column, quoted; for the few places where it is not fixed text. */
export const sqlName = (name: string): Sql => new SqlPiece([`"${name.replaceAll('"', '""')}"`], []);
