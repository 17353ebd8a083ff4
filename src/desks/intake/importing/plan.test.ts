import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable, writeCsv } from '../../../support/tables/index.ts';
import { dateOf } from './dates.ts';
import { mappingFor } from './fields.ts';
import { planImport } from './plan.ts';

const now = new Date('2026-11-20T02:00:00.000Z');

describe('日期怎么写都认', () => {
  test.each([
    ['2019/3/5', '2019-03-05T04:00:00.000Z'],
    ['2019-03-05 14:05', '2019-03-05T06:05:00.000Z'],
    ['2019年3月5日', '2019-03-05T04:00:00.000Z'],
    ['2019年3月5日 下午2时5分', '2019-03-05T06:05:00.000Z'],
    ['20190305', '2019-03-05T04:00:00.000Z'],
    ['43529', '2019-03-05T04:00:00.000Z'],
    ['43529.5', '2019-03-05T04:00:00.000Z'],
    ['２０１９．３．５', '2019-03-05T04:00:00.000Z'],
    ['2019-03-05T06:05:00Z', '2019-03-05T06:05:00.000Z'],
    ['2019-02-28T11:25:05', '2019-02-28T03:25:05.000Z'],
  ])('%s', (cell, iso) => expect(dateOf(cell, now)?.toISOString()).toBe(iso));
  test.each(['', '昨天', '2019-02-30', '2019-13-01', '2027-01-01', '1900-01-01', '3月5日', '99999999'])(
    '不是日期，或在以后：%s',
    (cell) => expect(dateOf(cell, now)).toBeUndefined(),
  );
  test('任何文字都不出错，认出的都不晚于现在', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789-/.:年月日 T') })),
        (cell) => (dateOf(cell, now)?.getTime() ?? 0) <= now.getTime(),
      ),
    );
  });
});

describe('列名对到字段', () => {
  test('热线台账的列名', () => {
    const mapping = mappingFor([
      '工单编号',
      '诉求标题',
      '诉求内容',
      '来电时间',
      '反映人',
      '联系电话',
      '事发地',
      '诉求类型',
      '来源渠道',
      '被反映单位',
    ]);
    expect(mapping).toEqual({
      id: '工单编号',
      title: '诉求标题',
      text: '诉求内容',
      date: '来电时间',
      name: '反映人',
      phone: '联系电话',
      place: '事发地',
      label: '诉求类型',
      channel: '来源渠道',
      respondent: '被反映单位',
    });
  });
  test('英文列名；序号不当作编号', () => {
    expect(mappingFor(['id', 'title', 'text', 'label', 'date', 'label_source'])).toEqual({
      id: 'id',
      title: 'title',
      text: 'text',
      label: 'label',
      date: 'date',
    });
    expect(mappingFor(['序号', '内容'])).toEqual({ text: '内容' });
  });
});

const plan = (headers: string[], ...rows: string[][]) => {
  const columns = headers.map((zh, at) => ({ zh, key: String(at) }));
  const table = readTable(
    writeCsv({ columns, rows: rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [String(at), cell]))) }),
    'a.csv',
  );
  return planImport(table.rows, mappingFor(table.headers), 1, now);
};

describe('一行怎样登记', () => {
  test('编号是自然键：换了说法还是同一个键，但看得出内容变了', () => {
    const [a, b] = plan(['编号', '内容'], ['A1', '路灯不亮'], ['A1', '路灯又不亮']);
    expect(a).toMatchObject({ ok: true });
    expect((a as { key: string }).key).toBe((b as { key: string }).key);
    expect((a as { digest: string }).digest).not.toBe((b as { digest: string }).digest);
  });
  test('没有编号就看标题、内容、日期', () => {
    const [a, b, c] = plan(
      ['标题', '内容', '日期'],
      ['灯', '路灯不亮', '2026/1/1'],
      ['灯', '路灯不亮', '2026/1/2'],
      ['灯', '路灯不亮', '2026/1/1'],
    ) as Array<{ key: string }>;
    expect(a!.key).not.toBe(b!.key);
    expect(a!.key).toBe(c!.key);
  });
  test.each([
    ['没有内容', ['', '10000000001']],
    ['电话：', ['路灯不亮', '12345']],
    ['内容太长', ['长'.repeat(20_001), '']],
  ])('不能登记的说清为什么：%s', (why, cells) => {
    const [only] = plan(['内容', '电话'], cells, ['垫底', '']);
    expect((only as { trouble?: string }).trouble).toContain(why);
  });
  test('历史来件走短流程；写明对方的才是纠纷', () => {
    const rows = plan(
      ['内容', '被申请人'],
      ['邻居欠钱不还，要求赔偿', ''],
      ['邻居欠钱不还', '沈乙'],
      ['电线裸露，有安全隐患', ''],
    ) as Array<{ input: { kind: string } }>;
    expect(rows.map((row) => row.input.kind)).toEqual(['enquiry', 'dispute', 'hazard']);
  });
  test('日期认不出的照样登记，原文留着', () => {
    const [row] = plan(['内容', '日期'], ['路灯不亮', '上上周']) as Array<{ input: { receivedAt?: string; dateText?: string } }>;
    expect(row!.input).toMatchObject({ dateText: '上上周' });
    expect(row!.input.receivedAt).toBeUndefined();
  });
  test('表情、控制符、超长标题都收，标题不会切出半个字', () => {
    const [row] = plan(['标题', '内容'], [`${'😀'.repeat(100)}`, 'a\u0000b\u202ec']) as Array<{
      input: { matter: { title: string; narrative: string } };
    }>;
    expect(row!.input.matter.title.length).toBeLessThanOrEqual(120);
    expect(row!.input.matter.title.isWellFormed()).toBe(true);
    expect(row!.input.matter.narrative).toContain('abc');
  });
  test('任何几格文字都得到结果，一行对一行', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { maxLength: 20 }), (rows) => {
        const table = rows.map((cells, at) => ({ row: at + 1, cells: { 标题: cells[0], 内容: cells[1], 日期: cells[2] } }));
        return planImport(table, { title: '标题', text: '内容', date: '日期' }, 1, now).length === rows.length;
      }),
    );
  });
});
