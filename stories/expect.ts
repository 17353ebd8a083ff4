import type { Lying, Played } from './run.ts';
import type { Expect } from './story.ts';

/** What went otherwise than told, in words; empty when all went as told. Unchecked, only a step that met an untold refusal counts. */
export function expectationsOf(one: Played, check: boolean): string[] {
  const wanted = one.step.expect ?? {};
  const met = one.refusal?.code;
  if (met !== wanted.refused)
    return [
      met
        ? `被拒绝：${met} ${one.refusal?.message}${one.refusal ? JSON.stringify(one.refusal.fields ?? {}) : ''}`
        : `本该被拒绝：${wanted.refused}`,
    ];
  return check
    ? [
        ...states(wanted, one.after),
        ...words(wanted, one),
        ...paper(wanted, one.after),
        ...moves(wanted, one),
        ...clocks(wanted, one.after),
      ]
    : [];
}

/** New since the step before. */
export const fresh = <T extends { id: string }>(before: readonly T[] | undefined, after: readonly T[]): T[] => {
  const known = new Set((before ?? []).map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
};

const differs = (what: string, wanted: unknown, is: unknown) =>
  wanted === undefined || wanted === is ? [] : [`${what}应是 ${String(wanted)}，实际是 ${String(is)}`];

const states = (wanted: Expect, { matter }: Lying): string[] =>
  (['state', 'safety', 'performance', 'confirmation', 'supervision', 'fileState'] as const).flatMap((name) =>
    differs(name, wanted[name], matter[name]),
  );

function words({ says = [] }: Expect, { before, after, refusal }: Played): string[] {
  const heard = [
    ...fresh(before?.notices, after.notices).map(({ title, body }) => `${title} ${body}`),
    refusal ? `${refusal.message} ${refusal.waysOn.join(' ')}` : '',
  ].join('\n');
  return says.filter((text) => !heard.includes(text)).map((text) => `没有人说“${text}”，说的是：${heard}`);
}

function paper({ paper: wanted }: Expect, { documents }: Lying): string[] {
  if (!wanted) return [];
  const found = documents.findLast(({ kind }) => kind === wanted.kind);
  if (!found) return [`没有文书“${wanted.kind}”`];
  const text = JSON.stringify(found.body);
  return [
    ...(wanted.has ?? []).filter((part) => !text.includes(part)).map((part) => `“${wanted.kind}”里缺“${part}”`),
    ...(wanted.lacks ?? []).filter((part) => text.includes(part)).map((part) => `“${wanted.kind}”里不该有“${part}”`),
  ];
}

function moves({ open = [], shut = [] }: Expect, one: Played): string[] {
  const isOpen = (name: string) => one.moves.some(({ command, closed }) => command === name && closed === null);
  return [
    ...open.filter((name) => !isOpen(name)).map((name) => `${name} 应开着`),
    ...shut.filter(isOpen).map((name) => `${name} 应关着`),
  ];
}

const clocks = ({ running = [] }: Expect, after: Lying): string[] =>
  running
    .filter((code) => !after.clocks.some((clock) => clock.code === code && clock.state === 'running'))
    .map((code) => `${code} 没有在计时`);
