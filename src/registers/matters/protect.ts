import type { Refusal } from '../../ground/refusal/index.ts';
import { type GateAnswers, gateVerdict, hasLimit } from './gate.ts';
import { senderOf } from './handover.ts';
import type { MatterRow } from './model.ts';
import type { OpenMatter } from './open.ts';

export interface Undone {
  message: string;
  waysOn: string[];
}
export interface Signs {
  signs: readonly string[];
  /** What was seen or heard, and where. */
  what: string;
  safeContact?: string;
  reported?: boolean;
}

/** Protection begins (反家庭暴力法 14；未成年人保护法 11): the paper and the call to the reviewers, both for the safety lane alone. */
export function beginProtection(m: OpenMatter, told: Signs): void {
  m.set({ safety: 'HELD' }).facts({ releaseBy: undefined, releaseReason: undefined });
  m.addDocument('安全记录', '安全情况记录', { ...told }, { lane: 'safety' });
  m.notice('safety', '有事项进入安全保护', `请在24小时内复核：${m.row.code}`, { way: 'inbox', lane: 'safety' });
}

/** The same, heard while something else was being done: it leaves its own event in the safety lane, with its own review (D26). */
export function protectBeside(m: OpenMatter, told: Signs): void {
  beginProtection(m, told);
  m.aside('safety.held', { ...told });
}

/**
 * Writes the gate's answers down and begins protection at once where one of G01–G04 is answered yes (§1.9), whatever becomes of
 * the rest of the command (`blocked`: it cannot be done). True where a danger was told now: not where it stood written before,
 * so that what two reviewers released is not held again for the same answer, nor where a matter already held goes on.
 */
export function hearGate(m: OpenMatter, answers: GateAnswers, where: string, blocked: boolean): boolean {
  const before = m.row.gate?.answers ?? {};
  m.set({ gate: { answers, at: m.nowText, by: m.call.actor.id } });
  hearSham(m);
  const signs = gateVerdict(answers, m.now).dangers.map(({ code }) => code);
  const written = m.row.safety !== 'NONE' && signs.every((code) => before[code] === 'yes');
  if (signs.length === 0 || written || (m.row.safety === 'HELD' && !blocked)) return false;
  protectBeside(m, { signs, what: `${where}时回答“是”：${signs.join('、')}` });
  return true;
}

const courtTerms = ['D06', 'D07', 'D08'];

/**
 * Signs of a sham (G10): everything joint stands still until a person has looked, and a court that sent the matter is told (特邀调解规定 18).
 * What somebody has looked at and found clear is not stopped again for the same answer.
 */
function hearSham(m: OpenMatter): void {
  if (!hasLimit(m.row.gate, 'suspends', m.now) || m.row.facts.shamReview) return;
  m.facts({ shamReview: { at: m.nowText, by: m.call.actor.id } });
  const words = '核对时出现虚假调解的迹象，调解先停下。请不承办这件事的负责人核查。';
  m.notice('supervision', `请核查：${m.row.title}`, words, { way: 'inbox' });
  if (senderOf(m.handovers)?.channel !== 'court' && !courtTerms.includes(m.row.facts.term ?? '')) return;
  m.addDocument('情况报告', '可能存在虚假调解的情况报告', { reason: words, number: m.row.reference ?? undefined });
  m.notice('supervision', `报告法院：${m.row.title}`, '可能存在虚假调解，已中止并由人核查。', { way: 'inbox' });
}
/** A person still has to look at the signs of a sham. */
export const shamOpen = ({ facts }: Pick<MatterRow, 'facts'>): boolean =>
  facts.shamReview !== undefined && facts.shamReview.result === undefined;

/**
 * A step that its gate closes, just as the gate brought a danger to light: a refusal would roll the protection back, so the
 * answers and the protection are recorded, the step is left undone, and the reply says why and what now.
 */
export function leftUndone(m: OpenMatter, zh: string, obstacle: Refusal): { undone: Undone } {
  m.keepClocks = true;
  m.kind = 'matter.gateAnswered';
  m.tell({ undone: zh });
  return whyUndone(m, zh, obstacle);
}
/** Why, and what now: above all the report that the law asks for (domain §1.7). */
export function whyUndone(m: OpenMatter, zh: string, obstacle: Refusal): { undone: Undone } {
  const { dangers } = gateVerdict(m.row.gate!.answers, m.now);
  return {
    undone: {
      message: `没有${zh}：${obstacle.message}回答已记下，这件事已进入安全保护，安全复核员24小时内复核；双方当面的步骤都先停下。`,
      waysOn: [...new Set([...dangers.map(({ route }) => route), ...obstacle.waysOn, '当事人随时可以去法院'])],
    },
  };
}
