import type { DocumentRow } from './model.ts';

export const OFFER = '方案';
export const offerStates = {
  open: '还在谈',
  accepted: '已接受',
  refused: '不接受',
  withdrawn: '已收回',
  expired: '已过期',
} as const;
export type OfferState = keyof typeof offerStates;

/** One proposal on the table. It is never evidence (在线调解规则 18、22): the paper lies in the mediators' lane and goes into no pack, file or notice. */
export interface Offer {
  /** Null: the mediator proposes (人民调解法 22). */
  fromId: string | null;
  kind: 'sum' | 'plan' | 'other';
  what: string;
  amountFen: number | null;
  plan: Array<{ amountFen: number; dueOn: string }>;
  until: string | null;
  answersId: string | null;
  state: Exclude<OfferState, 'expired'>;
  words: string | null;
}

export const offerOf = ({ body }: DocumentRow): Offer => body as unknown as Offer;

/** For the page of the mediator who holds the matter; nobody else's rows ever reach here. */
export const offersOf = (documents: readonly DocumentRow[]) =>
  documents
    .filter(({ kind }) => kind === OFFER)
    .map((row) => ({ id: row.id, madeAt: row.madeAt.toISOString(), ...offerOf(row), stateZh: offerStates[offerOf(row).state] }));
