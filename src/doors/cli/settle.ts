import type { ClientConfig } from 'pg';
import { v5 } from 'uuid';
import { type Chance, chance as realChance } from '../../ground/ids/index.ts';
import { type ActorContext, foundTenant, type Store, sql, type Work } from '../../ground/store/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import {
  addStaff,
  blankCredential,
  hashPassword,
  keyHolders,
  type NewKey,
  newOwnKey,
  normalUsername,
  publish,
} from '../../registers/identity/index.ts';
import { addOrganisation } from '../../registers/organisations/index.ts';
import { lay, type Place } from '../../registers/places/index.ts';
import { type Kept, keep } from '../../support/ledger/keep.ts';
import { append } from '../../support/ledger/store.ts';
import { type CentrePack, type PackPost, type PackStaff, tenantIdOf } from './pack.ts';

export { type CentrePack, tenantIdOf } from './pack.ts';

export interface SettleOptions {
  /** One password for all accounts of the pack. */
  password: string;
  chance?: Chance;
  /** The centre answers for host names that nobody claimed. */
  isDefault?: boolean;
  /** The accounts must choose their own password first: for a real centre's first administrator. */
  mustChange?: boolean;
  /** With it mediators and safety reviewers have their own keys from the beginning, as if each had signed in once. */
  vault?: Vault;
}
export interface Settled {
  tenantId: number;
  /** False when the centre was settled before; nothing is changed then. */
  fresh: boolean;
  places: number;
  organisations: number;
  staff: number;
}

const HOUSE = '6f1f2d7e-5f0a-5c53-9a53-3c1b4b1f0a77';

/** The same centre and key give the same id on every machine, so that demo accounts and stories stay what they are. */
export const stableId = (tenantId: number, kind: string, key: string): string => v5(`${tenantId}/${kind}/${key}`, HOUSE);

/** Settling acts as an administrator without a name; no matter is in reach. */
const settler: ActorContext = { actorId: null, roles: ['admin'], sees: ['audit'], writes: ['audit'] };

/**
 * Enters a centre with its places, organisations, posts and accounts, in one transaction with one ledger event. `admin` is the
 * owner's connection (the directory of centres is the owner's). Doing it again changes nothing.
 */
export async function settle(store: Store, admin: ClientConfig, pack: CentrePack, options: SettleOptions): Promise<Settled> {
  const { password, chance = realChance, isDefault = false, mustChange = false, vault } = options;
  const { staff, organisations, places, posts } = pack;
  const { code, zh, label, hosts, ...settings } = pack.centre;
  const tenantId = tenantIdOf(code);
  const hashes = await hashesOf(staff, password);
  const keys = vault ? await keysOf(tenantId, staff, password, chance) : new Map<string, NewKey>();
  await foundTenant(admin, { id: tenantId, code, zh, label, hosts, isDefault, settings });
  return store.within(tenantId, settler, async (work) => {
    await work.ask(sql`select pg_advisory_xact_lock(727003, ${tenantId})`);
    const counts = { places: places.length, organisations: organisations.length, staff: staff.length };
    if (await work.one(sql`select id from staff where tenant_id = ${tenantId} limit 1`))
      return { ...counts, tenantId, fresh: false };
    const kept = keep({ chance, now: work.now, actor: { id: 'settler' } });
    await enterPlaces(work, kept, places, chance);
    for (const post of posts) enterPost(work, post, chance);
    for (const { key, settings = {}, duties, ...row } of organisations)
      addOrganisation(work, kept, { ...row, key, id: stableId(tenantId, 'organisation', key), duties: [...duties], settings });
    for (const member of staff) enterStaff(work, kept, member, hashes.get(member.key), keys.get(member.key), mustChange);
    for (const [key, { open }] of keys) await publish(work, vault!, stableId(tenantId, 'staff', key), open);
    const event = { ...kept.event('identity.settled', { code, ...counts }), readers: ['audit'] };
    append(work, { ...event, command: 'identity.settle', role: 'admin', actorId: null }, chance);
    return { ...counts, tenantId, fresh: true };
  });
}

/** A salt for each account: thirty hashes of 28 ms, on the library's own threads. */
async function hashesOf(staff: readonly PackStaff[], password: string): Promise<Map<string, string>> {
  const signing = staff.filter((member) => member.username !== null);
  return new Map(await Promise.all(signing.map(async ({ key }) => [key, await hashPassword(password)] as const)));
}

/** For those who sign in; one who is only on the register keeps no secrets here. */
async function keysOf(
  tenantId: number,
  staff: readonly PackStaff[],
  password: string,
  chance: Chance,
): Promise<Map<string, NewKey>> {
  const holders = staff.filter(({ username, roles }) => username !== null && roles.some((role) => keyHolders.includes(role)));
  const made = async ({ key }: PackStaff) => [key, await newOwnKey(stableId(tenantId, 'staff', key), password, chance)] as const;
  return new Map(await Promise.all(holders.map(made)));
}

async function enterPlaces(work: Work, kept: Kept, places: readonly Place[], chance: Chance): Promise<void> {
  const { errors } = await lay({ work, chance, now: work.now }, kept, places);
  if (errors[0]) throw new Error(`${places[errors[0].row]?.code}: ${errors[0].message}`);
}

function enterPost(work: Work, { staffKey, from, to, ...post }: PackPost, chance: Chance): void {
  work.add('place_post', {
    ...post,
    id: chance.id(work.now),
    staffId: staffKey && stableId(work.tenantId, 'staff', staffKey),
    effectiveFrom: from,
    effectiveTo: to,
  });
}

function enterStaff(
  work: Work,
  kept: Kept,
  member: PackStaff,
  hash: string | undefined,
  own: NewKey | undefined,
  mustChange: boolean,
): void {
  const { key, username, name, roles, organisationKey, placeCodes, does, mediator } = member;
  const id = stableId(work.tenantId, 'staff', key);
  addStaff(work, kept, {
    id,
    username: username && normalUsername(username),
    name,
    roles: [...roles],
    placeCodes: [...placeCodes],
    does: does ?? null,
    mediator: mediator ?? null,
    organisationId: organisationKey && stableId(work.tenantId, 'organisation', organisationKey),
  });
  const { keySalt, keySealed } = own ?? { keySalt: null, keySealed: null };
  if (hash) work.add('credential', { ...blankCredential(id, hash, work.now, mustChange), keySalt, keySealed });
}
