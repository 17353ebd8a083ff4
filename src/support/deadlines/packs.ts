import { z } from 'zod';
import { dated } from './model.ts';

/** A question of the mediability gate (G01–G14) and what a "yes" does. */
export const Gate = z
  .object({
    code: z.string().regex(/^G\d\d$/),
    zh: z.string(),
    question: z.string(),
    hint: z.string(),
    result: z.enum(['stop', 'hold', 'report', 'crisis', 'limit', 'refer', 'terminate', 'representative', 'disclose']),
    effects: z
      .array(
        z.enum([
          'holdsSafety',
          'noMediation',
          'noAcceptance',
          'noJointSession',
          'noAddressSharing',
          'noConfirmation',
          'reportAtOnce',
          'crisisTask',
          'safetyReview',
          'statusNotMediated',
          'onlyIfEntrusted',
          'suspends',
          'humanReview',
          'tellCourtIfLinked',
          'redraftAllowed',
          'endsMediation',
          'needsRepresentative',
          'needsDisclosure',
        ]),
      )
      .readonly(),
    route: z.string(),
    routes: z.array(z.string()).readonly(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type Gate = z.infer<typeof Gate>;

/** A kind of dispute. `causeParts` are parts of the 2025 list of civil causes. */
export const Category = z
  .object({
    code: z.string().regex(/^[A-Z]{3}\d\d$/),
    zh: z.string(),
    en: z.string(),
    /** Bucket of the statistical return; null is counted elsewhere. */
    stat: z.string().nullable(),
    statExtra: z.string().nullable(),
    causeParts: z.array(z.number().int().min(1).max(12)).readonly(),
    flags: z
      .array(
        z.enum([
          'dvScreen',
          'noESign',
          'statusLimit',
          'noConfirmation',
          'ownershipCheck',
          'shamCheck',
          'groupWatch',
          'childInterest',
          'crimeCheck',
          'administrative',
          'authorityMayAct',
          'authorityDecides',
          'farmlandArbitration',
          'paymentOrder',
          'commercialBody',
          'industryBody',
          'medicalRules',
          'labourRules',
          'petitionRules',
          'policeFinding',
          'referOnly',
          'reviewMonthly',
        ]),
      )
      .readonly(),
    note: z.string(),
    ...dated,
  })
  .readonly();
export type Category = z.infer<typeof Category>;

/** A way on. `suits` holds code prefixes (`LAB`, `CON02`); null suits every kind. */
export const Route = z
  .object({
    code: z.string(),
    zh: z.string(),
    plain: z.string(),
    timeLimit: z.string(),
    fee: z.string(),
    suits: z.array(z.string()).readonly().nullable(),
    notFor: z.array(z.string()).readonly(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type Route = z.infer<typeof Route>;

export const DeclineCode = z
  .object({ code: z.string(), zh: z.string(), plain: z.string(), next: z.string(), ...dated })
  .readonly();
export type DeclineCode = z.infer<typeof DeclineCode>;

/** Why mediation ended without agreement. `by: 'party'` needs no reason and can never be refused. */
export const TerminationReason = z
  .object({
    code: z.string(),
    zh: z.string(),
    by: z.array(z.enum(['party', 'mediator', 'organisation', 'clock'])).readonly(),
    explain: z.boolean(),
    proof: z.string(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type TerminationReason = z.infer<typeof TerminationReason>;

/** Why a term may stand still; the rows of the terms name those they know. */
export const SuspensionGround = z.object({ code: z.string(), zh: z.string(), basis: z.string(), ...dated }).readonly();
export type SuspensionGround = z.infer<typeof SuspensionGround>;

const Step = z
  .object({
    code: z.string(),
    zh: z.string(),
    days: z.number().int().positive().nullable(),
    what: z.string(),
    checklist: z.array(z.string()).readonly(),
  })
  .readonly();

/** A county's way of working. Guidance: every step is skippable by the party, none is a guard. */
export const MethodPack = z
  .object({
    code: z.string(),
    zh: z.string(),
    label: z.literal('默认，非官方'),
    steps: z.array(Step).readonly(),
    skippable: z.literal(true),
    upwardBy: z.array(z.string()).readonly(),
    note: z.string(),
    ...dated,
  })
  .readonly();
export type MethodPack = z.infer<typeof MethodPack>;

/** A call after the matter: from which day, for which kinds of dispute. Its length is the deadline of the same code. */
export const FollowUp = z
  .object({
    code: z.string().startsWith('FU.'),
    when: z.enum(['instant', 'each', 'last', 'terminated']),
    suits: z.array(z.string()).readonly().nullable(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type FollowUp = z.infer<typeof FollowUp>;

/** A way to give a settlement force, or to get what it promised. */
export const Force = z
  .object({
    code: z.string(),
    zh: z.string(),
    when: z.array(z.enum(['settled', 'broken'])).readonly(),
    needs: z.array(z.enum(['confirmed', 'money', 'payable'])).readonly(),
    suits: z.array(z.string()).readonly().nullable(),
    notFor: z.array(z.string()).readonly(),
    conditions: z.array(z.string()).readonly(),
    papers: z.array(z.string()).readonly(),
    fee: z.string(),
    steps: z.array(z.string()).readonly(),
    timeLimit: z.string(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type Force = z.infer<typeof Force>;

/** Why a court would not confirm, with its article and what to do instead. */
export const ConfirmationBar = z
  .object({ code: z.string(), zh: z.string(), next: z.string(), basis: z.string(), ...dated })
  .readonly();
export type ConfirmationBar = z.infer<typeof ConfirmationBar>;

/** A ground of the court's competence, in the order of the law. `only`: no other court beside it. */
export const ConfirmationCourt = z
  .object({
    code: z.enum(['invited', 'domicile', 'subject', 'seat']),
    zh: z.string(),
    only: z.boolean(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type ConfirmationCourt = z.infer<typeof ConfirmationCourt>;

/** One material of the court's package: a paper of these kinds, attachments whose name says so, or a sheet written for it. */
export const ConfirmationMaterial = z
  .object({
    code: z.string(),
    zh: z.string(),
    from: z.enum(['paper', 'attachment', 'sheet']),
    of: z.array(z.string()).readonly(),
    when: z.enum(['always', 'property']),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type ConfirmationMaterial = z.infer<typeof ConfirmationMaterial>;

/** A complaint in the court's element form: what is asked, point by point, for a kind of dispute. */
export const ComplaintForm = z
  .object({
    code: z.string(),
    zh: z.string(),
    suits: z.array(z.string()).readonly().nullable(),
    claims: z.array(z.string()).readonly(),
    facts: z.array(z.string()).readonly(),
    proofs: z.array(z.string()).readonly(),
    before: z.string().nullable(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type ComplaintForm = z.infer<typeof ComplaintForm>;

/** A door through which another body hands a matter in (§8.3). */
export const HandoverChannel = z
  .object({
    code: z.enum(['petitions', 'court', 'police', 'procuratorate']),
    zh: z.string(),
    /** The channel that the matter shows as its origin. */
    channel: z.string(),
    by: z.string(),
    letter: z.string(),
    legalBasis: z.string(),
    answer: z.string(),
    term: z.string().nullable(),
    feedback: z.string(),
    keepsRunning: z.string().nullable(),
    mediates: z.string(),
    sends: z.string(),
    returns: z.string(),
    tells: z.array(z.string()).readonly(),
    never: z.string(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type HandoverChannel = z.infer<typeof HandoverChannel>;

/**
 * What a kind of dispute needs on the table. `body` says who mediates it: a committee, which never asks a fee (人民调解法 4), a commercial body,
 * which may publish its own, or nobody, for it is referred.
 */
export const TypePack = z
  .object({
    code: z.string(),
    zh: z.string(),
    suits: z.array(z.string()).readonly(),
    /** Deadline code of its mediation term; null where nothing is mediated. */
    term: z.string().nullable(),
    body: z.enum(['people', 'commercial', 'refer']),
    material: z.array(z.object({ zh: z.string(), why: z.string() }).readonly()).readonly(),
    papers: z.array(z.string()).readonly(),
    experts: z.array(z.string()).readonly(),
    routes: z.array(z.string()).readonly(),
    calculators: z.array(z.string()).readonly(),
    hints: z.array(z.string()).readonly(),
    basis: z.string(),
    ...dated,
  })
  .readonly();
export type TypePack = z.infer<typeof TypePack>;
