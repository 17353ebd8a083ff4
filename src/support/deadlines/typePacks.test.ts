import { describe, expect, test } from 'vitest';
import { typePacks } from '../../../law/typePacks/index.ts';
import { allRules, ruleOn, typePackFor } from './index.ts';
import { TypePack } from './packs.ts';

const today = '2026-11-25';

describe('各类纠纷的清单', () => {
  test('医疗、交通、劳动和新业态、物业、家事、商事、行政都有', () => {
    expect(allRules.typePacks.map(({ code }) => code)).toEqual([
      'medical',
      'traffic',
      'labour',
      'platform',
      'family',
      'propertyManagement',
      'commercial',
      'administrative',
    ]);
  });
  test('一种类型最多一份清单；期限、途径都是规则里有的', () => {
    for (const { code } of allRules.categories)
      expect(allRules.typePacks.filter(({ suits }) => suits.some((prefix) => code.startsWith(prefix))).length, code).toBeLessThan(
        2,
      );
    const routes = allRules.routes.map(({ code }) => code);
    for (const pack of allRules.typePacks) {
      if (pack.term) expect(ruleOn(pack.term, today)).toBeDefined();
      for (const route of pack.routes) expect(routes, pack.code).toContain(route);
      expect(pack.material.length * pack.hints.length * pack.experts.length).toBeGreaterThan(0);
    }
  });
  test('医疗三十个工作日，劳动十五天，行政不调只转介', () => {
    expect(typePackFor('MED01', today)?.term).toBe('D10');
    expect(typePackFor('LAB01', today)?.term).toBe('D09');
    expect(typePackFor('LAB04', today)?.code).toBe('platform');
    expect(typePackFor('ADM01', today)).toMatchObject({ body: 'refer', term: null });
    expect(typePackFor('NEI01', today)).toBeUndefined();
  });
  test('写错的清单起不来', () => {
    const [one] = typePacks;
    expect(TypePack.safeParse(one).success).toBe(true);
    expect(TypePack.safeParse({ ...one, body: 'anybody' }).success).toBe(false);
  });
});
