/**
 * What a database says, as a TwinError. Its own words are left out: they quote values ("Key (nik)=(…) already exists"),
 * and a NIK or a name must never reach a log.
 */
import { TwinError } from '../kernel/errors.ts';

/** The parts of a database's error that never hold a value. */
export interface DatabaseFault {
  /** SQLSTATE: five characters. */
  readonly code: string;
  readonly table?: string | undefined;
  readonly constraint?: string | undefined;
  readonly column?: string | undefined;
  /** The message, kept for our own faults (class KB) alone: they are written in the migrations and hold no value. */
  readonly ownWords?: string | undefined;
}

/** SQLSTATE class of the faults that our own triggers raise. */
const OWN_CLASS = 'KB';

/** Five characters with a digit among them; EPIPE is the system's. */
const isSqlState = (code: unknown): code is string => typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);

/** Keeps of an error what may be told; undefined when it is no error of a database. */
export function databaseFault(error: unknown): DatabaseFault | undefined {
  const { code, table, constraint, column, message } = error as Record<string, string | undefined>;
  if (!isSqlState(code)) return undefined;
  return { code, table, constraint, column, ownWords: code.startsWith(OWN_CLASS) ? message : undefined };
}

const STORAGE_FULL = new Set(['53100', '58030']);

/**
 * @param statement text of the statement, which holds no values: they are bound
 */
export function databaseError(fault: DatabaseFault, statement: string): TwinError {
  if (STORAGE_FULL.has(fault.code)) return diskFull(fault.code);
  if (fault.ownWords !== undefined) return refusedByRule(fault);
  const at = [
    fault.table && `table ${fault.table}`,
    fault.column && `column ${fault.column}`,
    fault.constraint && `constraint ${fault.constraint}`,
  ].filter(Boolean);
  return new TwinError('store', {
    code: `database-${fault.code}`,
    what: `The database refused a statement (${[`SQLSTATE ${fault.code}`, ...at].join(', ')}): ${shortened(statement)}`,
    todo:
      fault.code === '42501'
        ? 'The role of this connection may not do that; engine/store/README.md tells which role may do what.'
        : 'Nothing was changed. The code tells the reason: see "PostgreSQL Error Codes" in its manual.',
  });
}

const refusedByRule = (fault: DatabaseFault): TwinError =>
  new TwinError('store', {
    code: 'snapshot-immutable',
    what: fault.ownWords!,
    todo: 'Build a new snapshot, or delete the whole one.',
  });

export const diskFull = (reason: string): TwinError =>
  new TwinError('storage', {
    code: 'disk-full',
    what: `There is no room left for the database to write (${reason}).`,
    todo: 'Free some room (the sample city needs about 500 MB) and start again: what was complete before is unharmed.',
  });

function shortened(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)} …` : line;
}
