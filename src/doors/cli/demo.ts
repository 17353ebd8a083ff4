import { centre as demoCentre } from '../../../counties/demo/centre.ts';
import { type MatterPlan, plan } from '../../../counties/demo/days.ts';
import type { Step } from '../../../counties/demo/lives.ts';
import { staff } from '../../../counties/demo/staff.ts';
import { seedStories } from '../../../stories/seed.ts';
import { Centre, commandNamed } from '../../centre.ts';
import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import type { Actor } from '../../ground/command/index.ts';
import { chance } from '../../ground/ids/index.ts';
import { Refusal } from '../../ground/refusal/index.ts';
import { pg, Store, sql, type Work } from '../../ground/store/index.ts';
import { principalsOf } from '../../registers/identity/policy.ts';
import { senderOf } from '../../registers/matters/handover.ts';
import { type Aggregate, loadMatter } from '../../registers/matters/store.ts';
import { gatesOn } from '../../support/deadlines/index.ts';
import { sequence } from '../../support/ledger/store.ts';
import { clockActor, tick } from '../clock/index.ts';
import type { House } from './house.ts';
import { demoPack, secondPack } from './packs.ts';
import { type People, peopleOf } from './people.ts';
import { settle, tenantIdOf } from './settle.ts';

export const demoAccounts = () => staff().map(({ account, name, zh }) => ({ username: account, name, zh }));

const DAY_MS = 86_400_000;

/** Makes the two demo centres and ninety living days, once. Broken off half-way, it begins anew. */
export async function makeDemo(house: House, say: (line: string) => void): Promise<void> {
  const standing = await stateOf(house);
  if (standing === 'done') return;
  if (standing === 'foreign') return;
  if (standing === 'broken') await clear(house);
  const began = Date.now();
  say(`第一次启动：生成演示县（虚构的人和地方，${house.config.demoDays} 天）…`);
  const password = house.config.demoPassword;
  const packs = [demoPack(), secondPack()].map((pack) => ({ ...pack, centre: { ...pack.centre, demo: 'making' } }));
  for (const [at, pack] of packs.entries())
    await settle(house.store, house.admin, pack, { password, chance, vault: house.vault, isDefault: at === 0 });
  await seedStories(house, tenantIdOf(demoCentre.code), new Date());
  const lived = await liveDays(house, new Date());
  for (const { centre } of packs) {
    const key = house.keys.of(centre);
    while ((await sequence(house.store, tenantIdOf(centre.code), key)) > 0);
  }
  await asAdmin(house, `update centre set settings = settings || '{"demo":"done"}'; analyze`);
  say(
    `演示县已生成：${lived.matters} 件事项，${lived.steps} 步，用时 ${Math.round((Date.now() - began) / 1000)} 秒${lived.refused > 0 ? `（其中 ${lived.refused} 步按规则被拒绝）` : ''}。`,
  );
}

async function asAdmin(house: House, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(house.admin);
  await client.connect();
  try {
    const result = await client.query(text);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
}

async function stateOf(house: House): Promise<'empty' | 'done' | 'broken' | 'foreign'> {
  const rows = await asAdmin(house, 'select code, settings from centre');
  if (rows.length === 0) return 'empty';
  if (!rows.some((row) => row.code === demoCentre.code)) return 'foreign';
  return rows.some((row) => (row.settings as { demo?: string }).demo === 'making') ? 'broken' : 'done';
}

async function clear(house: House): Promise<void> {
  const tables = await asAdmin(house, `select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration'`);
  await asAdmin(house, `truncate ${tables.map((row) => `"${String(row.tablename)}"`).join(', ')}`);
}

interface Lane {
  centre: Centre;
  store: Store;
  now: Date;
}

/**
 * Plans made while the tables were empty walk whole tenants. The statistics are taken sooner than the database would by itself,
 * which looks once a minute.
 */
const learnAt: ReadonlySet<number> = new Set([40, 200, 1_000, 5_000]);

interface Count {
  matters: number;
  steps: number;
  refused: number;
  learn(steps: number): Promise<unknown> | undefined;
}

/** Every step goes through the real commands; only the clock is handed in. A few lanes side by side, each in the order of time. */
async function liveDays(house: House, today: Date): Promise<{ matters: number; steps: number; refused: number }> {
  const tenantId = tenantIdOf(demoCentre.code);
  const matters = plan(today, house.config.demoDays);
  const people = await house.store.within(tenantId, clockActorContext(tenantId), (work) => peopleOf(work));
  const count: Count = {
    matters: matters.length,
    steps: 0,
    refused: 0,
    learn: (steps) =>
      learnAt.has(steps)
        ? asAdmin(house, 'analyze matter, party, document, instalment, handover, clock, notice, event_detail')
        : undefined,
  };
  const lanes = Array.from({ length: 4 }, () => openLane(house));
  await Promise.all(
    lanes.map(async (lane, at) => {
      const mine = matters.filter((_, seq) => seq % lanes.length === at);
      await runLane(lane, tenantId, mine, people, count, today);
      await lane.store.close();
    }),
  );
  while ((await tick(house.centre, tenantId)) > 0);
  await archiveTheOld(house, tenantId, people);
  return count;
}

/** Confirmation terms lapse only now, when the clock looks; what was waiting for that goes to the archive, most of it. */
async function archiveTheOld({ centre, store }: House, tenantId: number, people: People): Promise<void> {
  const [leader, archivist] = [people.account('leader'), people.account('archivist')];
  const old = await store.within(tenantId, clockActorContext(tenantId), (work) =>
    work.ask<{ id: string; supervision: number; seq: number }>(sql`
      select m.id, m.supervision, row_number() over (order by m.received_at) as seq from matter m
      where m.tenant_id = ${tenantId} and m.state = 'CLOSED' and m.confirmation <> 'ELIGIBLE' and m.due_at < ${work.now}`),
  );
  for (const { id, supervision } of old.filter((one) => one.seq % 9 !== 0)) {
    const found = await store.within(tenantId, clockActorContext(tenantId), (work) => loadMatter(work, id, false));
    const party = found!.parties[0]!.id;
    const steps: [Actor, string, object][] = [
      ...(supervision > 0
        ? [[leader, 'supervision.answer', { reply: '卷宗整理积压，本周内归档。' }] as [Actor, string, object]]
        : []),
      [archivist, 'performance.followUp', { partyId: party, way: 'phone', finding: '情况稳定', satisfied: 'unknown' }],
      ...(found!.matter.fileState === 'OPEN' ? [[archivist, 'performance.completeFile', {}] as [Actor, string, object]] : []),
      [archivist, 'performance.archive', {}],
    ];
    try {
      for (const [actor, command, input] of steps) await centre.perform(tenantId, actor, { command, id, input, quiet: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

const clockActorContext = (tenantId: number) => ({ ...clockActor(tenantId), actorId: clockActor(tenantId).id });

function openLane(house: House): Lane {
  const lane = { now: new Date() } as Lane;
  lane.store = new Store({ connection: house.app, max: 1, now: () => lane.now, lazyCommit: true });
  lane.centre = new Centre({ store: lane.store, vault: house.vault, chance });
  return lane;
}

/** One moment in the life of one matter. */
interface Moment {
  at: Date;
  plan: MatterPlan;
  step: Step | LaterStep | undefined;
}

/** What the plan leaves to others: partners answer, and most of what was left lying is done in the end, late. */
type Later = 'partnerReplies' | 'lateAnswer' | 'lateClose' | 'lateWithdraw' | 'lateArchive' | 'tell';
interface LaterStep {
  do: Later;
  at: Date;
}

/** Most of what has to be told is told the day after the last step; the rest waits in the list. */
function withTelling(one: MatterPlan, steps: Array<Step | LaterStep>, today: Date): Array<Step | LaterStep> {
  const at = new Date((steps.at(-1)?.at ?? one.at).getTime() + DAY_MS);
  return at < today && one.seq % 17 !== 0 ? [...steps, { do: 'tell', at }] : steps;
}

function afterwards(one: MatterPlan, today: Date): LaterStep[] {
  const did = (name: Step['do']) => one.steps.findLast((step) => step.do === name)?.at;
  const after = (at: Date | undefined, days: number, name: Later): LaterStep[] => {
    const then = at && new Date(at.getTime() + days * DAY_MS);
    return then && then < today && one.seq % 9 !== 0 ? [{ do: name, at: then }] : [];
  };
  const [referred, closed, last] = [did('refer'), did('close'), one.steps.at(-1)?.at ?? one.at];
  if (referred) return after(referred, 1 + (one.seq % 4), 'partnerReplies');
  if (closed) return did('archive') ? [] : after(closed, 27, 'lateArchive');
  if (one.kind !== 'dispute') return did('answer') || one.safety ? [] : after(one.at, 3 + (one.seq % 9), 'lateAnswer');
  if (one.fate === 'terminated' || one.fate === 'court') return after(last, 5 + (one.seq % 9), 'lateClose');
  return one.fate === 'registered' || one.fate === 'screening' ? after(last, 6 + (one.seq % 9), 'lateWithdraw') : [];
}

async function runLane(
  lane: Lane,
  tenantId: number,
  plans: MatterPlan[],
  people: People,
  count: Count,
  today: Date,
): Promise<void> {
  const ids = new Map<number, string>();
  const moments: Moment[] = plans.flatMap((one) => [
    { at: one.at, plan: one, step: undefined },
    ...withTelling(one, [...one.steps, ...afterwards(one, today)], today).map((step) => ({ at: step.at, plan: one, step })),
  ]);
  moments.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const moment of moments) {
    lane.now = new Date(moment.at);
    try {
      await lane.store.within(tenantId, clockActorContext(tenantId), (work) => live(lane, work, moment, ids, people));
      await count.learn(++count.steps);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      count.refused++;
    }
  }
}

type Say = (actor: Actor, command: string, input: object) => Promise<unknown>;

async function live(
  { centre, store }: Lane,
  work: Work,
  { plan: one, step }: Moment,
  ids: Map<number, string>,
  people: People,
): Promise<void> {
  const id = ids.get(one.seq);
  const say: Say = async (actor, command, input) => {
    await store.become(work, { actorId: actor.id, roles: actor.roles, sees: actor.sees, writes: actor.writes });
    const done = await centre.performIn(work, actor, commandNamed(command)!, { command, id, input, quiet: true });
    await work.flush();
    return done;
  };
  if (!step) {
    const done = (await (one.channel === 'court' && one.kind === 'dispute' && one.respondent
      ? say(people.account('judge'), 'court.send', entrusted(one, work.now))
      : say(receiverOf(one, people), 'intake.receive', arrival(one)))) as { id: string };
    ids.set(one.seq, done.id);
    return;
  }
  const found = await loadMatter(work, id!, false);
  if (found) await deeds[step.do]?.({ one, step: step as Step, found, say, people, work, now: work.now });
}

function receiverOf(one: MatterPlan, people: People): Actor {
  const by = {
    hotline12345: 'seat',
    police110: 'police',
    grid: 'grid',
    petition: 'petition',
    court: 'judge',
    agency: 'bureau',
    portal: 'seat',
  } as Record<string, string>;
  return people.account(by[one.channel] ?? 'window');
}

const contact = (party: MatterPlan['applicant']) =>
  party
    ? {
        name: party.name,
        kind: party.kind,
        phone: party.person?.phone,
        idNumber: party.person?.idNumber,
        address: party.person?.address,
        creditCode: party.creditCode ?? undefined,
      }
    : undefined;

const arrival = (one: MatterPlan) => ({
  channel: one.channel,
  kind: one.kind,
  category: one.category ?? undefined,
  narrative: one.narrative,
  title: one.title.slice(0, 120),
  place: { code: one.placeCode },
  reporter: contact(one.applicant),
  respondent: one.kind === 'dispute' ? (contact(one.respondent) ?? { name: '对方（姓名待补）' }) : undefined,
  urgent: one.safety !== null,
});

/** What a court entrusts comes by its own door, with both sides' consent (§8.3). */
const entrusted = (one: MatterPlan, now: Date) => ({
  caseRef: `（2026）平澜法民诉${one.seq}号`,
  title: one.title.slice(0, 120),
  outline: one.narrative.slice(0, 4000),
  claims: one.title.slice(0, 120),
  category: one.category ?? undefined,
  place: { code: one.placeCode },
  applicant: contact(one.applicant) ?? { name: '申请人（姓名待补）' },
  respondent: contact(one.respondent) ?? { name: '对方（姓名待补）' },
  bothAgree: true,
  agreedHow: 'onRecord',
  agreedOn: dayInChina(now),
  door: one.seq % 2 ? 'ordinary' : 'summary',
});

const feedbackOf = ({ found }: Deed) => (found.matter.facts.handedIn ? '材料已退回，请依法继续审理。' : undefined);

/** Whoever handed it in hears of the end before it is closed. */
async function answerSenders(d: Deed): Promise<void> {
  if (senderOf(d.found.handovers)) await d.say(triager(d), 'court.answer', {});
}

interface Deed {
  one: MatterPlan;
  step: Step;
  found: Aggregate;
  say: Say;
  people: People;
  work: Work;
  now: Date;
}

const noGate = (now: Date) => Object.fromEntries(gatesOn(dayInChina(now)).map((gate) => [gate.code, 'no']));
const committee = ({ one, people }: Deed) => people.organisation(one.committee ?? 'pmc-002') ?? people.organisation('pmc-002')!;
const mediatorOf = ({ found, one, people }: Deed): Actor =>
  people.staff(found.matter.mediatorId) ?? people.mediatorFor(one.committee ?? 'pmc-002', one.seq);
const first = ({ found }: Deed, side: 'applicant' | 'respondent') =>
  (found.parties.find((party) => party.side === side) ?? found.parties[0]!).id;
/** The party by themselves, on the page that the link in their letter opens. */
async function answersAlone({ found, one, say, work }: Deed, partyId: string): Promise<void> {
  const letter = found.documents.findLast(({ kind }) => kind === '邀请')?.body;
  const standing = { id: partyId, roles: ['party'], organisationId: null, placeCodes: [], matterId: found.matter.id };
  const party: Actor = { tenantId: work.tenantId, name: '当事人', ...standing, ...principalsOf(standing) };
  const answer = (['talk', 'write', 'helper'] as const)[Math.floor(one.seq / 4) % 3];
  await say(party, 'mediation.answer', { answer, textVersion: letter?.version, textHash: letter?.textHash });
}
const isShort = ({ one }: Deed) => one.kind !== 'dispute';
const triager = ({ one, people }: Deed) => people.account(one.seq % 5 === 0 ? 'triage2' : 'triage');

/** Both sides are asked for ten in the morning, so many days ahead. */
async function planFor(d: Deed, mediator: Actor, days: number): Promise<void> {
  const startsAt = new Date(startOfDay(dayInChina(new Date(d.now.getTime() + days * DAY_MS))).getTime() + 10 * 3_600_000);
  await d.say(mediator, 'mediation.plan', {
    form: d.found.matter.safety === 'HELD' ? 'separate' : 'joint',
    partyIds: d.found.matter.safety === 'HELD' ? [first(d, 'applicant')] : d.found.parties.map(({ id }) => id),
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 5_400_000).toISOString(),
    place: '调委会',
    knowing: true,
  });
}
const plannedFor = async ({ work, found }: Deed): Promise<string | undefined> =>
  (
    await work.one<{ id: string }>(
      sql`select id from sitting where tenant_id = ${work.tenantId} and matter_id = ${found.matter.id} and state = 'planned' order by starts_at`,
    )
  )?.id;

/** What each planned step is in commands. */
const deeds: Partial<Record<Step['do'] | Later, (deed: Deed) => Promise<void>>> = {
  async open(d) {
    await d.say(triager(d), 'triage.open', {});
  },
  async accept(d) {
    await d.say(triager(d), 'triage.accept', {
      category: d.one.category ?? 'OTH01',
      organisationId: committee(d),
      gate: noGate(d.now),
      level: d.one.committee?.startsWith('pmc-') && d.one.committee.length > 7 ? 'L2' : 'L3',
      rightsTold: true,
    });
  },
  async decline(d) {
    await d.say(triager(d), 'triage.decline', { gate: 'G09', reason: d.step.words ?? '依法由主管部门处理' });
  },
  async refer(d) {
    const toOrganisationId = d.people.agencyFor(d.one.category ?? '', d.one.seq);
    if (isShort(d)) await d.say(d.people.account('seat'), 'intake.passOn', { toOrganisationId, reason: '属于该单位职责' });
    else
      await d.say(triager(d), 'triage.refer', { toOrganisationId, reason: d.step.words ?? '属于该单位职责', partyAgrees: true });
  },
  async withdraw(d) {
    await d.say(d.people.account('window'), 'triage.withdraw', {
      partyId: first(d, 'applicant'),
      by: 'phone',
      words: d.step.words,
    });
  },
  async askConsent(d) {
    await d.say(triager(d), 'mediation.invite', { way: 'phone', safeContact: true, words: '说明自愿、免费，可以不来' });
  },
  async agreeToMediate(d) {
    for (const party of d.found.parties.filter((one) => one.consent !== 'agreed'))
      if (d.one.seq % 4 === 0) await answersAlone(d, party.id);
      else
        await d.say(triager(d), 'mediation.agree', {
          partyId: party.id,
          by: (['phone', 'inPerson', 'letter'] as const)[d.one.seq % 3],
        });
  },
  async assign(d) {
    const mediator = d.people.mediatorFor(d.one.committee ?? 'pmc-002', d.one.seq);
    const chosen = d.one.seq % 3 === 0;
    if (chosen)
      for (const party of d.found.parties)
        await d.say(triager(d), 'mediation.chooseMediator', { partyId: party.id, by: 'phone', wants: [mediator.id] });
    await d.say(triager(d), 'mediation.assign', {
      mediatorId: mediator.id,
      chosenBy: chosen ? 'parties' : 'accepted',
      hintsChecked: '问过本人，与当事人没有来往',
    });
    if (d.one.seq % 3 === 0) await planFor(d, mediator, 1);
  },
  async firstSession(d) {
    await d.say(mediatorOf(d), 'mediation.startSession', {
      place: '调委会',
      present: '双方和调解员',
      said: '双方各自说明了经过和要求。',
      rightsSigned: true,
      gate: noGate(d.now),
      sittingId: await plannedFor(d),
    });
    if (d.one.seq % 3 === 0) await planFor(d, mediatorOf(d), 6);
  },
  async session(d) {
    await d.say(mediatorOf(d), 'mediation.holdSession', {
      place: '调委会',
      present: '双方和调解员',
      said: '继续商量，双方都让了一步。',
      joint: d.one.seq % 2 ? 'joint' : 'separate',
      sittingId: await plannedFor(d),
    });
    if (d.one.seq % 4 === 0)
      await d.say(mediatorOf(d), 'mediation.progress', { summary: '谈过两次，双方都愿意再谈；下一步把数目算清楚。' });
    const total = d.one.settlement?.total;
    if (!total || d.one.seq % 2) return;
    const payee = first(d, d.one.settlement!.payer === 'respondent' ? 'applicant' : 'respondent');
    const asked = Math.round((total * 13) / 1000) * 100;
    await d.say(mediatorOf(d), 'mediation.makeOffer', {
      fromId: payee,
      kind: 'sum',
      what: '希望一次付清，付了就了结。',
      amountFen: asked * 100,
    });
  },
  async suspend(d) {
    const until = dayInChina(new Date(d.now.getTime() + 40 * DAY_MS));
    await d.say(mediatorOf(d), 'mediation.suspend', { reason: 'appraisal', until, words: d.step.words });
  },
  async resume(d) {
    await d.say(mediatorOf(d), 'mediation.resume', {});
  },
  async extend(d) {
    await d.say(mediatorOf(d), 'mediation.extend', {
      until: dayInChina(d.step.until!),
      signedBy: d.found.parties.filter((one) => !one.goneAt).map((one) => one.id),
    });
  },
  async settle(d) {
    const { settlement } = d.one;
    if (!settlement) return;
    const payer = first(d, settlement.payer);
    const payee = first(d, settlement.payer === 'respondent' ? 'applicant' : 'respondent');
    const instalments = settlement.instalments.map(({ amount, afterDays }, at) => ({
      payerId: payer,
      payeeId: payee,
      what: settlement.instalments.length > 1 ? `支付第${at + 1}期款项` : '支付款项',
      amountFen: amount * 100,
      dueOn: dayInChina(new Date(d.now.getTime() + (afterDays + 2) * DAY_MS)),
    }));
    await d.say(mediatorOf(d), 'mediation.agreeTerms', {
      form: d.one.seq % 6 === 0 ? 'oral' : 'written',
      text: settlement.clauses.map((clause, at) => `${at + 1}. ${clause}`).join('\n'),
      instalments,
      lawful: true,
      readBack: true,
    });
  },
  async sign(d) {
    const mediator = mediatorOf(d);
    if (d.found.matter.agreement?.form === 'written') {
      for (const party of d.found.parties.filter((one) => !one.goneAt))
        await d.say(mediator, 'mediation.mark', {
          who: 'party',
          partyId: party.id,
          kind: party.kind === 'organisation' ? 'seal' : 'signature',
        });
      const seal = { pages: 2, copies: d.found.parties.length + 1, across: true };
      if (d.one.seq % 2 === 0) await d.say(mediator, 'mediation.askSeal', seal);
      await d.say(d.people.directorOf(d.one.committee ?? 'pmc-002') ?? mediator, 'mediation.useSeal', seal);
    }
    await d.say(mediator, 'mediation.mark', { who: 'mediator' });
  },
  async pay(d) {
    const next = d.found.instalments.find((part) => part.state === 'DUE');
    if (next?.payerId && next.payeeId && d.one.seq % 4 === 0) {
      const said = { instalmentId: next.id, by: 'phone' };
      await d.say(d.people.account('window'), 'performance.sayPaid', { ...said, partyId: next.payerId, how: 'transfer' });
      await d.say(d.people.account('window'), 'performance.confirmPaid', { ...said, partyId: next.payeeId });
    } else if (next)
      await d.say(mediatorOf(d), 'performance.perform', { instalmentId: next.id, how: 'transfer', words: '权利人已收到' });
  },
  async applyConfirmation(d) {
    if (d.found.matter.confirmation !== 'ELIGIBLE') return;
    for (const party of d.found.parties)
      await d.say(d.people.account('window'), 'confirmation.apply', { partyId: party.id, by: 'inPerson' });
  },
  async terminate(d) {
    if (d.step.words?.startsWith('期限届满'))
      return void (await d.say(mediatorOf(d), 'mediation.end', { reason: 'unsuited', words: d.step.words }));
    if (d.one.seq % 2)
      await d.say(triager(d), 'mediation.leave', { partyId: first(d, 'respondent'), by: 'phone', words: d.step.words });
    else
      await d.say(
        d.found.matter.mediatorId ? mediatorOf(d) : triager(d),
        d.found.matter.mediatorId ? 'mediation.end' : 'mediation.leave',
        d.found.matter.mediatorId
          ? { reason: 'noAgreement', words: d.step.words }
          : { partyId: first(d, 'respondent'), by: 'phone', words: d.step.words },
      );
  },
  async goToCourt(d) {
    await d.say(d.people.account('window'), 'mediation.goToCourt', {
      partyId: first(d, 'applicant'),
      by: 'inPerson',
      words: d.step.words,
    });
  },
  async followUp(d) {
    await d.say(d.people.account('archivist'), 'performance.followUp', {
      partyId: first(d, 'applicant'),
      way: 'phone',
      finding: d.found.matter.state === 'TERMINATED' ? '已了解可以走的途径' : '情况稳定，没有新的矛盾',
      satisfied: (['very', 'yes', 'yes', 'fair', 'unknown', 'no'] as const)[d.one.seq % 6],
    });
  },
  async close(d) {
    if (isShort(d)) return void (await d.say(d.people.account('window'), 'intake.finish', {}));
    const who = d.found.matter.mediatorId ? mediatorOf(d) : triager(d);
    if (/^(EFFECTIVE|TERMINATED)$/.test(d.found.matter.state)) await answerSenders(d);
    if (d.found.matter.state === 'EFFECTIVE') await d.say(who, 'performance.close', { routesTold: true });
    else if (d.found.matter.state === 'TERMINATED')
      await d.say(who, 'performance.closeEnded', { routesTold: true, feedback: feedbackOf(d) });
  },
  async archive(d) {
    const archivist = d.people.account('archivist');
    if (d.found.matter.fileState === 'OPEN') await d.say(archivist, 'performance.completeFile', {});
    await d.say(archivist, 'performance.archive', {});
  },
  async answer(d) {
    await d.say(d.people.account(d.one.seq % 2 ? 'seat' : 'window'), 'intake.answer', {
      reply: d.one.answer ?? '已经按规定办理，谢谢您反映。',
      way: 'phone',
    });
  },
  async holdSafety(d) {
    await d.say(receiverOf(d.one, d.people), 'triage.hold', {
      signs: [d.one.safety ?? 'G02'],
      what: '来人说的情况里有危险的迹象',
      reported: true,
    });
  },
  async partnerReplies(d) {
    const handed = d.found.handovers.findLast((one) => one.state === 'sent');
    const partner = handed && d.people.partnerOf(handed.toOrg);
    if (!partner) return;
    const result = '已核实并依法处理，处理情况已当面告知反映人。';
    if (isShort(d)) return void (await d.say(partner, 'intake.reply', { result }));
    await d.say(partner, 'triage.take', { reply: '我单位接收办理' });
    await d.say(partner, 'triage.feedBack', { result });
  },
  async tell(d) {
    const waiting = await d.work.ask<{ id: string }>(sql`
      select id from notice where tenant_id = ${d.work.tenantId} and matter_id = ${d.found.matter.id} and party_id is not null and state = 'waiting'`);
    const how = (['handed', 'read', 'read', 'posted'] as const)[d.one.seq % 4];
    if (waiting.length > 0)
      await d.say(d.people.account('window'), 'matters.deliver', { noticeIds: waiting.map(({ id }) => id).slice(0, 500), how });
  },
  async lateAnswer(d) {
    await d.say(d.people.account('window'), 'intake.answer', {
      reply: '答复晚了，向您致歉。所反映的情况已经核实处理。',
      way: 'phone',
    });
  },
  async lateClose(d) {
    if (d.found.matter.state === 'TERMINATED') await answerSenders(d);
    await d.say(triager(d), 'performance.closeEnded', { routesTold: true, feedback: feedbackOf(d) });
  },
  async lateWithdraw(d) {
    await d.say(d.people.account('window'), 'triage.withdraw', {
      partyId: first(d, 'applicant'),
      by: 'phone',
      words: '已经自己商量好了',
    });
  },
  async lateArchive(d) {
    if (isShort(d)) return;
    await deeds.followUp!(d);
    await deeds.archive!(d);
  },
};
