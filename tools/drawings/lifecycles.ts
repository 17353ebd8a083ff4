import { matterCommands } from '../../src/centre.ts';
import type { StateRow } from '../../src/ground/lifecycle/index.ts';
import { roles } from '../../src/registers/identity/roles.ts';
import type { MatterCommand } from '../../src/registers/matters/command.ts';
import { disputeStates, shortStates, subMachines } from '../../src/registers/matters/states.ts';
import { sayLength } from './law.ts';
import { diagram, drawnFrom, page, table } from './markdown.ts';

type States = Readonly<Record<string, StateRow>>;
interface Page {
  file: string;
  zh: string;
  says: string;
  start: string;
  states: States;
  /** The machine of the rows; the main one when absent. */
  machine?: keyof typeof subMachines;
  path: 'dispute' | 'short';
}

const statesOf = (machine: keyof typeof subMachines): States =>
  Object.fromEntries(Object.entries(subMachines[machine].states).map(([state, zh]) => [state, { zh: zh as string }]));

const pages: readonly Page[] = [
  {
    file: 'dispute',
    zh: '纠纷',
    path: 'dispute',
    start: 'REGISTERED',
    states: disputeStates,
    says: '一件纠纷从登记到归档。安全、履行、司法确认是旁边的三条线，各有一页，办结以后仍然走到底。',
  },
  {
    file: 'short',
    zh: '咨询、求助与其他来件',
    path: 'short',
    start: 'RECEIVED',
    states: { ...shortStates, REGISTERED: disputeStates.REGISTERED! },
    says: '多数来件不是纠纷：答复、转办，或者经本人同意转为纠纷（编码不变）。',
  },
  {
    file: 'confirmation',
    zh: '司法确认',
    path: 'dispute',
    machine: 'confirmation',
    start: 'NA',
    states: statesOf('confirmation'),
    says: '协议生效（`mediation.mark` 的最后一个签章）时，由事实决定是“可申请”还是“不适用”（口头、已当场履行、身份关系、权属确认）。双方都签了申请书才算申请；一方可以撤回。',
  },
  {
    file: 'performance',
    zh: '履行',
    path: 'dispute',
    machine: 'performance',
    start: 'NONE',
    states: statesOf('performance'),
    says: '协议生效（`mediation.mark` 的最后一个签章）时，按履行安排进入“待履行”“部分履行”或“已履行”。每一期各有时限。',
  },
  {
    file: 'safety',
    zh: '安全保护',
    path: 'dispute',
    machine: 'safety',
    start: 'NONE',
    states: statesOf('safety'),
    says: '任何岗位看到 G01–G04 的迹象都可以立即进入安全保护，受理时核对答“是”也会进入。保护中停下双方当面的步骤，当事人自己的退出和去法院不停。解除要两位安全复核员。',
  },
  {
    file: 'supervision',
    zh: '督办',
    path: 'dispute',
    machine: 'supervision',
    start: 'S0',
    states: statesOf('supervision'),
    says: '提醒、催办、督办、挂牌：可以换人、加力量，不能改结果，也不能要求调解员拿到协议。何时升级见 [deadlines.md](../deadlines.md) 的督办阶梯。',
  },
];

const belongs = ({ machine, path }: Page, command: MatterCommand): boolean =>
  machine
    ? command.row.machine === machine
    : (command.row.machine === undefined || command.row.machine === 'file') && (command.path === path || command.path === 'any');

const verb = (command: MatterCommand): string => command.name.split('.')[1]!;
const who = (command: MatterCommand): string => {
  const named = command.row.by.map((role) => roles[role].zh).join('、');
  return command.row.party ? `${named}（由接待的任何工作人员记录，不能拒绝）` : named;
};

/** A move that is open in every state is written under the picture: arrows from everywhere would hide the way. */
const fromEverywhere = ({ states, path }: Page, command: MatterCommand): boolean =>
  Object.keys(states)
    .filter((state) => path !== 'short' || state !== 'REGISTERED')
    .every((state) => command.row.from.includes(state));

/** Where it leads, apart from staying where it is while something is still missing. */
const targets = ({ row: { to } }: MatterCommand, from: string): string[] =>
  to.filter((state) => state !== 'same' && (state !== from || to.length === 1));
/** Mermaid wants a name that is no number. */
const node = (state: string): string => (/^\d/.test(state) ? `S${state}` : state);

function picture(drawn: Page, commands: readonly MatterCommand[]): string {
  const { states, start } = drawn;
  const arrows = new Map<string, string[]>();
  for (const command of commands) {
    if (fromEverywhere(drawn, command)) continue;
    for (const from of command.row.from) {
      for (const to of targets(command, from))
        if (states[from] && states[to])
          arrows.set(`${node(from)} --> ${node(to)}`, [...(arrows.get(`${node(from)} --> ${node(to)}`) ?? []), command.zh]);
    }
  }
  const left = new Set(
    [...arrows.keys()].filter((arrow) => new Set(arrow.split(' --> ')).size > 1).map((arrow) => arrow.split(' ')[0]!),
  );
  const used = Object.keys(states);
  return diagram([
    'stateDiagram-v2',
    ...used.map((state) => `  state "${states[state]!.zh}" as ${node(state)}`),
    `  [*] --> ${start}`,
    ...[...arrows].map(([arrow, labels]) => `  ${arrow} : ${[...new Set(labels)].join('／')}`),
    ...used.filter((state) => states[state]!.end && !left.has(node(state))).map((state) => `  ${state} --> [*]`),
  ]);
}

function row({ states }: Page, command: MatterCommand): string[] {
  const { row: move } = command;
  const names = (list: readonly string[]) =>
    fromAll(list, states)
      ? '任何状态'
      : list
          .filter((state) => state === 'same' || states[state] || move.machine)
          .map((state) => (state === 'same' ? '不变' : (states[state]?.zh ?? zhOf(move.machine, state))))
          .join('、');
  return [
    `\`${command.name}\` ${command.zh}`,
    names(move.from),
    names(move.to),
    who(command),
    move.within ? sayLength(move.within) : '',
    clocks(move),
    (move.documents ?? []).join('、'),
    (move.notices ?? []).join('、'),
    [move.guard, move.joint ? '安全保护中不开' : ''].filter(Boolean).join('；'),
    move.basis ?? '',
  ];
}
const fromAll = (list: readonly string[], states: States): boolean =>
  Object.keys(states).length > 3 && Object.keys(states).every((state) => list.includes(state));
const zhOf = (machine: string | undefined, state: string): string =>
  (
    subMachines[(machine === 'file' ? 'fileState' : machine) as keyof typeof subMachines]?.states as
      | Record<string, string>
      | undefined
  )?.[state] ?? state;

const clocks = ({ starts, meets, cancels }: MatterCommand['row']): string =>
  [starts && `起 ${starts.join(' ')}`, meets && `成 ${meets.join(' ')}`, cancels && `消 ${cancels.join(' ')}`]
    .filter(Boolean)
    .join('；');

const headers = ['步骤', '从', '到', '谁', '时限', '时钟', '文书', '通知', '条件', '依据'];

/** Every row that a matter knows, as picture and as table that an official can mark up. */
export function drawLifecycles(): Record<string, string> {
  return Object.fromEntries(
    pages.map((drawn) => {
      const commands = matterCommands
        .filter((command) => belongs(drawn, command))
        .sort((a, b) => rank(drawn, a) - rank(drawn, b));
      const everywhere = commands.filter((command) => fromEverywhere(drawn, command) && command.row.party);
      const open = everywhere.map(
        (command) => `**任何状态，当事人一人一步：${command.zh}**（\`${command.name}\`）。${command.row.guard ?? ''}`,
      );
      const text = page(
        drawnFrom('the lifecycle rows of src/desks'),
        `# ${drawn.zh}`,
        drawn.says,
        picture(drawn, commands),
        ...open,
        table(
          headers,
          commands.map((command) => row(drawn, command)),
        ),
        '时钟一列：起＝开始计时，成＝按时完成，消＝取消；`term` 是这件事的调解期限（D05–D10 之一）。期限的依据见 [deadlines.md](../deadlines.md)。',
      );
      return [`docs/lifecycles/${drawn.file}.md`, text];
    }),
  );
}

/** Rows in the order of the states they start from; those that start anywhere last. */
function rank(drawn: Page, command: MatterCommand): number {
  if (command.row.from.length > 6) return 100;
  const at = Object.keys(drawn.states).indexOf(command.row.from[0] ?? '');
  return at < 0 ? 99 : at;
}

/** Every command that stands on no page, by name: a test wants none. */
export const undrawn = (): string[] =>
  matterCommands.filter((command) => !pages.some((drawn) => belongs(drawn, command))).map(verb);
