import { z } from 'zod';
import { dayInChina, sayDay, sayInstant } from '../../../ground/clock/index.ts';
import { defineQuery, type Query } from '../../../ground/command/index.ts';
import { type Sql, sql } from '../../../ground/store/index.ts';
import type { ConsentRow, MatterRow } from '../../../registers/matters/model.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { sides } from '../../../registers/matters/view.ts';
import { neutralBecause } from './about.ts';
import { invitationFields, letterOf } from './invitation.ts';
import { linesOf, partsOf, phoneScriptOf, smsOf } from './letter.ts';
import { asked, channelsOfAnswer, sayAnswer } from './receipt.ts';

const ofMatter = { id: z.string().max(60) };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TRIES = 3;

/** The days on which somebody tried to reach this party, in China. */
export const triedDays = (tries: MatterRow['facts']['tries'], partyId: string): string[] => [
  ...new Set((tries ?? []).filter((one) => one.partyId === partyId).map((one) => dayInChina(new Date(one.at)))),
];

type Receipt = Omit<ConsentRow, 'readers' | 'revision' | 'matterId'> & { subject: string | null; recorder: string | null };

const receiptLine = (row: Receipt) => ({
  id: row.id,
  code: row.code,
  round: row.round,
  about: row.about,
  aboutZh: asked[row.about as keyof typeof asked]?.zh ?? row.about,
  answer: row.answer,
  answerZh: sayAnswer(row.about, row.answer),
  subject: row.subject,
  channelZh: channelsOfAnswer[row.channel as keyof typeof channelsOfAnswer] ?? row.channel,
  at: row.answeredAt.toISOString(),
  textVersion: row.textVersion,
  textHash: row.textHash,
  language: row.language,
  readAloud: row.readAloud,
  note: row.note,
  recordedBy: row.recorder,
});

/** Who answered what, when, by which channel, with the receipt of each; and what is missing before somebody counts as out of reach. */
export const board = defineQuery({
  name: 'mediation.consents',
  zh: '各方的意愿',
  path: '/api/mediation/{id}/consents',
  by: ['anyone'],
  input: z.object(ofMatter),
  async run({ work }, { id }) {
    const found = UUID.test(id) ? await loadMatter(work, id, false) : undefined;
    if (!found) throw matterRefusals.notFound();
    const { facts, state, round } = found.matter;
    const rows = await work.ask<Receipt>(sql`
      select c.*, s.name as recorder, coalesce(t.name, h->>'name') as subject from consent c
      left join staff s on s.tenant_id = c.tenant_id and s.id = c.recorded_by
      left join staff t on t.tenant_id = c.tenant_id and t.id = c.subject_id
      left join matter m on m.tenant_id = c.tenant_id and m.id = c.matter_id
      left join jsonb_array_elements(coalesce(m.facts->'companions', '[]')) h on h->>'id' = c.subject_id::text
      where c.tenant_id = ${work.tenantId} and c.matter_id = ${id} order by c.answered_at desc, c.id desc limit 2000`);
    const open = await work.ask<{ partyId: string; expiresAt: Date; usedAt: Date | null }>(sql`
      select party_id, expires_at, used_at from party_token where tenant_id = ${work.tenantId} and matter_id = ${id} and expires_at > ${work.now}`);
    return {
      round,
      answerBy: facts.answerBy ?? null,
      answerByZh: facts.answerBy ? sayDay(facts.answerBy) : null,
      parties: found.parties.map((party) => {
        const mine = rows.filter((row) => row.partyId === party.id).map(receiptLine);
        const days = triedDays(facts.tries, party.id);
        const link = open.find((one) => one.partyId === party.id);
        return {
          id: party.id,
          sideZh: sides[party.side],
          name: party.name,
          gone: party.goneAt !== null,
          consent: party.consent,
          last: mine.find((row) => row.about === 'mediation' && row.round === round) ?? null,
          receipts: mine,
          link: link ? { usedZh: link.usedAt ? sayInstant(link.usedAt) : null } : null,
          tries: state === 'CONSENT' && party.consent === 'unasked' ? { days, missing: Math.max(0, TRIES - days.length) } : null,
        };
      }),
      companions: facts.companions ?? [],
    };
  },
});

/** What would go out, word for word, before anything is sent. */
export const preview = defineQuery({
  name: 'mediation.invitation',
  zh: '邀请的样子',
  path: '/api/mediation/{id}/invitation',
  by: ['org', 'mediator', 'triage', 'window', 'seat'],
  input: z.object({
    ...ofMatter,
    ...invitationFields,
    named: z
      .enum(['true', 'false'])
      .default('true')
      .transform((said) => said === 'true'),
  }),
  async run({ work }, { id, ...wanted }) {
    const found = UUID.test(id) ? await loadMatter(work, id, false) : undefined;
    if (!found) throw matterRefusals.notFound();
    const letter = await letterOf(work, found.matter, found.parties, wanted);
    const sms = smsOf(letter, '{链接}');
    return {
      lines: linesOf(letter),
      sms,
      // A link of this house is about forty-five characters longer than its mark.
      parts: partsOf(sms + ' '.repeat(45)),
      script: phoneScriptOf(letter),
      neutralBecause: neutralBecause(found.matter) ?? null,
    };
  },
});

const DAY_MS = 86_400_000;
type Line = Record<'invited' | 'joined' | 'refused' | 'notNow' | 'unreachable' | 'lapsed' | 'open', number>;

/**
 * Of those who were invited, how many came, and what the others said: by committee and for the whole, never by mediator. Whose
 * time to answer still runs is not counted yet. Reasons are the answers themselves; nobody is asked for another.
 */
export const joining = defineQuery({
  name: 'mediation.joining',
  zh: '邀请到了多少',
  path: '/api/mediation/joining',
  by: ['leader', 'auditor', 'org'],
  input: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }),
  async run({ work }, { days }) {
    const since = new Date(work.now.getTime() - days * DAY_MS);
    const count = (zh: string, when: Sql): Sql => sql`count(*) filter (where ${when}) as ${sql.ref(zh)}`;
    const rows = await work.ask<Line & { organisationId: string | null; zh: string | null }>(sql`
      with asked as (
        select m.organisation_id, m.state, p.consent,
          (select c.answer from consent c where c.tenant_id = p.tenant_id and c.matter_id = p.matter_id and c.party_id = p.id
             and c.about = 'mediation' order by c.answered_at desc, c.id desc limit 1) as last,
          exists (select 1 from consent c where c.tenant_id = p.tenant_id and c.matter_id = p.matter_id and c.party_id = p.id
             and c.about = 'mediation' and c.answer in ('talk', 'write', 'helper', 'agreed')) as came
        from party p join matter m on m.tenant_id = p.tenant_id and m.id = p.matter_id
        where p.tenant_id = ${work.tenantId} and p.side = 'respondent' and m.kind = 'dispute' and not m.late_entry
          and exists (select 1 from notice n where n.tenant_id = p.tenant_id and n.party_id = p.id and n.kind = 'invitation' and n.made_at >= ${since})
      ), told as (
        select organisation_id, case
          when came then 'joined'
          when consent = 'unreachable' then 'unreachable'
          when last in ('refused', 'left', 'court') then 'refused'
          when state = 'CONSENT' and last = 'notNow' then 'notNow'
          when state in ('CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING') then 'open'
          when last = 'notNow' then 'notNow'
          else 'lapsed' end as how from asked
      )
      select t.organisation_id, o.zh, ${sql.join([
        count('invited', sql`true`),
        ...(['joined', 'refused', 'notNow', 'unreachable', 'lapsed', 'open'] as const).map((how) =>
          count(how, sql`how = ${how}`),
        ),
      ])}
      from told t left join organisation o on o.tenant_id = ${work.tenantId} and o.id = t.organisation_id group by 1, 2 order by 3 desc limit 200`);
    const lines = rows.map(({ zh, organisationId, ...counts }) => ({
      organisationId,
      zh: zh ?? '（还没有交给调委会）',
      ...(Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, Number(n)])) as Line),
    }));
    const sum = (key: keyof Line) => lines.reduce((total, line) => total + line[key], 0);
    const all = Object.fromEntries(
      (['invited', 'joined', 'refused', 'notNow', 'unreachable', 'lapsed', 'open'] as const).map((key) => [key, sum(key)]),
    ) as Line;
    return { since: since.toISOString(), all, lines };
  },
});

export const queries = [board, preview, joining] as unknown as readonly Query[];
