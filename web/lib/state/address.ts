/** Addresses of pages that keep what the reader chose. */
import type { Preferences } from './preferences.svelte.ts';
import type { View } from './view.svelte.ts';

/** Addresses carry what their pages show; every address carries language and theme where they were chosen. */
export function searchOf(path: string, view: View, preferences: Preferences): string {
  const params = new URLSearchParams([...view.paramsAt(path), ...preferences.params]);
  // Slashes, commas and semicolons may stand in a query as they are, and read better so.
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3B', ';');
  return text === '' ? '' : `?${text}`;
}

export const linkTo = (path: string, view: View, preferences: Preferences): string =>
  `${path}${searchOf(path, view, preferences)}`;
