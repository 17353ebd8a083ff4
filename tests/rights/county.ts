import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Centre, commandNamed, type Reply, type Request, type Who } from '../../src/centre.ts';
import type { CentrePack } from '../../src/doors/cli/pack.ts';
import { settle, stableId } from '../../src/doors/cli/settle.ts';
import { tick } from '../../src/doors/clock/index.ts';
import type { Actor } from '../../src/ground/command/index.ts';
import { chance } from '../../src/ground/ids/index.ts';
import { Refusal } from '../../src/ground/refusal/index.ts';
import type { Work } from '../../src/ground/store/index.ts';
import { newPair, openKeyring, openVault } from '../../src/ground/vault/index.ts';
import { publish } from '../../src/registers/identity/index.ts';
import { forSession, keyHolders } from '../../src/registers/identity/ownKey.ts';
import { principalsOf } from '../../src/registers/identity/policy.ts';
import { inContact, staffRoles } from '../../src/registers/identity/roles.ts';
import { type Aggregate, loadMatter } from '../../src/registers/matters/store.ts';
import { gatesOn } from '../../src/support/deadlines/index.ts';
import { testDatabase } from '../database.ts';

export const TENANT = 990107;
export const OTHER_TENANT = 990106;
const BEGAN = new Date('2026-05-11T01:00:00.000Z');
export const GRID = '990107001001001';
export const noGate = (): Record<string, 'no'> => Object.fromEntries(gatesOn('2026-05-11').map(({ code }) => [code, 'no']));

const organisations = ['centre', 'pmc', 'police', 'court', 'faraway'] as const;
type OrganisationKey = (typeof organisations)[number];
const people: ReadonlyArray<readonly [key: string, role: string, organisation: OrganisationKey]> = [
  ...staffRoles.map((role) => [role, role, homeOf(role)] as const),
  ['triage2', 'triage', 'centre'],
  ['safety2', 'safety', 'centre'],
  ['mediator2', 'mediator', 'pmc'],
  ['mediator3', 'mediator', 'faraway'],
  ['org3', 'org', 'faraway'],
];
function homeOf(role: string): OrganisationKey {
  if (role === 'org' || role === 'mediator') return 'pmc';
  if (role === 'judge') return 'court';
  return role === 'partner' ? 'police' : 'centre';
}

const placesOf = (role: string): string[] => (role === 'gridWorker' ? [GRID] : []);

const kindOf: Partial<Record<OrganisationKey, string>> = {
  centre: 'centre',
  court: 'court',
  pmc: 'committee',
  faraway: 'committee',
};

/** A centre with these bodies and people; nobody of them signs in. */
const packOf = (tenant: number, bodies: readonly OrganisationKey[], staff: typeof people): CentrePack => ({
  centre: { code: String(tenant), zh: '试验县社会治理中心', label: '社会治理中心', hosts: [`${tenant}.local`] },
  places: [],
  posts: [],
  organisations: bodies.map((key) => ({
    key,
    zh: key,
    shortName: key,
    kind: kindOf[key] ?? 'agency',
    level: null,
    placeCode: null,
    duties: ['*'],
  })),
  staff: staff.map(([key, role, home]) => ({
    key,
    username: null,
    name: key,
    roles: [role],
    organisationKey: home,
    placeCodes: placesOf(role),
  })),
});

class Undo extends Error {}

/** The house with a centre that does everything and keeps nothing: each transaction is undone at its end. */
class ForgetfulCentre extends Centre {
  override async run<T>(tenantId: number, who: Who, body: (work: Work, actor: Actor) => Promise<T>): Promise<T> {
    let result: T | undefined;
    await super
      .run(tenantId, who, async (work, actor) => {
        result = await body(work, actor);
        await work.flush();
        throw new Undo();
      })
      .catch((error) => {
        if (!(error instanceof Undo)) throw error;
      });
    return result as T;
  }
}

/** Two invented centres with somebody in every role, and matters brought to any state through the real commands. */
export async function county() {
  let now = BEGAN;
  const db = await testDatabase({ now: () => now });
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-rights-'));
  const vault = openVault(openKeyring(path.join(folder, 'keys')));
  const store = db.another({ now: () => now, lazyCommit: true, max: 4 });
  const centre = new Centre({ store, vault, chance });
  const dry = new ForgetfulCentre({ store, vault, chance });
  const bodies = Object.fromEntries(organisations.map((key) => [key, stableId(TENANT, 'organisation', key)])) as Record<
    OrganisationKey,
    string
  >;
  const actors = new Map<string, Actor>();
  for (const [tenant, organised, staffed] of [
    [TENANT, organisations, people],
    [OTHER_TENANT, [], []],
  ] as const)
    await settle(db.store, db.admin, packOf(tenant, organised, staffed), { password: '', isDefault: tenant === TENANT });
  for (const [key, role, home] of people) {
    const standing = {
      id: stableId(TENANT, 'staff', key),
      roles: [role],
      organisationId: bodies[home],
      placeCodes: placesOf(role),
    };
    actors.set(key, { tenantId: TENANT, name: key, ...standing, ...principalsOf(standing) });
  }
  // As if each who is to have a key of their own had signed in once, and this were their session.
  for (const actor of [...actors.values()].filter(({ roles }) => roles.some((role) => keyHolders.includes(role)))) {
    const { open, secret } = newPair();
    const token = chance.bytes(32).toString('base64url');
    await db.store.within(TENANT, { ...actor, actorId: actor.id }, (work) => publish(work, vault, actor.id, open));
    actors.set(actor.name, { ...actor, token, ownKey: forSession(token, actor.id, secret) } as Actor);
  }
  const as = (key: string): Actor => actors.get(key)!;
  /** Somebody of this role who stands in for the clerk who received the matter, and so stands in relation to it. */
  const inTouch = (role: string): Actor => ({ ...as(role), ...principalsOf({ ...as(role), standsInFor: [as('window').id] }) });
  const perform = (
    who: string | Actor,
    command: string,
    input: object = {},
    id?: string,
    more: Partial<Request> = {},
  ): Promise<Reply> => centre.perform(TENANT, typeof who === 'string' ? as(who) : who, { command, input, id, ...more });
  const seen = (id: string): Promise<Aggregate> =>
    centre.run(
      TENANT,
      { ...as('leader'), sees: ['centre', 'safety'], writes: [] },
      async (work) => (await loadMatter(work, id, false))!,
    );

  return {
    db,
    store,
    vault,
    folder,
    centre,
    dry,
    bodies,
    as,
    inTouch,
    perform,
    seen,
    now: () => now,
    at: (instant: Date) => (now = instant),
    later: (ms: number) => (now = new Date(now.getTime() + ms)),
    /** The clock looks until nothing is due any more. */
    async clock(): Promise<void> {
      while ((await tick(centre, TENANT)) > 0);
    },
    /** Does it, tells whether it was done, and undoes it. */
    try: (who: Actor, command: string, input: object, id: string, look?: (work: Work) => Promise<void>): Promise<string> =>
      dry
        .run<string>(TENANT, who, async (work) => {
          await dry.performIn(work, who, commandNamed(command)!, { command, input, id, quiet: true });
          await work.flush();
          await look?.(work);
          return 'done';
        })
        .catch((error) => {
          if (error instanceof Refusal) return error.code;
          throw error;
        }),
    async close() {
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type County = Awaited<ReturnType<typeof county>>;
export const contacts = inContact;
