import { digestOf, draftOf } from '../../src/desks/mediation/signing/index.ts';
import { dayInChina } from '../../src/ground/clock/index.ts';
import type { Aggregate } from '../../src/registers/matters/store.ts';
import { drawnSignature } from '../../src/support/documents/drawn-for-tests.ts';
import { type County, GRID, noGate } from './county.ts';

const DAY_MS = 86_400_000;

export const arrival = (kind = 'dispute') => ({
  channel: 'window',
  kind,
  narrative: '楼上卫生间漏水，把我家的厨房吊顶泡坏了。',
  place: { code: GRID },
  reporter: { name: '王秀英' },
  respondent: kind === 'dispute' ? { name: '李国强' } : undefined,
});
const session = { place: '调委会', present: '双方和调解员', said: '各自说了经过。' };
const first = (found: Aggregate, side: 'applicant' | 'respondent') => found.parties.find((party) => party.side === side)!.id;

const NOWHERE = '00000000-0000-7000-8000-00000000ffff';
const tomorrow = (now: Date) => ({
  startsAt: new Date(now.getTime() + DAY_MS).toISOString(),
  endsAt: new Date(now.getTime() + DAY_MS + 3_600_000).toISOString(),
});

type Make = (found: Aggregate, county: County) => object;
type Step = readonly [who: string, command: string, input: Make];
const none: Make = () => ({});
const partyOf =
  (side: 'applicant' | 'respondent'): Make =>
  (found) => ({ partyId: first(found, side), by: 'phone' });

/** A good input of each command, made from the matter as it stands. */
export const inputs: Readonly<Record<string, Make>> = {
  'triage.open': none,
  'triage.accept': (_, { bodies }) => ({ category: 'NEI01', organisationId: bodies.pmc, gate: noGate(), rightsTold: true }),
  'triage.decline': () => ({ gate: 'G09', reason: '依法由主管部门处理' }),
  'triage.refer': (_, { bodies }) => ({ toOrganisationId: bodies.police, reason: '属于该单位职责', partyAgrees: true }),
  'triage.signFor': none,
  'triage.take': none,
  'triage.turnBack': () => ({ code: 'C1', reply: '不属于本单位' }),
  'triage.feedBack': () => ({ result: '已办好' }),
  'triage.recall': () => ({ reason: '转错了单位' }),
  'triage.object': partyOf('applicant'),
  'triage.silence': none,
  'triage.withdraw': partyOf('applicant'),
  'triage.hold': () => ({ signs: ['G02'], what: '来人身上有伤', reported: true }),
  'triage.proposeRelease': () => ({ reason: '已搬离', wish: '本人愿意', reportsDone: true }),
  'triage.release': () => ({ reason: '复核过' }),
  'triage.note': () => ({ text: '记一笔' }),
  'triage.setLevel': () => ({ level: 'L2', reason: '就近' }),
  'triage.addParty': () => ({ side: 'joined', party: { name: '赵一' } }),
  'mediation.invite': () => ({ way: 'phone', safeContact: true }),
  'mediation.inviteAgain': (found) => ({ partyId: first(found, 'respondent'), way: 'letter', safeContact: true }),
  'mediation.answer': () => ({ answer: 'talk', textVersion: 'invitation-1', textHash: '0'.repeat(64) }),
  'mediation.consentTo': (found) => ({ partyId: first(found, 'applicant'), by: 'inPerson', about: 'sensitive', answer: 'given' }),
  'mediation.chooseMediator': (found, { as }) => ({ ...{ partyId: first(found, 'applicant') }, wants: [as('mediator').id] }),
  'mediation.proposeMediator': (_, { as }) => ({ mediatorId: as('mediator').id, reason: '熟悉这一类' }),
  'mediation.answerProposal': (found) => ({ partyId: first(found, 'respondent'), by: 'phone', answer: 'accepted' }),
  'mediation.bringIn': (found) => ({ kind: 'relative', name: '王家大伯', agreedBy: found.parties.map(({ id }) => id) }),
  'mediation.takeOut': (found) => ({
    ...{ partyId: first(found, 'respondent'), by: 'inPerson' },
    companionId: found.matter.facts.companions?.[0]?.id ?? '00000000-0000-7000-8000-00000000ffff',
  }),
  'mediation.agree': (found) => ({
    partyId: (found.parties.find((party) => party.consent !== 'agreed') ?? found.parties[0]!).id,
    by: 'phone',
  }),
  'mediation.tryReach': (found) => ({ partyId: first(found, 'respondent'), way: 'phone', result: '没人接' }),
  'mediation.unreachable': (found) => ({ partyId: first(found, 'respondent') }),
  'mediation.assign': (_, { as }) => ({ mediatorId: as('mediator').id, chosenBy: 'parties' }),
  'mediation.startSession': () => ({ ...session, rightsSigned: true, gate: noGate() }),
  'mediation.holdSession': () => ({ ...session, joint: 'separate' }),
  'mediation.separateTalk': (found) => ({ partyId: first(found, 'applicant'), said: '愿意再谈' }),
  'mediation.progress': () => ({ summary: '谈过两次，下周再谈' }),
  'mediation.receiveTalks': (found) => ({ partyId: first(found, 'applicant'), code: '0000-0000-0000-0000' }),
  'mediation.renewCode': (found) => ({ partyId: first(found, 'applicant') }),
  'mediation.plan': (found, { now }) => ({
    form: 'separate',
    partyIds: [first(found, 'applicant')],
    place: '调委会',
    ...tomorrow(now()),
  }),
  'mediation.movePlan': (_, { now }) => ({ sittingId: NOWHERE, ...tomorrow(now()) }),
  'mediation.cancelPlan': () => ({ sittingId: NOWHERE }),
  'mediation.remindPlan': () => ({ sittingId: NOWHERE }),
  'mediation.setUnavailable': (found, { now }) => {
    const { startsAt: from, endsAt: until } = tomorrow(now());
    return { partyId: first(found, 'applicant'), from, until };
  },
  'mediation.askOpening': () => ({ talkId: NOWHERE, reason: '他说今晚要寻短见' }),
  'mediation.agreeOpening': () => ({ openingId: NOWHERE }),
  'mediation.suspend': (_, { now }) => ({ reason: 'appraisal', until: dayInChina(new Date(now().getTime() + 20 * DAY_MS)) }),
  'mediation.resume': none,
  'mediation.extend': (found, { now }) => ({
    until: dayInChina(new Date(now().getTime() + 40 * DAY_MS)),
    signedBy: found.parties.map((party) => party.id),
  }),
  'mediation.agreeTerms': (found, { now }) => ({
    form: 'written',
    text: '李国强修好漏水处并赔偿。',
    lawful: true,
    readBack: true,
    instalments: [
      {
        payerId: first(found, 'respondent'),
        payeeId: first(found, 'applicant'),
        what: '赔偿款',
        amountFen: 200_000,
        dueOn: dayInChina(new Date(now().getTime() + 10 * DAY_MS)),
      },
    ],
  }),
  'mediation.mark': (found) => {
    const party = found.parties.find((one) => !one.goneAt && !one.mark);
    if (party) return { who: 'party', partyId: party.id };
    return { who: 'mediator', kind: 'signature' };
  },
  'mediation.sign': (found) => ({
    who: 'party',
    partyId: (found.parties.find((one) => !one.goneAt && !one.mark) ?? found.parties[0]!).id,
    image: drawnSignature(),
    digest: digestOf(draftOf(found.documents) ?? { kind: 'F7', body: {} }),
  }),
  'mediation.link': partyOf('respondent'),
  'mediation.scanBack': (found) => ({ slip: 'none', signers: [first(found, 'applicant')] }),
  'mediation.askSeal': () => ({ pages: 2, copies: 3, across: true }),
  'mediation.useSeal': () => ({ pages: 2, copies: 3, across: true }),
  'mediation.finishPaper': () => ({ slip: 'none' }),
  'mediation.reconsider': partyOf('respondent'),
  'mediation.leave': partyOf('respondent'),
  'mediation.end': () => ({ reason: 'noAgreement' }),
  'mediation.expire': none,
  'mediation.change': (found, { as }) => ({
    mediatorId: as(found.matter.mediatorId === as('mediator').id ? 'mediator2' : 'mediator').id,
    chosenBy: 'parties',
    askedBy: first(found, 'applicant'),
  }),
  'mediation.newRound': (found) => ({ agreedBy: found.parties.map((party) => party.id), reason: '都想改' }),
  'mediation.goToCourt': partyOf('applicant'),
  'mediation.makeOffer': (found) => ({ fromId: first(found, 'respondent'), kind: 'sum', what: '赔一半', amountFen: 100_000 }),
  'mediation.answerOffer': (found) => ({
    offerId: found.documents.find((paper) => paper.kind === '方案')?.id,
    answer: 'refused',
  }),
  'confirmation.apply': (found) => ({
    partyId: (found.parties.find((party) => !party.f18At) ?? found.parties[0]!).id,
    by: 'inPerson',
  }),
  'confirmation.withdraw': partyOf('applicant'),
  'confirmation.courtAccept': none,
  'confirmation.courtConfirm': () => ({ ruling: '裁定一号' }),
  'confirmation.courtRefuse': () => ({ reason: '内容不明确' }),
  'confirmation.lapse': none,
  'performance.perform': (found) => ({ instalmentId: dueOf(found), how: 'transfer' }),
  'performance.waive': (found) => ({ instalmentId: dueOf(found), partyId: first(found, 'applicant'), by: 'inPerson' }),
  'performance.urge': (found) => ({ instalmentId: dueOf(found) }),
  'performance.breach': (found) => ({ instalmentId: dueOf(found) }),
  'performance.followUp': (found) => ({ partyId: first(found, 'applicant'), way: 'phone', finding: '情况稳定' }),
  'performance.close': () => ({ routesTold: true }),
  'performance.closeEnded': () => ({ routesTold: true }),
  'performance.completeFile': none,
  'performance.archive': none,
  'performance.reviewFile': () => ({ result: 'sound', finding: '齐全' }),
  'confirmation.remind': () => ({ times: 1 }),
  'confirmation.pack': none,
  'performance.remind': (found) => ({ dueOn: found.instalments[0]?.dueOn ?? '2026-06-30', times: 1 }),
  'performance.sayPaid': (found) => ({ partyId: first(found, 'respondent'), instalmentId: dueOf(found), how: 'transfer' }),
  'performance.confirmPaid': (found) => ({ partyId: first(found, 'applicant'), instalmentId: dueOf(found) }),
  'performance.disputePaid': (found) => ({ partyId: first(found, 'applicant'), instalmentId: dueOf(found) }),
  'performance.talkProof': (found) => ({
    instalmentId: dueOf(found),
    agreedBy: found.parties.map((party) => party.id),
    result: 'apart',
    place: '调委会',
  }),
  'performance.remindFollowUp': () => ({ keys: ['FU.final||0'] }),
  'performance.leaveAlone': partyOf('applicant'),
  'mediation.answerGate': () => ({ gate: noGate(), fact: '又问了一遍' }),
  'mediation.reviewSham': () => ({ result: 'clear', finding: '看过借条和转账，没有问题' }),
  'handedIn.signFor': none,
  'handedIn.turnBack': () => ({ code: 'outOfScope', reason: '不属于本中心' }),
  'petitions.answer': none,
  'petitions.answered': () => ({ number: '信访意见一号' }),
  'court.answer': none,
  'police.answer': none,
  'procuratorate.answer': () => ({ voluntary: true }),
  'supervision.raise': (found) => ({ level: Math.min(4, found.matter.supervision + 1), code: 'D05', about: '人民调解期限' }),
  'supervision.answer': () => ({ reply: '本周办好' }),
  'intake.answer': () => ({ reply: '已答复' }),
  'intake.passOn': (_, { bodies }) => ({ toOrganisationId: bodies.police, reason: '职责' }),
  'intake.reply': () => ({ result: '已办' }),
  'intake.sendBack': () => ({ code: 'C1', reason: '不属于本单位' }),
  'intake.object': partyOf('applicant'),
  'intake.convert': () => ({ agreed: true, respondent: { name: '李国强' } }),
  'intake.finish': none,
  'intake.withdraw': partyOf('applicant'),
  'intake.goToCourt': partyOf('applicant'),
  'intake.undoImport': none,
  'matters.unmask': (found) => ({ partyId: first(found, 'applicant'), field: 'phone', reason: '回电' }),
  'matters.link': () => ({ otherId: '00000000-0000-7000-8000-00000000ffff', kind: 'linked' }),
  'matters.attach': () => ({ slip: 'none' }),
  'matters.deliver': () => ({ noticeIds: ['00000000-0000-7000-8000-00000000ffff'], how: 'handed' }),
};
const dueOf = (found: Aggregate): string | undefined =>
  (found.instalments.find((part) => part.state === 'DUE') ?? found.instalments[0])?.id;

const step = (who: string, command: string): Step => [who, command, inputs[command]!];
const toAccepted = [step('triage', 'triage.open'), step('triage', 'triage.accept')];
const toConsent = [...toAccepted, step('triage', 'mediation.invite')];
const toAssigned = [...toConsent, step('triage', 'mediation.agree'), step('org', 'mediation.assign')];
const toMediating = [...toAssigned, step('mediator', 'mediation.startSession')];
const toSigning = [...toMediating, step('mediator', 'mediation.agreeTerms')];
const marks = [
  ...['mediator', 'mediator'].map((who) => step(who, 'mediation.mark')),
  step('org', 'mediation.useSeal'),
  step('mediator', 'mediation.mark'),
];
const toTerminated = [...toAssigned, step('org', 'mediation.leave')];
const toClosed = [...toTerminated, step('org', 'performance.closeEnded')];

/** How a matter gets to each main state: the commands on the way, with who makes them. */
export const ways: Readonly<Record<string, readonly Step[]>> = {
  REGISTERED: [],
  SCREENING: [step('triage', 'triage.open')],
  NOT_ACCEPTED: [step('triage', 'triage.open'), step('triage', 'triage.decline')],
  REFERRED: [step('triage', 'triage.open'), step('triage', 'triage.refer')],
  ACCEPTED: toAccepted,
  CONSENT: toConsent,
  ASSIGNED: toAssigned,
  MEDIATING: toMediating,
  SUSPENDED: [...toMediating, step('mediator', 'mediation.suspend')],
  SIGNING: toSigning,
  EFFECTIVE: [...toSigning, ...marks],
  TERMINATED: toTerminated,
  CLOSED: toClosed,
  ARCHIVED: [
    ...toClosed,
    step('archivist', 'performance.completeFile'),
    step('archivist', 'performance.followUp'),
    step('archivist', 'performance.archive'),
  ],
  RECEIVED: [],
  ANSWERED: [step('window', 'intake.answer')],
  PASSED: [step('window', 'intake.passOn')],
  DONE: [step('window', 'intake.answer'), step('window', 'intake.finish')],
};
export const shortStates = ['RECEIVED', 'ANSWERED', 'PASSED', 'DONE'];

/** A real matter in this state, received by the window clerk. */
export async function bring(
  county: County,
  state: string,
  arriving: object = arrival(shortStates.includes(state) ? 'enquiry' : 'dispute'),
): Promise<string> {
  const { id } = await county.perform('window', 'intake.receive', arriving);
  await walk(county, id!, ways[state]!);
  return id!;
}

export async function walk(county: County, id: string, steps: readonly Step[]): Promise<void> {
  for (const [who, command, input] of steps)
    await county.perform(who, command, input(await county.seen(id), county), id, { quiet: true });
}
