import { MediaQuery } from 'svelte/reactivity';

/** Where panels stand one below the other, as on a phone: the style sheets turn at the same width. */
export const narrowScreen = (): MediaQuery => new MediaQuery('(max-width: 960px)', false);
