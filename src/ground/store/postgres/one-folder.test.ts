import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { occupants } from './leftovers.ts';
import { ask, at, inThrowAwayPlace, start, startParent } from './place.fixture.ts';
import { checkIsOurs } from './readiness.ts';

inThrowAwayPlace();

describe('one folder, one program', () => {
  test('a server that is not our own child is found out', async () => {
    const [a, b] = await Promise.all([start('a'), start('b')]);
    const claimed = { pid: b.pid } as Parameters<typeof checkIsOurs>[1];
    await expect(checkIsOurs(a.connection(a.superuser, 'postgres'), claimed)).rejects.toMatchObject({
      code: 'stranger-answered',
    });
  });

  test('a start that fails says what the server said, leaves nothing running and gives the folder back', async () => {
    await (await start('a')).stop();
    const file = at('a', 'pg', 'postgresql.conf');
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, 'no_such_setting = 1');
    await expect(start('a')).rejects.toMatchObject({ code: 'start-failed', message: expect.stringContaining('no_such_setting') });
    expect(occupants(at('a', 'pg'))).toEqual([]);
    writeFileSync(file, sound);
    await start('a');
  });

  test('a folder that cannot be one is refused in words', async () => {
    writeFileSync(at('a'), 'a file');
    await expect(start('a/b')).rejects.toMatchObject({ code: 'folder-not-ours', wayOn: expect.stringContaining('chown') });
  });

  test('the data of another major version is refused, not touched', async () => {
    mkdirSync(at('a', 'pg'), { recursive: true });
    writeFileSync(at('a', 'pg', 'PG_VERSION'), '15');
    await expect(start('a')).rejects.toMatchObject({ code: 'other-major-version' });
  });

  test('a second start in the same process is refused, and the folder is free again after stop', async () => {
    const first = await start('a');
    await expect(start('a')).rejects.toMatchObject({ code: 'folder-in-use', wayOn: expect.stringContaining('换一个数据文件夹') });
    expect(await ask(first, 'select 1')).toEqual([1]);
    await first.stop();
    await start('a');
  });

  test('a second start beside another process is refused and does it no harm', async () => {
    const { parent, pid } = await startParent(at('a'));
    await expect(start('a')).rejects.toThrow(`进程号 ${parent.pid}`);
    expect(occupants(at('a', 'pg'))).toContain(pid);
    expect(parent.exitCode).toBeNull();
  });

  test('of several starting together exactly one gets the folder', async () => {
    const results = await Promise.allSettled([start('a'), start('a'), start('a')]);
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'folder-in-use' });
  });
});
