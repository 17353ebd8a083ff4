import type { Actor } from '../../src/ground/command/index.ts';
import { type MatterCommand, openness } from '../../src/registers/matters/command.ts';
import type { MatterRow } from '../../src/registers/matters/model.ts';
import { ended } from '../../src/registers/matters/states.ts';

/**
 * Explicit-state model checker over the real rows. Whether a move is open is asked of the very function that the server and the
 * buttons ask (`openness`, `shut`); its row says where it leads. What rows cannot say (a second machine that a move sets, whose
 * consent it takes) stands in `also` and `needs`, and the tests against the database hold those two to the commands.
 */
export interface State {
  kind: 'dispute' | 'enquiry';
  main: string;
  safety: MatterRow['safety'];
  performance: MatterRow['performance'];
  confirmation: MatterRow['confirmation'];
  /** Of one party whom we follow, the one who was invited. `out`: refused or left, whoever else goes on. */
  consent: 'unasked' | 'agreed' | 'out';
  /** One of many: leaving ends nothing for the others. */
  collective: boolean;
}
export interface Transition {
  from: State;
  to: State;
  command: MatterCommand;
}
export interface Explored {
  states: ReadonlyMap<string, State>;
  transitions: readonly Transition[];
}

export const keyOf = (s: State): string => Object.values(s).join('|');

/** A person of this role who stands in every relation to the matter: what is closed to them is closed by role or state alone. */
export const anybody = (...roles: string[]): Actor => ({
  tenantId: 1,
  id: 'x',
  name: 'x',
  roles,
  organisationId: null,
  placeCodes: [],
  sees: ['centre'],
  writes: ['centre'],
});

/** As much of a matter's row as a door may ask about. */
export const rowOf = (s: State): MatterRow =>
  ({
    state: s.main,
    kind: s.kind,
    safety: s.safety,
    performance: s.performance,
    confirmation: s.confirmation,
    supervision: 0,
    fileState: 'OPEN',
    collective: s.collective,
    readers: ['centre'],
    facts: {},
    importId: null,
    revision: 2,
  }) as unknown as MatterRow;

/** Open for this role in this state, and its door not shut. */
export function isOpen(command: MatterCommand, state: State, role: string): boolean {
  const row = rowOf(state);
  return openness(command, row, anybody(role)) === 'open' && command.shut?.(row) === undefined;
}

export const startStates = (collective: boolean): State[] => {
  const start = { safety: 'NONE', performance: 'NONE', confirmation: 'NA', consent: 'unasked', collective } as const;
  return [
    { ...start, kind: 'dispute', main: 'REGISTERED' },
    { ...start, kind: 'enquiry', main: 'RECEIVED' },
  ];
};

/** Consent that a move presupposes (人民调解法 17、23). The commands' own check; held to them in refusalEndsIt. */
export const consentNeeded: ReadonlySet<string> = new Set(['mediation.assign', 'mediation.startSession', 'mediation.agreeTerms']);
const endOf = (s: State): boolean =>
  (ended.safety as readonly string[]).includes(s.safety) &&
  (ended.performance as readonly string[]).includes(s.performance) &&
  (ended.confirmation as readonly string[]).includes(s.confirmation);

const needs: Readonly<Record<string, (s: State) => boolean>> = {
  'mediation.assign': (s) => willing(s),
  'mediation.startSession': (s) => willing(s),
  'mediation.agreeTerms': (s) => willing(s),
  'performance.archive': endOf,
};
const willing = (s: State): boolean => s.consent === 'agreed' || (s.collective && s.consent === 'out');

const effective = (s: State): State[] =>
  (['DUE', 'PARTIAL', 'DONE'] as const).flatMap((performance) =>
    (['NA', 'ELIGIBLE'] as const).map((confirmation) => ({ ...s, performance, confirmation })),
  );
const both = (s: State, patch: Partial<State>): State[] => [s, { ...s, ...patch }];

/** What a move does beside its own machine; each entry is one way it can come out. `was`: the state before. */
const also: Readonly<Record<string, (s: State, was: State) => State[]>> = {
  'intake.convert': (s) => [{ ...s, kind: 'dispute' }],
  // A danger told at the gate: accepted and held, or held and left where it was; a first session is then never begun.
  'triage.accept': (s) => (s.main === 'ACCEPTED' ? both(s, { safety: 'HELD' }) : [{ ...s, safety: 'HELD' }]),
  'triage.decline': (s) => both(s, { safety: 'HELD' }),
  'mediation.answerGate': (s) => both(s, { safety: 'HELD' }),
  'mediation.startSession': (s) => (s.main === 'MEDIATING' ? [s] : [{ ...s, safety: 'HELD' }]),
  'triage.addParty': (s) => both(s, { collective: true }),
  // One of several applicants withdraws: the others' matter stays.
  'triage.withdraw': (s, was) => (s.main !== was.main || was.collective ? [s] : []),
  'mediation.agree': (s) => [{ ...s, consent: 'agreed' }, s],
  // On their own page: in, not now, out, or to court. Not now is no refusal, and no consent any more.
  'mediation.answer': (s, was) =>
    s.main !== was.main || !mayAnswer(was)
      ? left(s, was)
      : [
          ...left(s, was),
          s,
          { ...s, consent: 'agreed' },
          { ...s, consent: was.consent === 'out' ? ('out' as const) : ('unasked' as const) },
        ],
  'mediation.leave': left,
  'mediation.goToCourt': left,
  'mediation.reconsider': (s) => (s.consent === 'out' ? [s] : both(s, { consent: 'unasked' })),
  'mediation.mark': (s) => (s.main === 'EFFECTIVE' ? effective(s) : [s]),
  'mediation.sign': (s) => (s.main === 'EFFECTIVE' ? effective(s) : [s]),
  'mediation.scanBack': (s) => (s.main === 'EFFECTIVE' ? effective(s) : [s]),
  'mediation.useSeal': (s) => (s.main === 'EFFECTIVE' ? effective(s) : [s]),
  'mediation.newRound': (s) => {
    const fresh = { ...s, performance: 'NONE', confirmation: 'NA' } as const;
    return s.collective && s.consent === 'out' ? both(fresh, { consent: 'agreed' }) : [{ ...fresh, consent: 'agreed' }];
  },
};
const mayAnswer = (s: State): boolean =>
  s.main === 'CONSENT' || (['ASSIGNED', 'MEDIATING'].includes(s.main) && s.consent !== 'agreed');
/** The followed party leaves, or another one does; with only two sides either of them ends it. */
function left(s: State, was: State): State[] {
  // Among those who stay all had signed: it takes effect as the last one leaves, unless protection holds joint signing.
  if (s.main === 'EFFECTIVE' && was.main !== 'EFFECTIVE') {
    if (was.main !== 'SIGNING' || !was.collective || was.safety === 'HELD') return [];
    return effective(s).flatMap((one) => both(one, { consent: 'out' }));
  }
  const ends = s.main === 'TERMINATED' && was.main !== 'TERMINATED';
  if (!was.collective) return ends ? both(s, { consent: 'out' }) : talksOf(was.main) ? [] : [s];
  return both(s, ends || talksOf(was.main) ? { consent: 'out' } : {});
}
export const talks: ReadonlySet<string> = new Set(['ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING']);
const talksOf = (main: string): boolean => talks.has(main);

function after(command: MatterCommand, from: State): State[] {
  const { machine } = command.row;
  return command.row.to
    .filter(
      (to) => machine !== undefined || kindOf(to) === undefined || kindOf(to) === from.kind || command.name === 'intake.convert',
    )
    .flatMap((to) => {
      const moved =
        to === 'same' || machine === 'supervision' || machine === 'file' ? from : { ...from, [machine ?? 'main']: to };
      return also[command.name]?.(moved, from) ?? [moved];
    });
}
const kindOf = (main: string): State['kind'] | undefined =>
  main === 'DONE' ? 'enquiry' : main === 'CLOSED' ? 'dispute' : undefined;

/** Every state that anybody's moves lead to. `roles` are asked one by one, as a person would come. */
export function explore(commands: readonly MatterCommand[], guards = needs): Explored {
  const states = new Map<string, State>();
  const transitions: Transition[] = [];
  const waiting = [false, true].flatMap(startStates);
  for (const state of waiting) states.set(keyOf(state), state);
  for (let from = waiting.pop(); from; from = waiting.pop()) {
    for (const command of commands) {
      if (!command.by.some((role) => isOpen(command, from!, role)) || guards[command.name]?.(from) === false) continue;
      for (const to of after(command, from)) {
        transitions.push({ from, to, command });
        if (states.has(keyOf(to))) continue;
        states.set(keyOf(to), to);
        waiting.push(to);
      }
    }
  }
  return { states, transitions };
}

/** The same guards without those named: for showing that a lost guard is found. */
export const without = (...names: string[]): typeof needs =>
  Object.fromEntries(Object.entries(needs).filter(([name]) => !names.includes(name)));

/** States from which some path leads to `goal`. */
export function reaching({ states, transitions }: Explored, goal: (s: State) => boolean): Set<string> {
  const into = new Map<string, string[]>();
  for (const { from, to } of transitions) into.set(keyOf(to), [...(into.get(keyOf(to)) ?? []), keyOf(from)]);
  const found = new Set([...states.values()].filter(goal).map(keyOf));
  const waiting = [...found];
  for (let at = waiting.pop(); at; at = waiting.pop())
    for (const before of into.get(at) ?? [])
      if (!found.has(before)) {
        found.add(before);
        waiting.push(before);
      }
  return found;
}

/** The same commands with one of them changed: how a test breaks the law on purpose. */
export const broken = (
  commands: readonly MatterCommand[],
  name: string,
  change: (command: MatterCommand) => Partial<Omit<MatterCommand, 'row'>> & { row?: Partial<MatterCommand['row']> },
): MatterCommand[] =>
  commands.map((command) => {
    if (command.name !== name) return command;
    const { row, ...rest } = change(command);
    return { ...command, ...rest, row: { ...command.row, ...row } };
  });
