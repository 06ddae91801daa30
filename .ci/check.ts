/**
 * Everything that can be checked, in one go: format, lint, types, import rules, tests of the engine, of the web and of
 * both stores, journeys in a browser. `npm test` and CI both call it. The last line counts the tests as their runner did.
 *
 * --only a,b   just these steps, by name
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPrivateServer } from '../engine/store/test-server.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

interface TestCounts {
  passed: number;
  failed: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'kembaran-check-'));
const vitestReport = (project: string): string => join(scratch, `${project}.json`);

const CHECKS: readonly Step[] = [
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'format', command: ['npm', 'run', '--silent', 'format:check'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'layers', command: ['npm', 'run', '--silent', 'layers'] },
];

/** The types that SvelteKit generates are read by several checks: they are there before the first. */
const GENERATE: Step = { name: 'generated types', command: ['npx', 'svelte-kit', 'sync'] };

const TEST_PROJECTS = ['engine', 'web', 'journeys'] as const;

const testStep = (project: string): Step => ({
  name: project,
  command: [
    'npx',
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport(project)}`,
  ],
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface RunOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** What the step prints is kept until it ends, so that it stands in one piece beside that of others. */
  readonly isKept: boolean;
}

async function run(step: Step, { environment, isKept }: RunOptions): Promise<boolean> {
  const startedAt = performance.now();
  const heading = `\n── ${step.name}`;
  if (!isKept) say(heading);
  const [program, ...args] = step.command;
  const printTo = isKept ? 'pipe' : 'inherit';
  const child = spawn(program!, args, { stdio: ['ignore', printTo, printTo], env: environment });
  const kept: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => void kept.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  if (isKept) say(`${heading}\n${Buffer.concat(kept).toString()}`.trimEnd());
  const isGood = code === 0;
  say(`${isGood ? '✓' : '✗'} ${step.name}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return isGood;
}

/** Each of the checks keeps one core busy: as many at once as there are cores. @returns names of those that fail */
async function runBesideEachOther(steps: readonly Step[], environment: NodeJS.ProcessEnv): Promise<string[]> {
  const waiting = [...steps];
  const failed: string[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await run(step, { environment, isKept: true }))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return failed;
}

/** Adds up what the test runner itself counted; a project whose report is missing counts as one failure. */
function countTests(projects: readonly string[]): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0 };
  for (const project of projects) {
    try {
      const report = JSON.parse(readFileSync(vitestReport(project), 'utf8')) as {
        numPassedTests: number;
        numFailedTests: number;
        numFailedTestSuites: number;
      };
      counts.passed += report.numPassedTests;
      counts.failed += Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
    } catch {
      counts.failed += 1;
    }
  }
  return counts;
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const isWanted = (name: string): boolean => only === undefined || only.includes(name);

const server =
  process.env['DATABASE_URL'] === undefined || process.env['DATABASE_URL'] === ''
    ? await startPrivateServer()
    : { url: process.env['DATABASE_URL'], stop: async () => undefined };
const environment: NodeJS.ProcessEnv = { ...process.env };
delete environment['DATABASE_URL'];
if ('url' in server) environment['DATABASE_URL'] = server.url;

const checks = CHECKS.filter((check) => isWanted(check.name));
const failedSteps = await runBesideEachOther(checks.length > 0 ? [GENERATE] : [], environment);
failedSteps.push(...(await runBesideEachOther(checks, environment)));
const projects = TEST_PROJECTS.filter(isWanted);
// The test runner keeps all cores busy by itself.
for (const step of projects.map(testStep)) {
  if (!(await run(step, { environment, isKept: false }))) failedSteps.push(step.name);
}
if ('stop' in server) await server.stop();

const counts = countTests(projects);
rmSync(scratch, { recursive: true, force: true });
say('');
if ('missing' in server) {
  say(`SERVER TESTS DID NOT RUN: ${server.missing}`);
  say('They run against a server named by DATABASE_URL, or where PostgreSQL with PostGIS is installed.');
}
if (failedSteps.length > 0) say(`Failed: ${failedSteps.join(', ')}`);
say(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failedSteps.length > 0 || counts.failed > 0 ? 1 : 0;
