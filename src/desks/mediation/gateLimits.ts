import { z } from 'zod';
import { type MatterCommand, matterCommand, type Shut } from '../../registers/matters/command.ts';
import { choice, gateAnswers, text } from '../../registers/matters/fields.ts';
import { hasLimit } from '../../registers/matters/gate.ts';
import type { MatterRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { hearGate, shamOpen, type Undone } from '../../registers/matters/protect.ts';
import { terminate } from '../../registers/matters/terminate.ts';
import { moves } from './lifecycle.ts';
import { refusals } from './refusals.ts';

/** The gate's answers that do not stop a matter but close some of its doors (§1.9 G10, G11, G13, G14). Leaving and court are never among them. */
export const stoppedForReview = (row: MatterRow): Shut | undefined => (shamOpen(row) ? refusals.shamReview : undefined);
export const mayNotAgree = (row: MatterRow): Shut | undefined =>
  stoppedForReview(row) ?? (hasLimit(row.gate, 'redraftAllowed', row.changedAt) ? refusals.harmsOthers : undefined);

/** G13: who cannot decide alone does not consent or sign alone (民法典 17–22). Refusal `mediation.needsRepresentative`. */
export function representedWhereNeeded(m: OpenMatter): void {
  if (hasLimit(m.row.gate, 'needsRepresentative', m.now) && !m.present.some((party) => party.represents))
    throw refusals.needsRepresentative();
}

/** G14: told and accepted, or somebody else mediates (特邀调解规定 15). Refusal `mediation.needsDisclosure`. */
export function disclosedWhereNeeded(m: OpenMatter, disclosure: string | undefined, accepted: boolean): void {
  if (disclosure && !accepted) throw refusals.needsDisclosure({ fields: { disclosureAccepted: '各方知情后接受才能继续' } });
  if (hasLimit(m.row.gate, 'needsDisclosure', m.now) && !disclosure && !m.row.facts.disclosure)
    throw refusals.needsDisclosure({ fields: { disclosure: '写明是什么关系' } });
  if (!disclosure) return;
  m.facts({ disclosure });
  m.addDocument('F15', '回避、披露声明', { mediatorId: m.row.mediatorId, disclosure, accepted });
}

/** Signs seen as the talks were to begin: a refusal would roll the record of them back, so it stands and the talks do not begin. */
export function heldForReview(m: OpenMatter): { undone: Undone } {
  const { message, waysOn } = refusals.shamReview();
  m.keepClocks = true;
  m.kind = 'matter.gateAnswered';
  m.tell({ undone: '开始调解' });
  return { undone: { message: `没有开始调解：${message}回答已记下。`, waysOn: [...waysOn] } };
}

/** A new fact, at any time: the whole gate is asked again, and what it brings holds from now on. */
const answerGate = matterCommand({
  name: 'mediation.answerGate',
  row: moves.answerGate,
  event: 'matter.gateAgain',
  causes: '重新核对，该停的停，该保护的保护',
  input: z.object({ gate: gateAnswers, fact: text('新情况', 1000) }),
  run: (m, { gate, fact }) => {
    hearGate(m, { ...m.row.gate?.answers, ...gate }, '再次核对', false);
    m.tell({ fact });
  },
});

/** A person who does not hold the matter looks at the signs: clear, and it goes on; or it ends, and everybody hears their ways on. */
const reviewSham = matterCommand({
  name: 'mediation.reviewSham',
  row: moves.reviewSham,
  event: 'mediation.shamReviewed',
  causes: '没有问题的继续，有问题的终止',
  input: z.object({
    result: choice('核查结果', { clear: '没有问题，继续', sham: '是虚假调解，终止' }),
    finding: text('怎样核查的', 1000),
  }),
  fits: shamOpen,
  run: (m, { result, finding }) => {
    if (m.call.actor.id === m.row.mediatorId) throw refusals.ownReview();
    m.addDocument('情况说明', '虚假调解迹象核查记录', { result: result === 'clear' ? '没有问题' : '是虚假调解', finding });
    m.tell({ result, finding });
    if (result === 'sham') return terminate(m, 'sham', 'staff', finding);
    m.keepClocks = true;
    m.facts({ shamReview: { ...m.row.facts.shamReview!, result, reviewedBy: m.call.actor.id, finding } });
  },
});

export const gateCommands = [answerGate, reviewSham] as unknown as MatterCommand[];
