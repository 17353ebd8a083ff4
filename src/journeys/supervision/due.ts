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
  for (const part of instalments.filter((one) => one.state === 'DUE')) {
    const clock = clocks.find((one) => one.code === 'D16' && one.subject === part.id);
    if (!clock) continue;
    const said = warningsOf(clock).filter((warning) => warning.at <= now).length;
    if (said >= 3) owed.push({ command: 'performance.breach', input: { instalmentId: part.id } });
    else if (said > part.urged) owed.push({ command: 'performance.urge', input: { instalmentId: part.id } });
  }
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
