/** What a scenario may move: models/levers.yaml says how far, this file says what each narrows down to. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';

export const LEVER_NAMES = ['fertility', 'mortality', 'arrivals', 'departures', 'moves'] as const;
export type LeverName = (typeof LEVER_NAMES)[number];

/** Which part of the city a lever can be held to. */
export const NARROWED_BY: Readonly<Record<LeverName, { readonly areas: boolean; readonly ages: boolean }>> = {
  fertility: { areas: true, ages: false },
  mortality: { areas: true, ages: false },
  arrivals: { areas: true, ages: true },
  departures: { areas: false, ages: true },
  moves: { areas: false, ages: true },
};

const LEVER = z.strictObject({
  name: BILINGUAL,
  effect: BILINGUAL,
  unit: z.literal('factor'),
  low: z.number().min(0),
  high: z.number(),
  default: z.literal(1),
  source: z.string().min(1),
});
export type Lever = z.infer<typeof LEVER>;

const CATALOGUE = z.strictObject(
  Object.fromEntries(LEVER_NAMES.map((name) => [name, LEVER])) as Record<LeverName, typeof LEVER>,
);
export type LeverCatalogue = z.infer<typeof CATALOGUE>;

/** @throws TwinError configuration: names the file and the key */
export const loadLevers = (modelsFolder: string): LeverCatalogue =>
  loadYaml(join(modelsFolder, 'levers.yaml'), CATALOGUE);
