import { z } from 'zod';
import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, day, id, maybeText, partyMove, text } from '../../registers/matters/fields.ts';
import type { InstalmentRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { moves } from './lifecycle.ts';
import { defaultPack, hows, instalment, keep } from './obligation.ts';
import { refusals } from './refusals.ts';

const which = { instalmentId: id('哪一期', 'instalment') };

/** The payer has spoken and nobody has answered yet: no reminder, no breach by the clock, and no confirmation either. */
export const unanswered = ({ said }: Pick<InstalmentRow, 'said'>): boolean => said !== null && said.answer === undefined;
/** Two people say two things: for a person to look at, never for the clock. */
export const contested = ({ said }: Pick<InstalmentRow, 'said'>): boolean => said?.answer === 'disputed';

const othersOf = (m: OpenMatter, part: InstalmentRow) =>
  part.payeeId ? [m.party(part.payeeId)] : m.present.filter((party) => party.id !== part.payerId);
const isPayer = (part: InstalmentRow, partyId: string): boolean =>
  part.payerId ? part.payerId === partyId : part.payeeId !== partyId;
const isPayee = (part: InstalmentRow, partyId: string): boolean =>
  part.payeeId ? part.payeeId === partyId : part.payerId !== null && part.payerId !== partyId;

export const sayPaid = matterCommand({
  name: 'performance.sayPaid',
  row: moves.sayPaid,
  event: 'performance.saidPaid',
  causes: '请对方确认；对方不答，不算确认',
  input: z.object({
    ...partyMove,
    ...which,
    doneOn: day('哪天履行的').optional(),
    how: choice('凭什么', { receipt: '收条', transfer: '转账凭证', witnessed: '当面见证' }),
    attachmentId: z.uuid().optional().meta({ zh: '凭证（先上传到材料里）', widget: 'attachmentOf' }),
  }),
  run: async (m, { partyId, by, words, instalmentId, doneOn, how, attachmentId }) => {
    m.party(partyId);
    const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
    if (!isPayer(part, partyId)) throw refusals.notDebtor();
    if (unanswered(part)) throw refusals.saidAlready();
    const on = doneOn ?? dayInChina(m.now);
    if (on > dayInChina(m.now)) throw refusals.notYet({ fields: { doneOn: '选今天或以前的日期' } });
    m.saveInstalment(part, { said: { by: partyId, at: m.nowText, on, how, words, attachmentId } });
    for (const { id: other } of othersOf(m, part))
      m.notice(
        'proof',
        '对方说已履行',
        `对方说${sayDay(on)}已经办好：${part.what}（${hows[how]}）。请核对后告诉我们收到了还是没有收到；不答复不算确认。`,
        { partyId: other },
      );
    m.tell({ partyId, by, words, instalmentId, what: part.what });
  },
});

export const confirmPaid = matterCommand({
  name: 'performance.confirmPaid',
  row: moves.confirmPaid,
  event: 'performance.confirmedPaid',
  causes: '这一期已履行',
  input: z.object({ ...partyMove, ...which }),
  run: (m, { partyId, by, words, instalmentId }) => {
    const part = answerable(m, instalmentId, partyId);
    const said = part.said!;
    m.saveInstalment(part, { said: { ...said, answer: 'confirmed', answeredAt: m.nowText, answerWords: words } });
    keep(m, part, { on: said.on, how: 'told', words: said.words });
    m.tell({ partyId, by, words, instalmentId, what: part.what });
  },
});

/** Their word is enough. Both hear the same: a talk about the proof if both wish, and every other way at once. */
export const disputePaid = matterCommand({
  name: 'performance.disputePaid',
  row: moves.disputePaid,
  event: 'performance.disputedPaid',
  causes: '记下不同说法；可以就凭证谈一次，也可以直接走其他途径',
  input: z.object({ ...partyMove, ...which }),
  run: (m, { partyId, by, words, instalmentId }) => {
    const part = answerable(m, instalmentId, partyId);
    m.saveInstalment(part, { said: { ...part.said!, answer: 'disputed', answeredAt: m.nowText, answerWords: words } });
    if (part.dueOn < dayInChina(m.now)) defaultPack(m, part);
    for (const other of [part.said!.by, partyId])
      m.notice(
        'proof',
        '履行的说法不一样',
        `“${part.what}”双方说法不一样。都愿意的，可以请调解员就凭证谈一次；不愿意的，可以直接起诉或者走其他途径。`,
        { partyId: other },
      );
    m.tell({ partyId, by, words, instalmentId, what: part.what });
  },
});

function answerable(m: OpenMatter, instalmentId: string, partyId: string): InstalmentRow {
  m.party(partyId);
  const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
  if (!isPayee(part, partyId)) throw refusals.notCreditor();
  if (!unanswered(part)) throw refusals.nothingSaid();
  return part;
}

/** A small mediation about one obligation: what was paid, not what was promised. The agreement, and a confirmed one above all, stands. */
export const talkProof = matterCommand({
  name: 'performance.talkProof',
  row: moves.talkProof,
  event: 'performance.proofTalked',
  causes: '只谈付没付、付了多少；协议不变',
  input: z.object({
    ...which,
    agreedBy: z.array(z.uuid()).meta({ zh: '愿意谈的当事人', widget: 'parties' }),
    result: choice('谈的结果', { kept: '都认可已履行', open: '都认可还没有履行', apart: '仍然说法不一' }),
    place: text('地点', 200),
    points: maybeText('谈成的和没谈成的', 2000),
  }),
  run: (m, { instalmentId, agreedBy, result, place, points }) => {
    const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
    const sides = [part.payerId, part.payeeId].filter((one) => one !== null);
    if (![...sides, part.said?.by].every((one) => !one || agreedBy.includes(one)) || agreedBy.length < 2)
      throw refusals.bothMustWish({ fields: { agreedBy: '这一期的义务人和权利人都要在内' } });
    for (const one of agreedBy) m.party(one);
    m.addDocument('F6', '人民调解记录（履行凭证）', { place, what: part.what, points: points ?? '' });
    if (result === 'kept') keep(m, part, { on: part.said?.on ?? dayInChina(m.now), how: 'told' });
    if (result !== 'apart') m.saveInstalment(part, { said: null });
    m.tell({ instalmentId, result, what: part.what, agreedBy });
  },
});

export const proofCommands = [sayPaid, confirmPaid, disputePaid, talkProof] as unknown as MatterCommand[];
