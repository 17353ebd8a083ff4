import { z } from 'zod';
import { type Call, defineQuery, type Query } from '../../../ground/command/index.ts';
import { sql } from '../../../ground/store/index.ts';
import { openHalves, ownSecret } from '../../../registers/identity/index.ts';
import type { MatterRow } from '../../../registers/matters/model.ts';
import { holdersOf } from '../../../registers/matters/readers.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { stillTalking } from './lifecycle.ts';
import type { OpeningRow, SittingRow, TalkRow } from './model.ts';
import { readOpening } from './opening.ts';
import { refusals } from './refusals.ts';
import { amongTalks, readTalk } from './sealing.ts';

const Id = z.object({ id: z.uuid('没有这一件') });

type Seen = Pick<MatterRow, 'id' | 'state' | 'mediatorId' | 'facts' | 'safety'>;
const matterSeen = async ({ work }: Call, id: string): Promise<Seen> => {
  const row = await work.one<Seen>(
    sql`select id, state, mediator_id, facts, safety from matter where tenant_id = ${work.tenantId} and id = ${id}`,
  );
  if (!row) throw matterRefusals.notFound();
  return row;
};

const sittingView = (
  { id, form, partyIds, startsAt, endsAt, place, online, interpreter, companions, state, why }: SittingRow,
  matter: Seen,
) => ({
  id,
  form,
  partyIds,
  startsAt,
  endsAt,
  place,
  online,
  interpreter,
  companions: companions.map(({ name, as }) => ({ name, as })),
  state: state === 'planned' && !stillTalking(matter.state) ? 'cancelled' : state,
  why,
  /** Planned before safety was held: it does not take place so. */
  waits: state === 'planned' && form === 'joint' && matter.safety === 'HELD',
});

/** Does this sign-in open separate talks? `none`: this person has no key yet. */
async function keyState({ work, vault, actor }: Call): Promise<'open' | 'shut' | 'none'> {
  if (ownSecret(actor)) return 'open';
  return (await openHalves(work, vault, [actor.id])).size > 0 ? 'shut' : 'none';
}

/** Reviewers see of the talks of a held matter that they took place, and with whom: who is in danger must be found. */
const forReviewers = (call: Call, matterId: string): Promise<TalkRow[]> =>
  amongTalks(call.work, () =>
    call.work.ask<TalkRow>(sql`
      select id, party_id, held_at, written_by from talk where tenant_id = ${call.work.tenantId} and matter_id = ${matterId} order by held_at`),
  );

/** What is planned for all who see the matter; talks for the mediators who hold it, and for the safety reviewers of a held one. */
export const sessions = defineQuery({
  name: 'mediation.sessions',
  zh: '调解的安排和谈话',
  path: '/api/matters/{id}/sessions',
  by: ['anyone'],
  input: Id,
  async run(call, { id }) {
    const { work, actor } = call;
    const matter = await matterSeen(call, id);
    const sittings = await work.ask<SittingRow>(
      sql`select * from sitting where tenant_id = ${work.tenantId} and matter_id = ${id} order by starts_at`,
    );
    const holds = holdersOf(matter).includes(actor.id);
    const reviews = actor.roles.includes('safety') && matter.safety !== 'NONE' && !holds;
    const own = sql`select id, party_id, held_at, written_by from talk where tenant_id = ${work.tenantId} and matter_id = ${id} order by held_at`;
    const talks = holds ? await work.ask<TalkRow>(own) : reviews ? await forReviewers(call, id) : [];
    const openings = reviews
      ? await work.ask<OpeningRow>(
          sql`select id, talk_id, asked_by, asked_at, agreed_by, until, reason from talk_opening where tenant_id = ${work.tenantId} and matter_id = ${id} order by asked_at desc`,
        )
      : [];
    return {
      sittings: sittings.map((row) => sittingView(row, matter)),
      unavailable: (matter.facts.unavailable ?? []).filter(({ until }) => new Date(until) > call.now),
      holds,
      reviews,
      key: holds || reviews ? await keyState(call) : null,
      talks: talks.map(({ id: talkId, partyId, heldAt, writtenBy }) => ({ id: talkId, partyId, heldAt, writtenBy })),
      openings: openings.map(({ boxes: _, sealed: __, ...rest }) => ({
        ...rest,
        open: rest.agreedBy !== null && rest.until > call.now,
      })),
    };
  },
});

/** One separate talk, opened for a mediator who holds the matter. Refusals `sessions.noSuchTalk`, `sessions.keyShut`. */
export const talk = defineQuery({
  name: 'mediation.talk',
  zh: '一次单独谈话',
  path: '/api/talks/{id}',
  by: ['mediator'],
  input: Id,
  async run(call, { id }) {
    const { work } = call;
    const row = await work.one<TalkRow>(sql`select * from talk where tenant_id = ${work.tenantId} and id = ${id}`);
    const matter = row && (await matterSeen(call, row.matterId).catch(() => undefined));
    if (!matter || !holdersOf(matter).includes(call.actor.id)) throw refusals.noSuchTalk();
    return { id, matterId: row!.matterId, partyId: row!.partyId, heldAt: row!.heldAt, body: await readTalk(call, row!) };
  },
});

export const opening = defineQuery({
  name: 'mediation.opening',
  zh: '危及生命时打开的单独谈话',
  path: '/api/talk-openings/{id}',
  by: ['safety'],
  input: Id,
  async run(call, { id }) {
    const row = await call.work.one<OpeningRow>(
      sql`select * from talk_opening where tenant_id = ${call.work.tenantId} and id = ${id}`,
    );
    return { id, until: row?.until ?? null, body: readOpening(call, row) };
  },
});

export const queries = [sessions, talk, opening] as unknown as readonly Query[];
