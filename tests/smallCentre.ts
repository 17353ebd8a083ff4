import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Centre } from '../src/centre.ts';
import type { CentrePack } from '../src/doors/cli/pack.ts';
import { settle, stableId } from '../src/doors/cli/settle.ts';
import { chance } from '../src/ground/ids/index.ts';
import { Refusal } from '../src/ground/refusal/index.ts';
import { openKeyring, openVault } from '../src/ground/vault/index.ts';
import { type Admission, actorOf, hashOfToken, type SignedIn, signIn } from '../src/registers/identity/index.ts';
import { testDatabase } from './database.ts';

export const TENANT = 990109;
export const PASSWORD = 'seven boats at the quay';

const person = (username: string, role: string, organisationKey: string) => ({
  key: username,
  username,
  name: `${username}同志`,
  roles: [role],
  organisationKey,
  placeCodes: [],
});

/** A handful of invented people, enough for identity and registers. */
export const smallPack: CentrePack = {
  centre: { code: String(TENANT), zh: '小桥县社会治理中心', label: '社会治理中心', hosts: ['small.local'] },
  places: [],
  organisations: [
    {
      key: 'centre',
      zh: '小桥县社会治理中心',
      shortName: '小桥',
      kind: 'centre',
      level: 'county',
      placeCode: null,
      duties: ['*'],
    },
    {
      key: 'pmc',
      zh: '石埠镇人民调解委员会',
      shortName: '石埠',
      kind: 'committee',
      level: 'town',
      placeCode: null,
      duties: ['*'],
    },
  ],
  staff: [
    person('window', 'window', 'centre'),
    person('admin', 'admin', 'centre'),
    person('admin2', 'admin', 'centre'),
    person('auditor', 'auditor', 'centre'),
    person('mediator', 'mediator', 'pmc'),
    person('mediator2', 'mediator', 'pmc'),
    person('leader', 'leader', 'centre'),
  ],
  posts: [],
};

export const staffId = (username: string): string => stableId(TENANT, 'staff', username);
export const organisationId = (key: string): string => stableId(TENANT, 'organisation', key);

/** A settled centre on a database of its own, with a clock that `at` sets; everything through the application's role. */
export async function smallCentre(began = new Date('2026-03-02T01:00:00.000Z')) {
  let now = began;
  const db = await testDatabase({ now: () => now });
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-keys-'));
  const vault = openVault(openKeyring(path.join(folder, 'keys')));
  const centre = new Centre({ store: db.store, vault, chance });
  await settle(db.store, db.admin, smallPack, { password: PASSWORD });
  const enter = (username: string, password = PASSWORD, totp?: string): Promise<Admission> =>
    signIn(db.store, vault, TENANT, { username, password, totp }, { agent: 'test', chance });
  const who =
    (token: string) =>
    async (work: Parameters<typeof actorOf>[0]): Promise<SignedIn> => {
      const actor = await actorOf(work, hashOfToken(token));
      if (!actor) throw new Error('not signed in');
      return actor;
    };
  return {
    db,
    vault,
    centre,
    enter,
    at: (instant: Date) => (now = instant),
    later: (ms: number) => (now = new Date(now.getTime() + ms)),
    now: () => now,
    /** A command by the owner of a session token. */
    perform: (token: string, command: string, input: object = {}, more: { revision?: number } = {}) =>
      centre.perform(TENANT, who(token), { command, input, ...more }),
    ask: <T>(token: string, query: string, input: object = {}) => centre.ask(TENANT, who(token), query, input) as Promise<T>,
    signedIn: (token: string) =>
      db.store.within(
        TENANT,
        async () => ({ actorId: null, roles: ['door'], sees: [], writes: [] }),
        (work) => actorOf(work, hashOfToken(token)),
      ),
    async close() {
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type SmallCentre = Awaited<ReturnType<typeof smallCentre>>;

/** The code of a refusal; anything else is thrown on. */
export async function refused(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
