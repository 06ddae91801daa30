/**
 * Before the journeys: an embedded store with all tables and no rows. A first start from nothing takes 10 s and more;
 * the journeys that are not about it go on from a copy.
 */
import { preparedStore } from '../store/test-stores.ts';
import { STORE_PREPARED } from './twin-process.ts';

export default async function setup(): Promise<void> {
  // The processes of the tests are begun after this and inherit it.
  process.env[STORE_PREPARED] = await preparedStore();
}
