import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands, lifecycles, matterCommands } from '../src/centre.ts';
import { allRefusals } from '../src/ground/refusal/index.ts';
import { tablePolicies } from '../src/registers/identity/policy.ts';
import { undrawn } from '../tools/drawings/lifecycles.ts';
import { drawings } from '../tools/drawings.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFile(path.join(root, file), 'utf8').catch(() => '(not there)');

describe('what is drawn is as drawn', () => {
  let drawn: Record<string, string>;
  beforeAll(async () => {
    drawn = await drawings();
  });

  test('every drawn file is the text that the code draws now (npx jiefen draw)', async () => {
    const old: string[] = [];
    for (const [file, text] of Object.entries(drawn)) if ((await read(file)) !== text) old.push(file);
    expect(old).toEqual([]);
    expect(Object.keys(drawn).length).toBeGreaterThan(12);
  });

  test('no page claims to be drawn that nobody draws', async () => {
    const pages = (await readdir(path.join(root, 'docs'), { recursive: true }))
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`);
    const claims = await Promise.all(
      pages.map(async (file) => ({ file, claims: (await read(file)).startsWith('<!-- Drawn from') })),
    );
    expect(claims.filter(({ file, claims: says }) => says && !(file in drawn)).map(({ file }) => file)).toEqual([]);
  });

  test('nothing drawn holds a hole, a machine path or an object without words', () => {
    for (const [file, text] of Object.entries(drawn))
      expect(`${file} ${/undefined|\[object Object\]|\/(home|work|tmp|root)\//.exec(text)?.[0] ?? 'clean'}`).toBe(
        `${file} clean`,
      );
  });

  test('every row of a lifecycle is a command, and every command of a matter stands on a page', () => {
    const rows = lifecycles.flatMap(({ moves }) =>
      Object.values(moves).map((move) => `${move.zh} ${move.from.join()} ${move.to.join()}`),
    );
    const made = new Set(matterCommands.map(({ row }) => `${row.zh} ${row.from.join()} ${row.to.join()}`));
    expect(rows.filter((row) => !made.has(row))).toEqual([]);
    expect(undrawn()).toEqual([]);
    for (const { name } of commands) expect(drawn['docs/policy.md']).toContain(`\`${name}\``);
  });

  test('every refusal is on the page, with a way on', () => {
    expect(allRefusals.size).toBeGreaterThan(50);
    for (const { code, waysOn, zh } of allRefusals.values()) {
      expect(drawn['docs/refusals.md']).toContain(`\`${code}\``);
      expect(waysOn.every((way) => way.trim().length >= 3) && waysOn.length > 0 && zh.length > 3, code).toBe(true);
    }
  });

  test('the cluster script spreads every table that belongs to a centre, and no partition', async () => {
    const script = drawn['docs/operate/citus.sql']!;
    const spread = [...script.matchAll(/create_distributed_table\('(\w+)'/g)].map(([, name]) => name!);
    const guarded = tablePolicies.map(({ table }) => table);
    expect(spread.sort()).toEqual([...guarded].sort());
  });

  test('links of the written pages lead somewhere', async () => {
    const pages = [
      'README.md',
      'README.en.md',
      'ARCHITECTURE.md',
      'STYLE.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      ...(await readdir(path.join(root, 'docs'), { recursive: true }))
        .filter((file) => file.endsWith('.md'))
        .map((file) => `docs/${file}`),
    ];
    const broken: string[] = [];
    for (const page of pages) {
      for (const [, target] of (await read(page)).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^[a-z]+:/.test(target!) || /\.png$/.test(target!)) continue;
        const folder = path.join(root, path.dirname(page), target!);
        if (
          (await read(path.relative(root, folder))) === '(not there)' &&
          !(await readdir(folder).then(
            () => true,
            () => false,
          ))
        )
          broken.push(`${page} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });
});
