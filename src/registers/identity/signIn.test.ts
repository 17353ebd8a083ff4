import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, refused, type SmallCentre, smallCentre, staffId, TENANT } from '../../../tests/smallCentre.ts';
import { chance } from '../../ground/ids/index.ts';
import { hashOfToken, signOut } from './sessions.ts';
import { LOCK_MS } from './tries.ts';

const MINUTE = 60_000;
let house: SmallCentre;
beforeAll(async () => {
  house = await smallCentre();
});
afterAll(() => house.close());

const events = (username: string) =>
  house.db.look<{ kind: string; role: string; command: string }>(
    'select kind, role, command from ledger_event where actor_id = $1 order by at, id',
    [staffId(username)],
  );

describe('登录', () => {
  test('用户名密码都对就进来，口令牌只存摘要，留痕一条', async () => {
    const { token, csrf, actor } = await house.enter(' Window ');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(actor).toMatchObject({ id: staffId('window'), tenantId: TENANT, roles: ['window'], csrf, mustChange: false });
    expect(actor.sees).toEqual(expect.arrayContaining(['centre', `s:${staffId('window')}`]));
    const [row] = await house.db.look<{ token_hash: Buffer }>('select token_hash from session where staff_id = $1', [
      staffId('window'),
    ]);
    expect(row!.token_hash).toEqual(hashOfToken(token));
    expect(JSON.stringify(await house.db.look('select * from session'))).not.toContain(token);
    expect(await events('window')).toEqual([{ kind: 'identity.signedIn', role: 'door', command: 'identity.signIn' }]);
  });

  test('不知道的用户名和输错的密码，听到的话一样', async () => {
    const say = async (username: string) =>
      house
        .enter(username, 'wrong')
        .catch((error) => ({ code: error.code, status: error.status, message: error.message, waysOn: error.waysOn }));
    expect(await say('nobody-here')).toEqual(await say('leader'));
    expect(await refused(house.enter('\u0000\ud800'))).toBe('identity.wrongPassword');
    expect(await refused(house.enter("' or 1=1 --"))).toBe('identity.wrongPassword');
  });

  test('拒绝不会比对的那一刻更早露出底细：至少等四分之一秒', async () => {
    for (const name of ['nobody-else', 'leader']) {
      const began = performance.now();
      await refused(house.enter(name, 'wrong'));
      expect(performance.now() - began).toBeGreaterThan(245);
    }
  });

  test('错五次锁十五分钟，锁住时对的密码也不行，到时间自己开；不存在的用户名也一样锁', async () => {
    for (const name of ['mediator', 'ghost']) {
      for (let i = 0; i < 5; i++)
        expect(await refused(house.enter(name, 'wrong')), `${name} ${i}`).toBe('identity.wrongPassword');
      expect(await refused(house.enter(name)), name).toBe('identity.locked');
    }
    expect((await events('mediator')).map((row) => row.kind)).toEqual([
      ...Array(4).fill('identity.signInFailed'),
      'identity.lockedOut',
    ]);
    house.later(LOCK_MS - 1000);
    expect(await refused(house.enter('mediator'))).toBe('identity.locked');
    house.later(2000);
    expect(await refused(house.enter('mediator', 'wrong'))).toBe('identity.wrongPassword');
    expect(await refused(house.enter('mediator'))).toBe('done');
    const [row] = await house.db.look('select failed, locked_until from credential where staff_id = $1', [staffId('mediator')]);
    expect(row).toEqual({ failed: 0, locked_until: null });
  });

  test('四十次同时猜，也只有五次算数', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, () => refused(house.enter('mediator2', 'guess'))));
    expect(codes.filter((code) => code === 'identity.wrongPassword')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity.locked')).toHaveLength(35);
    house.later(LOCK_MS + 1000);
  });

  test('停用的账号，密码对了才知道是停用', async () => {
    await house.db.look('update staff set active = false where id = $1', [staffId('leader')]);
    expect(await refused(house.enter('leader', 'wrong'))).toBe('identity.wrongPassword');
    expect(await refused(house.enter('leader'))).toBe('identity.inactive');
    await house.db.look('update staff set active = true where id = $1', [staffId('leader')]);
  });
});

describe('会话', () => {
  test('闲置三十分钟就退出；一直在用可以到十二小时，不能更久', async () => {
    const { token } = await house.enter('window');
    house.later(29 * MINUTE);
    expect(await house.signedIn(token)).toBeDefined();
    house.later(29 * MINUTE);
    expect(await house.signedIn(token)).toBeDefined();
    house.later(31 * MINUTE);
    expect(await house.signedIn(token)).toBeUndefined();
    const long = (await house.enter('window')).token;
    for (let i = 0; i < 24 * 3 - 1; i++) {
      house.later(10 * MINUTE);
      expect(await house.signedIn(long), `${i}`).toBeDefined();
    }
    house.later(10 * MINUTE);
    expect(await house.signedIn(long)).toBeUndefined();
  });

  test('一分钟内看一百次，只写一次“刚在”', async () => {
    const { token } = await house.enter('window');
    const seen = async () =>
      (
        await house.db.look<{ seen_at: Date; x: string }>('select seen_at, xmin::text as x from session where token_hash = $1', [
          hashOfToken(token),
        ])
      )[0]!;
    const before = await seen();
    house.later(59_000);
    for (let i = 0; i < 5; i++) await house.signedIn(token);
    expect(await seen()).toEqual(before);
    house.later(1000);
    await house.signedIn(token);
    expect((await seen()).seen_at.getTime()).toBe(before.seen_at.getTime() + MINUTE);
  });

  test('退出以后令牌作废，另一处登录照旧；再退一次也不出错', async () => {
    const [here, there] = [await house.enter('window'), await house.enter('window')];
    await signOut(house.db.store, TENANT, hashOfToken(here.token), chance);
    await signOut(house.db.store, TENANT, hashOfToken(here.token), chance);
    expect(await house.signedIn(here.token)).toBeUndefined();
    expect(await house.signedIn(there.token)).toBeDefined();
    expect((await events('window')).filter((row) => row.kind === 'identity.signedOut')).toHaveLength(1);
  });

  test('别的中心拿着同一个令牌什么也看不到', async () => {
    const { token } = await house.enter('window');
    const { actorOf } = await import('./sessions.ts');
    const there = await house.db.store.within(
      990108,
      async () => ({ actorId: null, roles: ['door'], sees: [], writes: [] }),
      (work) => actorOf(work, hashOfToken(token)),
    );
    expect(there).toBeUndefined();
  });
});

describe('两步验证', () => {
  test('绑定、要码、错码计入锁定、用过的码不再收、关闭', async () => {
    const { authenticator } = await import('otplib');
    const code = (secret: string) => authenticator.clone({ epoch: house.now().getTime() }).generate(secret);
    const { token } = await house.enter('auditor');
    expect(await refused(house.perform(token, 'identity.confirmTotp', { token: '123456' }))).toBe('identity.totpNotBegun');
    const { secret, uri } = (await house.perform(token, 'identity.enrolTotp')).extra as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    const [stored] = await house.db.look<{ totp_secret: Buffer }>('select totp_secret from credential where staff_id = $1', [
      staffId('auditor'),
    ]);
    expect(stored!.totp_secret.toString('latin1')).not.toContain(secret);
    expect(await refused(house.enter('auditor'))).toBe('done');
    expect(await refused(house.perform(token, 'identity.confirmTotp', { token: '000000' }))).toBe('identity.wrongCode');
    await house.perform(token, 'identity.confirmTotp', { token: code(secret) });
    expect(await refused(house.perform(token, 'identity.enrolTotp'))).toBe('identity.totpOn');

    expect(await refused(house.enter('auditor'))).toBe('identity.secondFactor');
    expect(await refused(house.enter('auditor', PASSWORD, code(secret))), 'the code that confirmed').toBe(
      'identity.secondFactor',
    );
    house.later(30_000);
    const good = code(secret);
    expect(await refused(house.enter('auditor', PASSWORD, good))).toBe('done');
    expect(await refused(house.enter('auditor', PASSWORD, good)), 'used a moment ago').toBe('identity.secondFactor');

    // Asking without a code in between must not give wrong codes another five tries.
    house.later(30_000);
    await house.enter('auditor', PASSWORD, code(secret));
    for (let i = 0; i < 5; i++) {
      expect(await refused(house.enter('auditor'))).toBe('identity.secondFactor');
      expect(await refused(house.enter('auditor', PASSWORD, '000000'))).toBe('identity.secondFactor');
    }
    expect(await refused(house.enter('auditor'))).toBe('identity.locked');

    expect(await refused(house.perform(token, 'identity.dropTotp', { password: 'wrong' }))).toBe('identity.notYourPassword');
    await house.perform(token, 'identity.dropTotp', { password: PASSWORD });
    house.later(LOCK_MS + 1000);
    expect(await refused(house.enter('auditor'))).toBe('done');
  });

  test('同一个码同时用两次，只有一次进得来', async () => {
    const { authenticator } = await import('otplib');
    const { token } = await house.enter('leader');
    const { secret } = (await house.perform(token, 'identity.enrolTotp')).extra as { secret: string };
    const code = () => authenticator.clone({ epoch: house.now().getTime() }).generate(secret);
    await house.perform(token, 'identity.confirmTotp', { token: code() });
    house.later(60_000);
    const results = await Promise.all([1, 2, 3].map(() => refused(house.enter('leader', PASSWORD, code()))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
  });
});
