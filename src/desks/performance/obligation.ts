import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import type { InstalmentRow, MatterRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { type Force, forceFor } from '../../support/deadlines/index.ts';
import { refusals } from './refusals.ts';

export const hows = { receipt: '收条', transfer: '转账凭证', witnessed: '当面见证', told: '权利人确认' } as const;

export function instalment(m: OpenMatter, which: string, states: readonly InstalmentRow['state'][]): InstalmentRow {
  const found = m.instalments.find((part) => part.id === which);
  if (!found) throw refusals.noSuchInstalment();
  if (!states.includes(found.state)) throw refusals.alreadySettled();
  return found;
}

/** What the instalments together say. A kept part of a broken promise stays broken until all is kept. */
export function performanceOf(m: OpenMatter): MatterRow['performance'] {
  const states = m.instalments.map((part) => part.state);
  if (states.some((state) => state === 'BREACHED')) return 'BREACHED';
  if (states.every((state) => state === 'WAIVED')) return 'WAIVED';
  if (states.every((state) => state === 'DONE' || state === 'WAIVED')) return 'DONE';
  return states.some((state) => state !== 'DUE') ? 'PARTIAL' : 'DUE';
}

/** An obligation in words, as its papers carry it: what, how much, who, by when. */
export function sheetOf(m: OpenMatter, part: InstalmentRow): Record<string, unknown> {
  const name = (id: string | null) => (id ? (m.party(id).name ?? '姓名未留') : undefined);
  return {
    number: m.row.agreement?.number,
    what: part.what,
    amountFen: part.amountFen ?? undefined,
    payer: name(part.payerId),
    payee: name(part.payeeId),
    dueOn: part.dueOn,
  };
}

/** Where the promises stand now; with all of them settled nothing is left to enforce (D17). */
export function settle(m: OpenMatter): void {
  m.set({ performance: performanceOf(m) });
  if (m.row.performance === 'DONE' || m.row.performance === 'WAIVED') m.cancelsEvery(['D17']);
}

/** It is kept: state, clock, and the paper that says so with the obligation's own words. */
export function keep(
  m: OpenMatter,
  part: InstalmentRow,
  { on, how, words }: { on: string; how: keyof typeof hows; words?: string },
): void {
  m.saveInstalment(part, { state: 'DONE', doneOn: on, how });
  m.meets('D16', part.id);
  settle(m);
  m.addDocument('F19', '履行证明', { ...sheetOf(m, part), doneOn: on, how: hows[how], words: words ?? '' });
}

const order = ['enforcement', 'suit'];
type Owed = Pick<InstalmentRow, 'amountFen'>;

/** What whoever is owed can do now, court first: enforcement where the court confirmed, else suit; then the rest that fits. Pure. */
export function waysAfterDefault(row: Pick<MatterRow, 'category' | 'confirmation'>, part: Owed, at: Date): Force[] {
  const has = { confirmed: row.confirmation === 'CONFIRMED', money: part.amountFen !== null, payable: part.amountFen !== null };
  const rank = ({ code }: Force) => (order.includes(code) ? order.indexOf(code) : order.length);
  return forceFor(row.category ?? undefined, 'broken', dayInChina(at))
    .filter(({ needs }) => needs.every((need) => has[need]))
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * The creditor's papers on the first day of default: the signed agreement's own words, the one obligation, and every way with its papers and
 * steps. Free, at once, and nothing of what was said in mediation.
 */
export function defaultPack(m: OpenMatter, part: InstalmentRow): void {
  const ways = waysAfterDefault(m.row, part, m.now);
  const { agreement } = m.row;
  m.addDocument('履行材料包', '协议没有履行时的材料包', {
    ...sheetOf(m, part),
    agreement: agreement && { number: agreement.number, text: agreement.text, effectiveAt: agreement.effectiveAt },
    routes: ways.map(({ zh, conditions, papers, fee, steps, timeLimit, basis }) => ({
      zh,
      plain: steps.join('；'),
      conditions,
      papers,
      fee,
      timeLimit,
      basis,
    })),
    fee: '取走材料包不收费',
  });
  const told = part.payeeId ? [m.party(part.payeeId)] : m.present.filter((party) => party.id !== part.payerId);
  const list = ways.map(({ zh }) => zh).join('、');
  for (const { id: partyId } of told)
    m.notice(
      'breached',
      '材料已备好',
      `${sayDay(part.dueOn)}约定的“${part.what}”还没有看到履行。您可以：${list}。材料包可以随时取走，不收费；要不要用由您决定。`,
      {
        partyId,
      },
    );
}
