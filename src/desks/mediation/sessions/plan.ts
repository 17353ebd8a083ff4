import { dayInChina, sayInstant, startOfDay } from '../../../ground/clock/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import type { PartyRow } from '../../../registers/matters/model.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { holdersOf } from '../../../registers/matters/readers.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { sessionMoves } from './lifecycle.ts';
import type { Plan, SittingRow } from './model.ts';
import { refusals } from './refusals.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 8 * HOUR_MS;

export interface Span {
  startsAt: Date;
  endsAt: Date;
}
export const overlaps = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

const zhForm = { joint: '双方当面', separate: '单独谈' } as const;
export const saySpan = ({ startsAt, endsAt }: Span): string =>
  `${sayInstant(startsAt)}到${sayInstant(endsAt).replace(/^.*）/, '')}`;
const sayWhere = ({ place, online }: Pick<SittingRow, 'place' | 'online'>): string => (online ? `线上（${place}）` : place);

function spanOf(m: OpenMatter, startsAt: string, endsAt: string): Span {
  const span = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  const length = span.endsAt.getTime() - span.startsAt.getTime();
  if (span.startsAt <= m.now) throw refusals.badTime({ fields: { startsAt: '选现在以后的时间' } });
  if (length <= 0 || length > LONGEST_MS) throw refusals.badTime({ fields: { endsAt: '要在开始以后，最长8小时' } });
  return span;
}

/** Whose time it is not: parties who said so, other sessions of these parties or of the mediators. Said, not decided: people may know and want it so. */
async function clashesOf(m: OpenMatter, span: Span, partyIds: readonly string[], but?: string): Promise<string[]> {
  const { work } = m.call;
  const busy = (m.row.facts.unavailable ?? [])
    .filter(
      ({ partyId, from, until }) =>
        partyIds.includes(partyId) && overlaps(span, { startsAt: new Date(from), endsAt: new Date(until) }),
    )
    .map(
      ({ partyId, from, until }) =>
        `${m.party(partyId).name ?? '当事人'}${saySpan({ startsAt: new Date(from), endsAt: new Date(until) })}不方便`,
    );
  const holders = holdersOf(m.row);
  const others = await work.ask<Span & { mine: boolean }>(sql`
    select s.starts_at, s.ends_at, s.matter_id = ${m.row.id} as mine from sitting s join matter o on o.tenant_id = s.tenant_id and o.id = s.matter_id
    where s.tenant_id = ${work.tenantId} and s.state = 'planned' and s.id is distinct from ${but ?? null}::uuid
      and s.starts_at < ${span.endsAt} and s.ends_at > ${span.startsAt}
      and (o.mediator_id = any(${holders}::uuid[]) or (s.matter_id = ${m.row.id} and s.party_ids && ${partyIds}::uuid[]))`);
  return [...busy, ...others.map((one) => `${one.mine ? '这件事' : '调解员另一件事'}已约${saySpan(one)}`)];
}

async function refuseClash(
  m: OpenMatter,
  span: Span,
  partyIds: readonly string[],
  knowing: boolean,
  but?: string,
): Promise<void> {
  const clashes = knowing ? [] : await clashesOf(m, span, partyIds, but);
  if (clashes.length > 0) throw refusals.clash({ say: `${clashes.join('；')}。` });
}

/** Joint moves are held while safety is; whoever is asked to come beside the parties comes with the will of all (人民调解法 20). */
function refuseUnfit(m: OpenMatter, { form, partyIds, companions }: Pick<Plan, 'form' | 'partyIds' | 'companions'>): void {
  if (form === 'joint' && m.row.safety === 'HELD') throw matterRefusals.held();
  for (const partyId of partyIds) m.party(partyId);
  if (form === 'separate' && partyIds.length !== 1) throw refusals.oneParty();
  const asked = companions.find(({ agreedBy }) => !m.present.every(({ id }) => agreedBy.includes(id)));
  if (asked) throw refusals.companion({ say: `${asked.name}参加，还没有得到每一方同意。` });
}

const sealed = (m: OpenMatter) => ({
  readers: m.readers('open'),
  sealedBy: m.eventId,
  sealSalt: m.call.chance.bytes(16).toString('hex'),
});

function tellParties(
  m: OpenMatter,
  title: string,
  sitting: Pick<SittingRow, 'partyIds'>,
  body: (party: PartyRow) => string,
): void {
  for (const party of m.present)
    if (sitting.partyIds.includes(party.id)) m.notice('session', title, body(party), { partyId: party.id });
}
const inviting = (sitting: Pick<SittingRow, 'form' | 'place' | 'online' | 'interpreter'> & Span): string =>
  `${saySpan(sitting)}，${sayWhere(sitting)}，${zhForm[sitting.form]}。${sitting.interpreter ? `有翻译：${sitting.interpreter}。` : ''}不方便的请告诉我们改期；可以不来，也可以随时退出或去法院。`;

export async function plan(m: OpenMatter, input: Plan): Promise<SittingRow> {
  const { knowing, startsAt, endsAt, ...rest } = input;
  refuseUnfit(m, rest);
  const span = spanOf(m, startsAt, endsAt);
  await refuseClash(m, span, rest.partyIds, knowing);
  return enter(m, { ...rest, ...span, interpreter: rest.interpreter ?? null }, '调解安排');
}

type Entered = Pick<SittingRow, 'form' | 'partyIds' | 'place' | 'online' | 'interpreter' | 'companions'> &
  Span & { movedFrom?: string };
function enter(m: OpenMatter, what: Entered, title: string): SittingRow {
  const row: SittingRow = {
    id: m.call.chance.id(m.now),
    matterId: m.row.id,
    revision: 1,
    movedFrom: null,
    ...what,
    state: 'planned',
    why: null,
    madeBy: m.call.actor.id,
    changedAt: m.now,
    remindedAt: null,
  };
  m.call.work.add('sitting', { ...row, ...sealed(m) });
  tellParties(m, title, row, () => inviting(row));
  return row;
}

export async function planned(m: OpenMatter, id: string): Promise<SittingRow> {
  const row = await m.call.work.one<SittingRow>(
    sql`select * from sitting where tenant_id = ${m.row.tenantId} and matter_id = ${m.row.id} and id = ${id} and state = 'planned'`,
  );
  if (!row) throw refusals.noSuchSitting();
  return row;
}

export function changeSitting(m: OpenMatter, row: SittingRow, patch: Partial<SittingRow>): void {
  m.call.work.save('sitting', { ...row, changedAt: m.now, ...patch, revision: row.revision + 1, ...sealed(m) });
}

/** The old time stays in the record as moved; the new one is a session of its own. */
export async function move(
  m: OpenMatter,
  input: { sittingId: string; startsAt: string; endsAt: string; place?: string; why?: string; knowing: boolean },
): Promise<SittingRow> {
  const old = await planned(m, input.sittingId);
  const span = spanOf(m, input.startsAt, input.endsAt);
  if (old.form === 'joint' && m.row.safety === 'HELD') throw matterRefusals.held();
  await refuseClash(m, span, old.partyIds, input.knowing, old.id);
  changeSitting(m, old, { state: 'moved', why: input.why ?? null });
  const { form, partyIds, online, interpreter, companions } = old;
  return enter(
    m,
    { form, partyIds, online, interpreter, companions, place: input.place || old.place, ...span, movedFrom: old.id },
    '调解改期',
  );
}

export async function cancel(m: OpenMatter, sittingId: string, why: string | undefined): Promise<void> {
  const row = await planned(m, sittingId);
  changeSitting(m, row, { state: 'cancelled', why: why ?? null });
  tellParties(m, '调解取消', row, () => `${saySpan(row)}的调解取消。要另约的，我们再和您商量。`);
}

/** The day before: parties and mediators. While safety is held nobody is called to a joint session. */
export async function remind(m: OpenMatter, sittingId: string): Promise<void> {
  const row = await planned(m, sittingId);
  changeSitting(m, row, { remindedAt: m.now });
  if (row.form === 'joint' && m.row.safety === 'HELD') return;
  tellParties(m, '调解提醒', row, () => inviting(row));
  for (const staffId of holdersOf(m.row))
    m.notice('session', '调解提醒', `${saySpan(row)}，${sayWhere(row)}，${zhForm[row.form]}：${m.row.title}`, { staffId });
}

/** Planned for today or tomorrow and not reminded of yet, where somebody still talks. */
export const toRemind = (work: Work): Promise<Array<{ id: string; matterId: string }>> => {
  const tomorrowEnds = new Date(startOfDay(dayInChina(work.now)).getTime() + 48 * HOUR_MS);
  return work.ask(sql`
    select s.id, s.matter_id from sitting s join matter m on m.tenant_id = s.tenant_id and m.id = s.matter_id
    where s.tenant_id = ${work.tenantId} and s.state = 'planned' and s.reminded_at is null
      and s.starts_at > ${work.now} and s.starts_at < ${tomorrowEnds} and m.state = any(${[...sessionMoves.remindPlan.from]}::text[]) order by s.starts_at limit 500`);
};
