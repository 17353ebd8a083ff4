import { existsSync, statSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { cloneDatabase, dropDatabase, ensureDatabase } from './index.ts';
import { ask, inThrowAwayPlace, start } from './place.fixture.ts';
import { socketPlace } from './socket-folder.ts';

inThrowAwayPlace();

describe('an ordinary life', () => {
  test('first start, second start: settings as promised, rows kept', async () => {
    const said: string[] = [];
    const first = await start('a', { log: (line) => said.push(line) });
    expect(said.join()).toContain('正在建立数据库');
    await ask(first, "create table kept as select 'there' as word");
    expect(
      await ask(first, 'select datlocprovider::text || datlocale from pg_database where datname = current_database()'),
    ).toEqual(['bC.UTF-8']);
    for (const [name, value] of [
      ['TimeZone', 'UTC'],
      ['data_checksums', 'on'],
      ['listen_addresses', ''],
      ['jit', 'off'],
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['max_connections', '60'],
    ])
      expect(await ask(first, `select current_setting('${name}')`), name).toEqual([value]);
    expect(statSync(first.connection('x', 'y').host!).mode & 0o777).toBe(0o700);
    await first.stop();
    expect(await first.died).toEqual({ code: 0, signal: null, asked: true });
    expect(() => process.kill(first.pid, 0)).toThrow();
    const second = await start('a', { log: (line) => said.push(line) });
    expect(await ask(second, 'select word from kept')).toEqual(['there']);
    expect(said).toHaveLength(1);
  });

  test('two folders at once do not see one another', async () => {
    const [a, b] = await Promise.all([start('a'), start('b')]);
    await ask(a, 'create table only_in_a ()');
    expect(await ask(b, "select to_regclass('only_in_a')")).toEqual([null]);
    expect(a.pid).not.toBe(b.pid);
  });

  test('databases are ensured, cloned with their rows and dropped under open connections', async () => {
    const server = await start('a');
    await Promise.all([ensureDatabase(server, '解纷 "a"'), ensureDatabase(server, '解纷 "a"')]);
    await ask(server, 'create table matter as select 7 as n', '解纷 "a"');
    await cloneDatabase(server, '解纷 "a"', 'copy');
    expect(await ask(server, 'select n from matter', 'copy')).toEqual([7]);
    const open = new pg.Client(server.connection(server.superuser, 'copy'));
    open.on('error', () => {});
    await open.connect();
    await dropDatabase(server, 'copy');
    await dropDatabase(server, 'copy');
    await expect(ask(server, 'select 1', 'copy')).rejects.toThrow('does not exist');
    await open.end().catch(() => {});
  });

  test('a data path longer than a socket may be still works', async () => {
    const server = await start(`${'很长的文件夹名'.repeat(4)}/${'x'.repeat(60)}`);
    const socket = server.connection('x', 'y').host!;
    expect(Buffer.byteLength(socket)).toBeLessThan(90);
    expect(await ask(server, 'select 1')).toEqual([1]);
    await server.stop();
    expect(existsSync(socket)).toBe(false);
    expect(Buffer.byteLength(socketPlace('/x', false, `/${'t'.repeat(200)}`))).toBeLessThan(90);
  });
});
