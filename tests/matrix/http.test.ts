import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/centre.ts';
import { Directory } from '../../src/doors/http/directory.ts';
import { serveMatters } from '../../src/doors/http/matter.ts';
import { serveDeclarations } from '../../src/doors/http/routes.ts';
import { buildServer, COOKIE } from '../../src/doors/http/server.ts';
import { configFrom } from '../../src/ground/config/index.ts';
import { canSee, rolePolicies } from '../../src/registers/identity/policy.ts';
import { staffRoles } from '../../src/registers/identity/roles.ts';
import { pathOf } from '../../src/registers/matters/moves.ts';
import { subMachines } from '../../src/registers/matters/states.ts';
import { type County, county, GRID, OTHER_TENANT, TENANT } from '../rights/county.ts';
import { arrival, bring, inputs, shortStates, ways } from '../rights/lives.ts';
import { wholeTable } from './grid.ts';

let here: County;
let app: FastifyInstance;
const sessions = new Map<string, { token: string; csrf: string }>();
const matters = new Map<string, string>();
beforeAll(async () => {
  here = await county();
  const directory = await Directory.read(here.db.admin);
  // Every request does all it would do and is undone: one matter of each state serves all rows.
  const inside = { centre: here.dry, directory, config: configFrom({}), ready: () => true };
  app = await buildServer(inside);
  serveDeclarations(app, inside);
  serveMatters(app, inside);
  for (const who of [...staffRoles, 'mediator3']) await signIn(who);
  for (const state of Object.keys(ways)) matters.set(state, await open(await bring(here, state)));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await here?.close();
});

/** A session as the sign-in leaves it. */
async function signIn(who: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(18).toString('base64url');
  const { id } = here.as(who);
  await here.db.look(`insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, 'x', $3)`, [
    TENANT,
    id,
    here.now(),
  ]);
  await here.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, $4, $5, $5, $6)`,
    [TENANT, createHash('sha256').update(token).digest(), id, csrf, here.now(), new Date(here.now().getTime() + 3_600_000)],
  );
  sessions.set(who, { token, csrf });
}

/** Lets every role take part, so that role and state alone decide. */
async function open(id: string): Promise<string> {
  const members = staffRoles.map((role) => here.as(role).id);
  await here.db.look(`update matter set member_ids = $2::uuid[] where id = $1`, [id, members]);
  for (const table of ['matter', 'party', 'document', 'instalment', 'handover', 'clock', 'event_detail'])
    await here.db.look(
      `update ${table} set readers = readers || $2::text[] where ${table === 'matter' ? 'id' : 'matter_id'} = $1`,
      [id, members.map((one) => `u:${one}`)],
    );
  return id;
}

interface Answer {
  status: number;
  code: string;
  text: string;
}
async function ask(
  who: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  host = `${TENANT}.local`,
): Promise<Answer> {
  const { token, csrf } = sessions.get(who)!;
  const answer = await app.inject({
    method,
    url,
    payload,
    headers: { host, cookie: `${COOKIE}=${token}`, 'x-csrf-token': csrf },
  });
  return { status: answer.statusCode, code: String((answer.json() as { code?: string }).code ?? ''), text: answer.body };
}

const command = (name: string) => commands.find((one) => one.name === name)!;
const machineOf = (name: string): string | undefined => (command(name).row as { machine?: string } | undefined)?.machine;
const shortOnly = (name: string): boolean => (command(name) as unknown as { path?: string }).path === 'short';

/** The matter that a row is tried on: its main state, or one whose other machine is put there. */
async function matterFor(name: string, state: string): Promise<string> {
  const machine = machineOf(name);
  if (!machine) {
    // The rows of confirmation were tried on the same matter; a new round waits for the court to have nothing before it.
    if (name === 'mediation.newRound')
      await here.db.look(`update matter set confirmation = 'NA' where id = $1`, [matters.get(state)]);
    return matters.get(state)!;
  }
  const id = matters.get('EFFECTIVE')!;
  const column = machine === 'file' ? 'file_state' : machine;
  expect(Object.keys(subMachines[(machine === 'file' ? 'fileState' : machine) as keyof typeof subMachines].states)).toContain(
    state,
  );
  await here.db.look(`update matter set ${column} = $2 where id = $1`, [id, state]);
  return id;
}
const CLOSED_BY_POLICY = new Set([
  'centre.wrongRole',
  'matters.wrongRole',
  'matters.wrongState',
  'matters.notFound',
  'http.signIn',
  'http.forged',
  'fault',
  'http.noPage',
]);

const rows = Object.entries(wholeTable()).map(([key, by]) => ({ name: key.split('@')[0]!, state: key.split('@')[1]!, by }));
const ofMatters = rows.filter(({ state }) => state !== '-');

describe('over HTTP, each row of the policy', () => {
  test('a role of the row gets in, a role that is not in it is sent away in words', async () => {
    const wrong: string[] = [];
    let done = 0;
    for (const { name, state, by } of ofMatters) {
      const id = await matterFor(name, state);
      const path = pathOf(name, 'matter').replace('{id}', id);
      const input =
        name === 'matters.link'
          ? { otherId: matters.get(state === 'REGISTERED' ? 'SCREENING' : 'REGISTERED'), kind: 'linked' }
          : inputs[name]!(await here.seen(id), here);
      const may = staffRoles.find((role) => by.includes(role));
      const mayNot = staffRoles.find((role) => !by.includes(role));
      if (may) {
        const answer = await ask(may, 'POST', path, input);
        if (answer.status === 200) done++;
        // An import is taken back as a whole, never by a request for one matter: its door says so.
        if (CLOSED_BY_POLICY.has(answer.code) && name !== 'intake.undoImport')
          wrong.push(`${may} ${name}@${state}: ${answer.status} ${answer.code}`);
      }
      const refused = await ask(mayNot!, 'POST', path, input);
      if (refused.status !== 403 || refused.code !== 'centre.wrongRole')
        wrong.push(`${mayNot} got into ${name}@${state}: ${refused.status} ${refused.code}`);
    }
    expect(wrong).toEqual([]);
    expect(ofMatters.length).toBeGreaterThan(150);
    // A blank input is enough for most; what asks for more (a picture, a link, a plan) is tried where it is built.
    expect(done / ofMatters.length).toBeGreaterThan(0.5);
  }, 60_000);

  test('in a state that the row does not name it is refused as such', async () => {
    const wrong: string[] = [];
    for (const name of new Set(ofMatters.map((row) => row.name))) {
      if (machineOf(name)) continue;
      const states = ofMatters.filter((row) => row.name === name).map((row) => row.state);
      const role = staffRoles.find((one) => ofMatters.some((row) => row.name === name && row.by.includes(one)));
      const other = Object.keys(ways).find((state) => !states.includes(state) && shortStates.includes(state) === shortOnly(name));
      if (!role || !other) continue;
      const id = matters.get(other)!;
      const answer = await ask(
        role,
        'POST',
        pathOf(name, 'matter').replace('{id}', id),
        inputs[name]!(await here.seen(id), here),
      );
      // A form that this state has nothing to fill in with is refused for its fields first.
      if (answer.status !== 409 && answer.code !== 'centre.invalid')
        wrong.push(`${name}@${other}: ${answer.status} ${answer.code}`);
    }
    expect(wrong).toEqual([]);
  });

  test('commands without a matter: only the roles of their row get past the door', async () => {
    for (const { name, by } of rows.filter(({ name, state }) => state === '-' && commands.some((one) => one.name === name))) {
      const path = pathOf(name, command(name).on);
      const may = staffRoles.find((role) => by.includes(role))!;
      const mayNot = staffRoles.find((role) => !by.includes(role));
      expect((await ask(may, 'POST', path.replace('{id}', '00000000-0000-7000-8000-0000000000ff'), {})).code, name).not.toBe(
        'centre.wrongRole',
      );
      if (mayNot)
        expect(await ask(mayNot, 'POST', path.replace('{id}', '00000000-0000-7000-8000-0000000000ff'), {}), name).toMatchObject({
          status: 403,
          code: 'centre.wrongRole',
        });
    }
  });

  test('each role sees over HTTP exactly the matters of its relations; absent and forbidden look the same', async () => {
    const absent = await ask('window', 'GET', '/api/matters/00000000-0000-7000-8000-00000000ffff');
    expect(absent.status).toBe(404);
    const patterns = [
      ['centre'],
      [`g:${GRID}`],
      ['safety'],
      [`o:${here.bodies.pmc}`],
      [`o:${here.bodies.police}`],
      [`o:${here.bodies.court}`],
      ['audit'],
      [`p:${here.as('window').id}`],
      ...rolePolicies.filter(({ role }) => staffRoles.includes(role)).map(({ role }) => [`u:${here.as(role).id}`]),
    ];
    const { id } = await here.perform('window', 'intake.receive', arrival());
    for (const readers of patterns) {
      await here.db.look('update matter set readers = $2 where id = $1', [id, readers]);
      for (const role of staffRoles) {
        const answer = await ask(role, 'GET', `/api/matters/${id}`);
        if (canSee(here.as(role), readers)) expect(answer.status, `${role} ${readers}`).toBe(200);
        else expect([answer.status, answer.text], `${role} ${readers}`).toEqual([404, absent.text]);
      }
    }
  });

  test('a mediator of another town sees none, and the same session opens nothing in another centre', async () => {
    const list = await ask('mediator3', 'GET', '/api/matters');
    expect(list.status).toBe(200);
    for (const id of matters.values()) {
      expect(list.text).not.toContain(id);
      expect((await ask('mediator3', 'GET', `/api/matters/${id}`)).status).toBe(404);
    }
    expect((await ask('window', 'GET', '/api/matters')).text).toContain([...matters.values()].at(-1));
    expect(await ask('window', 'GET', '/api/matters', undefined, `${OTHER_TENANT}.local`)).toMatchObject({
      status: 401,
      code: 'http.signIn',
    });
  });

  test('nothing of all this was kept: every matter stands where it stood', async () => {
    for (const [state, id] of matters) expect((await here.seen(id)).matter.state).toBe(state);
  });
});
