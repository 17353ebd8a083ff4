import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  checkCreditCode,
  checkIdNumber,
  demoIdNumber,
  demoPhone,
  isAdultOn,
  maskId,
  maskName,
  maskPhone,
  normalisePhone,
} from './identifiers.ts';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const demoIds = fc.tuple(days, fc.integer({ min: 0, max: 999 })).map(([day, order]) => demoIdNumber(day, order));

describe('身份证号（GB 11643）', () => {
  it.each(['11010519491231002X', '440524188001010014', '990101199001010019'])('%s 通过', (id) => {
    expect(checkIdNumber(id)).toEqual({ verdict: 'ok', value: id });
  });

  it('全角、空格和小写 x 都认得', () => {
    expect(checkIdNumber('１１０１０５ 19491231－002ｘ')).toEqual({ verdict: 'ok', value: '11010519491231002X' });
  });

  it('任何一位写错、任何相邻两位写反都查得出', () => {
    fc.assert(
      fc.property(demoIds, fc.nat(17), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        const digit = id[at] === 'X' ? '0' : String((Number(id[at]) + by) % 10);
        expect(checkIdNumber(id.slice(0, at) + digit + id.slice(at + 1)).verdict).toBe('bad');
        const swapped = id.slice(0, at) + (id[at + 1] ?? '') + id[at] + id.slice(at + 2);
        if (swapped !== id && swapped.length === 18) expect(checkIdNumber(swapped).verdict).toBe('bad');
      }),
    );
  });

  it.each([
    ['110105491231002', '15 位'],
    ['1101051949123100', '16 位'],
    ['11010519491331002X', '1949-13-31'],
    ['110105194912310021', '校验不通过'],
    ['11010519491231O02X', '数字'],
    ['', '0 位'],
  ])('%s 说得清哪里不对，也给出路', (id, said) => {
    const verdict = checkIdNumber(id);
    expect(verdict.verdict).toBe('bad');
    expect(verdict).toMatchObject({ message: expect.stringContaining(said), wayOn: expect.stringContaining('留空') });
  });

  it('十八岁生日当天成年，前一天未成年', () => {
    const id = demoIdNumber('2008-05-20', 1);
    expect([isAdultOn(id, '2026-05-19'), isAdultOn(id, '2026-05-20')]).toEqual([false, true]);
    expect([ageOn(id, '2008-05-20'), ageOn(id, '2008-05-19')]).toEqual([0, null]);
  });

  it('闰日出生的人平年在二月末日满岁', () => {
    const id = demoIdNumber('2008-02-29', 1);
    expect([ageOn(id, '2026-02-27'), ageOn(id, '2026-02-28'), ageOn(id, '2028-02-28'), ageOn(id, '2028-02-29')]).toEqual([
      17, 18, 19, 20,
    ]);
  });

  it('号码不对时不猜年龄', () => {
    expect([
      ageOn('990101199001010018', '2026-01-01'),
      isAdultOn('', '2026-01-01'),
      ageOn('990101199001010019', '2026-02-30'),
    ]).toEqual([null, null, null]);
  });
});

describe('统一社会信用代码（GB 32100）', () => {
  it.each(['91350200776049653A', '91990101MA0000007H'])('%s 通过', (code) => {
    expect(checkCreditCode(code.toLowerCase())).toEqual({ verdict: 'ok', value: code });
  });

  it('校验位对不上只提醒，不拦下', () => {
    expect(checkCreditCode('91350200776049653B')).toMatchObject({
      verdict: 'warn',
      value: '91350200776049653B',
      message: expect.stringContaining('校验位'),
    });
  });

  it('用了不该有的字母、长度不对，说得清楚', () => {
    expect(checkCreditCode('9135O200776049653A')).toMatchObject({ verdict: 'bad', message: expect.stringContaining('“O”') });
    expect(checkCreditCode('91350200')).toMatchObject({ verdict: 'bad', message: expect.stringContaining('8 位') });
  });

  it('改动任何一位都不会再悄悄通过', () => {
    const code = '91990101MA0000007H';
    for (let at = 0; at < 18; at++) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        if (other !== code[at]) expect(checkCreditCode(code.slice(0, at) + other + code.slice(at + 1)).verdict).not.toBe('ok');
      }
    }
  });
});

describe('电话', () => {
  it.each([
    ['13800005678', 'mobile', '13800005678'],
    ['+86 138-0000-5678', 'mobile', '13800005678'],
    ['0086 13800005678', 'mobile', '13800005678'],
    ['8613800005678', 'mobile', '13800005678'],
    ['（+86）１３８００００５６７８', 'mobile', '13800005678'],
    ['013800005678', 'mobile', '13800005678'],
    ['0573-82001234', 'landline', '0573-82001234'],
    ['(0573)8200 1234', 'landline', '0573-82001234'],
    ['+86 573 8200 1234', 'landline', '0573-82001234'],
    ['+86 10 6200 1234', 'landline', '010-62001234'],
    ['+86-400-800-1234', 'service', '4008001234'],
    ['057382001234转801', 'landline', '0573-82001234-801'],
    ['0573-8200-1234-801', 'landline', '0573-82001234-801'],
    ['010-6200 1234', 'landline', '010-62001234'],
    ['0898-6200123', 'landline', '0898-6200123'],
    ['400-800-1234', 'service', '4008001234'],
    ['+852 6000 0000', 'foreign', '+85260000000'],
    ['00 852 60000000', 'foreign', '+85260000000'],
    ['100 1234 5678', 'demo', '10012345678'],
    ['82001234', 'bad', ''],
    ['1380000567', 'bad', ''],
    ['12800005678', 'bad', ''],
    ['13800005678、13900005678', 'bad', ''],
    ['没有', 'bad', ''],
    ['', 'bad', ''],
  ])('%s → %s %s', (text, kind, value) => {
    const result = normalisePhone(text);
    if (kind === 'bad') expect(result).toMatchObject({ verdict: 'bad', message: expect.any(String), wayOn: expect.any(String) });
    else expect(result).toEqual({ verdict: 'ok', kind, value });
  });

  it('缺区号的座机按本县区号补全，没有本县区号就请人补', () => {
    expect(normalisePhone('8200 1234', { areaCode: '0573' })).toEqual({
      verdict: 'ok',
      kind: 'landline',
      value: '0573-82001234',
    });
    expect(normalisePhone('82001234')).toMatchObject({ message: '座机号码缺区号' });
  });

  it('规范后的号码再规范一次不变：同一电话只有一种写法', () => {
    const mobile = fc
      .tuple(fc.constantFrom('13', '15', '17', '18', '19'), fc.stringMatching(/^\d{9}$/))
      .map((parts) => parts.join(''));
    const landline = fc
      .tuple(fc.constantFrom('010', '021', '0573'), fc.stringMatching(/^[2-8]\d{7}$/), fc.constantFrom('', '-1', '-8001'))
      .map(([a, n, e]) => `${a}-${n}${e}`);
    fc.assert(
      fc.property(fc.oneof(mobile, landline), fc.constantFrom('', '+86 ', '0086-'), (number, prefix) => {
        fc.pre(prefix === '' || number.startsWith('1'));
        expect(normalisePhone(prefix + number)).toMatchObject({ verdict: 'ok', value: number });
      }),
    );
  });

  it('什么字都能填，不会出错', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) =>
          void [normalisePhone(text), checkIdNumber(text), checkCreditCode(text), maskName(text), maskId(text), maskPhone(text)],
      ),
    );
  });

  it('演示电话是演示号，不会是任何人的手机', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
        expect(normalisePhone(demoPhone(n))).toEqual({ verdict: 'ok', kind: 'demo', value: demoPhone(n) });
      }),
    );
    expect(() => demoPhone(100_000_000)).toThrow(RangeError);
  });
});

describe('遮盖', () => {
  it('电话、证件、姓名各留该留的', () => {
    expect(['13800005678', '10012345678', '0573-82001234-801', '4008001234', '110'].map(maskPhone)).toEqual([
      '138****5678',
      '100****5678',
      '0573-****1234',
      '********34',
      '***',
    ]);
    expect(['990101199001010019', 'E12345678', 'ABC'].map(maskId)).toEqual(['990101********0019', 'E1*****78', '***']);
    expect(['张三', '张三丰', '欧阳修', '欧阳', '诸葛孔明', '麦合木提·吐尔逊', 'John Smith', '李', ''].map(maskName)).toEqual([
      '张某',
      '张某某',
      '欧阳某',
      '欧某',
      '诸葛某某',
      '麦某某·吐某某',
      'J**·S**',
      '某',
      '',
    ]);
  });

  it('遮盖后的证件不露生日，电话最多露八位', () => {
    fc.assert(
      fc.property(demoIds, (id) => {
        expect(maskId(id)).toMatch(/^\d{6}\*{8}\d{3}[\dX]$/);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[+\d-]{5,20}$/), (text) => {
        expect(maskPhone(text).replace(/[^\d]/g, '').length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
