import { dayInChina, sayDay, sayInstant, startOfDay } from '../../ground/clock/index.ts';
import { dueAt } from '../../support/deadlines/index.ts';
import { standingLaw } from './clocks.ts';
import { barsOf } from './confirmable.ts';
import { nextFileNumber } from './fileNumber.ts';
import { visitsOf } from './followUp.ts';
import { senderOf } from './handover.ts';
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
    barsOf({ ...m.row, performed: m.instalments.length > 0 && !open }, m.now)[0]?.zh ??
    (concludedAt && confirmationLapsed(concludedAt, m.now) ? '写下来时已过30天' : undefined);
  m.set({ confirmation: reason ? 'NA' : 'ELIGIBLE' });
  if (!reason) m.starts('D11', '', concludedAt ? { at: at.toISOString() } : {});
  startVisits(m, dayInChina(at));
  // Who handed it in hears of the end in time (§8.3).
  if (senderOf(m.handovers)) m.starts('D19');
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

/** The calls that follow, each from its own day; those whose day was over before it was written down are not made up. */
function startVisits(m: OpenMatter, effectiveOn: string): void {
  if (m.row.safety === 'HELD') return;
  const from = dayInChina(m.now);
  for (const visit of visitsOf(m.row, m.instalments, effectiveOn))
    if (visit.from >= from) m.starts(visit.code, visit.subject, { until: startOfDay(visit.from).toISOString() });
}
