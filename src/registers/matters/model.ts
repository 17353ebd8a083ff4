import { z } from 'zod';

/** What people bring. Only a dispute walks the long path; the rest is answered, referred or converted. */
export const kinds = {
  dispute: '纠纷',
  enquiry: '咨询',
  service: '求助',
  hazard: '隐患',
  tip: '线索',
  consultation: '来访咨询',
} as const;
export type Kind = keyof typeof kinds;

export const channels = {
  window: '窗口',
  hotline12345: '12345热线',
  police110: '110移交',
  grid: '网格上报',
  petition: '信访',
  court: '法院',
  portal: '网页',
  agency: '部门移送',
  import: '批量导入',
  sensor: '感知设备',
} as const;
export type Channel = keyof typeof channels;

/** Text as people type it: well-formed, no control characters but line breaks and tabs, trimmed, not longer than `max`. */
export const words = (max: number, zh = '内容') =>
  z
    .string({ error: `请填写${zh}` })
    .refine((text) => text.isWellFormed(), { error: `${zh}里有无法识别的字符，请重新输入` })
    .transform((text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim())
    .refine((text) => text.length <= max, { error: `${zh}最多${max}字` });

export const neededWords = (max: number, zh: string) =>
  words(max, zh).refine((text) => text.length > 0, { error: `请填写${zh}` });

/** CGCS2000. */
export const PlaceInput = z.object({
  text: words(200, '地点').optional().meta({ zh: '地点（说法）' }),
  code: z
    .string()
    .regex(/^\d{12}(\d{3})?$/, '区划代码是12位，网格再加3位')
    .optional()
    .meta({ zh: '区划或网格代码' }),
  lon: z.number().min(70).max(140).optional().meta({ zh: '经度' }),
  lat: z.number().min(3).max(56).optional().meta({ zh: '纬度' }),
});
export type PlaceInput = z.infer<typeof PlaceInput>;

export interface MatterRow {
  tenantId: number;
  id: string;
  code: string;
  revision: number;
  kind: Kind;
  category: string | null;
  state: string;
  round: number;
  safety: 'NONE' | 'HELD' | 'RELEASED';
  performance: 'NONE' | 'DUE' | 'PARTIAL' | 'DONE' | 'WAIVED' | 'BREACHED';
  confirmation: 'NA' | 'ELIGIBLE' | 'APPLIED' | 'ACCEPTED' | 'CONFIRMED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED';
  supervision: number;
  fileState: 'OPEN' | 'COMPLETE' | 'REVIEWED';
  title: string;
  narrative: string;
  names: string;
  channel: Channel;
  placeCode: string | null;
  placeText: string | null;
  lon: number | null;
  lat: number | null;
  /** When the person asked: interrupts the limitation period (诉讼时效规定 12). Never changed. */
  receivedAt: Date;
  recordedAt: Date;
  happenedAt: Date | null;
  recordedBy: string;
  lateEntry: boolean;
  organisationId: string | null;
  mediatorId: string | null;
  memberIds: string[];
  organisationIds: string[];
  level: string | null;
  step: string | null;
  reference: string | null;
  amountFen: number | null;
  collective: boolean;
  urgent: boolean;
  gate: Gate | null;
  agreement: Agreement | null;
  ending: Ending | null;
  facts: Facts;
  previousId: string | null;
  importId: string | null;
  promiseZh: string | null;
  promiseCode: string | null;
  dueAt: Date | null;
  dueCertain: boolean | null;
  changedAt: Date;
  grams: Int32Array;
  readers: string[];
  sealedBy: string | null;
  sealSalt: string | null;
}

/** The gate's answers: code → yes/no, with when and by whom. */
export interface Gate {
  answers: Record<string, 'yes' | 'no' | 'unknown'>;
  at: string;
  by: string;
}
export interface Agreement {
  form: 'written' | 'oral';
  text: string;
  at?: string;
  number?: string;
  effectiveAt?: string;
  sealAt?: string;
  mediatorAt?: string;
}
/** Why it ended, as the record keeps it; the screens and papers say it in words. */
export const endingReasons = [
  'noAgreement',
  'refused',
  'left',
  'unsuited',
  'sham',
  'unsigned',
  'unreachable',
  'expired',
  'court',
  'withdrawn',
  'importUndone',
] as const;
export type EndingReason = (typeof endingReasons)[number];
export interface Ending {
  reason: EndingReason;
  words?: string;
  by: 'party' | 'staff' | 'clock';
  at: string;
  routes?: string[];
}
/** Small facts that steer guards: what has been done, for whom. */
export interface Facts {
  /** The applicable mediation term (D05–D10), fixed when the matter is accepted. */
  term?: string;
  rightsTold?: boolean;
  tries?: Array<{ partyId: string; at: string }>;
  releaseBy?: string;
  releaseReason?: string;
  routesTold?: boolean;
  followUps?: string[];
  suspendedUntil?: string;
  extendedTo?: string;
  screenedBy?: string;
  safeContact?: string;
  /** Whom the safety hold protects, where somebody said so: the others hear nothing meanwhile. */
  protects?: string;
  declined?: string;
  /** Who declined it: an objection is reviewed by somebody else. */
  declinedBy?: string;
  disclosure?: string;
  agreedAt?: string;
  mediationEndedAt?: string;
  methodPack?: string;
  /** The court's, the petition office's … own term that came with a handover: it goes before the one of the kind of dispute. */
  entrusted?: string;
  /** Through which door another body handed it in (`handoverChannels`). */
  handedIn?: string;
  /** How often both sides were told that the days for confirmation run out (D11). */
  confirmationSaid?: number;
  /** Both sides were told that the two years for enforcement run out (D17). */
  enforcementSaid?: boolean;
  /** How often both sides were reminded of a day of performance, before it and on it. */
  reminded?: Record<string, number>;
  /** Calls in vain after the settlement; three to one person, and it becomes a visit or a letter. */
  followUpTries?: Array<{ partyId: string; at: string }>;
  /** The follow-up days that the mediator has been reminded of. */
  followUpAsked?: string[];
  /** Signs of a sham are looked at by a person (G10): when they were seen, and what that person found. */
  shamReview?: { at: string; by: string; result?: 'clear'; reviewedBy?: string; finding?: string };
  rating?: number;
  /** Party → the one link with which they may sign now. */
  signing?: Record<string, string>;
  /** Who mediates beside the mediator, with everybody's consent. */
  coMediators?: string[];
  /** When a party cannot come. */
  unavailable?: Array<{ partyId: string; from: string; until: string; words?: string }>;
  /** A link to a party's own page has been given out. */
  page?: true;
  /** The last day on which the invitation asks for an answer. */
  answerBy?: string;
  /** Whom each party would have as mediator, and whom not (人民调解法 19、23). */
  choices?: Record<string, { wants: string[]; strikes: string[] }>;
  /** The mediator whom the director proposed, and what each party said to it. */
  proposal?: { mediatorId: string; said: Record<string, 'accepted' | 'declined'> };
  /** Who else takes part, with every party's consent (人民调解法 20). */
  companions?: Companion[];
}
export interface Companion {
  id: string;
  kind: string;
  name: string;
  staffId?: string;
}

/** What one party said to one question, on which text and by what channel: added to, never changed. */
export interface ConsentRow {
  id: string;
  matterId: string;
  revision: number;
  partyId: string;
  round: number;
  about: string;
  answer: string;
  /** The person whom it is about: a mediator, somebody who takes part. */
  subjectId: string | null;
  channel: string;
  /** The number of the receipt. */
  code: string;
  textVersion: string;
  textHash: string;
  language: string;
  readAloud: boolean;
  note: string | null;
  answeredAt: Date;
  /** Null: the party by themselves, on their page. */
  recordedBy: string | null;
  readers: string[];
}

/** `talks`: what is said in mediation. `safety`: the safety path. */
export type Lane = 'open' | 'safety' | 'talks';
/** Offers have readers of their own; the event that one was made tells nothing of it. */
export type PaperLane = Lane | 'offers';

export interface PartyRow {
  id: string;
  matterId: string;
  seq: number;
  revision: number;
  side: 'applicant' | 'respondent' | 'joined';
  kind: 'person' | 'organisation';
  name: string | null;
  phone: Buffer | null;
  phoneBlind: Buffer | null;
  phoneMask: string | null;
  idNumber: Buffer | null;
  idBlind: Buffer | null;
  idMask: string | null;
  creditCode: string | null;
  address: string | null;
  groupLabel: string | null;
  representative: boolean;
  represents: string | null;
  consent: 'unasked' | 'agreed' | 'refused' | 'left' | 'unreachable';
  mark: 'signature' | 'fingerprint' | 'seal' | null;
  markedAt: Date | null;
  f18At: Date | null;
  safeContact: string | null;
  goneAt: Date | null;
  leftAloneAt: Date | null;
  readers: string[];
}

/** One mark on a paper. It counts while the text is the one it was set under (`digest`). */
export interface PaperMark {
  by: string;
  kind: string;
  at: string;
  who?: 'party' | 'mediator' | 'seal';
  way?: string;
  digest?: string;
}

export interface DocumentRow {
  id: string;
  matterId: string;
  revision: number;
  kind: string;
  number: string | null;
  title: string;
  state: 'draft' | 'issued' | 'void';
  lane: PaperLane;
  body: Record<string, unknown>;
  marks: PaperMark[];
  attachmentId: string | null;
  madeAt: Date;
  issuedAt: Date | null;
  readers: string[];
}

export interface InstalmentRow {
  id: string;
  matterId: string;
  seq: number;
  revision: number;
  payerId: string | null;
  payeeId: string | null;
  what: string;
  amountFen: number | null;
  dueOn: string;
  state: 'DUE' | 'DONE' | 'WAIVED' | 'BREACHED';
  doneOn: string | null;
  how: string | null;
  urged: number;
  said: Said | null;
  readers: string[];
}

/** What the payer says of an obligation and what the payee answers. Silence is no answer. */
export interface Said {
  by: string;
  at: string;
  on: string;
  how: string;
  words?: string;
  attachmentId?: string;
  answer?: 'confirmed' | 'disputed';
  answeredAt?: string;
  answerWords?: string;
}

export interface HandoverRow {
  id: string;
  matterId: string;
  revision: number;
  channel: string;
  fromOrg: string | null;
  toOrg: string;
  state: 'sent' | 'signed' | 'accepted' | 'declined' | 'fedBack' | 'returned';
  reason: string | null;
  legalBasis: string | null;
  contact: string | null;
  outline: string | null;
  declineCode: string | null;
  reply: string | null;
  result: string | null;
  sentAt: Date;
  signedAt: Date | null;
  answeredAt: Date | null;
  fedBackAt: Date | null;
  payload: Record<string, unknown> | null;
  readers: string[];
}

/** What a notice is about; its own title says it in the words of the matter. */
export const noticeKinds = {
  receipt: '登记回执',
  answered: '答复',
  passedOn: '转办',
  accepted: '受理',
  declined: '不予受理',
  referred: '转介',
  turnedBack: '转介被退回',
  recalled: '转介已收回',
  withdrawn: '申请已撤回',
  fedBack: '办理结果',
  invitation: '邀请',
  assigned: '调解员',
  session: '调解的时间地点',
  suspended: '中止',
  resumed: '恢复',
  extended: '延期',
  terms: '协议内容',
  effective: '协议生效',
  terminated: '终止调解',
  confirmed: '法院确认',
  refused: '法院未予确认',
  lapsed: '确认期限已过',
  urged: '催促履行',
  reminded: '履行日提醒',
  proof: '履行凭证',
  expiring: '期限快到',
  followUp: '该回访了',
  breached: '没有履行',
  closed: '结案',
  round: '再调一轮',
  supervision: '督办',
  safety: '安全保护',
  opened: '单独谈话被打开',
} as const;
export type NoticeKind = keyof typeof noticeKinds;
export const noticeWays = { print: '打印', phone: '电话', sms: '短信', inbox: '站内' } as const;
export type NoticeWay = keyof typeof noticeWays;

export interface AttachmentRow {
  id: string;
  name: string;
  type: string;
  size: number;
  state: string;
  why: string | null;
  broughtBy: string | null;
  addedBy: string;
  addedAt: Date;
}

export interface ClockRow {
  code: string;
  subject: string;
  startedAt: Date;
  dueAt: Date | null;
  certain: boolean;
  state: string;
  metAt: Date | null;
  onTime: boolean | null;
  level: number;
  nextAt: Date | null;
  /** As stored; absent on a row just worked out. */
  readers?: string[];
}
