/**
 * npm run bench [-- names] [--residents N]: ours against a plain way of doing the same, in turn within one run. Quote the
 * ratios; the milliseconds are this machine's at this moment. README.md beside this file keeps the figures.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { makeBenchCity, type BenchCity } from './bench-city.ts';
import { geographyBench } from './geography.bench.ts';
import { linkageBench } from './linkage.bench.ts';
import { pairedLine, type Paired } from './pairing.ts';
import { registersBench } from './registers.bench.ts';

const BENCHES: Readonly<Record<string, (city: BenchCity) => Promise<Paired[]>>> = {
  geography: geographyBench,
  registers: registersBench,
  linkage: linkageBench,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { residents: { type: 'string', default: '50000' }, json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const wanted = positionals.length > 0 ? positionals : Object.keys(BENCHES);

process.stderr.write(
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
const city = await makeBenchCity(Number(values.residents));
try {
  const results: Paired[] = [];
  for (const name of wanted) {
    for (const result of await BENCHES[name]!(city)) {
      results.push(result);
      if (!values.json) process.stdout.write(`${pairedLine(result)}\n\n`);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
} finally {
  city.remove();
}
