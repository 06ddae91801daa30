import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: adapter({ out: 'build' }),
    // The app lives in web/: SvelteKit 2 keeps this option, though it calls it deprecated.
    files: { src: 'web', assets: 'web/static' },
    alias: { '#engine': 'engine/index.ts' },
  },
};
