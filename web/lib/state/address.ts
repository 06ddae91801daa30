/** Addresses of pages that keep what the reader chose. */
import type { Preferences } from './preferences.svelte.ts';
import type { View } from './view.svelte.ts';

/** The map's address carries the view; every address carries language and theme where they were chosen. */
export function searchOf(path: string, view: View, preferences: Preferences): string {
  const params = new URLSearchParams([...(path === '/' ? view.params : []), ...preferences.params]);
  // Slashes and commas may stand in a query as they are, and read better so.
  const text = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

export const linkTo = (path: string, view: View, preferences: Preferences): string =>
  `${path}${searchOf(path, view, preferences)}`;
