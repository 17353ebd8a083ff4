import { dayInChina, sayInstant, startOfDay } from '../../ground/clock/index.ts';
import type { DocumentRow } from '../../registers/matters/model.ts';
import { nextFileNumber } from '../../registers/matters/fileNumber.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { categoryOn } from '../../support/deadlines/index.ts';

export interface Term {
  payerId?: string;
  payeeId?: string;
  what: string;
  amountFen?: number;
  dueOn: string;
}
export type Terms = readonly Term[];

/** The agreement takes effect: number, due dates, the thirty days for confirmation (Art. 29–33). */
export async function becomeEffective(m: OpenMatter, paper: DocumentRow | undefined): Promise<void> {
  const terms = (paper?.body.instalments ?? []) as Term[];
  const number = await nextFileNumber(m);
  m.to('EFFECTIVE').set({ agreement: { ...m.row.agreement!, number, effectiveAt: m.nowText } });
  if (paper) m.saveDocument(paper, { state: 'issued', number, issuedAt: m.now });
  const today = dayInChina(m.now);
  for (const term of terms) {
    const done = term.dueOn <= today;
    const row = m.addInstalment({ ...term, state: done ? 'DONE' : 'DUE', doneOn: done ? today : null, how: done ? '当场履行' : null });
    if (!done) m.starts('D16', row.id, { until: startOfDay(term.dueOn).toISOString() });
  }
  const open = m.instalments.some((part) => part.state === 'DUE');
  const some = m.instalments.some((part) => part.state === 'DONE');
  m.set({ performance: open ? (some ? 'PARTIAL' : 'DUE') : 'DONE', amountFen: terms.reduce((sum, term) => sum + (term.amountFen ?? 0), 0) || null });
  m.meets(m.row.facts.term ?? 'D05').meets('D27');
  const reason = whyNotConfirmable(m, open);
  m.set({ confirmation: reason ? 'NA' : 'ELIGIBLE' });
  if (!reason) m.starts('D11');
  m.noticeAll('effective', '协议已生效', `协议 ${number} 已生效。${reason ? '' : '30天内双方可以一起向法院申请司法确认，不收费。'}${terms.length > 0 ? `履行：${terms.map((term) => `${term.dueOn} 前${term.what}`).join('；')}。` : ''}`);
  m.tell({ effective: true, number, confirmable: reason === undefined, why: reason, at: sayInstant(m.now) });
}

/** Why an agreement cannot be taken to judicial confirmation (民诉法解释 355), or undefined when it can. */
function whyNotConfirmable(m: OpenMatter, open: boolean): string | undefined {
  if (m.row.agreement?.form === 'oral') return '口头协议';
  if (!open) return '已当场履行';
  const flags = m.row.category ? categoryOn(m.row.category, dayInChina(m.now))?.flags : undefined;
  if (flags?.includes('statusLimit') && m.row.gate?.answers.G05 === 'yes') return '涉及身份关系';
  if (flags?.includes('noConfirmation') || m.row.gate?.answers.G06 === 'yes') return '涉及权属确认';
  return undefined;
}
