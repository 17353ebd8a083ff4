import type { Call } from '../../../ground/command/index.ts';
import { readableCode } from '../../../ground/ids/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { boxFor, derivedKey, lock, newPair, openBox, sharesOf, unlock } from '../../../ground/vault/index.ts';
import { openHalves, ownSecret } from '../../../registers/identity/index.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { holdersOf, TALKS } from '../../../registers/matters/readers.ts';
import type { TalkRow } from './model.ts';
import { refusals } from './refusals.ts';

/**
 * A separate talk lies under a key of its own, and that key in boxes: one for each mediator who holds the matter, one for the party,
 * whose secret half is the code on their paper, and a share for each safety reviewer, of which it takes two (docs/adr/0014-sealed-talks.md).
 * No key of the house opens any of them.
 */
export const ofTalk = (talkId: string): string => `talk ${talkId}`;
export const ofKey = (talkId: string, holderId: string): string => `key of talk ${talkId} for ${holderId}`;
const ofCode = (partyId: string): string => `code of ${partyId}`;
const codePlace = (partyId: string) => ({ table: 'talk_code', column: 'key', row: partyId });
const underCode = (code: string): Buffer => derivedKey(Buffer.from(code), 'jiefen talk code');
/** 80 bits, read out in four groups. */
const CODE_LETTERS = 16;

export interface TalkKeyRow {
  talkId: string;
  holderId: string;
  kind: 'holder' | 'party' | 'share';
  boxed: Buffer;
}

/** Rows of talks are moved between readers who cannot see each other's: past their readers, and never past the keys. */
export async function amongTalks<T>(work: Work, run: () => Promise<T>): Promise<T> {
  let result: T | undefined;
  await work.beyond([TALKS], async () => {
    result = await run();
    await work.flush();
  });
  return result as T;
}

export interface Kept {
  /** Shown once, for the party's paper: where this was the first talk with them. */
  code?: string;
  /** Could two reviewers open it in danger to life? */
  openable: boolean;
}

/** Seals what was said and hands out the key. Refusals `sessions.notHolder`, `sessions.noKey`. */
export async function keepTalk(m: OpenMatter, partyId: string, heldAt: Date, body: Record<string, unknown>): Promise<Kept> {
  const { work, vault, chance, actor } = m.call;
  const holders = holdersOf(m.row);
  if (!holders.includes(actor.id)) throw refusals.notHolder();
  const reviewers = (await reviewersOf(work)).filter((id) => !holders.includes(id));
  const halves = await openHalves(work, vault, [...holders, ...reviewers]);
  if (!halves.has(actor.id)) throw refusals.noKey();
  const [id, key] = [chance.id(m.now), chance.bytes(32)];
  const ready = reviewers.filter((one) => halves.has(one));
  const shares = ready.length < 2 ? [] : sharesOf(key, ready.length);
  return amongTalks(work, async () => {
    const { code, open } = await codeOf(m, partyId);
    work.add('talk', {
      id,
      matterId: m.row.id,
      revision: 1,
      partyId,
      heldAt,
      writtenBy: actor.id,
      writtenAt: m.now,
      sealed: lock(key, ofTalk(id), Buffer.from(JSON.stringify(body))),
      readers: [TALKS, ...holders.map((one) => `u:${one}`)],
      sealedBy: m.eventId,
      sealSalt: chance.bytes(16).toString('hex'),
    });
    const give = (kind: TalkKeyRow['kind'], holderId: string, half: Buffer, bytes: Buffer) =>
      addKey(m, { talkId: id, holderId, kind, boxed: boxFor(half, ofKey(id, holderId), bytes) });
    for (const one of holders) if (halves.has(one)) give('holder', one, halves.get(one)!, key);
    give('party', partyId, open, key);
    for (const [at, one] of ready.entries()) if (shares[at]) give('share', one, halves.get(one)!, shares[at]);
    return { ...(code && { code }), openable: shares.length > 0 };
  });
}

const reviewersOf = async (work: Work): Promise<string[]> =>
  (
    await work.ask<{ id: string }>(
      sql`select id from staff where tenant_id = ${work.tenantId} and active and 'safety' = any(roles) order by id limit 200`,
    )
  ).map(({ id }) => id);

function addKey(m: OpenMatter, row: TalkKeyRow): void {
  const readers = row.kind === 'party' ? [TALKS] : [TALKS, `u:${row.holderId}`];
  m.call.work.add('talk_key', { id: m.call.chance.id(m.now), matterId: m.row.id, ...row, readers });
}

/** The party's open half; made with the first talk, and then the code that opens it is told this once. */
async function codeOf(m: OpenMatter, partyId: string): Promise<{ code?: string; open: Buffer }> {
  const { work, vault } = m.call;
  const tenant = String(work.tenantId);
  const known = await work.one<{ key: Buffer }>(
    sql`select key from talk_code where tenant_id = ${work.tenantId} and id = ${partyId}`,
  );
  if (known) return { open: vault.openBytes(tenant, codePlace(partyId), known.key) };
  const { code, open, row } = newCode(m, partyId);
  work.add('talk_code', { ...row, matterId: m.row.id, readers: [TALKS] });
  return { code, open };
}

function newCode(m: OpenMatter, partyId: string) {
  const { work, vault, chance } = m.call;
  const { open, secret } = newPair();
  const code = readableCode(chance, CODE_LETTERS);
  const row = {
    id: partyId,
    key: vault.sealBytes(String(work.tenantId), codePlace(partyId), open),
    secretSealed: lock(underCode(code), ofCode(partyId), secret),
    madeAt: m.now,
  };
  return { code: code.replace(/(.{4})(?=.)/g, '$1-'), open, row };
}

/**
 * A new code for a party who lost theirs: the mediator who holds the matter opens each talk with the own key and boxes it for the new
 * code; the old code opens nothing any more. Refusals `sessions.notHolder`, `sessions.keyShut`, `sessions.noSuchTalk`.
 */
export async function renewCode(m: OpenMatter, partyId: string): Promise<string> {
  const { work, actor } = m.call;
  if (!holdersOf(m.row).includes(actor.id)) throw refusals.notHolder();
  const secret = ownSecret(actor);
  if (!secret) throw refusals.keyShut();
  return amongTalks(work, async () => {
    const mine = await work.ask<TalkKeyRow>(sql`
      select k.talk_id, k.holder_id, k.kind, k.boxed from talk_key k join talk t on t.tenant_id = k.tenant_id and t.id = k.talk_id
      where k.tenant_id = ${work.tenantId} and t.matter_id = ${m.row.id} and t.party_id = ${partyId} and k.holder_id = ${actor.id} and k.kind = 'holder'`);
    if (mine.length === 0) throw refusals.noSuchTalk();
    const { code, open, row } = newCode(m, partyId);
    const talkIds = mine.map(({ talkId }) => talkId);
    work.save('talk_code', row);
    await work.ask(
      sql`delete from talk_key where tenant_id = ${work.tenantId} and holder_id = ${partyId} and talk_id = any(${talkIds}::uuid[])`,
    );
    for (const { talkId, boxed } of mine) {
      const key = openBox(secret, ofKey(talkId, actor.id), boxed);
      if (!key) throw refusals.keyShut();
      addKey(m, { talkId, holderId: partyId, kind: 'party', boxed: boxFor(open, ofKey(talkId, partyId), key) });
    }
    return code;
  });
}

/** The party's secret half by their code, or undefined. Call it `amongTalks`. */
export async function secretOfParty(work: Work, partyId: string, code: string): Promise<Buffer | undefined> {
  const row = await work.one<{ secretSealed: Buffer }>(
    sql`select secret_sealed from talk_code where tenant_id = ${work.tenantId} and id = ${partyId}`,
  );
  return row && unlock(underCode(code), ofCode(partyId), row.secretSealed);
}

/** All talks with a party go to the mediator who now holds the matter, whom the party handed the code. Returns how many were new to them. */
export async function handTalks(m: OpenMatter, partyId: string, code: string): Promise<number> {
  const { work, vault, actor } = m.call;
  if (!holdersOf(m.row).includes(actor.id)) throw refusals.notHolder();
  const half = (await openHalves(work, vault, [actor.id])).get(actor.id);
  if (!half) throw refusals.noKey();
  return amongTalks(work, async () => {
    const secret = await secretOfParty(work, partyId, code);
    if (!secret) throw refusals.wrongCode({ fields: { code: '照纸上的码再输一次' } });
    const rows = await work.ask<TalkKeyRow>(sql`
      select talk_id, holder_id, kind, boxed from talk_key where tenant_id = ${work.tenantId} and matter_id = ${m.row.id}
        and holder_id = ${partyId} and kind = 'party'`);
    // A key that was lost leaves boxes behind that nobody opens: they make room for the new ones.
    const talkIds = rows.map(({ talkId }) => talkId);
    await work.ask(sql`delete from talk_key where tenant_id = ${work.tenantId} and talk_id = any(${talkIds}::uuid[])
      and holder_id = ${actor.id} and kind = 'holder'`);
    for (const { talkId, boxed } of rows) {
      // A talk that the code was renewed without stays with its old code.
      const key = openBox(secret, ofKey(talkId, partyId), boxed);
      if (!key) continue;
      addKey(m, { talkId, holderId: actor.id, kind: 'holder', boxed: boxFor(half, ofKey(talkId, actor.id), key) });
    }
    const me = `u:${actor.id}`;
    await work.ask(sql`update talk set readers = readers || ${me}::text
      where tenant_id = ${work.tenantId} and id = any(${talkIds}::uuid[]) and not (${me} = any(readers))`);
    return rows.length;
  });
}

/** What was said, for a mediator who holds the matter. Refusals `sessions.noSuchTalk`, `sessions.keyShut`. */
export async function readTalk({ work, actor }: Pick<Call, 'work' | 'actor'>, talk: TalkRow): Promise<Record<string, unknown>> {
  const row = await work.one<{ boxed: Buffer }>(sql`
    select boxed from talk_key where tenant_id = ${work.tenantId} and talk_id = ${talk.id} and holder_id = ${actor.id} and kind = 'holder'`);
  if (!row) throw refusals.noSuchTalk();
  const secret = ownSecret(actor);
  const key = secret && openBox(secret, ofKey(talk.id, actor.id), row.boxed);
  if (!key) throw refusals.keyShut();
  return opened(key, talk.id, talk.sealed)!;
}

export function opened(key: Uint8Array, talkId: string, sealed: Uint8Array): Record<string, unknown> | undefined {
  const text = unlock(key, ofTalk(talkId), sealed);
  return text && (JSON.parse(text.toString()) as Record<string, unknown>);
}
