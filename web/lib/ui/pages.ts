/** The pages of the app, in the order of the rail; the letter follows `g` on the keyboard. */
import FileCheck2 from '@lucide/svelte/icons/file-check-2';
import GitCompareArrows from '@lucide/svelte/icons/git-compare-arrows';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import Info from '@lucide/svelte/icons/info';
import MapIcon from '@lucide/svelte/icons/map';

export const PAGES = [
  { key: 'map', path: '/', letter: 'p', icon: MapIcon },
  { key: 'bansos', path: '/bansos', letter: 'b', icon: HandHelping },
  { key: 'scenario', path: '/skenario', letter: 's', icon: GitCompareArrows },
  { key: 'quality', path: '/mutu-data', letter: 'm', icon: FileCheck2 },
  { key: 'about', path: '/tentang', letter: 't', icon: Info },
] as const;
