import { dayInChina, sayDay, sayInstant, startOfDay } from '../../ground/clock/index.ts';
import { categoryOn, dueAt } from '../../support/deadlines/index.ts';
import { standingLaw } from './clocks.ts';
import { nextFileNumber } from './fileNumber.ts';
import type { DocumentRow } from './model.ts';
import type { OpenMatter } from './open.ts';

export interface Term {
  payerId?: string;
  payeeId?: string;
  what: string;
  amountFen?: number;
  dueOn: string;
  /** Performed before everybody's eyes as it was signed: said by the mediator, never inferred from the date. */
  doneNow?: boolean;
}
export type Terms = readonly Term[];

/**
 * The agreement takes effect: number, due dates, the thirty days for confirmation (人民调解法 29–33). `concludedAt` is told by a
 * late entry: what was settled before today counts from the day it was settled, and no clock of the way there is touched. Where only
 * the marks are written down later (ink, scanned back), `lateEntry` is false: the way there was this one.
 */
export async function becomeEffective(
  m: OpenMatter,
  paper: DocumentRow | undefined,
  concludedAt?: Date,
  lateEntry = concludedAt !== undefined,
): Promise<void> {
  const at = concludedAt ?? m.now;
  // Who left before it took effect is neither bound by it nor owed by it.
  const here = (id: string | undefined) => !id || m.present.some((party) => party.id === id);
  const terms = ((paper?.body.instalments ?? []) as Terms).filter((term) => here(term.payerId) && here(term.payeeId));
  const number = await nextFileNumber(m);
  m.to('EFFECTIVE').set({ agreement: { ...m.row.agreement!, number, effectiveAt: at.toISOString() } });
  // The paper that is issued says what binds whom: not what was drafted for somebody who left.
  if (paper) m.saveDocument(paper, { state: 'issued', number, issuedAt: m.now, body: { ...paper.body, instalments: terms } });
  addInstalments(m, terms, dayInChina(at));
  if (!lateEntry) m.meets(m.row.facts.term ?? 'D05').meets('D27');
  const open = m.instalments.some((part) => part.state === 'DUE');
  const reason =
    whyNotConfirmable(m, open) ?? (concludedAt && confirmationLapsed(concludedAt, m.now) ? '写下来时已过30天' : undefined);
  m.set({ confirmation: reason ? 'NA' : 'ELIGIBLE' });
  if (!reason) m.starts('D11', '', concludedAt ? { at: at.toISOString() } : {});
  const confirm = reason ? '' : '30天内双方可以一起向法院申请司法确认，不收费。';
  for (const { id: partyId } of m.present)
    m.notice('effective', '协议已生效', `协议 ${number} 已生效。${confirm}${dutiesOf(terms, partyId)}`, { partyId });
  m.tell({ effective: true, number, confirmable: reason === undefined, why: reason, at: sayInstant(at) });
}

/** What a party owes or is owed, and what names nobody; of thirty-two wages each reads their own. */
function dutiesOf(terms: Terms, partyId: string): string {
  const own = terms.filter(({ payerId, payeeId }) => (!payerId && !payeeId) || payerId === partyId || payeeId === partyId);
  return own.length > 0 ? `履行：${own.map((term) => `${sayDay(term.dueOn)}前${term.what}`).join('；')}。` : '';
}

/** What was performed on the spot is written as such; the rest gets its own clock (D16). An agreement to do nothing owes nothing. */
function addInstalments(m: OpenMatter, terms: Terms, today: string): void {
  for (const term of terms) {
    const { doneNow: done = false, ...part } = term;
    const row = m.addInstalment({
      ...part,
      state: done ? 'DONE' : 'DUE',
      doneOn: done ? today : null,
      how: done ? '当场履行' : null,
    });
    if (!done) m.starts('D16', row.id, { until: startOfDay(term.dueOn).toISOString() });
  }
  const open = m.instalments.some((part) => part.state === 'DUE');
  const some = m.instalments.some((part) => part.state === 'DONE');
  const amountFen = terms.reduce((sum, term) => sum + (term.amountFen ?? 0), 0) || null;
  m.set({ performance: terms.length === 0 ? 'NONE' : open ? (some ? 'PARTIAL' : 'DUE') : 'DONE', amountFen });
}

/** A settlement written down after its thirty days (D11): no clock is started that could only be found run out. */
function confirmationLapsed(concludedAt: Date, now: Date): boolean {
  const { rulesOf, calendar } = standingLaw();
  const rule = rulesOf('D11', dayInChina(concludedAt));
  return rule !== undefined && dueAt({ rule, fromAt: concludedAt, calendar }).dueAt < now;
}

/** Why an agreement cannot be taken to judicial confirmation (民诉法解释 355), or undefined when it can. */
function whyNotConfirmable(m: OpenMatter, open: boolean): string | undefined {
  if (m.row.agreement?.form === 'oral') return '口头协议';
  if (m.instalments.length > 0 && !open) return '已当场履行';
  const flags = m.row.category ? categoryOn(m.row.category, dayInChina(m.now))?.flags : undefined;
  if (flags?.includes('statusLimit') && m.row.gate?.answers.G05 === 'yes') return '涉及身份关系';
  if (flags?.includes('noConfirmation') || m.row.gate?.answers.G06 === 'yes') return '涉及权属确认';
  return undefined;
}
