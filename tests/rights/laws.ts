import { z } from 'zod';
import { inContact } from '../../src/registers/identity/roles.ts';
import type { MatterCommand } from '../../src/registers/matters/command.ts';
import { disputeStates, shortStates, subMachines } from '../../src/registers/matters/states.ts';
import { type Explored, explore, isOpen, keyOf, reaching, rowOf, type State, type Transition, talks } from './model.ts';

/** Each law is a function from the rows to what breaks it: empty when it is kept. */
export type Law = (commands: readonly MatterCommand[], explored?: Explored) => string[];
const once = (list: string[]): string[] => [...new Set(list)];
const say = ({ from, to, command }: Transition): string => `${command.name}: ${keyOf(from)} → ${keyOf(to)}`;
const ID = '00000000-0000-7000-8000-000000000001';

/** Can a party's move be written down by anybody in contact, with nothing asked but who it was? */
function recorded(command: MatterCommand, state: State): string[] {
  const asked = command.input.safeParse({ partyId: ID }).success ? [] : ['asks more than who it was'];
  const shut = command.shut?.(rowOf(state)) === undefined ? [] : ['its door is shut'];
  return [...asked, ...shut, ...inContact.filter((role) => !isOpen(command, state, role)).map((role) => `closed to ${role}`)];
}

/** 人民调解法 3(3)、26: from every state any party alone reaches the court in one step. */
export const courtIsOpen: Law = (commands, { states } = explore(commands)) =>
  once(
    [...states.values()].flatMap((state) => {
      const ways = commands.filter(
        (command) => command.wayOut === 'court' && command.row.party && command.row.by.includes('party'),
      );
      const trouble = ways.map((command) => recorded(command, state));
      if (trouble.some((list) => list.length === 0)) return [];
      return [`${state.main}/${state.safety}: no way to court (${trouble.flat().join('；')})`];
    }),
  );

/** 人民调解法 17、23、26: in every state in mediation each party's own move ends it, and writing it down cannot be refused. */
export const leavingEnds: Law = (commands, { states } = explore(commands)) =>
  once(
    [...states.values()]
      .filter((state) => talks.has(state.main))
      .flatMap((state) => {
        const ways = commands.filter(
          (command) => command.wayOut === 'leave' && command.row.party && command.row.to.includes('TERMINATED'),
        );
        const trouble = ways.map((command) => recorded(command, state));
        return trouble.some((list) => list.length === 0)
          ? []
          : [`${state.main}/${state.safety}: nobody can leave (${trouble.flat().join('；')})`];
      }),
  );

/** Whoever refused or left is not mediated again until they themselves agree anew. */
export const refusalEnds: Law = (commands, { transitions } = explore(commands)) => {
  const takesConsent = new Set(['mediation.agree', 'mediation.newRound', 'mediation.answer']);
  return once(
    transitions.flatMap((move) => {
      const { from, to, command } = move;
      if (from.consent === 'out' && to.consent === 'agreed' && !takesConsent.has(command.name))
        return [`consent from nowhere: ${say(move)}`];
      if (!to.collective && to.consent === 'out' && talks.has(to.main)) return [`goes on without them: ${say(move)}`];
      return [];
    }),
  );
};

/** Every state is reached, and from every state an end is. */
export const reachedAndLeft: Law = (commands, explored = explore(commands)) => {
  const { states } = explored;
  const seen = (pick: (s: State) => string) => new Set([...states.values()].map(pick));
  const unseen = (names: string[], have: Set<string>) =>
    names.filter((name) => !have.has(name)).map((name) => `${name} is never reached`);
  const ended = reaching(explored, (s) => s.main === 'ARCHIVED' || s.main === 'DONE');
  const own = { ...explored, transitions: explored.transitions.filter(({ command }) => command.row.party) };
  const leftAlone = reaching(own, (s) => ['TERMINATED', 'CLOSED', 'ARCHIVED', 'DONE'].includes(s.main));
  const openToParties = new Set([
    'REGISTERED',
    'SCREENING',
    'NOT_ACCEPTED',
    'REFERRED',
    ...talks,
    'RECEIVED',
    'ANSWERED',
    'PASSED',
  ]);
  const machines = (['safety', 'performance', 'confirmation'] as const).flatMap((name) =>
    unseen(
      Object.keys(subMachines[name].states),
      seen((s) => s[name]),
    ),
  );
  return once([
    ...unseen(
      [...Object.keys(disputeStates), ...Object.keys(shortStates)],
      seen((s) => s.main),
    ),
    ...machines,
    ...[...states]
      .filter(([key]) => !ended.has(key))
      .map(([, s]) => `${s.main}/${s.safety}/${s.performance}/${s.confirmation} never ends`),
    ...[...states]
      .filter(([key, s]) => openToParties.has(s.main) && !leftAlone.has(key))
      .map(([, s]) => `no party's own move ends ${s.main}`),
    ...asideReached(commands),
  ]);
};

/** Supervision and the file touch no other machine: each is walked by itself. */
function asideReached(commands: readonly MatterCommand[]): string[] {
  return (['supervision', 'file'] as const).flatMap((machine) => {
    const rows = commands.filter((command) => command.row.machine === machine);
    const seen = new Set(machine === 'file' ? ['OPEN'] : ['0']);
    for (const _ of rows)
      for (const { row } of rows) if (row.from.some((state) => seen.has(state))) for (const to of row.to) seen.add(to);
    return Object.keys(subMachines[machine === 'file' ? 'fileState' : machine].states)
      .filter((state) => !seen.has(state))
      .map((state) => `${machine} ${state} is never reached`);
  });
}

/** 反家庭暴力法: protection outlives every exit, closes exactly what brings both sides together, and two people end it. */
export const safetyLasts: Law = (commands, { transitions } = explore(commands)) => {
  const together = new Set([
    'mediation.startSession',
    'mediation.mark',
    'mediation.sign',
    'mediation.link',
    'mediation.scanBack',
    'mediation.useSeal',
    'performance.talkProof',
  ]);
  const joint = commands.filter((command) => command.row.joint).map((command) => command.name as string);
  const hold = commands.find((command) => command.name === 'triage.hold');
  const release = commands.find((command) => command.name === 'triage.release');
  return once([
    ...transitions
      .filter(({ from, to, command }) => from.safety === 'HELD' && to.safety !== 'HELD' && command !== release)
      .map((move) => `protection lost: ${say(move)}`),
    ...transitions
      .filter(({ from, command }) => from.safety === 'HELD' && together.has(command.name))
      .map((move) => `both brought together: ${say(move)}`),
    ...joint
      .filter((name) => !together.has(name))
      .map((name) => `${name} is closed by protection though it brings nobody together`),
    ...(release?.by.every((role) => role === 'safety') ? [] : ['somebody else than a safety reviewer ends protection']),
    ...inContact.filter((role) => !hold?.by.includes(role)).map((role) => `${role} cannot hold at once`),
    ...(['NONE', 'RELEASED'].every((state) => hold?.row.from.includes(state)) ? [] : ['not every matter can be held']),
  ]);
};

/** §1.9: whoever asks the gate protects at once when a danger is told, whatever becomes of the rest. */
export const gateProtects: Law = (commands, { transitions } = explore(commands)) => {
  const asks = commands.filter(({ input }) => (schemaFields(input).gate as { widget?: string } | undefined)?.widget === 'gate');
  const holds = new Set(
    transitions.filter(({ from, to }) => from.safety !== 'HELD' && to.safety === 'HELD').map(({ command }) => command.name),
  );
  return [
    ...(asks.length >= 2 ? [] : ['nobody asks the gate']),
    ...asks.filter(({ name }) => !holds.has(name)).map(({ name }) => `${name} asks the gate and protects nobody`),
  ];
};
const schemaFields = (input: MatterCommand['input']): Record<string, unknown> =>
  z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }).properties ?? {};

/** What the clock alone may write down: a lapse, an end in a party's favour, a word of urging. Never a decision. */
export const clockMay: ReadonlySet<string> = new Set([
  'mediation.resume',
  'mediation.expire',
  'confirmation.lapse',
  'triage.silence',
  'performance.urge',
  // Words that tell both sides alike of a day, and the mediator of a call that is due.
  'confirmation.remind',
  'performance.remind',
  'performance.remindFollowUp',
  'performance.breach',
  'supervision.raise',
  'mediation.remindPlan',
]);
export const nothingByItself: Law = (commands) =>
  commands.flatMap(({ name, by }) => [
    ...(by.includes('clock') && !clockMay.has(name) ? [`the clock decides ${name}`] : []),
    ...(by.length === 0 ? [`nobody makes ${name}`] : []),
    ...(!by.some((role) => role !== 'clock') && !clockMay.has(name) ? [`no human makes ${name}`] : []),
  ]);

/** H3: a term runs from acceptance, every exit stops it, nobody but all parties prolongs it, and at its end mediation ends. */
export const termsHold: Law = (commands) => {
  const row = (name: string) => commands.find((command) => command.name === name)?.row;
  const stops = (name: string) => [...(row(name)?.cancels ?? []), ...(row(name)?.meets ?? [])];
  const exits = commands.filter(
    ({ row: { from, to, machine } }) =>
      machine === undefined && to.includes('TERMINATED') && from.some((state) => talks.has(state)),
  );
  const starts = ['triage.accept', 'mediation.newRound'];
  return [
    ...starts.filter((name) => !row(name)?.starts?.includes('term')).map((name) => `no term runs from ${name}`),
    ...commands
      .filter((command) => command.row.starts?.includes('term') && !starts.includes(command.name))
      .map(({ name }) => `${name} starts the term anew`),
    ...exits.filter(({ name }) => !stops(name).includes('term')).map(({ name }) => `the term runs on after ${name}`),
    ...[...talks]
      .filter((state) => !row('mediation.expire')?.from.includes(state))
      .map((state) => `the end of the term does not end ${state}`),
    ...(row('mediation.expire')?.within === 'term' && row('mediation.expire')?.by.includes('clock')
      ? []
      : ['no clock ends mediation at its term']),
  ];
};
