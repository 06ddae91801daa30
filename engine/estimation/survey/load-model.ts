/** Reads the MODEL.yaml of a welfare model. */
import { basename } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { modelFault } from './faults.ts';
import { WELFARE_MODEL_SHAPE, type Transformation, type WrittenWelfareModel } from './model-shape.ts';

export interface WelfareModelFile extends WrittenWelfareModel {
  readonly fileName: string;
}

/** @throws TwinError configuration: unreadable, or of another shape; the text names the key */
export function loadWelfareModelFile(path: string): WelfareModelFile {
  try {
    const written = loadYaml(path, WELFARE_MODEL_SHAPE);
    const fileName = basename(path);
    return { ...written, fileName, label: { ...written.label, transformation: transformationOf(written, fileName) } };
  } catch (error) {
    if (!(error instanceof TwinError) || error.text.code !== 'yaml-shape') throw error;
    const todo = 'Mend that key; models/welfare/example.yaml has every key, explained.';
    throw new TwinError(error.kind, { ...error.text, todo }, { cause: error });
  }
}

/** It may stand beside the label or inside it. */
function transformationOf({ label, transformation }: WrittenWelfareModel, file: string): Transformation | undefined {
  if (transformation !== undefined && label.transformation !== undefined && transformation !== label.transformation) {
    const what = `It says ${transformation} and label.transformation says ${label.transformation}.`;
    throw modelFault(file, 'transformation', what, 'one transformation', 'Take one of them out.');
  }
  return label.transformation ?? transformation;
}
