export type MatterKind = 'dispute' | 'enquiry' | 'service' | 'hazard' | 'tip' | 'consultation';
export type Channel = 'window' | 'hotline12345' | 'police110' | 'grid' | 'petition' | 'court' | 'portal' | 'agency';

/** Whom the words are about; decides whether the other side is a person or an invented firm or body. */
export type Opposite =
  | 'neighbour'
  | 'relative'
  | 'person'
  | 'driver'
  | 'boss'
  | 'firm'
  | 'site'
  | 'shop'
  | 'property'
  | 'hospital'
  | 'school'
  | 'village'
  | 'bank'
  | 'platform'
  | 'agency'
  | 'none';

export interface SettlementShape {
  verb: string;
  payer: 'respondent' | 'applicant';
  /** Part of the claim that is agreed; 0 when no money moves. */
  ratio: number;
  times: number;
  clauses: string[];
}

/** What someone says, with places to fill: {estate} {b} {room} {village} {road} {other} {call} {sum} {when} … (see slots.ts). */
export interface Words {
  id: string;
  kind: MatterKind;
  /** Category of the dispute taxonomy; for other contacts the subject they touch, when there is one. */
  category: string | null;
  channelHints: Channel[];
  to: Opposite;
  /** Yuan, from and to; null where no money is asked for. */
  money: [number, number] | null;
  setting: 'urban' | 'rural' | 'any';
  title: string;
  texts: string[];
  claims: string[];
  settlements: SettlementShape[];
  refusals: string[];
  /** What the desk answers on the short path. */
  answers: string[];
  /** Gate row that the words set off, if any (G02 violence at home, G03 child, G04 self-harm). */
  safety: 'G02' | 'G03' | 'G04' | null;
}

type More = Partial<Pick<Words, 'channelHints' | 'setting' | 'safety'>>;

/** A dispute. */
export function dispute(
  id: string,
  category: string,
  to: Opposite,
  money: [number, number] | null,
  title: string,
  texts: string[],
  claims: string[],
  settlements: SettlementShape[],
  refusals: string[],
  more: More = {},
): Words {
  const channelHints: Channel[] = ['window', 'hotline12345', 'grid'];
  const rest = { channelHints, setting: 'any' as const, safety: null, answers: [] };
  return { id, kind: 'dispute', category, to, money, title, texts, claims, settlements, refusals, ...rest, ...more };
}

/** A contact that is no dispute: three fields and an answer are enough. */
export function contact(
  kind: Exclude<MatterKind, 'dispute'>,
  id: string,
  category: string | null,
  title: string,
  texts: string[],
  answers: string[],
  more: More = {},
): Words {
  const channelHints: Channel[] = ['hotline12345', 'window', 'grid', 'portal'];
  const rest = {
    to: 'none' as const,
    money: null,
    claims: [],
    settlements: [],
    refusals: [],
    channelHints,
    setting: 'any' as const,
    safety: null,
  };
  return { id, kind, category, title, texts, answers, ...rest, ...more };
}

/** Money and, if need be, further clauses: `pays('赔偿', 0.7, 2, '一周内做好防水')`. */
export const pays = (verb: string, ratio: number, times: number, ...clauses: string[]): SettlementShape => ({
  verb,
  payer: 'respondent',
  ratio,
  times,
  clauses,
});

/** Money the other way: the one who came pays the other side. */
export const owes = (verb: string, ratio: number, times: number, ...clauses: string[]): SettlementShape => ({
  ...pays(verb, ratio, times, ...clauses),
  payer: 'applicant',
});

/** Deeds without money. */
export const does = (...clauses: string[]): SettlementShape => pays('', 0, 0, ...clauses);
