import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { categories } from '../law/categories.ts';
import { suspensionGrounds } from '../law/suspensionGrounds.ts';
import { commands, lifecycles } from '../src/centre.ts';
import { en } from '../src/doors/web/app/en.ts';
import { administration } from '../src/doors/web/app/english/administration.ts';
import { consent } from '../src/doors/web/app/english/consent.ts';
import { frame } from '../src/doors/web/app/english/frame.ts';
import { matter } from '../src/doors/web/app/english/matter.ts';
import { names } from '../src/doors/web/app/english/names.ts';
import { otherPages } from '../src/doors/web/app/english/pages.ts';
import { reckoning } from '../src/doors/web/app/english/reckon.ts';
import { sessions } from '../src/doors/web/app/english/sessions.ts';
import { reasons } from '../src/doors/web/app/matter/reasons.ts';
import { sayName } from '../src/ground/ui/say.ts';
import { roles } from '../src/registers/identity/roles.ts';
import { channels, endingReasons, kinds } from '../src/registers/matters/model.ts';
import { endingWords } from '../src/registers/matters/papers/words.ts';
import { disputeStates, shortStates, subMachines } from '../src/registers/matters/states.ts';
import { needs, nextMoves } from '../src/registers/matters/work.ts';

const zh = (rows: Readonly<Record<string, { zh: string }>>) => Object.values(rows).map((row) => row.zh);
/** Everything that has a name in Chinese and comes from the server, by what it names. */
const named: Readonly<Record<string, readonly string[]>> = {
  move: [...commands.map((command) => command.zh), ...lifecycles.flatMap(({ moves }) => zh(moves)), ...zh(nextMoves)],
  state: [
    ...[disputeStates, shortStates].flatMap(zh),
    ...Object.values(subMachines).flatMap((machine) => [machine.zh, ...Object.values(machine.states)]),
  ],
  role: zh(roles),
  other: [kinds, channels, needs, reasons]
    .flatMap((table) => Object.values<string>(table))
    .concat(categories.map((row) => row.zh)),
};

beforeAll(async () => {
  const resources = { en: { translation: en } };
  await i18next.init({ lng: 'en', fallbackLng: false, resources, keySeparator: false, nsSeparator: false });
});

describe('the English twin', () => {
  test.each(Object.entries(named))('every %s has an English name', (of, words) => {
    expect(words.length).toBeGreaterThan(10);
    const shown = words.map((word) => [word, sayName(word, of as 'move')] as const);
    expect(shown.filter(([, english]) => !/^[\x20-\x7e’]+$/.test(english)).map(([word]) => word)).toEqual([]);
  });

  test('no name is left over, and none stands in two tables', () => {
    const wanted = new Set(Object.entries(named).flatMap(([of, words]) => words.flatMap((word) => [word, `${word}_${of}`])));
    expect(Object.keys(names).filter((key) => !wanted.has(key))).toEqual([]);
    const others = [administration, otherPages, matter, frame, reckoning, sessions, consent].flatMap((table) =>
      Object.keys(table),
    );
    expect(others.filter((key) => key in names)).toEqual([]);
  });

  test('one word for a move and for a state becomes two', () => {
    expect([sayName('不予受理', 'move'), sayName('不予受理', 'state')]).toEqual(['Decline', 'declined']);
    expect([sayName('中止', 'move'), sayName('中止', 'state')]).toEqual(['Suspend', 'suspended']);
    expect([sayName('当事人', 'role'), i18next.t('当事人')]).toEqual(['party', 'Parties']);
  });

  test('a category has the English of the law pack', () => {
    for (const category of categories) expect(en[category.zh]).toBe(category.en);
  });

  test('every reason of ending or pausing has its words', () => {
    expect(Object.keys(reasons).sort()).toEqual([...endingReasons, ...suspensionGrounds.map(({ code }) => code)].sort());
    expect(reasons).toMatchObject(endingWords);
  });
});
