import { z } from 'zod';
import type { Call, Done } from '../../ground/command/index.ts';
import type { Refusal } from '../../ground/refusal/index.ts';
import { canWrite } from '../identity/policy.ts';
import { standingLaw } from './clocks.ts';
import { type GateAnswers, gateVerdict, hasLimit } from './gate.ts';
import { senderOf } from './handover.ts';
import type { MatterRow } from './model.ts';
import { OpenMatter, SAFETY_CLOCK } from './open.ts';
import { loadMatter } from './store.ts';

export interface Undone {
  message: string;
  waysOn: string[];
}
export interface Signs {
  signs: readonly string[];
  /** What was seen or heard, and where. */
  what: string;
  /** Whom it protects, where that is known. */
  partyId?: string;
  safeContact?: string;
  reported?: boolean;
}

/** Protection begins (反家庭暴力法 14；未成年人保护法 11): the paper and the call to the reviewers, both for the safety lane alone. */
export function beginProtection(m: OpenMatter, told: Signs): void {
  const { facts, safety } = m.row;
  const known = safety === 'HELD' ? facts.protects : undefined;
  const named = m.parties.find(({ id }) => id === told.partyId)?.id;
  // Whom it protects is said once; afterwards only a reviewer says otherwise.
  const protects = known && !m.call.actor.roles.includes('safety') ? known : (named ?? known);
  m.set({ safety: 'HELD' }).facts({ releaseBy: undefined, releaseReason: undefined, protects });
  m.addDocument('安全记录', '安全情况记录', { ...told }, { lane: 'safety' });
  m.notice('safety', '有事项进入安全保护', `请在24小时内复核：${m.row.code}`, { toRole: 'safety', lane: 'safety' });
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

/** What an input tells of danger, however little of the rest can be read. */
const Told = z.object({
  gate: z.union([z.string().transform((code) => ({ [code]: 'yes' })), z.record(z.string(), z.unknown())]),
});
export function answersIn(raw: unknown): GateAnswers {
  const answers = Object.entries(Told.safeParse(raw).data?.gate ?? {});
  return Object.fromEntries(
    answers.filter(([code, answer]) => /^G\d\d$/.test(code) && /^(yes|no|unknown)$/.test(String(answer))),
  ) as GateAnswers;
}

/**
 * A step was refused, for a field, a stale page, a door that is shut, and its gate told a danger: that is recorded as what it is, a
 * hold, by whoever may write in this matter. Undefined where no danger was told, or none that is not written already.
 */
export async function hearRefused(call: Call, zh: string, raw: unknown, refusal: Refusal): Promise<Done | undefined> {
  const answers = answersIn(raw);
  const signs = gateVerdict(answers, call.now).dangers.map(({ code }) => code);
  const found = signs.length > 0 ? await loadMatter(call.work, call.id ?? '', true) : undefined;
  if (!found || !canWrite(call.actor, found.matter.readers)) return undefined;
  const { gate, safety } = found.matter;
  if (safety !== 'NONE' && signs.every((code) => gate?.answers[code] === 'yes')) return undefined;
  const m = new OpenMatter(call, found);
  m.lane = 'safety';
  m.set({ gate: { answers: { ...gate?.answers, ...answers }, at: m.nowText, by: call.actor.id } });
  const told = { signs, what: `${zh}没有办成，核对时回答“是”：${signs.join('、')}` };
  beginProtection(m, told);
  m.starts(SAFETY_CLOCK).tell(told);
  const event = await m.close('safety.held', standingLaw());
  return {
    event: { ...event, command: 'triage.hold', from: safety, to: m.row.safety },
    id: m.row.id,
    extra: whyUndone(m, zh, refusal),
  };
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
  m.notice('supervision', `请核查：${m.row.title}`, words, { toRole: 'leader', way: 'inbox' });
  if (senderOf(m.handovers)?.channel !== 'court' && !courtTerms.includes(m.row.facts.term ?? '')) return;
  m.addDocument('情况报告', '可能存在虚假调解的情况报告', { reason: words, number: m.row.reference ?? undefined });
  m.notice('supervision', `报告法院：${m.row.title}`, '可能存在虚假调解，已中止并由人核查。', { toRole: 'judge', way: 'inbox' });
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
  const fields = Object.values(obstacle.fields ?? {});
  const particulars = fields.length > 0 ? `（${fields.join('；')}）` : '';
  return {
    undone: {
      message: `没有${zh}：${obstacle.message}${particulars}回答已记下，这件事已进入安全保护，安全复核员24小时内复核；双方当面的步骤都先停下。`,
      waysOn: [...new Set([...dangers.map(({ route }) => route), ...obstacle.waysOn, '当事人随时可以去法院'])],
    },
  };
}
