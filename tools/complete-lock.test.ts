import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const tool = fileURLToPath(new URL('./complete-lock.mjs', import.meta.url));
const lockOfProject = fileURLToPath(new URL('../package-lock.json', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiefen-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8' });

function lockWith(packages: Record<string, unknown>): string {
  const file = join(folder, 'package-lock.json');
  writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }));
  return file;
}

const packagesOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')).packages;

test("the project's own lock holds the binaries of every platform", () => {
  const { status, stdout } = run('--check', lockOfProject);
  expect(stdout).toContain('complete');
  expect(status).toBe(0);
});

test('what is pruned from a real lock is found missing, put back with the same platform, and then complete', () => {
  const whole = packagesOf(lockOfProject);
  const binaries = Object.keys(whole).filter((at) => whole[at].optional && whole[at].cpu && !at.includes('wasm32'));
  expect(binaries.length).toBeGreaterThan(50);
  const file = lockWith(Object.fromEntries(Object.entries(whole).filter(([at]) => !binaries.includes(at))));
  expect(run('--check', file).status).toBe(1);
  expect(run(file).status).toBe(0);
  expect(run('--check', file).status).toBe(0);
  const mended = packagesOf(file);
  for (const at of binaries) {
    const { version, os, cpu, libc, dev } = whole[at];
    const claimed = mended[at].libc ? { libc: mended[at].libc } : {};
    expect(mended[at], at).toMatchObject({
      version,
      os,
      cpu,
      ...(libc ? { libc } : claimed),
      ...(dev && { dev }),
      optional: true,
    });
  }
  expect(Object.keys(mended)).toEqual(Object.keys(whole));
});

test('a binary nested under its parent counts as present, one under a stranger does not', () => {
  const parent = { version: '2.0.0', optionalDependencies: { 'x-linux-x64': '2.0.0' } };
  const there = { 'node_modules/a/node_modules/x': parent, 'node_modules/a/node_modules/x-linux-x64': { version: '2.0.0' } };
  expect(run('--check', lockWith(there)).status).toBe(0);
  const elsewhere = { 'node_modules/x': parent, 'node_modules/b/node_modules/x-linux-x64': { version: '2.0.0' } };
  expect(run('--check', lockWith(elsewhere)).status).toBe(1);
});

test('a range that names no exact version is refused instead of guessed', () => {
  const file = lockWith({ 'node_modules/x': { version: '2.0.0', optionalDependencies: { 'x-linux-x64': '>=1' } } });
  const { status, stderr } = run(file);
  expect(status).toBe(1);
  expect(stderr).toContain('cannot tell an exact version');
});
