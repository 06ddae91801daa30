/** Where a press takes its own button away, the keyboard goes on from what comes in its place. */
import { tick } from 'svelte';

export class FocusKeeper {
  #hasPressed = false;

  async press(act: () => Promise<void>): Promise<void> {
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
