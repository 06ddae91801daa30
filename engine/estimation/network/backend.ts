/** Which engine TensorFlow.js computes with: the native one where a site installed it, else WebAssembly, else plain JavaScript. */
import * as tf from '@tensorflow/tfjs-node';

/** From the fastest to the one that is always there. */
const WANTED = ['tensorflow', 'wasm', 'cpu'] as const;

let chosen: Promise<string> | undefined;

/** @returns name of the backend in use, as TensorFlow.js calls it */
export function openBackend(): Promise<string> {
  chosen ??= choose();
  return chosen;
}

async function choose(): Promise<string> {
  // Where the native package is installed under this name, it has put its own backend first.
  if (tf.getBackend() !== 'tensorflow') await import('@tensorflow/tfjs-backend-wasm');
  for (const name of WANTED) {
    if (tf.engine().registryFactory[name] === undefined) continue;
    if (await tf.setBackend(name).catch(() => false)) {
      await tf.ready();
      return tf.getBackend();
    }
  }
  throw new Error('TensorFlow.js has no backend that starts.');
}
