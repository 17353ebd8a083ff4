import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationId, PASSWORD, refused, type SmallCentre, smallCentre, staffId, TENANT } from '../../../tests/smallCentre.ts';
import { sql } from '../../ground/store/index.ts';

const HOUR = 3_600_000;
let house: SmallCentre;
let admin: string;
beforeAll(async () => {
  house = await smallCentre();
  admin = (await house.enter('admin')).token;
});
afterAll(() => house.close());

const appointment = (over: object = {}) => ({
  username: 'newcomer',
  name: '新来的人',
  roles: ['mediator'],
  organisationId: organisationId('pmc'),
  placeCodes: [],
  ...over,
});
const kinds = async () =>
  (await house.db.look<{ kind: string }>('select kind from ledger_event order by at, id')).map((row) => row.kind);

describe('密码', () => {
  test('改密码要旧密码，新密码要牢靠，改完别处的登录都退出', async () => {
    const [here, there] = [await house.enter('window'), await house.enter('window')];
    const change = (old: string, next: string) => refused(house.perform(here.token, 'identity.changePassword', { old, next }));
    for (const weak of [
      'short',
      'aaaaaaaaaaaa',
      '1234567890',
      'abcdefghij',
      'password2026!',
      'my window is open',
      'Jiefen-2026',
      PASSWORD,
    ])
      expect(await change(PASSWORD, weak), weak).toBe('identity.weakPassword');
    expect(await change('wrong', 'a river runs by')).toBe('identity.notYourPassword');
    expect(await change(PASSWORD, '小桥流水人家炊烟起又落')).toBe('done');
    expect(await house.signedIn(here.token)).toBeDefined();
    expect(await house.signedIn(there.token)).toBeUndefined();
    expect(await refused(house.enter('window'))).toBe('identity.wrongPassword');
    expect(await refused(house.enter('window', '小桥流水人家炊烟起又落'))).toBe('done');
    for (let i = 0; i < 5; i++) await change('guess', 'a river runs by it');
    expect(await change('小桥流水人家炊烟起又落', 'a river runs by it')).toBe('identity.locked');
  });

  test('管理员重置：一次性密码，旧登录全退，先改密码再办事；不能重置自己的', async () => {
    const { token } = await house.enter('mediator');
    const { extra } = await house.perform(admin, 'identity.resetPassword', { staffId: staffId('mediator') });
    expect(extra!.password).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await house.signedIn(token)).toBeUndefined();
    const back = await house.enter('mediator', String(extra!.password));
    expect(back.actor.mustChange).toBe(true);
    await house.perform(back.token, 'identity.changePassword', { old: extra!.password, next: PASSWORD });
    expect((await house.enter('mediator')).actor.mustChange).toBe(false);
    expect(await refused(house.perform(admin, 'identity.resetPassword', { staffId: staffId('admin') }))).toBe(
      'identity.notYourself',
    );
    expect(await refused(house.perform(back.token, 'identity.resetPassword', { staffId: staffId('window') }))).toBe(
      'centre.wrongRole',
    );
    expect(JSON.stringify(await house.db.look('select data from event_detail'))).not.toContain(extra!.password);
  });
});

describe('任命', () => {
  test('任命新人给一次性密码；换岗下一次请求就生效；停用立刻退出', async () => {
    const made = (await house.perform(admin, 'identity.appoint', appointment())).extra as { staffId: string; password: string };
    const { token } = await house.enter('newcomer', made.password);
    expect((await house.signedIn(token))!.sees).toContain(`u:${made.staffId}`);
    await house.perform(
      admin,
      'identity.appoint',
      appointment({ staffId: made.staffId, roles: ['leader'], organisationId: organisationId('centre') }),
    );
    expect(await house.signedIn(token)).toMatchObject({
      roles: ['leader'],
      organisationId: organisationId('centre'),
      sees: expect.arrayContaining(['centre', `s:${made.staffId}`]),
    });
    await house.perform(admin, 'identity.deactivate', { staffId: made.staffId });
    expect(await house.signedIn(token)).toBeUndefined();
    const { staff } = await house.ask<{ staff: Array<{ id: string; active: boolean; revision: number; rolesZh: string[] }> }>(
      admin,
      'identity.staff',
    );
    expect(staff.find((one) => one.id === made.staffId)).toMatchObject({ active: false, revision: 3, rolesZh: ['中心负责人'] });
    expect((await kinds()).filter((kind) => kind.startsWith('identity.appointed') || kind === 'identity.deactivated')).toEqual([
      'identity.appointed',
      'identity.appointed',
      'identity.deactivated',
    ]);
  });

  test('办事、管理、审计分开；用户名不重；组织要真有；不能把自己或最后一位管理员拿掉', async () => {
    const appoint = (over: object) => refused(house.perform(admin, 'identity.appoint', appointment(over)));
    expect(await appoint({ username: 'x1', roles: ['admin', 'leader'] })).toBe('identity.rolesApart');
    expect(await appoint({ username: 'x1', roles: ['auditor', 'window'] })).toBe('identity.rolesApart');
    expect(await appoint({ username: 'WINDOW' })).toBe('identity.usernameTaken');
    expect(await appoint({ username: 'x1', organisationId: '00000000-0000-4000-8000-000000000000' })).toBe(
      'identity.noSuchOrganisation',
    );
    expect(await appoint({ username: 'x1', roles: ['clock'] })).toBe('centre.invalid');
    expect(await appoint({ staffId: staffId('admin'), username: 'admin', roles: ['leader'] })).toBe('identity.notYourself');
    expect(await refused(house.perform(admin, 'identity.deactivate', { staffId: staffId('admin') }))).toBe(
      'identity.notYourself',
    );
    const second = (await house.enter('admin2')).token;
    await house.db.look('update staff set active = false where id = $1', [staffId('admin2')]);
    await house.db.look("update staff set roles = '{leader}' where id = $1", [staffId('admin')]);
    await house.db.look('update staff set active = true where id = $1', [staffId('admin2')]);
    expect(
      await refused(
        house.perform(
          second,
          'identity.appoint',
          appointment({ staffId: staffId('admin2'), username: 'admin2', roles: ['admin'] }),
        ),
      ),
    ).toBe('done');
    expect(await refused(house.perform(second, 'identity.deactivate', { staffId: staffId('admin2') }))).toBe(
      'identity.notYourself',
    );
    await house.db.look("update staff set roles = '{admin}' where id = $1", [staffId('admin')]);
  });
});

describe('离岗移交', () => {
  const absence = (over: object = {}) => ({
    from: house.now().toISOString(),
    until: new Date(house.now().getTime() + 48 * HOUR).toISOString(),
    handOverTo: staffId('mediator2'),
    ...over,
  });

  test('只能交给本单位同岗、那段时间在岗的同事', async () => {
    const { token } = await house.enter('mediator');
    const set = (over: object) => refused(house.perform(token, 'identity.setAbsence', absence(over)));
    expect(await set({ handOverTo: staffId('window') })).toBe('identity.badHandOver');
    expect(await set({ handOverTo: staffId('mediator') })).toBe('identity.badHandOver');
    expect(await set({ until: house.now().toISOString() })).toBe('identity.badAbsence');
    const other = (await house.enter('mediator2')).token;
    await house.perform(other, 'identity.setAbsence', absence({ handOverTo: null }));
    expect(await set({})).toBe('identity.badHandOver');
    await house.perform(other, 'identity.endAbsence');
    expect(await set({})).toBe('done');
  });

  test('离岗期间接手的人看得到、办得了，时间一到就还回去', async () => {
    const { token } = await house.enter('mediator2');
    expect(await house.signedIn(token)).toMatchObject({
      standsInFor: [staffId('mediator')],
      sees: expect.arrayContaining([`u:${staffId('mediator')}`]),
      writes: expect.arrayContaining([`u:${staffId('mediator')}`]),
    });
    house.later(48 * HOUR);
    const later = (await house.enter('mediator2')).actor;
    expect(later.standsInFor).toEqual([]);
    expect(later.sees).not.toContain(`u:${staffId('mediator')}`);
    admin = (await house.enter('admin')).token;
  });
});

describe('登录列表', () => {
  test('看得到自己的几处登录，退得掉别处；别人的只有管理员退得掉', async () => {
    const [a, b] = [await house.enter('leader'), await house.enter('leader')];
    const stranger = await house.enter('mediator2');
    const { sessions } = await house.ask<{ sessions: Array<{ id: string; current: boolean; agent: string }> }>(
      a.token,
      'identity.sessions',
    );
    expect(sessions.map((one) => one.current).sort()).toEqual([false, true]);
    const other = sessions.find((one) => !one.current)!.id;
    expect(await refused(house.perform(stranger.token, 'identity.revokeSession', { id: other }))).toBe('identity.noSuchSession');
    await house.perform(a.token, 'identity.revokeSession', { id: other });
    expect(await house.signedIn(b.token)).toBeUndefined();
    expect(await refused(house.perform(a.token, 'identity.revokeSession', { id: other }))).toBe('identity.noSuchSession');
    const all = await house.ask<{ sessions: Array<{ id: string; name: string }> }>(admin, 'identity.sessions', { all: '1' });
    expect(all.sessions.length).toBeGreaterThan(2);
    await house.perform(admin, 'identity.revokeSession', { id: sessions.find((one) => one.current)!.id });
    expect(await house.signedIn(a.token)).toBeUndefined();
  });

  test('me 说清人、岗、中心和首页', async () => {
    const { token, csrf } = await house.enter('mediator');
    expect(await house.ask(token, 'identity.me')).toMatchObject({
      user: { id: staffId('mediator'), username: 'mediator', organisationZh: '石埠镇人民调解委员会' },
      roles: ['mediator'],
      csrfToken: csrf,
      centre: { code: String(TENANT), zh: '小桥县社会治理中心' },
      mustChange: false,
      home: '/work',
    });
  });
});

describe('row-level security under the register of people', () => {
  const as = <T>(
    username: string,
    roles: string[],
    query: Parameters<Parameters<Parameters<typeof house.db.store.within<T[]>>[2]>[0]['ask']>[0],
  ) =>
    house.db.store.within(
      TENANT,
      { actorId: staffId(username), roles, sees: [`s:${staffId(username)}`], writes: [`s:${staffId(username)}`] },
      (work) => work.ask<T>(query),
    );

  test("nobody reads or changes the credential or sessions of another, nor another's row in staff", async () => {
    expect(
      (await as<{ staffId: string }>('window', ['window'], sql`select staff_id from credential`)).map((row) => row.staffId),
    ).toEqual([staffId('window')]);
    const sessions = await as<{ staffId: string }>('window', ['window'], sql`select distinct staff_id from session`);
    expect(sessions.every((row) => row.staffId === staffId('window'))).toBe(true);
    expect(await as('window', ['window'], sql`update staff set name = 'x' where username = 'leader' returning 1`)).toEqual([]);
    expect(
      await as(
        'window',
        ['window'],
        sql`update credential set password_hash = 'x' where staff_id = ${staffId('leader')} returning 1`,
      ),
    ).toEqual([]);
    await expect(
      as(
        'window',
        ['window'],
        sql`insert into staff (tenant_id, id, name, roles) values (${TENANT}, gen_random_uuid(), 'x', '{admin}')`,
      ),
    ).rejects.toThrow('row-level security');
  });

  test("the door's sign-in event cannot be written by a member of staff, nor a keeper's by anybody else", async () => {
    const forged = (command: string, role: string[]) =>
      as(
        'window',
        role,
        sql`insert into ledger_event (tenant_id, id, at, kind, command, role, entry, leaf, readers) values (${TENANT}, gen_random_uuid(), now(), 'k', ${command}, 'x', '', '', ${[`s:${staffId('window')}`]}::text[])`,
      );
    await expect(forged('identity.signIn', ['window'])).rejects.toThrow('row-level security');
    await expect(forged('identity.appoint', ['window'])).rejects.toThrow('row-level security');
    await expect(forged('identity.changePassword', ['window'])).resolves.toEqual([]);
  });

  test('own account events are read by the person and the auditor, by nobody else', async () => {
    const readers = await house.db.look<{ readers: string[] }>(
      "select readers from event_detail where kind = 'identity.absenceEnded'",
    );
    expect(readers[0]!.readers).toEqual(['audit', `s:${staffId('mediator2')}`]);
    const { actor: auditor } = await house.enter('auditor');
    const count = (sees: readonly string[]) =>
      house.db.store.within(TENANT, { actorId: null, roles: ['x'], sees, writes: [] }, (work) =>
        work.one<{ n: number }>(sql`select count(*) as n from event_detail`),
      );
    expect((await count(auditor.sees))!.n).toBe(
      (await house.db.look<{ n: number }>('select count(*)::int as n from event_detail'))[0]!.n,
    );
    expect((await count((await house.enter('leader')).actor.sees))!.n).toBeLessThan(20);
    expect(auditor.writes).toEqual([`s:${staffId('auditor')}`]);
  });
});
