import { describe, expect, test } from 'vitest';
import { commands, matterCommands } from '../../src/centre.ts';
import { owedNow } from '../../src/journeys/supervision/due.ts';
import { clocksOf, lawCalendar, ruleOn } from '../../src/support/deadlines/index.ts';
import { clockMay, nothingByItself, termsHold } from './laws.ts';
import { broken, talks } from './model.ts';

describe('不由机器作决定（个人信息保护法 24）', () => {
  test('时钟只记到期、有利于当事人的结束和催促；其余每一步都有人', () => {
    expect(nothingByItself(matterCommands)).toEqual([]);
    const plain = commands.filter((command) => command.on !== 'matter');
    expect(plain.filter(({ by }) => by.includes('clock') || by.length === 0).map(({ name }) => name)).toEqual([]);
  });

  test.each([
    ['让时钟受理', 'triage.accept', { by: ['triage', 'clock'] }],
    ['让时钟不予受理', 'triage.decline', { by: ['clock'] }],
    ['让时钟解除保护', 'triage.release', { by: ['safety', 'clock'] }],
    ['没有人的一步', 'mediation.end', { by: [] }],
  ])('%s，马上发现', (_, name, change) => {
    expect(nothingByItself(broken(matterCommands, name, () => change))).not.toEqual([]);
  });

  test('时钟自己会去做的，都在单子里', () => {
    const at = new Date('2026-05-11T01:00:00.000Z');
    const late = new Date('2027-05-11T01:00:00.000Z');
    const instalment = { id: 'i', state: 'DUE', urged: 0 };
    const clocks = (codes: string[]) =>
      clocksOf(
        codes.map((code, n) => ({
          id: `e${n}`,
          at,
          kind: 'starts' as const,
          code,
          subject: code === 'D16' ? 'i' : undefined,
          until: code === 'D16' ? at : undefined,
        })),
        ruleOn,
        lawCalendar,
        late,
      );
    const made = new Set<string>();
    for (const state of [...talks, 'NOT_ACCEPTED', 'EFFECTIVE', 'CLOSED', 'RECEIVED'])
      for (const codes of [['D05'], ['D11'], ['D24'], ['D16'], ['D01'], []]) {
        const matter = { state, confirmation: 'ELIGIBLE', supervision: 0, facts: { suspendedUntil: at.toISOString() } };
        for (const { command } of owedNow({ matter, instalments: [instalment] } as never, clocks(codes), late)) made.add(command);
      }
    expect([...made].filter((name) => !clockMay.has(name))).toEqual([]);
    expect(made).toContain('mediation.expire');
    expect(made).toContain('triage.silence');
  });
});

describe('期限（H3）', () => {
  test('受理起算，退出就停，到期就结束，领导不能延长', () => {
    expect(termsHold(matterCommands)).toEqual([]);
    for (const code of ['D05', 'D06', 'D07', 'D08', 'D09', 'D10']) {
      const rule = ruleOn(code, '2026-05-11')!;
      expect([null, 'consentOfAll'], code).toContain(rule.extendable);
    }
    expect(
      ['D05', 'D06', 'D07', 'D08', 'D09', 'D10'].map((code) => Object.values(ruleOn(code, '2026-05-11')!.length).join('')),
    ).toEqual(['30cal', '30cal', '15cal', '7cal', '15cal', '30wd']);
    expect(['D06', 'D07', 'D08'].map((code) => ruleOn(code, '2026-05-11')!.maxExtension)).toEqual(
      Array(3).fill({ n: 30, unit: 'cal' }),
    );
  });

  test.each([...talks])('期限届满，在 %s 的调解由时钟结束；没届满就不', (state) => {
    const at = new Date('2026-05-11T01:00:00.000Z');
    const matter = { state, confirmation: 'NA', supervision: 4, facts: {} };
    const clocksAt = (now: string) =>
      clocksOf([{ id: 'e', at, kind: 'starts', code: 'D05' }], ruleOn, lawCalendar, new Date(now));
    const owed = (now: string) =>
      owedNow({ matter, instalments: [] } as never, clocksAt(now), new Date(now)).map(({ command }) => command);
    expect(owed('2026-06-09T01:00:00.000Z')).toEqual([]);
    expect(owed('2026-06-11T01:00:00.000Z')).toEqual(['mediation.expire']);
  });

  test.each([
    ['受理不再起算', 'triage.accept', { row: { starts: ['D03'] } }],
    ['退出以后还在走', 'mediation.leave', { row: { cancels: [] } }],
    ['签署中到期不结束', 'mediation.expire', { row: { from: ['MEDIATING'] } }],
    ['换调解员重算期限', 'mediation.change', { row: { starts: ['term'] } }],
  ])('%s，马上发现', (_, name, change) => {
    expect(termsHold(broken(matterCommands, name, () => change))).not.toEqual([]);
  });
});
