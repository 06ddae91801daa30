/** For a process of its own, loaded before the twin: its commands open the small city of tests. */
import { registerHooks } from 'node:module';

const ASKED = 'newest-population.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith(`/${ASKED}`) && !context.parentURL?.endsWith(`test-${ASKED}`)
      ? next(new URL(`test-${ASKED}`, import.meta.url).href, context)
      : next(specifier, context),
});
