import { dayInChina } from '../../ground/clock/index.ts';
import {
  type ConfirmationBar,
  type ConfirmationCourt,
  type ConfirmationMaterial,
  categoryOn,
  confirmationBarsOn,
  confirmationCourtsOn,
  confirmationMaterialsOn,
  type Day,
  dueAt,
} from '../../support/deadlines/index.ts';
import { standingLaw } from './clocks.ts';
import type { MatterRow } from './model.ts';
import { shamOpen } from './protect.ts';

/** What the pre-check looks at beside the record itself. */
export interface Standing extends Pick<MatterRow, 'category' | 'gate' | 'agreement' | 'facts'> {
  /** Everything was performed before everybody's eyes as it was signed. */
  performed: boolean;
}

/** Answers of the gate (§1.9) that a court would stop at, and the bar each is. */
const gateBars = { G05: 'status', G06: 'ownership', G07: 'competence', G11: 'harm' } as const;

/** Why this agreement cannot be confirmed, in the order of the law; empty where it can. Pure; the thirty days are `lastDayOf`'s. */
export function barsOf({ category, gate, agreement, facts, performed }: Standing, at: Date): ConfirmationBar[] {
  const on = dayInChina(at);
  const flags = category ? (categoryOn(category, on)?.flags ?? []) : [];
  const codes = new Set<string>();
  if (facts.term === 'D07' || facts.term === 'D08') codes.add('entrusted');
  if (agreement?.form === 'oral') codes.add('oral');
  if (performed) codes.add('performed');
  for (const [gateCode, bar] of Object.entries(gateBars)) if (gate?.answers[gateCode] === 'yes') codes.add(bar);
  if (flags.includes('noConfirmation')) codes.add('ownership');
  if (shamOpen({ facts })) codes.add('sham');
  return confirmationBarsOn(on).filter(({ code }) => codes.has(code));
}

export interface Court {
  id: string;
  zh: string;
  placeCode: string | null;
  /** Its settings name it an intermediate court. */
  intermediate?: boolean;
}
export interface Precheck extends Standing {
  confirmation: MatterRow['confirmation'];
  courts: readonly Court[];
  /** The court that invited the body to mediate before filing, if one did (民诉法 205 一). */
  invitedBy: string | null;
  /** Places as codes: where the parties live, where the thing lies, where the body sits. */
  places: { domicile: readonly string[]; subject: readonly string[]; seat: readonly string[] };
  /** The dispute belongs to an intermediate court. */
  intermediate: boolean;
  materials: { papers: readonly string[]; attachments: readonly string[] };
}
export interface Candidate {
  courtId: string;
  zh: string;
  ground: ConfirmationCourt;
}
export interface Checked {
  eligible: boolean;
  reasons: ConfirmationBar[];
  candidates: Candidate[];
  lastDay: { on: Day; certain: boolean } | null;
  missing: ConfirmationMaterial[];
}

/** The last day of the joint application: thirty days from the day it took effect, rolled over a rest day (民诉法 85、205). */
export function lastDayOf(effectiveAt: Date): { on: Day; certain: boolean; over: (now: Date) => boolean } | null {
  const { rulesOf, calendar } = standingLaw();
  const rule = rulesOf('D11', dayInChina(effectiveAt));
  if (!rule) return null;
  const due = dueAt({ rule, fromAt: effectiveAt, calendar });
  return { on: due.dueOn, certain: due.certain, over: (now) => due.certain && due.dueAt < now };
}

/** May this go to court, to which, until when, and what is missing (§1.2). Pure: the same file on the same day gives the same answer. */
export function precheck(file: Precheck, now: Date): Checked {
  const on = dayInChina(now);
  const effectiveAt = file.agreement?.effectiveAt;
  const last = effectiveAt ? lastDayOf(new Date(effectiveAt)) : null;
  const applied = ['APPLIED', 'ACCEPTED', 'CONFIRMED'].includes(file.confirmation);
  const more = [!effectiveAt && 'notYet', last?.over(now) && !applied && 'late'].filter(Boolean);
  const reasons = [...confirmationBarsOn(on).filter(({ code }) => more.includes(code)), ...barsOf(file, now)];
  return {
    eligible: reasons.length === 0,
    reasons,
    candidates: candidatesOf(file, on),
    lastDay: last && { on: last.on, certain: last.certain },
    missing: missingOf(file, on),
  };
}

/** Courts in the order of the law, each once, with the ground that comes first. The inviting court stands alone. */
function candidatesOf({ courts, invitedBy, places, intermediate }: Precheck, on: Day): Candidate[] {
  const fitting = courts.filter((court) => Boolean(court.intermediate) === intermediate);
  const of = {
    invited: courts.filter(({ id }) => id === invitedBy),
    domicile: fitting.filter((court) => covers(court, places.domicile)),
    subject: fitting.filter((court) => covers(court, places.subject)),
    seat: fitting.filter((court) => covers(court, places.seat)),
  };
  const seen = new Set<string>();
  const found = confirmationCourtsOn(on).flatMap((ground) =>
    of[ground.code].filter(({ id }) => !seen.has(id) && seen.add(id)).map(({ id, zh }) => ({ courtId: id, zh, ground })),
  );
  return found.some(({ ground }) => ground.only) ? found.filter(({ ground }) => ground.only) : found;
}

/** A court's area is the county of its own place (six digits), an intermediate one's the city (four). */
const covers = ({ placeCode, intermediate }: Court, codes: readonly string[]): boolean =>
  placeCode !== null && codes.some((code) => code.slice(0, intermediate ? 4 : 6) === placeCode.slice(0, intermediate ? 4 : 6));

/** What the court will ask for that the file does not hold yet; sheets are written with the package itself. */
function missingOf({ category, materials }: Precheck, on: Day): ConfirmationMaterial[] {
  const property = /^(HOU|LAN|INH|FAM0[15])/.test(category ?? '');
  return confirmationMaterialsOn(on).filter(
    ({ from, of, when }) =>
      (when === 'always' || property) &&
      (from === 'paper'
        ? !of.some((kind) => materials.papers.includes(kind))
        : from === 'attachment' && !materials.attachments.some((name) => fits(of, name))),
  );
}

export const fits = (words: readonly string[], name: string): boolean => words.some((word) => name.includes(word));
