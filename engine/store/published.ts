/** The questions that the web may ask, by name; each runs as role kembaran_web on the views of schema `published`. */
import { TwinError } from '../kernel/errors.ts';
import type { PublishedQuestion } from './store.ts';

/** Nobody may become another role before the question is asked, and it can change nothing. */
export const AS_WEB = ['begin read only', 'set local role kembaran_web'] as const;

const QUESTION_TEXTS: Readonly<Record<PublishedQuestion, string>> = {
  'schema-version': `select version from published.schema_version`,
  snapshots: `
    select number, content_id, reference_on, is_sample, created_at, completed_at, seed, code_version,
           parameters_sha256, inputs, manifest, counts
    from published.snapshot
    order by number desc`,
  'newest-snapshot': `
    select number, content_id, reference_on, is_sample, created_at, completed_at, seed, code_version,
           parameters_sha256, inputs, manifest, counts
    from published.snapshot
    order by number desc
    limit 1`,
  artefact: `select content_type, sha256, bytes from published.artefact where snapshot = $1 and name = $2`,
  artefacts: `
    select name, content_type, sha256, length(bytes) as byte_count
    from published.artefact
    where snapshot = $1
    order by name collate "C"`,
};

/** @throws TwinError internal for a question that has no name here */
export function questionText(question: PublishedQuestion): string {
  if (Object.hasOwn(QUESTION_TEXTS, question)) return QUESTION_TEXTS[question];
  throw webOnlyRefusal();
}

export const webOnlyRefusal = (): TwinError =>
  new TwinError('internal', {
    code: 'store-web-only',
    what: 'Something else than a published question was asked of a store that serves the web.',
    todo: 'Ask one of the published questions, or add one to engine/store/published.ts.',
  });
