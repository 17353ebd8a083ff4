#!/usr/bin/env node
/**
 * `npm test`: everything that must hold, on a fresh clone too. Installs and builds what is missing, then lint, types, the lock,
 * unit, property and database tests, then the tests that look at the whole house from outside. Ends with `N passed, N failed`.
 * Words after `npm test --` are handed to vitest as filters, and the static checks are left out.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const filters = process.argv.slice(2);
const bin = (file) => path.join(root, 'node_modules', file);

const checks = [
  ['lint', [bin('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=error']],
  ['types of the server', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the pages', [bin('typescript/bin/tsc'), '-p', 'tsconfig.browser.json']],
  ['lock holds every platform', [path.join(root, 'tools/complete-lock.mjs'), '--check']],
];
/** From outside come last: they start whole houses and browsers. */
const outside = ['tests/faults', 'tests/browser', 'tests/contract.test.ts', 'tests/backup.test.ts', 'tests/bench.test.ts'];
const runs =
  filters.length > 0
    ? [['asked for', filters]]
    : [
        ['inside', outside.flatMap((file) => ['--exclude', file.endsWith('.ts') ? file : `${file}/**`])],
        ['outside', outside],
      ];

const counts = { passed: 0, failed: 0, skipped: 0 };
const files = [];
const began = Date.now();

await prepare(root, { web: true });
if (filters.length === 0) for (const [name, argv] of checks) tally(name, (await node(argv)) === 0);
for (const [name, argv] of runs) await vitest(name, argv);
report();
process.exitCode = counts.failed > 0 ? 1 : 0;

function node(argv) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function tally(name, good) {
  counts[good ? 'passed' : 'failed']++;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`);
}

/** A file that could not be loaded, a crash and an error outside of any test each count as one that failed. */
async function vitest(name, argv) {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-test-report-'));
  const file = path.join(folder, 'report.json');
  const code = await node([
    bin('vitest/vitest.mjs'),
    'run',
    ...argv,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const seen = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
  rmSync(folder, { recursive: true });
  let failed = 0;
  for (const one of seen.testResults) {
    const count = (status) => one.assertionResults.filter((test) => test.status === status).length;
    const broken = one.status === 'failed' && count('failed') === 0 ? 1 : 0;
    counts.passed += count('passed');
    counts.skipped += one.assertionResults.length - count('passed') - count('failed');
    failed += count('failed') + broken;
    files.push({ name: path.relative(root, one.name), seconds: (one.endTime - one.startTime) / 1000 });
  }
  if (code !== 0 && failed === 0) {
    console.log(`FAIL the run of the tests ${name} ended with ${code}`);
    failed = 1;
  }
  counts.failed += failed;
}

function report() {
  const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, 8);
  console.log(`\nslowest files of ${files.length}:`);
  for (const { name, seconds } of slowest) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  console.log(`${counts.skipped} skipped, ${Math.round((Date.now() - began) / 1000)} s`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
}
