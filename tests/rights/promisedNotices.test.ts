import { afterAll, beforeAll, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { type MatterCommand, machineState } from '../../src/registers/matters/command.ts';
import { type County, county } from './county.ts';
import { bring, inputs, walk, ways } from './lives.ts';

/** 行里写着要告知的，命令真的写下通知：不然按钮旁边的话是空话。 */
let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const DAY_MS = 86_400_000;
const clock = () => ({
  ...here.as('leader'),
  id: '00000000-0000-7000-8000-000000000001',
  roles: ['clock'],
  sees: ['centre', 'safety'],
  writes: ['centre', 'safety'],
});
type Step = readonly [who: string, command: string];
async function walked(id: string, steps: readonly Step[]): Promise<void> {
  for (const [role, command] of steps) await here.perform(near(role), command, inputs[command]!(await here.seen(id), here), id);
}

/** What has to be done first in a matter that stands in the state of the row, where the state alone is not enough. */
const first: Readonly<Record<string, (id: string) => Promise<void>>> = {
  'mediation.unreachable': async (id) => {
    for (let day = 0; day < 3; day++) {
      here.later(DAY_MS);
      await walked(id, [['window', 'mediation.tryReach']]);
    }
  },
  'mediation.mark': (id) => walk(here, id, ways.EFFECTIVE!.slice(-4, -1)),
  'mediation.assign': (id) => walked(id, [['triage', 'mediation.agree']]),
  'performance.close': (id) => walked(id, [['mediator', 'performance.perform']]),
  'performance.breach': async () => void here.later(40 * DAY_MS),
};
const toApplied: Step[] = [
  ['window', 'confirmation.apply'],
  ['window', 'confirmation.apply'],
];
const machines: Readonly<Record<string, readonly [state: string, steps: readonly Step[]]>> = {
  'confirmation ELIGIBLE': ['EFFECTIVE', []],
  'confirmation APPLIED': ['EFFECTIVE', toApplied],
  'confirmation ACCEPTED': ['EFFECTIVE', [...toApplied, ['judge', 'confirmation.courtAccept']]],
  'performance DUE': ['EFFECTIVE', []],
  'supervision 0': ['ASSIGNED', []],
};

/** Where the first state of a row owes nobody a word yet. */
const better: Readonly<Record<string, string>> = { 'triage.withdraw': 'REFERRED', 'mediation.goToCourt': 'MEDIATING' };
/** Told where each is tried with all that it needs: `signing.test.ts`, `sessionsPlanned`, `talkOpenedForLife`, `performance.test.ts`, `handedIn.test.ts`. */
const toldElsewhere = new Set([
  'mediation.sign',
  'mediation.scanBack',
  'mediation.useSeal',
  'mediation.movePlan',
  'mediation.cancelPlan',
  'mediation.remindPlan',
  'mediation.agreeOpening',
  'performance.disputePaid',
  'handedIn.turnBack',
  'petitions.answer',
  'court.answer',
  'police.answer',
  'procuratorate.answer',
]);
const promising = matterCommands.filter(({ name, row }) => (row.notices ?? []).length > 0 && !toldElsewhere.has(name));

async function standing({ name, row, path }: MatterCommand): Promise<string> {
  if (row.machine) {
    const [, [state, steps]] = Object.entries(machines).find(([key]) =>
      row.from.some((from) => key === `${row.machine} ${from}`),
    )!;
    const id = await bring(here, state);
    await walked(id, steps);
    return id;
  }
  const state =
    better[name] ??
    row.from.find((from) => ways[from] && (path !== 'short' || ['RECEIVED', 'ANSWERED', 'PASSED'].includes(from)));
  return bring(here, state!);
}

/** Somebody of a role who stands near enough to write in any matter of the centre. */
const near = (role: string) => {
  const actor = here.as(role);
  return { ...actor, sees: [...actor.sees, 'centre'], writes: [...actor.writes, 'centre'] };
};
/** Who of the row's roles makes it; a party's own move is written down at the window. */
function who({ row }: MatterCommand) {
  if (row.by.every((role) => role === 'clock')) return clock();
  return near(['partner', 'triage', 'mediator', 'org', 'judge'].find((one) => row.by.some((role) => role === one)) ?? 'window');
}

test('答应告知的行不少', () => {
  expect(promising.length).toBeGreaterThan(20);
});

test.each(promising.map((command) => [command.name, command] as const))(
  '%s：行里答应的告知，真的写下来',
  async (name, command) => {
    const id = await standing(command);
    await first[name]?.(id);
    const { matter } = await here.seen(id);
    expect(command.row.from).toContain(machineState(matter, command.row.machine));
    const written = () => here.db.look<{ id: string }>('select id from notice where matter_id = $1', [id]);
    const before = await written();
    await here.perform(who(command), name, inputs[name]!(await here.seen(id), here), id);
    expect((await written()).length).toBeGreaterThan(before.length);
  },
);
