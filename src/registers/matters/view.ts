import { sayInstant } from '../../ground/clock/index.ts';
import type { Actor } from '../../ground/command/index.ts';
import { type ClockRow, channels, kinds, type MatterRow, type PartyRow } from './model.ts';
import { OFFER, offersOf } from './offers.ts';
import { stateZh, subMachines } from './states.ts';
import type { Aggregate } from './store.ts';

/** One line that the clerk and the citizen see alike: what was promised, by when. */
export interface PromiseLine {
  zh: string;
  code: string | null;
  dueAt: string | null;
  /** false: the year's work-day calendar is not loaded yet (待定). */
  certain: boolean;
}

/** A matter in a list: masked, light. */
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

export function lineOf(row: MatterRow): MatterLine {
  return {
    id: row.id,
    code: row.code,
    revision: row.revision,
    kind: row.kind,
    kindZh: kinds[row.kind] ?? row.kind,
    category: row.category,
    state: row.state,
    stateZh: stateZh(row.state),
    title: row.title,
    names: row.names,
    channel: row.channel,
    channelZh: channels[row.channel] ?? row.channel,
    placeCode: row.placeCode,
    placeText: row.placeText,
    receivedAt: row.receivedAt.toISOString(),
    receivedZh: sayInstant(row.receivedAt),
    organisationId: row.organisationId,
    mediatorId: row.mediatorId,
    urgent: row.urgent,
    held: row.safety === 'HELD',
    supervision: row.supervision,
    promise: row.promiseZh
      ? { zh: row.promiseZh, code: row.promiseCode, dueAt: row.dueAt?.toISOString() ?? null, certain: row.dueCertain ?? true }
      : null,
  };
}

export interface PartyView {
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
  leftAlone: boolean;
  represents: string | null;
}

export const sides = { applicant: '申请人', respondent: '被申请人', joined: '共同申请人' } as const;
const consents = {
  unasked: '未询问',
  agreed: '同意调解',
  refused: '不同意调解',
  left: '已退出',
  unreachable: '联系不上',
} as const;

const partyView = (row: PartyRow): PartyView => ({
  id: row.id,
  seq: row.seq,
  side: row.side,
  sideZh: sides[row.side],
  kind: row.kind,
  name: row.name,
  phoneMask: row.phoneMask,
  idMask: row.idMask,
  creditCode: row.creditCode,
  address: row.address,
  groupLabel: row.groupLabel,
  representative: row.representative,
  consent: row.consent,
  consentZh: consents[row.consent],
  mark: row.mark,
  gone: row.goneAt !== null,
  leftAlone: row.leftAloneAt !== null,
  represents: row.represents,
});

/** The matter page: masked everywhere; the safety path stands here only as a word. */
export function viewOf({ matter, parties, documents, instalments, handovers, attachments, clocks }: Aggregate, _actor: Actor) {
  const machine = (name: keyof typeof subMachines, value: string | number) => ({
    state: String(value),
    zh: (subMachines[name].states as Record<string, string>)[String(value)] ?? String(value),
  });
  return {
    ...lineOf(matter),
    narrative: matter.narrative,
    round: matter.round,
    lon: matter.lon,
    lat: matter.lat,
    recordedAt: matter.recordedAt.toISOString(),
    happenedAt: matter.happenedAt?.toISOString() ?? null,
    lateEntry: matter.lateEntry,
    level: matter.level,
    step: matter.step,
    reference: matter.reference,
    amountFen: matter.amountFen,
    collective: matter.collective,
    gate: matter.gate,
    agreement: matter.agreement,
    ending: matter.ending,
    facts: { ...matter.facts, releaseReason: undefined, releaseBy: undefined, safeContact: undefined, protects: undefined },
    previousId: matter.previousId,
    machines: {
      safety: machine('safety', matter.safety),
      performance: machine('performance', matter.performance),
      confirmation: machine('confirmation', matter.confirmation),
      supervision: machine('supervision', matter.supervision),
      file: machine('fileState', matter.fileState),
    },
    parties: parties.map(partyView),
    offers: offersOf(documents),
    documents: documents
      .filter(({ kind }) => kind !== OFFER)
      .map((d) => ({
        id: d.id,
        kind: d.kind,
        number: d.number,
        title: d.title,
        state: d.state,
        marks: d.marks,
        madeAt: d.madeAt.toISOString(),
        issuedAt: d.issuedAt?.toISOString() ?? null,
        attachmentId: d.attachmentId,
      })),
    instalments: instalments.map((i) => ({
      id: i.id,
      seq: i.seq,
      what: i.what,
      amountFen: i.amountFen,
      dueOn: i.dueOn,
      state: i.state,
      doneOn: i.doneOn,
      how: i.how,
      payerId: i.payerId,
      payeeId: i.payeeId,
      said: i.said,
    })),
    handovers: handovers.map((h) => ({
      id: h.id,
      toOrg: h.toOrg,
      fromOrg: h.fromOrg,
      channel: h.channel,
      state: h.state,
      reason: h.reason,
      reply: h.reply,
      result: h.result,
      contact: h.contact,
      sentAt: h.sentAt.toISOString(),
    })),
    attachments: attachments.map(({ id, name, type, size, state, why, broughtBy, addedBy, addedAt }) => ({
      id,
      name,
      type,
      size,
      state,
      why,
      broughtBy,
      addedBy,
      addedAt: addedAt.toISOString(),
    })),
    clocks: clocks.map(clockView),
  };
}
export type MatterView = ReturnType<typeof viewOf>;

const clockView = (row: ClockRow) => ({
  code: row.code,
  subject: row.subject,
  startedAt: row.startedAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  certain: row.certain,
  state: row.state,
  metAt: row.metAt?.toISOString() ?? null,
  onTime: row.onTime,
  level: row.level,
});
