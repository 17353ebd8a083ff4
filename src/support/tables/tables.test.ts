import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../ground/refusal/index.ts';
import { zipMadeForTests } from '../../ground/zip/made-for-tests.ts';
import { gb18030ForTests } from './gb18030-for-tests.ts';
import { readTable, suggestMapping, writeCsv, writeXlsx } from './index.ts';

const codeOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal && error.waysOn.length > 0) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'read';
};
const text = '姓名,电话,事由\r\n张某,10000000001,"楼上漏水,泡了天花板\n物业不管"\r\n李某,10000000002,欠薪😀\r\n';
const expected = [
  { row: 2, cells: { 姓名: '张某', 电话: '10000000001', 事由: '楼上漏水,泡了天花板\n物业不管' } },
  { row: 3, cells: { 姓名: '李某', 电话: '10000000002', 事由: '欠薪😀' } },
];
const utf16be = (s: string) => Buffer.from(s, 'utf16le').swap16();
const xlsxOf = (sheets: Record<string, unknown[][]>, shape: (sheet: Record<string, unknown>) => void = () => {}) => {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows, { UTC: true } as object);
    shape(sheet);
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true, cellStyles: true }) as Buffer;
};

describe('CSV 的编码与分隔', () => {
  it('测试用的编码表对得上已知字节', () => {
    expect(gb18030ForTests('中文').toString('hex')).toBe('d6d0cec4');
  });

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', utf16be(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16be(text)],
  ])('%s 读得一字不差', (encoding, bytes) => {
    const table = readTable(bytes, '台账.csv');
    expect(table).toMatchObject({ format: 'csv', encoding, headers: ['姓名', '电话', '事由'], warnings: [], broken: [] });
    expect(table.rows).toEqual(expected);
  });

  it('GB18030（GBK）自动识别，并说出来；四字节的字也认', () => {
    const bytes = Buffer.concat([gb18030ForTests(text.replace('😀', '')), gb18030ForTests('王'), Buffer.from('9439fc36', 'hex')]);
    const table = readTable(bytes, '台账.csv');
    expect(table.encoding).toBe('gb18030');
    expect(table.rows[0]).toEqual(expected[0]);
    expect(table.rows[2]!.cells.姓名).toMatch(/^王\p{Emoji}$/u);
    expect(table.warnings[0]).toContain('GB18030');
  });

  it('GB18030 的任何常用汉字都读得回来', () => {
    const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(han, { minLength: 12, maxLength: 60 }), (letters) => {
        expect(readTable(gb18030ForTests(`事由,编号\n${letters.join('')},1`), 'a.csv').rows[0]!.cells.事由).toBe(
          letters.join(''),
        );
      }),
    );
  });

  it('UTF-8 里坏了几个字节，不会整篇变成乱码', () => {
    const bytes = Buffer.concat([
      Buffer.from(`事由,编号\n${'漏水'.repeat(200)}`),
      Buffer.from([0xe4, 0xb8]),
      Buffer.from(',1\n'),
    ]);
    const table = readTable(bytes, 'a.csv');
    expect(table.encoding).toBe('utf-8');
    expect(table.rows[0]!.cells.事由).toMatch(/^(漏水){200}\ufffd+$/);
    expect(table.warnings.join()).toContain('损坏');
  });

  it.each([',', ';', '\t', '，', '|'])('分隔符 %j 认得', (delimiter) => {
    const rows = [
      ['姓名', '事由'],
      ['张某', '漏水'],
      ['李某', '说“你好”'],
    ];
    expect(readTable(Buffer.from(rows.map((row) => row.join(delimiter)).join('\n')), 'a.txt').rows[1]!.cells).toEqual({
      姓名: '李某',
      事由: '说“你好”',
    });
  });

  it('乱码拒收，引号串行拒收，都有出路', () => {
    expect(codeOf(() => readTable(Buffer.from('c3d7ff00ff81', 'hex'), 'a.csv'))).toContain('tables.encoding');
    expect(codeOf(() => readTable(Buffer.from('姓名,事由\n张某,"漏水\n李某,欠薪'), 'a.csv'))).toContain('tables.badCsv');
  });

  it('格里孤单的双引号照原文读', () => {
    const table = readTable(Buffer.from('姓名,事由\n张某,他说"好"\n李某,身高1"多'), 'a.csv');
    expect(table.rows.map(({ cells }) => cells.事由)).toEqual(['他说"好"', '身高1"多']);
    expect(table.warnings.join()).toContain('双引号');
  });
});

describe('列名与行号', () => {
  it('标题行跳过并说明，空行不算，行号与表里一致', () => {
    const table = readTable(Buffer.from('2026年台账,,\n姓名,电话,电话\n\n张某,1,2\n,,\n李某,3,4,多出来\n'), 'a.csv');
    expect(table.headers).toEqual(['姓名', '电话', '电话（2）', '第4列']);
    expect(table.rows).toEqual([
      { row: 4, cells: { 姓名: '张某', 电话: '1', '电话（2）': '2', 第4列: '' } },
      { row: 6, cells: { 姓名: '李某', 电话: '3', '电话（2）': '4', 第4列: '多出来' } },
    ]);
    expect(table.warnings.join()).toMatch(/第 1 行看作标题.*第4列.*电话（2）/);
  });

  it('控制字符、空字符、反向书写符去掉并说明，表情符号留着', () => {
    const table = readTable(Buffer.from('姓名,事由\n张\u0000\u0007某,👨‍👩‍👧a\u202Eb\n'), 'a.csv');
    expect(table.rows[0]!.cells).toEqual({ 姓名: '张某', 事由: '👨‍👩‍👧ab' });
    expect(table.warnings.join()).toContain('控制字符');
  });

  it('列名叫 __proto__ 也只是列名', () => {
    const { cells } = readTable(Buffer.from('__proto__,b\n1,2'), 'a.csv').rows[0]!;
    expect(Object.entries(cells)).toEqual([
      ['__proto__', '1'],
      ['b', '2'],
    ]);
  });

  it('行数、列数、格长、大小各有上限', () => {
    const many = Buffer.from(`a,b\n${'1,2\n'.repeat(50_001)}`);
    expect(codeOf(() => readTable(many, 'a.csv'))).toContain('tables.tooManyRows');
    expect(readTable(many.subarray(0, -4), 'a.csv').rows).toHaveLength(50_000);
    expect(codeOf(() => readTable(Buffer.from(`${'a,'.repeat(400)}b\n1`), 'a.csv'))).toContain('tables.tooManyColumns');
    expect(codeOf(() => readTable(Buffer.from(`a,事由\n1,${'长'.repeat(100_001)}`), 'a.csv'))).toMatch(
      /tables.cellTooLong.*第 2 行“事由”/,
    );
    expect(codeOf(() => readTable(Buffer.alloc(11 * 1024 * 1024, 65), 'a.csv'))).toContain('tables.tooBig');
  });

  it.each([
    ['tables.empty', Buffer.alloc(0)],
    ['tables.empty', Buffer.from(' \n , \n')],
    ['tables.oldFormat', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['tables.notATable', Buffer.from('%PDF-1.7\n')],
    ['tables.notATable', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['tables.webPage', Buffer.from('<html><table><tr><td>姓名')],
    ['tables.badJson', Buffer.from('[{"a":1},')],
    ['zip.broken', Buffer.from('PK\x03\x04 nothing')],
    ['zip.bomb', zipMadeForTests([{ name: 'xl/workbook.xml', content: Buffer.alloc(20_000_000) }])],
    ['tables.notATable', zipMadeForTests([{ name: 'word/document.xml', content: '<a/>' }])],
    ['tables.', zipMadeForTests([{ name: 'xl/workbook.xml', content: '<a/>' }])],
  ])('%s 说得清、有出路', (code, bytes) => {
    expect(codeOf(() => readTable(bytes, '表.xlsx'))).toContain(code);
  });

  it('任意字节都只会读出来或被说清楚地拒收', () => {
    const start = fc.constantFrom('', '{', '[{', 'PK\x03\x04', '"', '姓名,事由\n', '\ufeff', '[[[[');
    fc.assert(
      fc.property(
        start,
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('a.csv', 'a.json', 'a.jsonl', 'a.xlsx', ''),
        (head, bytes, name) => {
          codeOf(() => readTable(Buffer.concat([Buffer.from(head), bytes]), name));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('XLSX', () => {
  it('日期、长号码、真假、公式错误各按人能懂的读', () => {
    const bytes = xlsxOf({
      表: [
        ['日期', '时间', '证件', '是否', '金额'],
        [new Date(Date.UTC(2026, 0, 2)), new Date(Date.UTC(2026, 0, 2, 8, 30)), 123456789012345680, true, 0.1 + 0.2],
      ],
    });
    const table = readTable(bytes, 'a.xlsx');
    expect(table.rows[0]!.cells).toEqual({
      日期: '2026-01-02',
      时间: '2026-01-02 08:30',
      证件: '123456789012345680',
      是否: '是',
      金额: '0.3',
    });
    expect(table.warnings.join()).toMatch(/C2 等 1 格的长号码/);
  });

  it('用第一张有内容的表，其余的、隐藏的列说出来', () => {
    const bytes = xlsxOf(
      {
        空表: [[]],
        台账: [
          ['台账', null],
          ['姓名', '备注'],
          ['张某', 'x'],
        ],
        草稿: [['a']],
      },
      (sheet) => {
        sheet['!cols'] = [{}, { hidden: true }];
      },
    );
    const table = readTable(bytes, 'a.xlsx');
    expect(table.rows).toEqual([{ row: 3, cells: { 姓名: '张某', 备注: 'x' } }]);
    expect(table.warnings.join()).toMatch(/只读了工作表“台账”；另有 1 张没有读：草稿.*隐藏的列也读进来了：B.*第 1 行看作标题/);
  });

  it('五千行两秒内读完，不丢一行', () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => ({
      编号: n,
      姓名: `张某${n}`,
      事由: '楼上漏水，物业不管。'.repeat(10),
    }));
    const columns = ['编号', '姓名', '事由'].map((key) => ({ key, zh: key }));
    const start = performance.now();
    for (const bytes of [writeXlsx({ sheet: '台账', columns, rows }), writeCsv({ columns, rows })]) {
      const table = readTable(bytes, 'a');
      expect(table.rows).toHaveLength(5_000);
      expect(table.rows.at(-1)).toMatchObject({ row: 5_001, cells: { 编号: '4999', 姓名: '张某4999' } });
    }
    expect(performance.now() - start).toBeLessThan(6_000);
  });

  it('一格放在极远处的表不会拖垮系统', () => {
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`;
    const bytes = zipMadeForTests([
      {
        name: '[Content_Types].xml',
        content:
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
      },
      {
        name: 'xl/workbook.xml',
        content:
          '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content:
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1">${cell('A1')}</row><row r="2">${cell('XFD2')}</row><row r="1048576">${cell('XFD1048576')}</row></sheetData></worksheet>`,
      },
    ]);
    const start = performance.now();
    expect(codeOf(() => readTable(bytes, 'a.xlsx'))).toContain('tables.tooManyColumns');
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('JSON 与 JSONL', () => {
  it('坏的一行只坏那一行，行数对得上', () => {
    const table = readTable(
      Buffer.from('{"id":1,"text":"漏水","tags":["a"]}\n\n{坏\n[1]\n{"id":110105194912310021,"extra":null}\n'),
      'a.jsonl',
    );
    expect(table).toMatchObject({ format: 'jsonl', headers: ['id', 'text', 'tags', 'extra'] });
    expect(table.rows.map(({ row }) => row)).toEqual([1, 5]);
    expect(table.rows[0]!.cells).toEqual({ id: '1', text: '漏水', tags: '["a"]', extra: '' });
    expect(table.broken.map(({ row }) => row)).toEqual([3, 4]);
    expect(table.warnings.join()).toContain('引号');
  });

  it('整份 JSON、包在里面的列表、误名为 .json 的 JSONL 都认', () => {
    for (const json of ['[{"a":"1"},{"a":"2"}]', '{"total":2,"rows":[{"a":"1"},{"a":"2"}]}', '{"a":"1"}\n{"a":"2"}']) {
      expect(readTable(Buffer.from(json), 'a.json').rows.map(({ cells }) => cells.a)).toEqual(['1', '2']);
    }
  });

  it('嵌套一百万层也不会崩', () => {
    expect(codeOf(() => readTable(Buffer.from(`[{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}]`), 'a.json'))).toMatch(
      /tables\./,
    );
  });
});

describe('列名对应', () => {
  const targets = [
    { field: 'reporterName', zh: '申请人', synonyms: ['姓名', '来访人'] },
    { field: 'reporterPhone', zh: '联系电话', synonyms: ['电话', '手机'] },
    { field: 'narrative', zh: '事由', synonyms: ['text', '诉求内容'] },
  ];

  it('同义、标点、必填号不碍事，一个字段只给一列', () => {
    expect(suggestMapping(['1. 申请人（必填）', '申请人联系电话', '手机', 'TEXT', '备注'], targets)).toEqual([
      { header: '1. 申请人（必填）', field: 'reporterName', why: 'same' },
      { header: '申请人联系电话', field: null, why: null },
      { header: '手机', field: 'reporterPhone', why: 'same' },
      { header: 'TEXT', field: 'narrative', why: 'same' },
      { header: '备注', field: null, why: null },
    ]);
    expect(suggestMapping(['申请人联系电话'], targets)[0]).toMatchObject({ field: 'reporterPhone', why: 'like' });
  });
});

describe('导出', () => {
  const columns = [
    { key: 'a', zh: '甲' },
    { key: 'b', zh: '乙' },
  ];

  it('公式都成了文字', () => {
    const risky = ['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', ' =1', '＝1', '=HYPERLINK("http://x")', "'=1"];
    const csv = writeCsv({ columns, rows: risky.map((a) => ({ a, b: 'x' })) }).toString('utf8');
    expect(csv.startsWith('\ufeff')).toBe(true);
    for (const line of csv.split('\r\n').slice(1, -1)) expect(line).toMatch(/^"'/);
    const bytes = writeXlsx({ sheet: 'a/b:c', columns, rows: risky.map((a) => ({ a, b: 'x' })) });
    for (const { cells } of readTable(bytes, 'a.xlsx').rows) expect(cells.甲).toBeTruthy();
    expect(bytes.includes('<f>')).toBe(false);
  });

  it('导出再读入，文字一样（首尾空白除外）', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('=1', "'=1", "''-", '"', 'a\nb', ',;\t', '+8613800000000', '张某'),
    );
    const clean = (value: string) => value.replace(/[\u200b\u200e\u200f]/g, '').trim();
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: fc.constantFrom('x', 'y') }), { minLength: 1, maxLength: 5 }), (rows) => {
        const want = rows.map(({ a, b }) => ({ 甲: clean(a), 乙: b }));
        expect(readTable(writeCsv({ columns, rows }), 'a.csv').rows.map(({ cells }) => cells)).toEqual(want);
        expect(readTable(writeXlsx({ sheet: 's', columns, rows }), 'a.xlsx').rows.map(({ cells }) => cells)).toEqual(want);
      }),
      { numRuns: 60 },
    );
  });

  it('时间按北京时间写，太长的文字在 XLSX 里截断并说明，数字仍是数字', () => {
    const rows = [
      { a: new Date('2026-01-02T00:30:00Z'), b: '长'.repeat(40_000) },
      { a: -5, b: true },
    ];
    const back = readTable(writeXlsx({ sheet: 's', columns, rows }), 'a.xlsx').rows.map(({ cells }) => cells);
    expect(back[0]!.甲).toBe('2026-01-02 08:30');
    expect(back[0]!.乙).toMatch(/全文见 CSV 导出）$/);
    expect(back[1]).toEqual({ 甲: '-5', 乙: '是' });
    expect(readTable(writeCsv({ columns, rows }), 'a.csv').rows[0]!.cells.乙).toHaveLength(40_000);
  });
});
