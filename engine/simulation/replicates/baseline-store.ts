/**
 * Baselines that were simulated: a second scenario beside the same baseline finds them and simulates its own side alone. The
 * name of a folder follows from all that a baseline follows from; a file is whole or not there; what is oldest goes when the
 * room that they may take is full.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../kernel/checksum.ts';
import { FOR_OWNER, makePrivateFolder, writeFileAtomic } from '../../kernel/files.ts';

/** Some 600 replicates of a city of 200,000 over 25 years. */
const MOST_BYTES = 512 * 2 ** 20;
const CHECKSUM = 64;

export class BaselineStore {
  readonly #folder: string;
  readonly #most: number;
  /** Bytes of this baseline. */
  #kept: number;

  /**
   * @param folder   of all baselines
   * @param identity all that a baseline follows from, as text
   */
  constructor(folder: string, identity: string, most = MOST_BYTES) {
    this.#folder = join(folder, sha256(identity).slice(0, 16));
    this.#most = most;
    makePrivateFolder(this.#folder);
    const now = new Date();
    utimesSync(this.#folder, now, now);
    this.#kept = bytesIn(this.#folder);
    makeRoom(folder, this.#folder, most);
  }

  /** @returns bytes of the replicate; undefined where it is not there, or its file is no more what was written */
  find(replicate: number): Uint8Array | undefined {
    const path = this.#path(replicate);
    if (!existsSync(path)) return undefined;
    const bytes = readFileSync(path);
    const body = bytes.subarray(CHECKSUM);
    return bytes.toString('latin1', 0, CHECKSUM) === sha256(body) ? body : undefined;
  }

  /** Whether there is a file of it, whole or not. */
  has(replicate: number): boolean {
    return existsSync(this.#path(replicate));
  }

  /** @returns whether there was room: nothing is kept any more when this baseline alone fills it */
  keep(replicate: number, body: Uint8Array): boolean {
    const size = CHECKSUM + body.byteLength;
    if (this.#kept + size > this.#most) return false;
    this.#kept += size;
    writeFileAtomic(this.#path(replicate), Buffer.concat([Buffer.from(sha256(body), 'latin1'), body]), FOR_OWNER);
    return true;
  }

  #path(replicate: number): string {
    return join(this.#folder, `${String(replicate).padStart(5, '0')}.bin`);
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Takes out whole baselines, the one that was longest not asked for first, until as much is left as one run may add. */
function makeRoom(folder: string, own: string, most: number): void {
  const all = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .map((path) => ({ path, bytes: bytesIn(path), usedAt: statSync(path).mtimeMs }))
    .sort((a, b) => a.usedAt - b.usedAt);
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of all) {
    if (total <= most / 2) return;
    if (path === own) continue;
    rmSync(path, { recursive: true, force: true });
    total -= bytes;
  }
}
