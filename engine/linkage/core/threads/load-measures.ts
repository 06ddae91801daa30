/** The measures that comparisons name, by the module that holds them: tests bring their own. */
import type { MeasureRegistry } from '../comparing/compare-pairs.ts';

export const MEASURES_MODULE = new URL('../measures/measures.ts', import.meta.url).href;

export async function loadMeasures(module: string): Promise<MeasureRegistry> {
  const { MEASURES } = (await import(/* @vite-ignore */ module)) as { MEASURES: MeasureRegistry };
  return MEASURES;
}
