import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clauses } from '../../../law/clauses/index.ts';
import { sayCapital } from '../../ground/ui/money.ts';
import { allRules } from '../deadlines/index.ts';
import { amountsIn } from './amounts.ts';
import { clausesFor, compose, type Draft, lintTerms, readCapital } from './index.ts';

const names = { a: '甲公司', b: '王小二' };
const today = '2026-11-25';
const pay = { payerId: 'a', payeeId: 'b', what: '付工资（银行转账）', amountFen: 600_000, dueOn: '2026-12-10' };
const draft: Draft = {
  form: 'written',
  text: '甲公司于2026年12月10日前付给王小二工资6,000元（大写：陆仟元整）。',
  instalments: [pay],
  category: 'LAB01',
  on: today,
};
const codes = (more: Partial<Draft>, severity?: string) =>
  lintTerms({ ...draft, ...more })
    .filter((one) => !severity || one.severity === severity)
    .map(({ code }) => code);

describe('条款库', () => {
  test('常用的都有，每条写明依据', () => {
    for (const code of [
      'payment',
      'instalments',
      'lateInterest',
      'guarantee',
      'paymentOrder',
      'apology',
      'repair',
      'childSupport',
      'elderSupport',
      'returnGoods',
      'moveOut',
      'visiting',
      'noContact',
      'confidential',
      'settled',
      'costs',
    ])
      expect(
        clauses.some((clause) => clause.code === code && clause.basis.length > 4),
        code,
      ).toBe(true);
    expect(new Set(clauses.map(({ code }) => code)).size).toBe(clauses.length);
  });

  test('每条适用的类型都在类型表里；按类型给，专用的在前', () => {
    const kinds = allRules.categories.map(({ code }) => code);
    for (const clause of clauses)
      for (const prefix of clause.suits ?? [])
        expect(
          kinds.some((kind) => kind.startsWith(prefix)),
          prefix,
        ).toBe(true);
    const labour = clausesFor('LAB01', today).map(({ code }) => code);
    expect(labour).toContain('wages');
    expect(labour).not.toContain('visiting');
    expect(labour.indexOf('wages')).toBeLessThan(labour.indexOf('payment'));
  });

  test('分期：文字和履行安排出自同一组数，零头在最后一期，月底顺到月底', () => {
    const made = compose(
      'instalments',
      { payer: 'a', payee: 'b', forWhat: '货款', amount: 1_000_000, times: 3, firstOn: '2026-12-31', way: '银行转账' },
      names,
    );
    expect(made.text).toBe(
      '甲公司向王小二支付货款共10,000元（大写：壹万元整），分3期，第一期于2026年12月31日前支付，以后每月同日前支付一期，以银行转账方式支付。',
    );
    expect(made.instalments.map(({ amountFen, dueOn }) => [amountFen, dueOn])).toEqual([
      [333_300, '2026-12-31'],
      [333_300, '2027-01-31'],
      [333_400, '2027-02-28'],
    ]);
    expect(codes({ text: made.text, instalments: made.instalments }, 'block')).toEqual([]);
  });

  test('修复：不付钱的也有谁、做什么、哪天、怎样算做到', () => {
    const made = compose(
      'repair',
      { doer: 'a', other: 'b', thing: '802室地漏', standard: '试水24小时不漏', dueOn: '2026-12-10', days: 90 },
      names,
    );
    expect(made.instalments).toEqual([
      { payerId: 'a', payeeId: 'b', what: '修好802室地漏，试水24小时不漏', dueOn: '2026-12-10' },
    ]);
    expect(made.proof).toContain('查验');
  });

  test('填进空里的字不会再被当成空', () => {
    const made = compose(
      'payment',
      { payer: 'a', payee: 'b', forWhat: '{payee}{way}', amount: 100, dueOn: '2026-12-10', way: '现金' },
      names,
    );
    expect(made.text).toContain('付给王小二{payee}{way}1元');
  });

  test('有空没填的，说出哪一个', () => {
    expect(() => compose('payment', { payer: 'a' }, names)).toThrowError(
      expect.objectContaining({ code: 'terms.gapsLeft', fields: expect.objectContaining({ amount: '请填写多少' }) }),
    );
  });

  test('不论多少钱分几期，加起来一分不差，也没有0元的一期', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 1e12 }), fc.integer({ min: 1, max: 400 }), (amount, times) => {
        const { instalments } = compose(
          'instalments',
          { payer: 'a', payee: 'b', forWhat: '款', amount, times, firstOn: '2026-12-31', way: '现金' },
          names,
        );
        expect(instalments.reduce((sum, one) => sum + one.amountFen!, 0)).toBe(amount);
        expect(instalments.every(({ amountFen }) => amountFen! > 0)).toBe(true);
      }),
    );
  });
});

describe('签字前核对', () => {
  test('写清楚的没有毛病', () => {
    expect(lintTerms(draft)).toEqual([]);
  });
  test.each<[string, Partial<Draft>, string]>([
    ['钱没写谁付', { instalments: [{ ...pay, payerId: undefined }] }, 'who'],
    ['钱没写付给谁', { instalments: [{ ...pay, payeeId: undefined }] }, 'toWhom'],
    ['自己付给自己', { instalments: [{ ...pay, payeeId: 'a' }] }, 'same'],
    ['日期过了又没当场履行', { instalments: [{ ...pay, dueOn: '2026-11-24' }] }, 'past'],
    ['没有这一天', { text: '2026年2月30日前付6000元' }, 'noSuchDay'],
    ['大写不对', { text: '付6,000元（大写：陆万元整）' }, 'capital'],
    ['合计对不上', { text: '甲公司付给王小二工资共计7000元' }, 'sum'],
    ['解除婚姻关系', { text: '双方婚姻关系自本协议签订之日解除' }, 'status'],
    ['写了调解费', { text: '双方各付调解费200元' }, 'fee'],
    ['约定不缴社保', { text: '公司不再为王小二缴纳社保' }, 'noInsurance'],
    ['不许报案', { text: '双方不得报案' }, 'noReport'],
    ['不许起诉', { text: '今后不得向法院起诉' }, 'noCourt'],
    ['伤亡自负', { text: '干活时伤亡自负' }, 'bodily'],
    ['扣身份证', { text: '扣押王小二身份证到付清为止' }, 'papersKept'],
  ])('%s的，要改好再签', (_, more, code) => {
    expect(codes(more, 'block')).toContain(code);
    for (const one of lintTerms({ ...draft, ...more })) expect(one.wayOn.length).toBeGreaterThan(5);
  });
  test.each<[string, Partial<Draft>, string]>([
    ['到期是休息日', { instalments: [{ ...pay, dueOn: '2026-12-12' }] }, 'restDay'],
    ['没写怎么付', { instalments: [{ ...pay, what: '付工资' }] }, 'how'],
    ['含糊的词', { text: `${draft.text}余款尽快付清。` }, 'vague'],
    ['写了钱没有安排', { instalments: [] }, 'noPlan'],
    ['家事文书', { category: 'FAM02' }, 'ink'],
    ['口头的劳动协议', { form: 'oral' }, 'labourPaper'],
    ['提到离婚', { text: `${draft.text}双方离婚后互不打扰。` }, 'divorce'],
  ])('%s的，只提醒不拦', (_, more, code) => {
    expect(codes(more, 'warn')).toContain(code);
    expect(codes(more, 'block')).toEqual([]);
  });
  test('补录的，约定的日子已经过了不拦', () => {
    expect(codes({ instalments: [{ ...pay, dueOn: '2026-11-24' }], late: true }, 'block')).toEqual([]);
  });
  test('商事调解组织可以写收费，人民调解不行', () => {
    expect(codes({ text: '双方各付调解费200元' }, 'block')).toContain('fee');
    expect(codes({ text: '双方各付调解费200元', mayCharge: true }, 'block')).not.toContain('fee');
  });
  test('利率超过LPR四倍：确定的拦，可能变了的提醒', () => {
    const text = '逾期按年利率24%付息';
    expect(codes({ text, interestCap: { parts: 120_000, certain: true } }, 'block')).toContain('interest');
    expect(codes({ text, interestCap: { parts: 120_000, certain: false } }, 'block')).not.toContain('interest');
    expect(codes({ text: '月息1分', interestCap: { parts: 120_000, certain: true } })).not.toContain('interest');
    expect(codes({ text: '月息2分', interestCap: { parts: 120_000, certain: true } }, 'block')).toContain('interest');
  });
  test('两条各写一笔钱，履行安排是两笔之和，不算找不到', () => {
    const two = ['instalments', 'instalments'].map((code) =>
      compose(
        code,
        { payer: 'a', payee: 'b', forWhat: '货款', amount: 1_000_000, times: 3, firstOn: '2026-12-30', way: '银行转账' },
        names,
      ),
    );
    expect(
      codes({ text: two.map(({ text }) => text).join('\n'), instalments: two.flatMap((one) => one.instalments) }),
    ).not.toContain('unsaid');
  });
  test('欠款总数和付款总数不是一回事', () => {
    expect(codes({ text: '甲公司共欠王小二工资9,000元，双方商定付给王小二6,000元了结。' }, 'block')).toEqual([]);
  });
  test('“婚姻关系解除后”说的是财产，不拦；放弃其余诉讼请求也不拦', () => {
    expect(codes({ text: `${draft.text}婚姻关系解除后家具归王小二。王小二放弃其余诉讼请求。` }, 'block')).toEqual([]);
  });
  test('当事人的叙述再怎么写，核对也不出错', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void lintTerms({ ...draft, text })));
  });
});

describe('大写', () => {
  test('写出来的再读回来是同一个数', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), (fen) => {
        expect(readCapital(sayCapital(fen))).toBe(fen);
      }),
      { numRuns: 2_000 },
    );
  });
  test.each([
    ['人民币壹万贰仟元正', 1_200_000],
    ['壹拾圆整', 1_000],
    ['拾元', 1_000],
    ['壹元零伍分', 105],
    ['叁角整', 30],
  ])('%s读作%i分', (text, fen) => {
    expect(readCapital(text)).toBe(fen);
  });
  test('不是大写的读不出数', () => {
    expect([readCapital('一万元'), readCapital('很多元'), readCapital('')]).toEqual([undefined, undefined, undefined]);
  });
  test('数字里的逗号、万、角分都认得', () => {
    expect(amountsIn('付1,234.5元、￥20元和1.5万元').map(({ fen }) => fen)).toEqual([123_450, 2_000, 1_500_000]);
  });
});
