import { z } from 'zod';

export const Day = z.iso.date();

/** What every row of law carries: from when to when it holds (both days included), where it is written, and how well that is known. */
export const dated = {
  effectiveFrom: Day,
  effectiveTo: Day.nullable().default(null),
  source: z.string().min(2),
  /** `V` text read · `K` known, not read · `D` product default · `S` policy paper · `secondary` reported by others. */
  evidence: z.string().regex(/^(V|K|D|S|secondary)/),
};

export const Unit = z.enum(['wd', 'cal', 'h', 'min', 's', 'month', 'year']);
export type Unit = z.infer<typeof Unit>;

/** A length of time: work days, calendar days, hours, minutes, seconds, months or years. */
export const Term = z.object({ n: z.number().int().nonnegative(), unit: Unit }).readonly();
export type Term = z.infer<typeof Term>;

/** A word in time: `n` units after the start or after the due day (negative: before it). */
export const Warning = z.object({ after: z.enum(['start', 'due']), n: z.number().int(), unit: Unit, zh: z.string() }).readonly();
export type Warning = z.infer<typeof Warning>;

/** One dated row of deadline law. A row that is silent cannot be extended, cannot be paused, warns nobody and has no end. */
export const DeadlineRule = z
  .object({
    code: z.string().min(3),
    zh: z.string(),
    from: z.string(),
    length: Term,
    /** Who owes the step. Supervision climbs only over the centre and its partners, never over a party's right or a court. */
    owedBy: z.enum(['centre', 'partner', 'party', 'court']),
    extendable: z.enum(['consentOfAll', 'authorityByLaw']).nullable().default(null),
    /** Longest total extension beyond the plain term; null with `extendable` means that the law sets no cap. */
    maxExtension: Term.nullable().default(null),
    /** Longest standing still of one clock, all its pauses together, and the grounds it knows (codes of `suspensionGrounds`). */
    pausable: z
      .object({ maxDays: z.number().int().positive(), grounds: z.array(z.string()).readonly() })
      .readonly()
      .nullable()
      .default(null),
    /** Supervision climbs over it once it is late. A call that nobody has to take is only reminded of. */
    climbs: z.boolean().default(true),
    onExpiry: z.string(),
    warnings: z.array(Warning).readonly().default([]),
    kind: z.enum(['statutory', 'default', 'practice', 'agreement']),
    basis: z.string(),
    ...dated,
  })
  .refine((r) => !r.maxExtension || r.extendable, 'a cap needs a ground to extend')
  .refine((r) => !r.pausable || r.length.unit === 'cal' || r.length.unit === 'wd', 'only day terms pause')
  .readonly();
export type DeadlineRule = z.infer<typeof DeadlineRule>;

/** One State Council holiday notice. Days may lie outside the year it is named for: notices sometimes move days across New Year. */
export const CalendarPack = z
  .object({
    zh: z.string(),
    knownFrom: Day,
    knownUntil: Day,
    off: z.array(z.object({ zh: z.string(), from: Day, until: Day }).readonly()).readonly(),
    work: z.array(Day).readonly(),
    source: z.string(),
    evidence: z.string(),
  })
  .readonly();
export type CalendarPack = z.infer<typeof CalendarPack>;

/** One rung of the ladder 提醒 → 催办 → 督办 → 挂牌. */
export const Rung = z
  .object({
    level: z.number().int().min(0).max(4),
    zh: z.string(),
    to: z.string(),
    /** Share of the term used up, or … */
    share: z.number().positive().max(1).nullable().default(null),
    /** … this long before the due instant, when that is earlier and still above the rung below, or … */
    beforeDue: Term.nullable().default(null),
    /** … this long after the due day. */
    afterDue: Term.nullable().default(null),
    replyWithin: Term.nullable().default(null),
    ...dated,
  })
  .readonly();
export type Rung = z.infer<typeof Rung>;

/** Which door a court's matter comes through, and which deadline code each kind of entrustment keeps. */
export const CourtRegime = z
  .object({
    code: z.string(),
    zh: z.string(),
    defaultDoor: z.enum(['delegated', 'entrusted']),
    terms: z.object({ delegated: z.string(), ordinary: z.string(), summary: z.string() }).readonly(),
    note: z.string(),
    ...dated,
  })
  .readonly();
export type CourtRegime = z.infer<typeof CourtRegime>;
