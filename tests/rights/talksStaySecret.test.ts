import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ofKey, opened } from '../../src/desks/mediation/sessions/sealing.ts';
import { keepTable, tablesOf } from '../../src/doors/cli/safekeeping/tables.ts';
import { serveCalendars } from '../../src/doors/http/calendars.ts';
import { Directory } from '../../src/doors/http/directory.ts';
import { serveDrafts } from '../../src/doors/http/drafts.ts';
import { serveLedger } from '../../src/doors/http/ledger.ts';
import { serveMatters } from '../../src/doors/http/matter.ts';
import { serveNotices } from '../../src/doors/http/notices.ts';
import { serveDeclarations } from '../../src/doors/http/routes.ts';
import { buildServer, COOKIE } from '../../src/doors/http/server.ts';
import type { Actor } from '../../src/ground/command/index.ts';
import { configFrom } from '../../src/ground/config/index.ts';
import { pg, sql } from '../../src/ground/store/index.ts';
import { newPair, openBox, unlock } from '../../src/ground/vault/index.ts';
import { ownSecret } from '../../src/registers/identity/index.ts';
import { principalsOf, tablePolicies } from '../../src/registers/identity/policy.ts';
import { staffRoles } from '../../src/registers/identity/roles.ts';
import { TALKS } from '../../src/registers/matters/readers.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { bring, inputs } from './lives.ts';

/** What was said alone, and what was said before both: no other text holds these. */
const CAUCUS = '其实只要一半我也愿意';
const JOINT = '当着双方说的一句话';

let here: County;
let app: FastifyInstance;
beforeAll(async () => {
  here = await county();
  const inside = {
    centre: here.centre,
    directory: await Directory.read(here.db.admin),
    config: configFrom({}),
    ready: () => true,
  };
  app = await buildServer(inside);
  serveDeclarations(app, inside);
  serveMatters(app, inside);
  serveNotices(app, inside);
  serveCalendars(app, inside);
  serveDrafts(app, inside);
  serveLedger(app, inside, { of: () => ({ verifierKey: 'x' }) } as never, async () => ({}));
  for (const key of everybody) await signIn(here.as(key));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await here?.close();
});

const everybody = [...staffRoles, 'safety2', 'mediator2', 'mediator3', 'org3', 'triage2'];
/** Relations in which a person of any role may stand to the matter, beside what their role gives. */
const relations = ['none', 'member', 'standsIn', 'org'] as const;
type Relation = (typeof relations)[number];

const act = async (who: string | Actor, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const first = async (id: string, side: string) => (await here.seen(id)).parties.find((party) => party.side === side)!.id;

/** A matter in mediation with one joint session and one separate talk; what the talk gave for the party's paper. */
async function talked(): Promise<{ id: string; code: string; talkId: string; partyId: string }> {
  const id = await bring(here, 'ASSIGNED');
  await act('mediator', 'mediation.startSession', id, { said: JOINT, points: JOINT });
  const { extra } = await act('mediator', 'mediation.separateTalk', id, { said: CAUCUS });
  const [talk] = await here.db.look<{ id: string }>('select id from talk where matter_id = $1', [id]);
  return { id, code: String(extra!.code), talkId: talk!.id, partyId: await first(id, 'applicant') };
}

async function signIn(actor: Actor): Promise<void> {
  const { token = createHash('sha256').update(actor.name).digest('base64url'), ownKey = null } = actor as Actor & {
    token?: string;
    ownKey?: Buffer;
  };
  tokens.set(actor.name, token);
  await here.db.look(
    `insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, 'x', $3) on conflict do nothing`,
    [TENANT, actor.id, here.now()],
  );
  await here.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, own_key, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, 'csrf', $4, $5, $5, $6)`,
    [
      TENANT,
      createHash('sha256').update(token).digest(),
      actor.id,
      ownKey,
      here.now(),
      new Date(here.now().getTime() + 3_600_000),
    ],
  );
}
const tokens = new Map<string, string>();
async function get(who: string, url: string): Promise<{ status: number; text: string }> {
  const answer = await app.inject({
    method: 'GET',
    url,
    headers: { host: `${TENANT}.local`, cookie: `${COOKIE}=${tokens.get(who)}` },
  });
  return { status: answer.statusCode, text: answer.body };
}

/** The same person in another relation to the matter, as the sign-in would find them. */
function inRelation(key: string, relation: Relation): Actor {
  const actor = here.as(key);
  if (relation === 'standsIn') return { ...actor, ...principalsOf({ ...actor, standsInFor: [here.as('mediator').id] }) };
  if (relation === 'org')
    return { ...actor, ...principalsOf({ ...actor, organisationId: here.bodies.pmc }), organisationId: here.bodies.pmc };
  return actor;
}

/** Everything that the database shows this person of everything, in every word. */
const allWords = (actor: Actor): Promise<string> =>
  here.store.within(TENANT, { ...actor, actorId: actor.id }, async (work) => {
    const rows = [];
    for (const { table } of tablePolicies) rows.push(await work.ask(sql`select to_jsonb(t) as row from ${sql.ref(table)} t`));
    return JSON.stringify(rows);
  });

describe('单独谈话只有承办的调解员和本人知道（人民调解法 15(4)；在线调解规则 18）', () => {
  test('没有一个岗位的身份里有“谈话”这个名字：那是没有人的', () => {
    for (const role of staffRoles) {
      const { sees, writes } = principalsOf({ id: 'x', roles: [role], organisationId: 'o', placeCodes: ['g'] });
      expect([...sees, ...writes]).not.toContain(TALKS);
    }
  });

  test('每个岗位 × 每种关系 × 每张表：原话一个字也没有；当面说的只给调解员和受理的调委会', async () => {
    const { id, talkId } = await talked();
    const leaks: string[] = [];
    let cells = 0;
    for (const key of everybody)
      for (const relation of relations) {
        if (relation === 'member' && key !== 'mediator')
          await here.db.look(
            `update matter set member_ids = member_ids || $2::uuid, readers = readers || ('u:' || $2) where id = $1`,
            [id, here.as(key).id],
          );
        const actor = inRelation(key, relation);
        const words = await allWords(actor);
        const talk = await refused(here.centre.ask(TENANT, actor, 'mediation.talk', { id: talkId }));
        cells += 2;
        if (words.includes(CAUCUS)) leaks.push(`${key} ${relation}: 库里`);
        if ((talk === 'done') !== (key === 'mediator')) leaks.push(`${key} ${relation}: 谈话 ${talk}`);
        // Whoever stands in for the absent mediator keeps the file of joint sessions, and opens no separate talk.
        const may = key === 'mediator' || relation === 'standsIn' || key === 'org' || (relation === 'org' && key === 'org3');
        if (words.includes(JOINT) && !may) leaks.push(`${key} ${relation}: 当面说的`);
      }
    expect(leaks).toEqual([]);
    expect(cells).toBeGreaterThan(130);
    expect(await allWords(here.as('mediator'))).toContain(JOINT);
    expect(await allWords(here.as('org'))).toContain(JOINT);
  });

  test('如果读者名单多写一个“centre”，马上发现：看得到的是密文，仍打不开', async () => {
    const { id, talkId } = await talked();
    await here.db.look(`update talk set readers = readers || 'centre'::text where id = $1`, [talkId]);
    await here.db.look(`update document set readers = readers || 'centre'::text where matter_id = $1 and lane = 'talks'`, [id]);
    const words = await allWords(here.as('leader'));
    expect(words).toContain(JOINT);
    expect(words).not.toContain(CAUCUS);
    expect(await refused(here.centre.ask(TENANT, here.as('leader'), 'mediation.talk', { id: talkId }))).toBe('centre.wrongRole');
  });

  test('网页的每个地址：事项、留痕、文书、导出、查找、账本、尽责证明、通知、日历、草稿，都没有', async () => {
    const { id, talkId } = await talked();
    const documents = await here.db.look<{ id: string; lane: string }>('select id, lane from document where matter_id = $1', [
      id,
    ]);
    const urls = [
      `/api/matters/${id}`,
      `/api/matters/${id}/sessions`,
      `/api/matters/${id}/diligence`,
      `/api/matters/${id}/receipt`,
      `/api/matters/${id}/calendar.ics`,
      '/api/me/calendar.ics',
      '/api/me/work',
      '/api/notices?to=all',
      '/api/notices/export?format=csv&to=all',
      '/api/matters/export?format=csv',
      `/api/matters?query=${encodeURIComponent('只要一半')}`,
      `/api/matters?query=${encodeURIComponent(CAUCUS)}`,
      '/api/ledger',
      '/api/drafts',
      `/api/talks/${talkId}`,
      ...documents.map((document) => `/api/documents/${document.id}`),
    ];
    const leaks: string[] = [];
    const talksDocs = new Set(
      documents.filter(({ lane }) => lane === 'talks').map((document) => `/api/documents/${document.id}`),
    );
    for (const who of everybody)
      for (const url of urls) {
        const { text, status } = await get(who, url);
        const holder = who === 'mediator';
        if (text.includes(CAUCUS) !== (holder && url === `/api/talks/${talkId}`)) leaks.push(`${who} ${url}`);
        if (text.includes(JOINT) !== ((holder || who === 'org') && talksDocs.has(url))) leaks.push(`${who} ${url}: 当面说的`);
        if (/query=/.test(url) && status === 200 && JSON.parse(text).lines.length > 0) leaks.push(`${who} ${url}: 找得到`);
      }
    expect(leaks).toEqual([]);
  });

  test('领导知道谈过一次、什么时候、谁谈的，和调解员写的进展摘要；不知道和谁、谈什么', async () => {
    const { id, partyId } = await talked();
    await act('mediator', 'mediation.progress', id, { summary: '双方都愿意再谈，下周三约第二次' });
    const { text } = await get('leader', `/api/matters/${id}`);
    const { thread } = JSON.parse(text) as { thread: Array<{ kind: string; zh: string; actor: string; data: object }> };
    const talk = thread.find(({ kind }) => kind === 'mediation.talkedSeparately')!;
    expect(talk.zh).toMatch(/^单独谈过一次（5月11日/);
    expect(talk.actor).toBe('mediator');
    expect(JSON.stringify(talk.data)).not.toContain(partyId);
    expect(thread.find(({ kind }) => kind === 'mediation.progressWritten')!.zh).toContain('下周三约第二次');
    const { talks, sittings } = JSON.parse((await get('leader', `/api/matters/${id}/sessions`)).text) as Record<
      string,
      unknown[]
    >;
    expect([talks, sittings]).toEqual([[], []]);
  });

  test('管数据库的人：全库每张表都抄出来，也只见密文；拿了别人的钥匙照样打不开', async () => {
    const { talkId } = await talked();
    const { rows, sealed } = await here.db
      .look<{ rows: string }>(
        `select string_agg(x, '') as rows from (${tablePolicies.map(({ table }) => `select string_agg(to_jsonb(t)::text, '') as x from ${table} t`).join(' union all ')}) q`,
      )
      .then(async ([all]) => ({
        rows: all!.rows,
        sealed: (await here.db.look<{ sealed: Buffer }>('select sealed from talk where id = $1', [talkId]))[0]!.sealed,
      }));
    expect(rows).toContain(JOINT);
    expect(rows).not.toContain(CAUCUS);
    expect(rows).not.toContain(Buffer.from(CAUCUS).toString('hex'));
    const boxes = await here.db.look<{ holder_id: string; kind: string; boxed: Buffer }>(
      'select holder_id, kind, boxed from talk_key where talk_id = $1',
      [talkId],
    );
    expect(boxes.map(({ kind }) => kind).sort()).toEqual(['holder', 'party', 'share', 'share']);
    // Another person's request path with row-level security gone: every box tried with every secret of everybody else.
    const others = everybody.filter((key) => key !== 'mediator').flatMap((key) => ownSecret(here.as(key)) ?? []);
    expect(others.length).toBeGreaterThanOrEqual(4);
    for (const secret of [...others, newPair().secret])
      for (const { holder_id, boxed } of boxes) {
        const key = openBox(secret, ofKey(talkId, holder_id), boxed);
        // A reviewer takes out their own share; it is one byte longer than a key and opens nothing.
        if (key) expect([key.length, unlock(key.subarray(1), `talk ${talkId}`, sealed)]).toEqual([33, undefined]);
      }
    const mine = boxes.find(({ kind }) => kind === 'holder')!;
    const key = openBox(ownSecret(here.as('mediator'))!, ofKey(talkId, mine.holder_id), mine.boxed)!;
    expect(JSON.stringify(opened(key, talkId, sealed))).toContain(CAUCUS);
    // The keys of the house are in reach of the program and open nothing here.
    expect(() => here.vault.open(String(TENANT), { table: 'talk', column: 'sealed', row: talkId }, sealed)).toThrow();
  });

  test('备份里也没有：每张表按备份的写法抄出来，只有密文', async () => {
    await talked();
    const client = new pg.Client(here.db.admin);
    await client.connect();
    const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-dump-'));
    mkdirSync(path.join(folder, 'tables'));
    const found: string[] = [];
    try {
      for (const table of await tablesOf(client)) {
        const { file } = await keepTable(client, folder, table);
        const text = gunzipSync(readFileSync(path.join(folder, file.path))).toString();
        if (text.includes(CAUCUS)) found.push(table.name);
        if (text.includes(JOINT)) found.push(`${table.name}: 当面说的`);
      }
    } finally {
      await client.end();
      rmSync(folder, { recursive: true, force: true });
    }
    // What was said before both is in the record of the session, which the file keeps; it shows that this test reads what it looks at.
    expect(found).toEqual(['document: 当面说的']);
  });

  test('谁能改库也换不了收件人的锁：换上的公开一半不认', async () => {
    const id = await bring(here, 'MEDIATING');
    const own = await here.db.look<{ key: Buffer }>('select key from public_key where staff_id = $1', [here.as('mediator').id]);
    await here.db.look('update public_key set key = (select key from public_key where staff_id = $2) where staff_id = $1', [
      here.as('mediator').id,
      here.as('mediator2').id,
    ]);
    await expect(act('mediator', 'mediation.separateTalk', id)).rejects.toThrow('sealed bytes do not open');
    await here.db.look('update public_key set key = $2 where staff_id = $1', [here.as('mediator').id, own[0]!.key]);
  });
});

describe('换了调解员', () => {
  test('换下的看不到了，钥匙也收走；新来的要当事人交出谈话码才打得开，码不对不行', async () => {
    const { id, code, talkId, partyId } = await talked();
    const read = (who: string) => refused(here.centre.ask(TENANT, here.as(who), 'mediation.talk', { id: talkId }));
    expect(await read('mediator')).toBe('done');
    await act('org', 'mediation.change', id, { mediatorId: here.as('mediator2').id });
    expect(await read('mediator')).toBe('sessions.noSuchTalk');
    expect(await here.db.look(`select 1 from talk_key where talk_id = $1 and kind = 'holder'`, [talkId])).toEqual([]);
    expect(await read('mediator2')).toBe('sessions.noSuchTalk');
    expect(await allWords(here.as('mediator2'))).not.toContain(CAUCUS);
    const wrong = act('mediator2', 'mediation.receiveTalks', id, { partyId, code: '0000-0000-0000-0000' });
    expect(await refused(wrong)).toBe('sessions.wrongCode');
    expect(await refused(act('mediator3', 'mediation.receiveTalks', id, { partyId, code }))).toBe('matters.notFound');
    // As people type it: small letters, spaces, O for 0.
    await act('mediator2', 'mediation.receiveTalks', id, { partyId, code: code.toLowerCase().replaceAll('-', ' '), by: 'phone' });
    expect(await read('mediator2')).toBe('done');
    expect(await read('mediator')).toBe('sessions.noSuchTalk');
    const [told] = await here.db.look<{ lane: string; readers: string[]; data: { by: string; talks: number } }>(
      `select lane, readers, data from event_detail where matter_id = $1 and kind = 'mediation.talksReceived'`,
      [id],
    );
    expect(told).toMatchObject({ lane: 'talks', data: { by: 'phone', talks: 1 } });
    expect(told!.readers).not.toContain('centre');
    expect(told!.readers).not.toContain(`u:${here.as('mediator').id}`);
    // He may have heard it once; coming back he does not get it without the party either.
    await act('org', 'mediation.change', id, { mediatorId: here.as('mediator').id });
    expect(await read('mediator')).toBe('sessions.noSuchTalk');
  });

  test('谈话码丢了，承办的调解员重发：旧码作废，新码打得开；没有钥匙的重发不了', async () => {
    const { id, code, talkId, partyId } = await talked();
    expect(await refused(act({ ...here.as('mediator'), token: undefined } as Actor, 'mediation.renewCode', id))).toBe(
      'sessions.keyShut',
    );
    const renewed = String((await act('mediator', 'mediation.renewCode', id)).extra!.code);
    expect(renewed).not.toBe(code);
    await act('org', 'mediation.change', id, { mediatorId: here.as('mediator2').id });
    const gives = (one: string) => refused(act('mediator2', 'mediation.receiveTalks', id, { partyId, code: one }));
    expect(await gives(code)).toBe('sessions.wrongCode');
    expect(await gives(renewed)).toBe('done');
    expect(await refused(here.centre.ask(TENANT, here.as('mediator2'), 'mediation.talk', { id: talkId }))).toBe('done');
  });

  test('当面说的记录跟着承办的人和调委会走；调解结束以后档案员看得到，法院确认以后法院看不到', async () => {
    const { id } = await talked();
    const may = async (who: string): Promise<boolean> => {
      const [{ readers }] = (await here.db.look<{ readers: string[] }>(
        `select readers from document where matter_id = $1 and lane = 'talks'`,
        [id],
      )) as [{ readers: string[] }];
      return readers.some((reader) => here.as(who).sees.includes(reader));
    };
    expect([await may('mediator'), await may('org'), await may('archivist'), await may('judge'), await may('leader')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    await act('org', 'mediation.change', id, { mediatorId: here.as('mediator2').id });
    expect([await may('mediator'), await may('mediator2'), await may('org')]).toEqual([false, true, true]);
    await act('org', 'mediation.leave', id);
    expect([await may('archivist'), await may('judge'), await may('window'), await may('partner')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
