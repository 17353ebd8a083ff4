import { commandNamed } from '../../../src/centre.ts';
import { dayInChina, sayInstant } from '../../../src/ground/clock/index.ts';
import { roles } from '../../../src/registers/identity/roles.ts';
import { stateZh, subMachines } from '../../../src/registers/matters/states.ts';
import { ruleOn } from '../../../src/support/deadlines/index.ts';
import { fresh } from '../../../stories/expect.ts';
import type { Lying, Played } from '../../../stories/run.ts';

type Row = [string, string, string, string, string, string, string, string];

const roleZh = ({ actor }: Played): string => roles[actor.roles[0] as keyof typeof roles]?.zh ?? '';
const who = (one: Played): string => (one.actor.name === roleZh(one) ? one.actor.name : `${one.actor.name}（${roleZh(one)}）`);

/** Who takes part, each once, in the order of appearance. */
export const peopleLine = (played: readonly Played[]): string => `人物：${[...new Set(played.map(who))].join('、')}。`;

/** One step: who, does, becomes, told, deadlines, papers. */
export const rowOf = (one: Played, at: number): Row => [
  String(at + 1),
  sayInstant(one.at),
  who(one),
  `${one.step.does}${moveOf(one)}`,
  one.refusal ? `✕ ${one.refusal.message}可以：${one.refusal.waysOn.join('；')}` : becomes(one),
  toldTo(one),
  deadlines(one),
  counted(fresh(one.before?.documents, one.after.documents).map(({ title, number }) => `${title}${number ? ` ${number}` : ''}`)),
];

function moveOf({ step, times }: Played): string {
  const zh = step.command ? commandNamed(step.command)?.zh : undefined;
  return zh ? `〔${zh}${times > 1 ? `，${times}次` : ''}〕` : '';
}

const machines = ['safety', 'performance', 'confirmation', 'supervision', 'fileState'] as const;

function becomes({ before, after }: Played): string {
  const state = before?.matter.state === after.matter.state ? [] : [stateZh(after.matter.state)];
  const others = machines.filter((name) => (before ? before.matter[name] !== after.matter[name] : !resting(after, name)));
  return [...state, ...others.map((name) => `${subMachines[name].zh}：${machineZh(after, name)}`)].join('；');
}

type Machine = (typeof machines)[number];
const resting = ({ matter }: Lying, name: Machine): boolean => ['NONE', 'NA', '0', 'OPEN'].includes(String(matter[name]));
const machineZh = ({ matter }: Lying, name: Machine): string => {
  const states: Readonly<Record<string, string>> = subMachines[name].states;
  return states[String(matter[name])] ?? String(matter[name]);
};

/** Each notice by its title, and to how many. */
function toldTo({ before, after }: Played): string {
  const names = (partyId: string | null, staffId: string | null) =>
    after.parties.find(({ id }) => id === partyId)?.name ?? (staffId ? '承办人' : partyId ? '当事人' : '中心');
  const titles = grouped(fresh(before?.notices, after.notices), ({ title }) => title);
  return [...titles]
    .map(
      ([title, all]) =>
        `${title}（${all.length > 3 ? `${all.length}人` : all.map((one) => names(one.partyId, one.staffId)).join('、')}）`,
    )
    .join('；');
}

const keyOf = (clock: Lying['clocks'][number]): string => `${clock.code}|${clock.subject}`;

/** Clocks that began, ended or were stopped by this step. */
function deadlines({ before, after }: Played): string {
  const old = new Map((before?.clocks ?? []).map((clock) => [keyOf(clock), clock]));
  const lines = after.clocks.flatMap((clock) => {
    const known = old.get(keyOf(clock));
    const zh = `${clock.code} ${ruleOn(clock.code, dayInChina(clock.startedAt))?.zh ?? ''}`;
    const due = clock.dueAt ? `到${sayInstant(clock.dueAt)}` : '';
    const met = clock.onTime === false ? `✕ ${zh}，过了期` : `✓ ${zh}`;
    if (!known) return clock.state === 'met' ? [met] : [`${zh}，${due}`];
    if (known.state === clock.state && known.dueAt?.getTime() === clock.dueAt?.getTime()) return [];
    const words: Record<string, string> = {
      met: `✓ ${zh}`,
      cancelled: `${zh}，取消`,
      paused: `${zh}，停下`,
      running: `${zh}，改${due}`,
    };
    return [words[clock.state] ?? zh];
  });
  return counted(lines.sort());
}

function counted(lines: readonly string[]): string {
  return [...grouped(lines, (line) => line)].map(([line, all]) => (all.length > 1 ? `${line} ×${all.length}` : line)).join('；');
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
