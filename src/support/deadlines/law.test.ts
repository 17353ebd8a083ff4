import { expect, test } from 'vitest';
import {
  allRules,
  calendarKnownUntil,
  categoriesOn,
  courtRegimeOn,
  gatesOn,
  inForce,
  ladderOn,
  methodPacksOn,
  routesFor,
  ruleOn,
  rulesOn,
  terminationReasonsOn,
} from './law.ts';

const today = '2026-11-22';
const two = (n: number) => String(n).padStart(2, '0');

test('时限D01至D27一个不少，平治110的也在', () => {
  const codes = rulesOn(today).map((r) => r.code);
  for (let n = 1; n <= 27; n++)
    expect(
      codes.some((c) => c === `D${two(n)}` || c.startsWith(`D${two(n)}.`)),
      `D${two(n)}`,
    ).toBe(true);
  for (const stage of ['sign', 'reply', 'dispatch', 'ack', 'arrive.town', 'arrive.all', 'joint', 'resolve', 'feedback', 'verify'])
    expect(codes).toContain(`D110.${stage}`);
});

test('同一天同一个代码只有一条规定', () => {
  for (const [name, rows] of Object.entries(allRules)) {
    const key = (r: (typeof rows)[number]) => ('code' in r ? r.code : String(r.level));
    for (const row of rows) {
      const same = rows.filter((r) => key(r) === key(row) && inForce(r, row.effectiveFrom));
      expect(same, `${name} ${key(row)}`).toHaveLength(1);
    }
  }
});

test('只有调解期限能中止，最长六十日', () => {
  const pausable = [...new Set(allRules.deadlines.filter((r) => r.pausable).map((r) => r.code))];
  expect(pausable.sort()).toEqual(['D05', 'D05.prosecutor', 'D06', 'D07', 'D08', 'D09', 'D10']);
  for (const r of allRules.deadlines) expect(r.pausable?.maxDays ?? 60).toBe(60);
});

test('法定期限只能依法延长：各方同意，或者法律授权的机关', () => {
  const extendable = Object.fromEntries(rulesOn(today).flatMap((r) => (r.extendable ? [[r.code, r.extendable]] : [])));
  expect(extendable).toEqual({
    D05: 'consentOfAll',
    'D05.prosecutor': 'consentOfAll',
    D06: 'consentOfAll',
    D07: 'consentOfAll',
    D08: 'consentOfAll',
    D10: 'consentOfAll',
    D12: 'authorityByLaw',
    D14: 'authorityByLaw',
  });
});

test('二〇二五年起先立案，此前先委派；同一代码两套依据', () => {
  expect(courtRegimeOn('2024-12-31')).toMatchObject({ code: 'delegateFirst', defaultDoor: 'delegated' });
  expect(courtRegimeOn('2025-01-01')).toMatchObject({ code: 'fileFirst', defaultDoor: 'entrusted' });
  expect(ruleOn('D07', '2024-12-31')!.basis).not.toBe(ruleOn('D07', '2025-01-01')!.basis);
  expect(ruleOn('D14', '2022-04-30')).toBeUndefined();
});

test('甄别十四问，每一问都有路可走，安全四问都先保安全', () => {
  const gates = gatesOn(today);
  expect(gates.map((g) => g.code)).toEqual(Array.from({ length: 14 }, (_, i) => `G${two(i + 1)}`));
  const routes = new Set<string>(allRules.routes.map((r) => r.code));
  for (const g of gates) {
    expect(g.routes.length, g.code).toBeGreaterThan(0);
    for (const r of g.routes) expect(routes.has(r), `${g.code} ${r}`).toBe(true);
    expect(g.effects.includes('holdsSafety'), g.code).toBe(['G01', 'G02', 'G03', 'G04'].includes(g.code));
    expect(g.question).toMatch(/[？?]$/);
  }
});

test('每一类纠纷都能去法院，法院排第一', () => {
  expect(categoriesOn(today)).toHaveLength(44);
  for (const c of categoriesOn(today)) expect(routesFor(c.code, today)[0]!.code, c.code).toBe('court');
  expect(routesFor(undefined, '2011-01-01')[0]!.code).toBe('court');
  expect(routesFor('LAB01', today).map((r) => r.code)).toEqual(
    expect.arrayContaining(['labourArbitration', 'paymentOrder', 'legalAid']),
  );
  expect(routesFor('FAM01', today).map((r) => r.code)).not.toContain('arbitration');
});

test('婚姻家庭和继承一律不用电子签名；涉及身份、家暴的做甄别', () => {
  for (const c of categoriesOn(today)) expect(c.flags.includes('noESign'), c.code).toBe(/^(FAM|INH)/.test(c.code));
  expect(
    categoriesOn(today)
      .filter((c) => c.flags.includes('dvScreen'))
      .map((c) => c.code),
  ).toEqual(['FAM01', 'FAM04']);
});

test('当事人自己终止不问理由', () => {
  for (const r of terminationReasonsOn(today).filter((t) => t.by.length === 1 && t.by[0] === 'party'))
    expect(r.explain, r.code).toBe(false);
});

test('工作法只是提示，督办阶梯五级', () => {
  expect(methodPacksOn(today).map((m) => [m.steps.length, m.label, m.skippable])).toEqual([
    [4, '默认，非官方', true],
    [5, '默认，非官方', true],
  ]);
  expect(ladderOn(today).map((r) => r.level)).toEqual([0, 1, 2, 3, 4]);
  expect(calendarKnownUntil).toBe('2026-12-31');
});

test('每一条规定都写明出处和可信程度；产品默认的如实标明', () => {
  for (const r of allRules.deadlines) if (r.evidence === 'D') expect(r.source, r.code).toContain('[D] 产品默认');
  for (const r of allRules.deadlines) if (r.kind === 'statutory') expect(r.basis, r.code).toMatch(/《|意见/);
});

test('a badly written row does not load, an unknown code is a fault', () => {
  expect(() => ruleOn('D00', today)).toThrow('D00');
});
