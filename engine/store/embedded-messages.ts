/** What the main thread and the thread of the embedded database say to each other. */
import type { DatabaseFault } from './database-errors.ts';
import type { PublishedQuestion, Row } from './store.ts';

export interface WorkerOptions {
  /** Folder of the database cluster. */
  readonly folder: string;
  /** In mode `web` the thread answers named questions and nothing else, and no message leads back. */
  readonly mode: 'engine' | 'web';
  /** Whether PostGIS is loaded: 2 s and 500 MB. */
  readonly usesPostgis: boolean;
}

export type Request =
  | { readonly do: 'query'; readonly text: string; readonly values: readonly (string | null)[] }
  | { readonly do: 'script'; readonly text: string }
  | { readonly do: 'copy'; readonly target: string; readonly bytes: Uint8Array }
  | { readonly do: 'published'; readonly question: PublishedQuestion; readonly values: readonly string[] }
  | { readonly do: 'web-only' }
  | { readonly do: 'close' };

export type NumberedRequest = Request & { readonly id: number };

export type Reply =
  /** Unasked: a write found no room. What the database does next cannot be relied on. */
  | { readonly noRoom: true }
  | { readonly id: number; readonly rows: Row[]; readonly affected: number }
  | { readonly id: number; readonly fault: DatabaseFault }
  /** Something that is no answer of the database: its name and system code, without its message. */
  | { readonly id: number; readonly broken: { readonly name: string; readonly code: string | undefined } };
