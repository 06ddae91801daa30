/**
 * Before all tests: the settings of the twin that whoever starts them has for himself are taken away, since a test that
 * names a data folder of its own would else read the keys of his. DATABASE_URL stays: it names a server for the tests.
 */
import { SETTINGS } from '../config.ts';

export default function setup(): void {
  // The processes of the tests are begun after this and inherit it.
  for (const { name } of SETTINGS) if (name !== 'DATABASE_URL') Reflect.deleteProperty(process.env, name);
}
