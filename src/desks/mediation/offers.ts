import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, day, id, maybeText, money, text } from '../../registers/matters/fields.ts';
import type { DocumentRow } from '../../registers/matters/model.ts';
import { OFFER, type Offer, offerOf } from '../../registers/matters/offers.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { moves } from './lifecycle.ts';
import { refusals } from './refusals.ts';

/** What is offered is heard by the mediator who holds the matter and kept by nobody else: not by leaders, not by the desk. */
function mine(m: OpenMatter): void {
  if (!m.row.mediatorId || !m.call.actor.writes.includes(`u:${m.row.mediatorId}`)) throw refusals.ownOffers();
}

function offer(m: OpenMatter, id: string): DocumentRow {
  const found = m.documents.find((one) => one.kind === OFFER && one.id === id);
  if (!found) throw refusals.noOffer();
  return found;
}

const settled = (m: OpenMatter, row: DocumentRow, state: Offer['state'], words: string | null): void =>
  m.saveDocument(row, { state: 'void', body: { ...row.body, state, words } });

/** Each sum of a plan makes up the whole; a whole without its plan is one payment. */
function plan(kind: Offer['kind'], amountFen: number | undefined, parts: Offer['plan']): Offer['plan'] {
  if (kind !== 'plan') return [];
  const sum = parts.reduce((all, part) => all + part.amountFen, 0);
  if (parts.length === 0 || sum !== amountFen) throw refusals.planSum({ fields: { plan: '各期加起来要等于总额' } });
  return parts;
}

export const makeOffer = matterCommand({
  name: 'mediation.makeOffer',
  row: moves.makeOffer,
  event: 'mediation.offerMade',
  causes: '只有承办的调解员看得到；不进卷宗，不进法院材料',
  wayOut: 'continue',
  input: z.object({
    fromId: z.uuid().optional().meta({ zh: '谁提的（调解员提的不填）', widget: 'party' }),
    answersId: z.uuid().optional().meta({ zh: '是对哪个方案的还价（没有就不填）', widget: 'offer' }),
    kind: choice('什么样的方案', { sum: '一次给多少钱', plan: '分几期给', other: '其他（道歉、修理、归还…）' }),
    what: text('方案', 1000),
    amountFen: money('多少钱').optional(),
    plan: z
      .array(z.object({ amountFen: money('这一期'), dueOn: day('哪天之前') }))
      .max(60)
      .default([])
      .meta({ zh: '分期' }),
    until: day('等到哪天（没有说就不填）').optional(),
  }),
  run: (m, { fromId, answersId, kind, what, amountFen, plan: parts, until }) => {
    mine(m);
    if (fromId) m.party(fromId);
    if (kind !== 'other' && !amountFen) throw refusals.offerSum({ fields: { amountFen: '请填写多少钱' } });
    if (until && until < dayInChina(m.now)) throw refusals.offerSum({ fields: { until: '选今天或者以后' } });
    const made: Offer = {
      fromId: fromId ?? null,
      kind,
      what,
      amountFen: amountFen ?? null,
      plan: plan(kind, amountFen, parts),
      until: until ?? null,
      answersId: answersId ?? null,
      state: 'open',
      words: null,
    };
    // A counter-offer says no to what it answers.
    if (answersId) {
      const answered = offer(m, answersId);
      if (offerOf(answered).state === 'open') settled(m, answered, 'refused', '还价');
    }
    m.addDocument(OFFER, OFFER, { ...made }, { lane: 'offers', state: 'draft', issuedAt: null });
  },
});

export const answerOffer = matterCommand({
  name: 'mediation.answerOffer',
  row: moves.answerOffer,
  event: 'mediation.offerAnswered',
  causes: '接受的，接着写协议；不接受的，再商量',
  wayOut: 'continue',
  input: z.object({
    offerId: id('哪个方案', 'offer'),
    answer: choice('怎么答的', { accepted: '接受', refused: '不接受', withdrawn: '提的人收回了' }),
    words: maybeText('说明（可不填）', 500),
  }),
  run: (m, { offerId, answer, words }) => {
    mine(m);
    const row = offer(m, offerId);
    const { state, until } = offerOf(row);
    if (state !== 'open') throw refusals.offerClosed();
    if (answer === 'accepted' && until && until < dayInChina(m.now)) throw refusals.offerLapsed();
    settled(m, row, answer, words ?? null);
  },
});

export const offerCommands = [makeOffer, answerOffer] as unknown as MatterCommand[];
