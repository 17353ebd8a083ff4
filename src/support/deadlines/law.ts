import { z } from 'zod';
import * as law from '../../../law/index.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { type Day, dayOf } from './days.ts';
import { CalendarPack, CourtRegime, DeadlineRule, Rung } from './model.ts';
import {
  Category,
  ComplaintForm,
  ConfirmationBar,
  ConfirmationCourt,
  ConfirmationMaterial,
  DeclineCode,
  FollowUp,
  Force,
  Gate,
  HandoverChannel,
  MethodPack,
  Route,
  SuspensionGround,
  TerminationReason,
  TypePack,
} from './packs.ts';

const FOREVER = '9999-12-31';

interface Dated {
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** Whether a dated row holds on a day; both ends are inside. */
export const inForce = (row: Dated, on: Day): boolean => row.effectiveFrom <= on && on <= (row.effectiveTo ?? FOREVER);

/** A pack, checked when it is loaded: a badly written row stops the start, not a citizen's matter. */
function pack<T extends Dated>(
  row: z.ZodType<T, unknown>,
  rows: readonly unknown[],
): { all: readonly T[]; on: (day: Day) => readonly T[] } {
  const all = z.array(row).parse(rows);
  return { all, on: (day) => all.filter((r) => inForce(r, day)) };
}

const deadlines = pack(DeadlineRule, law.deadlines);
const rungs = pack(Rung, law.ladder);
const regimes = pack(CourtRegime, law.courtRegimes);
const gates = pack(Gate, law.gates);
const categories = pack(Category, law.categories);
const routes = pack(Route, law.routes);
const declines = pack(DeclineCode, law.declineCodes);
const terminations = pack(TerminationReason, law.terminationReasons);
const suspensions = pack(SuspensionGround, law.suspensionGrounds);
const methods = pack(MethodPack, law.methodPacks);
const types = pack(TypePack, law.typePacks);
const followUps = pack(FollowUp, law.followUps);
const force = pack(Force, law.force);
const bars = pack(ConfirmationBar, law.confirmationBars);
const confirmationCourts = pack(ConfirmationCourt, law.confirmationCourts);
const materials = pack(ConfirmationMaterial, law.confirmationMaterials);
const complaintForms = pack(ComplaintForm, law.complaintForms);
const handoverChannels = pack(HandoverChannel, law.handoverChannels);

export type DeadlineCode = (typeof law.deadlines)[number]['code'];
export type GateCode = (typeof law.gates)[number]['code'];
export type CategoryCode = (typeof law.categories)[number]['code'];
export type RouteCode = (typeof law.routes)[number]['code'];

const byCode = groupByCode();

function groupByCode(): Map<string, DeadlineRule[]> {
  const groups = new Map<string, DeadlineRule[]>();
  for (const rule of deadlines.all) groups.set(rule.code, [...(groups.get(rule.code) ?? []), rule]);
  return groups;
}

/** The rule in force for a deadline code on a day; undefined before the law existed. An unknown code is a fault. */
export function ruleOn(code: string, on: Day): DeadlineRule | undefined {
  const rows = byCode.get(code);
  if (!rows) throw new Error(`no deadline is called ${code}`);
  return rows.find((r) => inForce(r, on));
}

/** Every dated row, past and future, with its sources: the page of rule packs reads it. */
export const allRules = {
  deadlines: deadlines.all,
  ladder: rungs.all,
  courtRegimes: regimes.all,
  gates: gates.all,
  categories: categories.all,
  routes: routes.all,
  declineCodes: declines.all,
  terminationReasons: terminations.all,
  suspensionGrounds: suspensions.all,
  methodPacks: methods.all,
  typePacks: types.all,
  followUps: followUps.all,
  force: force.all,
  confirmationBars: bars.all,
  confirmationCourts: confirmationCourts.all,
  confirmationMaterials: materials.all,
  complaintForms: complaintForms.all,
  handoverChannels: handoverChannels.all,
} as const;

export const rulesOn = deadlines.on;
export const ladderOn = (on: Day): readonly Rung[] => [...rungs.on(on)].sort((a, b) => a.level - b.level);
export const gatesOn = gates.on;
export const categoriesOn = categories.on;
export const routesOn = routes.on;
export const declineCodesOn = declines.on;
export const terminationReasonsOn = terminations.on;
export const suspensionGroundsOn = suspensions.on;
export const methodPacksOn = methods.on;
export const followUpsOn = followUps.on;
export const confirmationBarsOn = bars.on;
export const confirmationCourtsOn = confirmationCourts.on;
export const confirmationMaterialsOn = materials.on;
export const handoverChannelsOn = handoverChannels.on;

/** The court regime of the day a matter was received. */
export const courtRegimeOn = (on: Day): CourtRegime | undefined => regimes.on(on)[0];

/** The pack of a kind of dispute: material, papers, people who know, ways on. */
export const typePackFor = (category: string, on: Day): TypePack | undefined =>
  types.on(on).find((one) => one.suits.some((prefix) => category.startsWith(prefix)));

export const categoryOn = (code: string, on: Day): Category | undefined => categories.on(on).find((c) => c.code === code);

/** The ways on for a kind of dispute, court always among them (invariant 1). Without a category: every way on. */
export function routesFor(category: string | undefined, on: Day): readonly Route[] {
  const fits = (codes: readonly string[]) => codes.some((c) => category?.startsWith(c));
  return routes.on(on).filter((r) => r.code === 'court' || !category || (!fits(r.notFor) && (r.suits === null || fits(r.suits))));
}

/** The holiday notices that are loaded, and the days they speak for. */
export const calendarPacks: readonly CalendarPack[] = z.array(CalendarPack).parse(law.calendars);
export const lawCalendar: Calendar = calendarOf(calendarPacks);
export const calendarKnownUntil: Day = dayOf(Math.max(...lawCalendar.known.map((s) => s.until)));

const suitsKind = (row: { suits: readonly string[] | null }, category: string | undefined): boolean =>
  row.suits === null || row.suits.some((prefix) => category?.startsWith(prefix));

/** The other ways of giving an agreement force, or of getting what it promised, for a kind of dispute on a day. */
export const forceFor = (category: string | undefined, when: 'settled' | 'broken', on: Day): readonly Force[] =>
  force
    .on(on)
    .filter(
      (row) => row.when.includes(when) && suitsKind(row, category) && !row.notFor.some((prefix) => category?.startsWith(prefix)),
    );

/** The court's element form for a kind of dispute; the general one where there is none of its own. */
export const complaintFormFor = (category: string | undefined, on: Day): ComplaintForm => {
  const all = complaintForms.on(on);
  return all.find((form) => form.suits !== null && suitsKind(form, category)) ?? all.find((form) => form.suits === null)!;
};
