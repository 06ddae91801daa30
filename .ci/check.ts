/**
 * Everything that can be checked, in one go: format, lint, types, import rules, tests of the engine, of the web and of
 * both stores, journeys in a browser. `npm test` and CI both call it. The last line counts the tests as their runner did.
 *
 * --only a,b   just these steps, by name
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

async function run(step: Step, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const startedAt = performance.now();
  say(`\n── ${step.name}`);
  const [program, ...args] = step.command;
  const child = spawn(program!, args, { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  const isGood = code === 0;
  say(`${isGood ? '✓' : '✗'} ${step.name}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return isGood;
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

const failedSteps: string[] = [];
const projects = TEST_PROJECTS.filter(isWanted);
for (const step of [...CHECKS.filter((check) => isWanted(check.name)), ...projects.map(testStep)]) {
  if (!(await run(step, environment))) failedSteps.push(step.name);
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
