import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import { type HandoverChannel, handoverChannelsOn, ruleOn } from '../../support/deadlines/index.ts';
import type { HandoverRow, MatterRow, PartyRow } from './model.ts';
import type { OpenMatter } from './open.ts';

/** A handover whose answer is still owed: to whom handed it in, or by whom it was handed to. */
export const openHandovers = ['sent', 'signed', 'accepted'] as const;
export const isOpenHandover = ({ state }: Pick<HandoverRow, 'state'>): boolean =>
  (openHandovers as readonly string[]).includes(state);

/** The doors through which a matter comes in from another body. */
export const incoming = ['petitions', 'court', 'police', 'procuratorate'] as const;
export type Incoming = (typeof incoming)[number];
export const isIncoming = (channel: string): channel is Incoming => (incoming as readonly string[]).includes(channel);

/** The body that handed this matter in and still waits for feedback or return (§8.3). */
export const senderOf = (handovers: readonly HandoverRow[]): HandoverRow | undefined =>
  handovers.findLast((one) => isIncoming(one.channel) && isOpenHandover(one));

export function channelOn(code: Incoming, at: Date): HandoverChannel {
  const found = handoverChannelsOn(dayInChina(at)).find((row) => row.code === code);
  if (!found) throw new Error(`no handover channel ${code} on ${dayInChina(at)}`);
  return found;
}

/** What goes with a matter from one body to another (§8.3): no more of a person than the other body needs to find them. */
export const Payload = z.object({
  handoverId: z.uuid(),
  channel: z.string(),
  fromOrg: z.uuid().nullable(),
  toOrg: z.uuid(),
  legalBasis: z.string().min(1),
  consentRefs: z.array(z.object({ party: z.string(), how: z.string(), at: z.string() })).readonly(),
  caseRef: z.string(),
  parties: z.array(z.object({ name: z.string().nullable(), side: z.string(), kind: z.string() })).readonly(),
  outline: z.string(),
  claims: z.string(),
  deadlines: z.array(z.object({ code: z.string(), zh: z.string(), on: z.string().nullable() })).readonly(),
  attachments: z.array(z.object({ sha: z.string(), class: z.string() })).readonly(),
  /** Only that care is needed, never why. */
  riskFlags: z.array(z.enum(['safety', 'minor', 'urgent'])).readonly(),
  safeContact: z.string().nullable(),
  returnRules: z.string(),
});
export type Payload = z.infer<typeof Payload>;

interface Told extends Pick<Payload, 'handoverId' | 'channel' | 'toOrg' | 'legalBasis' | 'claims' | 'returnRules'> {
  /** How the parties agreed, in words; unsaid where the law sends it on. */
  consents: string | undefined;
  caseRef?: string;
  outline?: string;
  safeContact?: string | undefined;
  deadlines: readonly string[];
}

/** The payload of a handover as it leaves this desk, by its schema: a badly made one never leaves. */
export function payloadOf(m: OpenMatter, { consents, deadlines, caseRef, outline, safeContact, ...told }: Told): Payload {
  const { row, parties } = m;
  const on = dayInChina(row.receivedAt);
  return Payload.parse({
    ...told,
    fromOrg: m.call.actor.organisationId,
    consentRefs: consents ? parties.map((party) => ({ party: party.name ?? party.side, how: consents, at: m.nowText })) : [],
    caseRef: caseRef ?? row.code,
    parties: leastOf(parties),
    outline: outline ?? row.title,
    deadlines: deadlines.map((code) => ({ code, zh: ruleOn(code, on)?.zh ?? code, on: null })),
    attachments: [],
    riskFlags: flagsOf(row),
    safeContact: safeContact ?? null,
  });
}

/** The least that lets the other body work: names and sides, no number, no address. */
export const leastOf = (parties: readonly PartyRow[]): Payload['parties'] =>
  parties.map(({ name, side, kind }) => ({ name, side, kind }));

export const flagsOf = ({ safety, urgent, gate }: Pick<MatterRow, 'safety' | 'urgent' | 'gate'>): Payload['riskFlags'] => [
  ...(safety === 'HELD' ? (['safety'] as const) : []),
  ...(gate?.answers.G13 === 'yes' ? (['minor'] as const) : []),
  ...(urgent ? (['urgent'] as const) : []),
];

const answerCodes = ['D04.court', 'D04.petition', 'D04.police'];

function endAnswer(m: OpenMatter, met: boolean): void {
  for (const { code, subject } of m.openClocks())
    if (answerCodes.includes(code)) met ? m.meets(code, subject) : m.cancels(code, subject);
}

/** The centre takes on what was handed in: the sender's wait for an answer is over, the one for the result goes on. */
export function takeHandedIn(m: OpenMatter): void {
  const handover = senderOf(m.handovers);
  if (!handover) return;
  m.saveHandover(handover, { state: 'accepted', signedAt: handover.signedAt ?? m.now, answeredAt: m.now });
  endAnswer(m, true);
}

/** The sender hears how it ended: feedback, or return with the reason. Every handover ends so (§8.3). */
export function answerSender(
  m: OpenMatter,
  state: 'fedBack' | 'returned' | 'declined',
  words: string,
  declineCode?: string,
): void {
  const handover = senderOf(m.handovers);
  if (!handover) return;
  const said =
    state === 'fedBack'
      ? { result: words, fedBackAt: m.now }
      : { reply: words, fedBackAt: m.now, declineCode: declineCode ?? null };
  m.saveHandover(handover, { state, answeredAt: handover.answeredAt ?? m.now, ...said });
  endAnswer(m, state === 'declined');
  m.meets('D19');
  m.notice('fedBack', `${state === 'fedBack' ? '已反馈' : '已退回'}：${m.row.title}`, words, {
    ...(handover.fromOrg ? { toOrganisationId: handover.fromOrg } : { toRole: 'triage' }),
    way: 'inbox',
  });
}
