import type { FormSchema } from '../../../ground/ui/form/schema.ts';

/** What the server tells the screens. Written by hand: a screen must compile without the server. */
export interface Directory {
  centre: { code: string; zh: string; label: string };
  oidc: boolean;
  demo: boolean;
  accounts?: Array<{ username: string; name: string; zh: string; does?: string }>;
  /** Nothing is set up yet: the first person makes the centre. */
  empty?: boolean;
}
export interface Session {
  user: {
    id: string;
    name: string;
    username: string;
    organisationId: string | null;
    organisationZh: string | null;
    placeCodes: string[];
  };
  roles: string[];
  csrfToken: string;
  centre: { code: string; zh: string; label: string };
  mustChange: boolean;
  totpOn?: boolean;
  home: string;
}
export interface PromiseLine {
  zh: string;
  code: string | null;
  dueAt: string | null;
  certain: boolean;
}
export interface MatterLine {
  id: string;
  code: string;
  revision: number;
  kind: string;
  kindZh: string;
  category: string | null;
  state: string;
  stateZh: string;
  title: string;
  names: string;
  channel: string;
  channelZh: string;
  placeCode: string | null;
  placeText: string | null;
  receivedAt: string;
  receivedZh: string;
  organisationId: string | null;
  mediatorId: string | null;
  urgent: boolean;
  held: boolean;
  supervision: number;
  promise: PromiseLine | null;
}
export interface WorkLine extends MatterLine {
  need: string;
  next?: { command: string; zh: string; path: string };
}
export interface Work {
  groups: Array<{ key: 'overdue' | 'today' | 'week' | 'waiting'; zh: string; lines: WorkLine[]; more?: number }>;
  finishedToday: number;
}
export interface MatterPage {
  lines: MatterLine[];
  next: string | null;
  counted: number;
  more: boolean;
}
export interface Party {
  id: string;
  seq: number;
  side: string;
  sideZh: string;
  kind: string;
  name: string | null;
  phoneMask: string | null;
  idMask: string | null;
  creditCode: string | null;
  address: string | null;
  groupLabel: string | null;
  representative: boolean;
  consent: string;
  consentZh: string;
  mark: string | null;
  gone: boolean;
}
export interface Paper {
  id: string;
  kind: string;
  number: string | null;
  title: string;
  state: string;
  marks: Array<{ by: string; kind: string; at: string }>;
  madeAt: string;
  issuedAt: string | null;
  attachmentId: string | null;
}
export interface Instalment {
  id: string;
  seq: number;
  what: string;
  amountFen: number | null;
  dueOn: string;
  state: string;
  doneOn: string | null;
  how: string | null;
  payerId: string | null;
  payeeId: string | null;
  said?: { by: string; on: string; answer?: 'confirmed' | 'disputed' } | null;
}
export interface Handover {
  id: string;
  toOrg: string;
  fromOrg: string | null;
  channel: string;
  state: string;
  reason: string | null;
  reply: string | null;
  result: string | null;
  contact: string | null;
  sentAt: string;
}
export interface Clock {
  code: string;
  subject: string;
  startedAt: string;
  dueAt: string | null;
  certain: boolean;
  state: string;
  metAt: string | null;
  onTime: boolean | null;
  level: number;
}
export interface Machine {
  state: string;
  zh: string;
}
export interface Offer {
  id: string;
  madeAt: string;
  fromId: string | null;
  kind: 'sum' | 'plan' | 'other';
  what: string;
  amountFen: number | null;
  plan: Array<{ amountFen: number; dueOn: string }>;
  until: string | null;
  answersId: string | null;
  state: string;
  stateZh: string;
  words: string | null;
}
export interface MatterView extends MatterLine {
  narrative: string;
  round: number;
  lon: number | null;
  lat: number | null;
  recordedAt: string;
  happenedAt: string | null;
  lateEntry: boolean;
  level: string | null;
  step: string | null;
  reference: string | null;
  amountFen: number | null;
  collective: boolean;
  gate: { answers: Record<string, 'yes' | 'no' | 'unknown'>; at: string; by: string } | null;
  agreement: { form: 'written' | 'oral'; text: string; number?: string; effectiveAt?: string } | null;
  ending: { reason: string; words?: string; by: string; at: string; routes?: string[] } | null;
  facts: Record<string, unknown>;
  previousId: string | null;
  machines: Record<'safety' | 'performance' | 'confirmation' | 'supervision' | 'file', Machine>;
  parties: Party[];
  documents: Paper[];
  /** On the table; absent for everybody but the mediator who holds the matter. */
  offers?: Offer[];
  instalments: Instalment[];
  handovers: Handover[];
  clocks: Clock[];
  attachments?: Array<{ id: string; name: string; type: string; size: number; broughtBy?: string | null }>;
}
export interface Move {
  command: string;
  zh: string;
  path: string;
  by: string[];
  party: boolean;
  within: string | null;
  withinZh: string | null;
  causes: string;
  key: string | null;
  primary: boolean;
  machine: string | null;
  to: string[];
  basis: string | null;
  closed: string | null;
  wayOut: 'continue' | 'change' | 'leave' | 'court' | null;
  /** What its form begins with, where it was opened from something that already says it. */
  start?: Record<string, unknown>;
}
/** The form of each command, by its name: the same for everyone, asked for once. */
export type Forms = Record<string, FormSchema>;
export interface ThreadEntry {
  id: string;
  at: string;
  kind: string;
  zh: string;
  actor: string | null;
  role: string;
  lane: string;
  data: Record<string, unknown>;
}
export interface MatterReply {
  id?: string;
  view: MatterView;
  moves: Move[];
  revision: number;
  thread?: ThreadEntry[];
  names?: Record<string, string>;
  /** Instead of the view: who made this step may not see the matter any more. */
  parting?: string;
  extra?: Record<string, unknown>;
}
export interface Understood {
  kind: { value: string; zh: string; why: string };
  category: { value: string; zh: string; why: string } | null;
  place: { code: string; zh: string; why: string } | null;
  dangers: Array<{ code: string; zh: string; why: string }>;
  duplicates: Array<{ id: string; code: string; title: string; stateZh: string; receivedZh: string; reasons: string[] }>;
}
export interface ReceiptSlip {
  code: string;
  qr: string;
  receivedZh: string;
  rights: string[];
  nextStep?: string;
  promise: string | null;
  limitation?: string;
  title: string;
}
export interface Notice {
  id: string;
  matterId: string;
  /** Null where the matter is not theirs to open any more. */
  code: string | null;
  matterTitle: string | null;
  toZh: string;
  toParty: boolean;
  toMe: boolean;
  phoneMask: string | null;
  kind: string;
  kindZh: string;
  way: string;
  wayZh: string;
  state: 'waiting' | 'held' | 'done';
  stateZh: string;
  title: string;
  /** Null while it is held back for somebody's safety. */
  body: string | null;
  madeAt: string;
  doneAt: string | null;
  howZh: string | null;
  doneBy: string | null;
}
export interface NoticeList {
  lines: Notice[];
  next: string | null;
  counted: number;
  more: boolean;
}
export interface PaperSheet {
  kind: string;
  title: string;
  number: string | null;
  body: unknown;
  marks: Array<{ by: string; kind: string; at: string }>;
  lines?: Array<{ zh: string; text: string }>;
  code?: string;
  names?: Record<string, string>;
  madeAt?: string;
  issuedAt?: string | null;
}
export interface Diligence {
  title: string;
  code: string;
  rows: Array<{ at: string; zh: string; kind: 'known' | 'told' | 'done' | 'missed' }>;
  clocks: Array<Record<string, unknown>>;
  proof: { size: number; root?: string; checkpoint?: string } | null;
}
export interface LeaderView {
  lines: WorkLine[];
  byOrganisation: Array<{ organisationId: string; zh: string; overdue: number; open: number }>;
  funnel: Record<string, number | string>;
  since?: string;
  places?: Array<{ town: string; category: string | null; n: number | string }>;
}
export interface Place {
  code: string;
  zh: string;
  level: string;
  parentCode: string | null;
  population: number | null;
}
export interface Organisation {
  id: string;
  key: string;
  zh: string;
  shortName: string;
  kind: string;
  level: string;
  placeCode: string | null;
  duties: string[] | string | null;
}
export interface StaffMember {
  id: string;
  /** null for one who is on the register but does not sign in. */
  username: string | null;
  name: string;
  roles: string[];
  rolesZh: string[];
  organisationId: string | null;
  placeCodes: string[];
  active: boolean;
  absentFrom?: string | null;
  absentUntil: string | null;
  handOverTo?: string | null;
  mediator: {
    skills: string[];
    languages: string[];
    trainingHours: number;
    level: string;
    availability: string;
    conflicts?: Array<{ with: string; reason: string }>;
  } | null;
}
export interface ConsentReceipt {
  id: string;
  code: string;
  about: string;
  aboutZh: string;
  answer: string;
  answerZh: string;
  subject: string | null;
  channelZh: string;
  at: string;
  textVersion: string;
  textHash: string;
  readAloud: boolean;
  note: string | null;
  recordedBy: string | null;
}
export interface ConsentBoard {
  answerBy: string | null;
  parties: Array<{
    id: string;
    sideZh: string;
    name: string | null;
    last: ConsentReceipt | null;
    receipts: ConsentReceipt[];
    link: { usedZh: string | null } | null;
    tries: { days: string[]; missing: number } | null;
  }>;
  companions: Array<{ id: string; name: string; kind: string }>;
}
export interface Choosable {
  id: string;
  name: string;
  committee: string | null;
  kindZh: string | null;
  skills: string[];
  languages: string[];
  levelZh: string | null;
  band: 'few' | 'some' | 'many';
  why: string[];
  warnings: string[];
  hints: Array<{ kind: string; zh: string; asks: boolean }>;
  wantedBy: string[];
  struckBy: string[];
}
export interface Roster {
  mediators: Choosable[];
  proposal: { name: string; said: Array<{ name: string | null; answer: string }> } | null;
  spoke: number;
  common: string[];
}
export interface InvitationPreview {
  lines: string[];
  sms: string;
  parts: number;
  script: string[];
  neutralBecause: string | null;
}
export interface SentLetter {
  partyId: string;
  name: string | null;
  path: string;
  sms: string;
}
export type JoiningLine = Record<'invited' | 'joined' | 'refused' | 'notNow' | 'unreachable' | 'lapsed' | 'open', number>;
export interface JoiningFigures {
  since: string;
  all: JoiningLine;
  lines: Array<JoiningLine & { organisationId: string | null; zh: string }>;
}
export type Row = Record<string, unknown>;
export interface Rules {
  deadlines: Row[];
  gates: Row[];
  categories: Row[];
  routes: Row[];
  calendars: Array<{ zh: string; off: unknown[]; work: string[]; source: string }>;
  suspensionGrounds: Row[];
  methodPacks: Row[];
  typePacks: Row[];
}
export interface LedgerView {
  size: number;
  root: string;
  checkpoint: string;
  publicKey: string;
  pending: number;
  events: Array<{ index: number; at: string; kind: string; zh: string; leaf: string; id?: string }>;
}
export interface Proof {
  index: number;
  size: number;
  root: string;
  path: string[];
  leaf: string;
  ok: boolean;
}
export interface ImportPreview {
  fileId: string;
  format: string;
  encoding: string;
  headers: string[];
  sample: unknown[];
  mapping: Record<string, string>;
  fields: Array<{ field: string; zh: string; needed: boolean }>;
  warnings: string[];
}
export interface ImportRun {
  id: string;
  rows: number;
  added: number;
  known: number;
  errors: number;
  name?: string;
  dryRun?: boolean;
  state?: string;
  progress?: number;
  startedAt?: string;
  undoneAt?: string | null;
  rowErrors?: Array<{ row: number; trouble: string; content: unknown }>;
}

interface LawRow {
  code: string;
  zh: string;
  basis: string;
}
export interface ConfirmationCheck {
  eligible: boolean;
  confirmation: string;
  reasons: Array<LawRow & { next: string }>;
  candidates: Array<{ courtId: string; zh: string; ground: LawRow }>;
  lastDay: { on: string; certain: boolean } | null;
  missing: LawRow[];
  others: Array<LawRow & { conditions: string[]; papers: string[]; fee: string; steps: string[]; timeLimit: string }>;
}
export interface HandoverLine {
  id: string;
  matterId: string;
  code: string;
  title: string;
  channel: string;
  incoming: boolean;
  state: string;
  fromZh: string | null;
  toZh: string | null;
  sentAt: string;
  fedBackAt: string | null;
  declineCode: string | null;
  reply: string | null;
  result: string | null;
  owed: string | null;
  dueAt: string | null;
}
export interface CurvePoint {
  days: number;
  atRisk: number;
  events: number;
  kept: number;
  low: number;
  high: number;
}
export interface CurveGroup {
  key: string;
  zh: string;
  n: number;
  /** Null where there are too few to say anything. */
  kept: number | null;
  /** The last day anything was looked at. */
  until: number;
  points: CurvePoint[];
  atRisk: Array<{ days: number; n: number }>;
}
export interface CurveView {
  fewest: number;
  all: CurveGroup;
  clauses: CurveGroup[];
  categories: CurveGroup[];
}
