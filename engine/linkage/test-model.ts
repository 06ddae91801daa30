/** The model of the product, read once for the tests. */
import { projectPath } from '../kernel/files.ts';
import { loadLinkageModel } from './model.ts';

export const RESIDENT_MODEL_FILE: string = projectPath('models', 'linkage', 'resident.yaml');
export const residentModel = loadLinkageModel(RESIDENT_MODEL_FILE);
