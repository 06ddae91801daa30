/** Single letters as shortcuts: `/` search, `?` help, `g` and a letter to a page. */
import { PAGES } from './pages.ts';

export interface ShortcutActions {
  readonly search: () => void;
  readonly help: () => void;
  readonly go: (path: string) => void;
}

/** How long `g` waits for its letter. */
const LETTER_WAIT_MS = 1500;

/** Where keys write text they are no shortcuts. */
function isWriting(target: EventTarget | null): boolean {
  const field = target instanceof HTMLElement ? target.closest('input, textarea, select, [contenteditable]') : null;
  return field !== null && !(field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type));
}

export function shortcutListener({ search, help, go }: ShortcutActions): (event: KeyboardEvent) => void {
  let wentAt = -Infinity;
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
    const isAfterG = event.timeStamp - wentAt < LETTER_WAIT_MS;
    wentAt = event.key === 'g' ? event.timeStamp : -Infinity;
    const page = isAfterG ? PAGES.find(({ letter }) => letter === event.key) : undefined;
    const action = page ? () => go(page.path) : event.key === '/' ? search : event.key === '?' ? help : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
}
