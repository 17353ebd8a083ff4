import type { InstalmentRow, MatterRow } from '../../registers/matters/model.ts';
import { inMediation } from '../../registers/matters/states.ts';
import type { Aggregate } from '../../registers/matters/store.ts';
import { type Clock, ladder, lawCalendar, warningsOf } from '../../support/deadlines/index.ts';

export interface Owed {
  command: string;
  input: Record<string, unknown>;
}

const TERMS = ['D05', 'D06', 'D07', 'D08', 'D09', 'D10'];

/**
 * What the clock itself must record now: lapses and ends in a party's favour, urging, and the ladder. Never a decision.
 * Pure: the same matter, clocks and instant give the same answer, and what has been recorded is not owed again.
 */
export function owedNow({ matter, instalments }: Aggregate, clocks: readonly Clock[], now: Date): Owed[] {
  const owed: Owed[] = [];
  const missed = (code: string) => clocks.some((clock) => clock.code === code && clock.state === 'missed');
  const inTalks = (inMediation as readonly string[]).includes(matter.state);
  if (matter.state === 'SUSPENDED' && matter.facts.suspendedUntil && new Date(matter.facts.suspendedUntil) <= now)
    owed.push({ command: 'mediation.resume', input: {} });
  else if (inTalks && TERMS.some((code) => missed(code))) owed.push({ command: 'mediation.expire', input: {} });
  if (matter.confirmation === 'ELIGIBLE' && missed('D11')) owed.push({ command: 'confirmation.lapse', input: {} });
  if (matter.state === 'NOT_ACCEPTED' && missed('D24')) owed.push({ command: 'triage.silence', input: {} });
  owed.push(
    ...confirmationOwed(matter, clocks, now),
    ...performanceOwed(matter, instalments, clocks, now),
    ...callsOwed(matter, clocks, now),
  );
  return owed.length > 0 ? owed : ladderOwed(matter.supervision, clocks, now);
}

function ladderOwed(standing: number, clocks: readonly Clock[], now: Date): Owed[] {
  const open = clocks.filter((clock) => clock.state === 'missed' || clock.state === 'running');
  const highest = open
    .map((clock) => ({ clock, level: ladder(clock, now, lawCalendar).level }))
    .sort((a, b) => b.level - a.level)[0];
  if (!highest || highest.level <= standing) return [];
  return [
    { command: 'supervision.raise', input: { level: highest.level, code: highest.clock.code, about: highest.clock.rule.zh } },
  ];
}

/** Both sides hear on day 20, 25 and 28 that the thirty days run out (D11), and ninety days before them that the two years for enforcement do (D17). */
function confirmationOwed({ confirmation, facts }: MatterRow, clocks: readonly Clock[], now: Date): Owed[] {
  const limit = clocks.find((one) => one.code === 'D17' && one.state === 'running');
  if (confirmation === 'CONFIRMED' && limit && !facts.enforcementSaid && warningsOf(limit).some(({ at }) => at <= now))
    return [{ command: 'confirmation.remind', input: { times: 1 } }];
  const clock = clocks.find((one) => one.code === 'D11' && one.state === 'running');
  const times = clock ? warningsOf(clock).filter((warning) => warning.at <= now).length : 0;
  if (confirmation !== 'ELIGIBLE' || times <= (facts.confirmationSaid ?? 0)) return [];
  return [{ command: 'confirmation.remind', input: { times } }];
}

/** Before the day and on it a word to both; after it D+1, D+7, D+15. Where the payer says it is paid the clock says and records nothing. */
function performanceOwed(
  { facts }: MatterRow,
  instalments: readonly InstalmentRow[],
  clocks: readonly Clock[],
  now: Date,
): Owed[] {
  const owed: Owed[] = [];
  const days = new Set<string>();
  for (const part of instalments.filter((one) => one.state === 'DUE' && one.said === null)) {
    const clock = clocks.find((one) => one.code === 'D16' && one.subject === part.id);
    if (!clock) continue;
    const past = warningsOf(clock).filter((warning) => warning.at <= now);
    const late = past.filter((warning) => warning.on > clock.dueOn).length;
    const times = past.length - late;
    const early = late === 0 && times > (facts.reminded?.[part.dueOn] ?? 0) && past.some(({ at }) => at > clock.startedAt);
    if (late >= 3) owed.push({ command: 'performance.breach', input: { instalmentId: part.id } });
    else if (late > part.urged) owed.push({ command: 'performance.urge', input: { instalmentId: part.id } });
    else if (early && !days.has(part.dueOn)) {
      days.add(part.dueOn);
      owed.push({ command: 'performance.remind', input: { dueOn: part.dueOn, times } });
    }
  }
  return owed;
}

/** Calls whose days are over, all in one word to whoever holds the matter. Not while protection stands: then the safety plan decides. */
function callsOwed({ safety, facts }: MatterRow, clocks: readonly Clock[], now: Date): Owed[] {
  const keys = clocks
    .filter((clock) => clock.code.startsWith('FU.') && clock.state === 'missed' && clock.dueAt <= now)
    .map(({ code, subject, startedAt }) => `${code}|${subject ?? ''}|${startedAt.getTime()}`)
    .filter((key) => !facts.followUpAsked?.includes(key));
  return safety === 'HELD' || keys.length === 0 ? [] : [{ command: 'performance.remindFollowUp', input: { keys } }];
}
