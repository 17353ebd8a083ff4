import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { occupants } from './leftovers.ts';
import { ask, at, inThrowAwayPlace, killed, pathWithoutSetpriv, start, startParent } from './place.fixture.ts';

inThrowAwayPlace();

describe('after kill -9', () => {
  test('of the database: its death is told, and a start right after finds the acknowledged row', async () => {
    const first = await start('a');
    await ask(first, "create table kept as select 'acknowledged' as word");
    process.kill(first.pid, 'SIGKILL');
    expect(await first.died).toEqual({ code: null, signal: 'SIGKILL', asked: false });
    const second = await start('a');
    expect(await ask(second, 'select word from kept')).toEqual(['acknowledged']);
  });

  test('of the database amid a query that never looks up: the orphaned child is ended first', async () => {
    const first = await start('a');
    await ask(first, "create table kept as select 'acknowledged' as word");
    const busy = ask(first, 'do $$ begin loop null; end loop; end $$').catch(() => {});
    await pause(200);
    process.kill(first.pid, 'SIGKILL');
    await first.died;
    await pause(500);
    expect(occupants(at('a', 'pg')).length).toBeGreaterThan(0);
    const second = await start('a');
    expect(await ask(second, 'select word from kept')).toEqual(['acknowledged']);
    await busy;
  });

  test('of the parent: the orphaned server is found, stopped, and the row is there', async () => {
    const { parent, pid } = await startParent(at('a'), { PATH: pathWithoutSetpriv() });
    await killed(parent);
    await pause(300);
    expect(occupants(at('a', 'pg'))).toContain(pid);
    const said: string[] = [];
    const server = await start('a', { log: (line) => said.push(line) });
    expect(said.join()).toContain('遗留');
    expect(server.pid).not.toBe(pid);
    expect(await ask(server, 'select word from kept')).toEqual(['acknowledged']);
  });

  test.skipIf(spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status !== 0)(
    'of the parent: where setpriv exists the server follows by itself',
    async () => {
      const { parent } = await startParent(at('a'));
      await killed(parent);
      await expect.poll(() => occupants(at('a', 'pg')), { timeout: 10_000 }).toEqual([]);
    },
  );

  test('of parent and database: the row is there', async () => {
    const { parent, pid } = await startParent(at('a'), { PATH: pathWithoutSetpriv() });
    process.kill(pid, 'SIGKILL');
    await killed(parent);
    const server = await start('a');
    expect(await ask(server, 'select word from kept')).toEqual(['acknowledged']);
  });

  test("a stale pid file whose number is now somebody else's does not stop the start, nor is that process touched", async () => {
    const first = await start('a');
    process.kill(first.pid, 'SIGKILL');
    await first.died;
    const stranger = spawn('sleep', ['60']);
    const file = at('a', 'pg', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(stranger.pid)));
    await start('a');
    expect(stranger.exitCode).toBeNull();
    expect(stranger.kill('SIGKILL')).toBe(true);
  });
});
