import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './engine/tests/longest-first.ts';

/** Of all tests, before them and after. */
const AROUND = ['engine/tests/no-settings.ts', 'engine/tests/temporary-files.ts'];

export default defineConfig({
  plugins: [sveltekit()],
  // web/lib/server/twin.ts imports the engine past the bundler: the built server runs engine/ as it stands.
  test: {
    reporters: ['default'],
    // One less than there are cores is usual, which on two cores is one after the other.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // The engine knows no app: its tests run without SvelteKit's plugins.
        test: {
          name: 'engine',
          include: ['engine/**/*.test.ts', 'geodata/**/*.test.ts', 'models/**/*.test.ts'],
          exclude: ['engine/tests/journeys/**'],
          globalSetup: AROUND,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['web/**/*.test.ts'],
          exclude: ['web/tests/**'],
          globalSetup: AROUND,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['engine/tests/journeys/**/*.test.ts', 'web/tests/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          globalSetup: [...AROUND, 'web/tests/build-once.ts', 'engine/tests/prepare-store.ts'],
          // Without a graphics card, and beside other work, a map may take many seconds to draw.
          expect: { poll: { timeout: 60_000, interval: 100 } },
        },
      },
    ],
  },
});
