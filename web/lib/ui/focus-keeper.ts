/** Where a press takes its own button away, the keyboard goes on from what comes in its place. */
import { tick } from 'svelte';

export class FocusKeeper {
  #hasPressed = false;

  async press(act: () => Promise<void> | void): Promise<void> {
    this.#hasPressed = true;
    await act();
    await tick();
    this.#hasPressed = false;
  }

  /** An attachment of what comes in the place of a button. */
  readonly takeOver = (element: HTMLElement): void => {
    if (this.#hasPressed) element.focus();
    this.#hasPressed = false;
  };
}

/**
 * Where something goes by itself while the keyboard stands in it, such as the button that cancels what is over now, the keyboard
 * goes on from `next`. To be called before each change of the screen ($effect.pre).
 */
export async function handOver(
  from: HTMLElement | undefined,
  next: () => HTMLElement | null | undefined,
): Promise<void> {
  if (!from?.contains(document.activeElement)) return;
  await tick();
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) next()?.focus();
}
