import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PASSWORD, refused, type SmallCentre, smallCentre, staffId, TENANT } from '../../../tests/smallCentre.ts';
import { boxFor, openBox } from '../../ground/vault/index.ts';
import { openHalves, ownSecret } from './ownKey.ts';
import { actorOf, hashOfToken } from './sessions.ts';

let here: SmallCentre;
beforeAll(async () => {
  here = await smallCentre();
});
afterAll(() => here?.close());

const id = () => staffId('mediator');
/** Whoever brings this token: what the request would have. */
const comes = async (token: string) => ({ ...(await here.signedIn(token))!, token });
const opens = async (token: string, box: Buffer) => {
  const secret = ownSecret(await comes(token));
  return secret && openBox(secret, 'a note', box)?.toString();
};
const boxed = () =>
  here.db.store.within(TENANT, { actorId: null, roles: ['door'], sees: [], writes: [] }, async (work) => {
    const half = (await openHalves(work, here.vault, [id()])).get(id())!;
    return boxFor(half, 'a note', Buffer.from('只给我的'));
  });
const perform = (token: string, command: string, input: object) =>
  here.centre.perform(TENANT, async (work) => ({ ...(await actorOf(work, hashOfToken(token)))!, token }), { command, input });

describe('谈话钥匙', () => {
  test('调解员第一次用密码登录就有；窗口、领导、管理员没有', async () => {
    await here.enter('mediator');
    for (const other of ['window', 'leader', 'admin']) await here.enter(other);
    expect(await here.db.look('select staff_id from public_key')).toEqual([{ staff_id: id() }]);
  });

  test('用密码登录的打得开；库里存的没有密码、没有令牌打不开', async () => {
    const { token } = await here.enter('mediator');
    const box = await boxed();
    expect(await opens(token, box)).toBe('只给我的');
    expect(ownSecret({ ...(await comes(token)), token: Buffer.alloc(32, 7).toString('base64url') } as never)).toBeUndefined();
    expect(ownSecret((await here.signedIn(token))!)).toBeUndefined();
  });

  test('改了密码照样打得开，旧的登录和新的登录都是', async () => {
    const box = await boxed();
    const { token } = await here.enter('mediator');
    const next = 'eight boats at the other quay';
    await perform(token, 'identity.changePassword', { old: PASSWORD, next });
    expect(await opens(token, box)).toBe('只给我的');
    expect(await opens((await here.enter('mediator', next)).token, box)).toBe('只给我的');
    await perform((await here.enter('mediator', next)).token, 'identity.changePassword', { old: next, next: PASSWORD });
  });

  test('管理员重设密码登进来的，打不开以前的；本人想起旧密码，打开一次，再改密码就合成一把', async () => {
    const box = await boxed();
    const { token: admin } = await here.enter('admin');
    const reset = await perform(admin, 'identity.resetPassword', { staffId: id() });
    const once = String(reset.extra!.password);
    const { token } = await here.enter('mediator', once);
    expect(await opens(token, box)).toBeUndefined();
    const next = 'nine boats at the far quay';
    await perform(token, 'identity.changePassword', { old: once, next });
    expect(await opens((await here.enter('mediator', next)).token, box)).toBeUndefined();
    expect(await refused(perform(token, 'identity.openKey', { secret: 'not it at all, no' }))).toBe('identity.keyStaysShut');
    await perform(token, 'identity.openKey', { secret: PASSWORD });
    expect(await opens(token, box)).toBe('只给我的');
    await perform(token, 'identity.changePassword', { old: next, next: PASSWORD });
    expect(await opens((await here.enter('mediator')).token, box)).toBe('只给我的');
  });

  test('换新钥匙：以前的打不开了，以后的打得开；账上各有一条', async () => {
    const before = await boxed();
    const { token } = await here.enter('mediator');
    expect(await refused(perform(token, 'identity.renewKey', { secret: 'short', lost: true }))).toBe('identity.weakPassword');
    expect(await refused(perform(token, 'identity.renewKey', { secret: PASSWORD }))).toBe('centre.invalid');
    await perform(token, 'identity.renewKey', { secret: PASSWORD, lost: true });
    expect(await opens(token, before)).toBeUndefined();
    expect(await opens((await here.enter('mediator')).token, await boxed())).toBe('只给我的');
    const kinds = await here.db.look<{ kind: string }>(
      `select kind from event_detail where kind like 'identity.key%' order by at, id`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(['identity.keyOpened', 'identity.keyRenewed']);
  });

  test('两处同时第一次登录，只有一把钥匙，两处都进得来', async () => {
    await Promise.all([here.enter('mediator2'), here.enter('mediator2'), here.enter('mediator2')]);
    const kept = await here.db.look(`select 1 from public_key where staff_id = $1`, [staffId('mediator2')]);
    expect(kept).toHaveLength(1);
  });

  test('统一认证进来、没有密码登录过的：设一个口令就有钥匙，下次登录说一遍口令', async () => {
    const { token } = await here.enter('leader');
    expect(ownSecret(await comes(token))).toBeUndefined();
    await perform(token, 'identity.renewKey', { secret: 'my own words for talks', lost: true });
    expect(ownSecret(await comes(token))).toBeDefined();
    const { token: again } = await here.enter('leader');
    expect(ownSecret(await comes(again))).toBeUndefined();
    await perform(again, 'identity.openKey', { secret: 'my own words for talks' });
    expect(ownSecret(await comes(again))).toBeDefined();
  });
});
