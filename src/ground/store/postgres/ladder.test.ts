import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packagedBinaries, relink } from './binaries.ts';
import { ask, at, inThrowAwayPlace, killed, start, startParent } from './place.fixture.ts';
import { relocate, usableBinaries } from './relocate.ts';

const isRoot = process.getuid?.() === 0;
const canUnshare = spawnSync('unshare', ['--user', '--map-user=65534', 'true']).status === 0;
const nobody = { uid: 65534, gid: 65534 };

inThrowAwayPlace();

describe.skipIf(!isRoot)('the ladder for root', () => {
  test('an open path is given to another user', async () => {
    mkdirSync(at('a'), { mode: 0o755 });
    const server = await start('a');
    expect(server.rung).toBe('setuid');
    expect(statSync(at('a', 'pg')).uid).not.toBe(0);
  });

  test.skipIf(!canUnshare)("a path only root may enter stays root's", async () => {
    chmodSync(at(), 0o700);
    const server = await start('a');
    expect(server.rung).toBe('namespace');
    expect(statSync(at('a', 'pg')).uid).toBe(0);
    expect(await ask(server, 'select 1')).toEqual([1]);
  });

  test('where namespaces are refused a closed path works still, and a cluster moves from rung to rung', async () => {
    chmodSync(at(), 0o700);
    const relocated = await start('a', { rung: 'relocated' });
    await ask(relocated, "create table kept as select 'there' as word");
    expect(statSync(at('a', 'pg')).uid).not.toBe(0);
    await relocated.stop();
    const other = await start('a');
    expect(await ask(other, 'select word from kept')).toEqual(['there']);
  });

  test('an ordinary user starts directly', async () => {
    mkdirSync(at('a'));
    chownSync(at('a'), nobody.uid, nobody.gid);
    const { rung, parent } = await startParent(
      at('a'),
      { HOME: at() },
      { ...nobody, cwd: dirname(fileURLToPath(import.meta.url)) },
    );
    expect(rung).toBe('direct');
    await killed(parent);
  });

  test('binaries behind a closed door are moved into the open, whatever their own modes', () => {
    mkdirSync(at('closed'), { mode: 0o700 });
    const closed = relocate(usableBinaries(), at('closed'));
    rmSync(closed.initdb);
    cpSync(usableBinaries().initdb, closed.initdb);
    chmodSync(closed.initdb, 0o700);
    const run = (file: string) => spawnSync(file, ['--version'], { ...nobody, encoding: 'utf8' }).stdout;
    expect(run(closed.postgres)).toBeFalsy();
    const open = relocate(closed, at());
    expect(run(open.postgres)).toContain('PostgreSQL');
    expect(run(open.initdb)).toContain('PostgreSQL');
    expect(lstatSync(open.postgres).ino).toBe(lstatSync(closed.postgres).ino);
    expect(relocate(closed, at())).toEqual(open);
  });
});

test('links that npm did not make are put back', () => {
  const home = at('native');
  mkdirSync(join(home, 'lib'), { recursive: true });
  cpSync(join(packagedBinaries().home, 'pg-symlinks.json'), join(home, 'pg-symlinks.json'));
  writeFileSync(join(home, 'lib', 'libpq.so.5.18'), 'library');
  relink(home);
  relink(home);
  expect(lstatSync(join(home, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(home, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
});
