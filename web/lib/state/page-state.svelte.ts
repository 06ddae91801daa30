/** What pages with something to move have in common: their address, and data that comes while they are open. */
import { untrack } from 'svelte';
import { page } from '$app/state';
import type { Part } from './loading.svelte.ts';
import type { Publication } from './publication.svelte.ts';
import type { View } from './view.svelte.ts';

/**
 * What the address asks for as a page opens. It stays in the address until the page can read it, and gives way to what is
 * asked on the page.
 *
 * @param params undefined while nothing is asked on the page yet
 */
export function pageAddress(
  path: string,
  view: View,
  params: () => readonly [string, string][] | undefined,
): URLSearchParams {
  const address = untrack(() => page.url).searchParams;
  view.rememberPage(
    path,
    [...address].filter(([name]) => name !== 'lang' && name !== 'theme'),
  );
  $effect(() => {
    const now = params();
    if (now !== undefined) view.rememberPage(path, now);
  });
  return address;
}

/** Asks again for what failed before the first snapshot was there, once it is. */
export function retryWithData(publication: Publication, part: Part<unknown>): void {
  $effect(() => {
    if (publication.meta.value) untrack(() => part.state.kind === 'failed' && part.retry());
  });
}
