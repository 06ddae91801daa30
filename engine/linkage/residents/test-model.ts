/** The model of the product, read once for the tests. */
import { projectPath } from '../../kernel/files.ts';
import { loadResidentModel } from './resident-model.ts';

export const RESIDENT_MODEL_FILE: string = projectPath('models', 'linkage', 'resident.yaml');
export const residentModel = loadResidentModel(RESIDENT_MODEL_FILE);
