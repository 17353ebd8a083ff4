import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Annex, spread } from './annex.ts';

const BOSS = '00000000-0000-7000-8000-0000000000ff';
const person = (at: number, name: string | null, groupLabel: string | null = null, side = 'joined') => ({
  id: `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
  name,
  groupLabel,
  side: side as 'joined' | 'respondent',
});
const boss = { ...person(0, '筑澜公司', null, 'respondent'), id: BOSS };
const annex = (more: object = {}) =>
  Annex.parse({ side: 'applicants', way: 'get', otherId: BOSS, what: '付工资', dueOn: '2026-12-01', ...more });
const trouble = (more: object, people: Parameters<typeof spread>[1]) => {
  const found = spread(annex(more), people);
  return 'trouble' in found ? found.trouble : {};
};
const people = [person(1, '邵卫东', '木工班'), person(2, '工友2', '木工班'), person(3, '工友3', '钢筋班'), boss];

test('一份写给一方的每个人：各有一期，各有各的金额，收和付不颠倒', () => {
  const table = [
    { name: '工友2', amountFen: 200 },
    { name: ' 邵 卫东', amountFen: 100 },
  ];
  expect(spread(annex({ groupLabel: '木工班', amounts: table }), people)).toEqual({
    terms: [
      { payerId: BOSS, payeeId: people[0]!.id, what: '付工资（邵卫东）', amountFen: 100, dueOn: '2026-12-01' },
      { payerId: BOSS, payeeId: people[1]!.id, what: '付工资（工友2）', amountFen: 200, dueOn: '2026-12-01' },
    ],
  });
  const paying = spread(annex({ way: 'give', what: '交物业费', amountFen: 300 }), people);
  expect('terms' in paying && paying.terms.map((term) => [term.payerId, term.payeeId, term.amountFen])).toEqual(
    people.slice(0, 3).map(({ id }) => [id, BOSS, 300]),
  );
});

test('名单和当事人对不上，说得出是谁，一个也不猜', () => {
  const rows = (...names: string[]) => ({ amounts: names.map((name) => ({ name, amountFen: 1 })) });
  expect(trouble(rows('邵卫东', '工友2', '工友4'), people).amounts).toBe('这一方没有：工友4；还没有写到：工友3');
  expect(trouble(rows('邵卫东', '工友2', '工友3', '工友3'), people).amounts).toBe('写了两次：工友3');
  expect(trouble(rows('邵卫东', '工友2', '工友3'), [...people, person(4, '工友3')]).amounts).toContain('有同名的人');
  expect(trouble({ ...rows('邵卫东'), amountFen: 5 }, people).amounts).toBe('一样多的金额和名单，只填一处');
  expect(trouble({ groupLabel: '瓦工班' }, people)).toEqual({ groupLabel: '这一方没有这一组' });
  expect(trouble({ side: 'respondents' }, people)).toEqual({ side: '这一方没有人' });
  expect(Annex.safeParse({ ...annex(), amounts: [{ name: '邵卫东' }] }).error?.issues[0]?.message).toBe('没有金额');
});

test('名单怎样打乱都一样：要么人人恰好一份、金额和名单的合计相同，要么一份也没有', () => {
  const names = fc.uniqueArray(fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己', '庚'), { minLength: 1 });
  fc.assert(
    fc.property(names, names, fc.array(fc.nat(1e6), { minLength: 7, maxLength: 7 }), (present, listed, money) => {
      const parties = [...present.map((name, at) => person(at + 1, name)), boss];
      const amounts = listed.map((name, at) => ({ name, amountFen: money[at]! }));
      const found = spread(annex({ amounts }), parties);
      const fits = [...present].sort().join() === [...listed].sort().join();
      expect('terms' in found).toBe(fits);
      if (!('terms' in found)) return;
      expect(found.terms.map((term) => term.payeeId)).toEqual(parties.slice(0, -1).map(({ id }) => id));
      const sum = (all: ReadonlyArray<{ amountFen?: number }>) =>
        all.reduce((total, { amountFen }) => total + (amountFen ?? 0), 0);
      expect(sum(found.terms)).toBe(sum(amounts));
    }),
  );
});
