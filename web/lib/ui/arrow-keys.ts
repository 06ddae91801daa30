/** Up, down, Home and End move the focus through a list, so that Tab need not stop at each of its entries. */
import type { Attachment } from 'svelte/attachments';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  PageDown: (at, count) => Math.min(count - 1, at + 10),
  PageUp: (at) => Math.max(0, at - 10),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function arrowKeys(selector: string): Attachment<HTMLElement> {
  return (list) => {
    const onKeydown = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      const isTyping = event.target instanceof HTMLInputElement && (event.key === 'Home' || event.key === 'End');
      if (step === undefined || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      const entries = [...list.querySelectorAll<HTMLElement>(selector)];
      if (entries.length === 0) return;
      event.preventDefault();
      entries[step(entries.indexOf(document.activeElement as HTMLElement), entries.length)]?.focus();
    };
    list.addEventListener('keydown', onKeydown);
    return () => list.removeEventListener('keydown', onKeydown);
  };
}
