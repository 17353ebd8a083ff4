import type { PlaceSaid } from '../widgets/Place.tsx';

/** What the receive form holds while it is typed. Only the narrative is needed: the law asks for no more. */
export interface Person {
  name?: string;
  phone?: string;
  idNumber?: string;
  address?: string;
}
/** One of those who came along. */
export interface Joined extends Person {
  name: string;
  groupLabel?: string;
  representative?: boolean;
}
export interface Receiving {
  channel: string;
  narrative: string;
  kind?: string;
  category?: string;
  place?: PlaceSaid;
  reporter?: Person;
  respondent?: Person;
  others?: Joined[];
  urgent?: boolean;
  reference?: string;
  /** Goes with every try, so that a double press or a dead line registers once. */
  key: string;
}

export const channels: Array<[string, string]> = [
  ['window', '窗口'],
  ['hotline12345', '12345热线'],
  ['police110', '110移交'],
  ['grid', '网格上报'],
  ['petition', '信访'],
  ['court', '法院'],
  ['agency', '部门移送'],
];
const own: Record<string, string> = {
  window: 'window',
  seat: 'hotline12345',
  gridWorker: 'grid',
  partner: 'agency',
  judge: 'court',
};

export const channelOf = (roles: readonly string[]): string => roles.map((r) => own[r]).find(Boolean) ?? 'window';
export const newKey = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(16).slice(2)}`;
