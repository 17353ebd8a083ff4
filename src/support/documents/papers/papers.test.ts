import fc from 'fast-check';
import { PDFDocument, PDFName, StandardFonts } from 'pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../../ground/refusal/index.ts';
import { type FormCode, flattenPdf, forms, type PaperData, renderPaper, stopPress, wordOf } from './index.ts';
import { print } from './printer.ts';
import { readPages, readText } from './reading-for-tests.ts';

afterAll(stopPress);

const people: PaperData['people'] = [
  {
    role: '申请人',
    name: '买买提·艾力',
    sex: '男',
    nation: '维吾尔族',
    idNumber: '990101********0019',
    address: '横塘村3组12号',
  },
  {
    role: '被申请人',
    kind: 'organisation',
    name: '小桥县𠮷祥建筑有限公司',
    representative: '㛃某',
    creditCode: '91990108MA00000000',
  },
];
const filled = (code: FormCode, more: Partial<PaperData> = {}): PaperData => ({
  issuer: '石埠镇人民调解委员会',
  code: '7K3M-Q9TX-2VPD',
  number: '（2026）石埠人调字第12号',
  on: '2026-11-25',
  people,
  fields: Object.fromEntries(forms[code].fields.map(({ key, zh }) => [key, `${zh}的内容`])),
  rows: forms[code].table && [forms[code].table.columns.map((zh) => `${zh}甲`)],
  entries: [['说明', '一句说明']],
  ...more,
});
const render = (form: FormCode, more: Partial<PaperData> = {}) => renderPaper({ form, version: 1, data: filled(form, more) });
const dense = (text: string) => text.replace(/\s+/g, '');
const refusedAs = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? `${error.code} ${error.message}` : Promise.reject(error)),
  );

describe('每一种文书', () => {
  test.each(Object.keys(forms) as FormCode[])('%s 印得出来，填的字都在纸上，空白的也印得出来', async (code) => {
    const { pdf, pages } = await render(code);
    const text = await readText(pdf);
    expect(pages).toBeLessThan(4);
    for (const { zh } of forms[code].fields) expect(text).toContain(dense(`${zh}的内容`));
    if (forms[code].people !== 'none') expect(text).toContain('𠮷祥建筑');
    if (forms[code].table) for (const zh of forms[code].table.columns) expect(text).toContain(`${zh}甲`);
    for (const { items } of forms[code].standing ?? []) for (const item of items) expect(text).toContain(dense(item));
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<|pdfaid:part="2"/);
    const blank = await renderPaper({
      form: code,
      version: 1,
      data: { issuer: '石埠镇人民调解委员会', code: '7K3M-Q9TX-2VPD', blank: true },
    });
    const empty = await readText(blank.pdf);
    expect(empty).toContain(code.startsWith('F10') ? '卷' : dense(forms[code].zh));
    for (const { zh } of forms[code].fields.filter(
      ({ key }) => !['terms', 'limitation', 'copies', 'to', 'court', 'late'].includes(key),
    ))
      expect(empty).toContain(dense(zh));
  });

  test('每一种都有可编辑的版本，字是一样的', async () => {
    for (const code of Object.keys(forms) as FormCode[]) {
      const docx = await wordOf({ form: code, version: 1, data: filled(code, { fields: { said: '<w:p>&"引号"' } }) });
      expect(docx.subarray(0, 2).toString()).toBe('PK');
      expect(docx.length).toBeGreaterThan(5_000);
    }
  });

  test('同样的内容印出同样的文件，一个字节也不差', async () => {
    const [first, second] = [await render('F7'), await render('F7')];
    expect(first.pdf.equals(second.pdf)).toBe(true);
    expect((await render('F7', { on: '2026-11-26' })).pdf.equals(first.pdf)).toBe(false);
  });

  test('没有的格式、没有的版本，说清楚', async () => {
    expect(await refusedAs(renderPaper({ form: 'F99', version: 1, data: filled('F7') }))).toMatch(/^papers.noForm/);
    expect(await refusedAs(renderPaper({ form: 'toString', version: 1, data: filled('F7') }))).toMatch(/^papers.noForm/);
    expect(await refusedAs(renderPaper({ form: 'F7', version: 2, data: filled('F7') }))).toMatch(/^papers.noForm/);
  });
});

describe('人写的话只是字', () => {
  const hostile = [
    '#eval("1+1")',
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    '$x^2$',
    '\\u{41}',
    '*粗* _斜_ `码`',
    '= 标题',
    '- 项',
    '+ 项',
    '/ 词: 义',
    '<label>',
    '@ref',
    '// 注',
    '/* 注 */',
    '[内容]',
    '{ code }',
    '#{ panic() }',
    '"引号"',
    "'单'",
    '``` raw ```',
    '#sys.inputs',
    '~',
    '--',
    '...',
    '---',
    '{{name}}',
    '$' + '{process.env}',
    '%s',
    '<script>alert(1)</script>',
    '&lt;',
    '=1+1',
    ']]>',
    '\\\\',
    '#include "look.typ"',
    'https://x.example/#a',
  ];
  test('一千段像程序的话，一字不差印在纸上', async () => {
    const lines = Array.from(
      { length: 1_000 },
      (_, i) => `${i}号${hostile[i % hostile.length]}${hostile[(i * 7 + 3) % hostile.length]}完`,
    );
    const { pdf } = await render('F6', { fields: { said: lines.join('\n') } });
    const text = await readText(pdf);
    const foot = /编码7K3M-Q9TX-2VPD第\d+页共\d+页格式F6-1/g;
    const body = text.replace(foot, '');
    for (const line of lines) expect(body).toContain(dense(line));
  }, 60_000);

  test('任何一格里的任何字都是字', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...hostile), fc.constantFrom(...hostile), async (a, b) => {
        const more = {
          number: a,
          title: `文书${b}`,
          issuer: `${a}委员会`,
          people: [{ role: '申请人', name: b, address: a }],
          rows: [[a, b, a, b]],
          fields: { terms: b, facts: a, copies: '二' },
          signatures: [{ label: a, name: b, done: a }],
        };
        const text = await readText((await render('F7', more)).pdf);
        for (const said of [a, b]) expect(text).toContain(dense(said));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('编辑版里也是：名字里的尖括号不会变成标记', async () => {
    const docx = await wordOf({
      form: 'F7',
      version: 1,
      data: filled('F7', { people: [{ role: '申请人', name: '</w:t><w:t>甲&乙' }] }),
    });
    const { entriesOf } = await import('./zip-for-tests.ts');
    const xml = entriesOf(docx).get('word/document.xml')!;
    expect(xml).toContain('&lt;/w:t&gt;&lt;w:t&gt;甲&amp;乙');
  });
});

describe('字', () => {
  test('𠮷、㛃、䶮、带点的名字、朝鲜族藏族的拼写都印得出', async () => {
    const names = ['𠮷田', '王㛃', '䶮生', '买买提·艾力', '古丽娜尔·阿卜杜热合曼', 'Ünal Çelik', '煊喆堃犇', '𬴊𫖮'];
    const text = await readText((await render('F7', { people: names.map((name) => ({ role: '申请人', name })) })).pdf);
    for (const name of names) expect(text).toContain(dense(name));
  });
  test('字库没有的字不印成方块：说是哪个字，怎么办', async () => {
    const said = await refusedAs(render('F7', { people: [{ role: '申请人', name: '𰻞面馆😀' }] }));
    expect(said).toMatch(/^papers.glyph/);
    expect(said).toContain('“𰻞”（U+30EDE）');
    expect(said).toContain('U+1F600');
  });
  test('看不见的字符和倒着写的符号不印，也不拦', async () => {
    const text = await readText((await render('F7', { people: [{ role: '申请人', name: '张\u202e三\u200b\ufe0f\u0007' }] })).pdf);
    expect(text).toContain('张三');
  });
});

describe('大的和小的', () => {
  test('六十页的经过也印得完', async () => {
    const said = '那天晚上我在家里，听见楼上有水声，上去敲门没有人开，第二天天花板就掉下来一块。'.repeat(2_000);
    const { pages, pdf } = await render('F6', { fields: { said } });
    expect(pages).toBeGreaterThan(55);
    expect((await readText(pdf)).match(/天花板就掉下来一块/g)!.length).toBeGreaterThan(1_900);
  }, 30_000);
  test('五百位当事人：协议一份，名单作附表，每人一行', async () => {
    const crowd = Array.from({ length: 500 }, (_, i) => ({
      role: '申请人',
      name: `工友${i + 1}号`,
      idNumber: '990101********0019',
    }));
    const { pdf, pages } = await render('F7', { people: crowd });
    const text = await readText(pdf);
    expect(text).toContain('共500位当事人，名单见附表');
    for (const { name } of crowd) expect(text).toContain(name);
    expect(pages).toBeLessThan(30);
  }, 30_000);
  test('凡写当事人的文书，人多了都有附表', async () => {
    const crowd = Array.from({ length: 40 }, (_, i) => ({ role: '申请人', name: `工友${i + 1}号` }));
    for (const code of (Object.keys(forms) as FormCode[]).filter((code) => forms[code].people !== 'none'))
      expect(await readText((await render(code, { people: crowd })).pdf)).toContain('工友40号');
  });
  test('什么都没有填的协议也印得出', async () => {
    const { pages } = await renderPaper({ form: 'F7', version: 1, data: { issuer: '' } });
    expect(pages).toBeGreaterThan(0);
  });
});

describe('别人给的 PDF', () => {
  test('打不开的、加了批注的说清楚；带脚本的只剩画面', async () => {
    expect(await flattenPdf(Buffer.from('%PDF-1.4 junk %%EOF'))).toEqual({ trouble: '打不开' });
    const file = await PDFDocument.create();
    file.addPage().drawText('PLAIN WORDS', { font: await file.embedFont(StandardFonts.Helvetica) });
    file.addJavaScript('open', 'app.alert(1)');
    const before = Buffer.from(await file.save({ useObjectStreams: false }));
    expect(before.includes('/JavaScript')).toBe(true);
    const flat = (await flattenPdf(before)) as { pdf: Buffer };
    const after = await PDFDocument.load(flat.pdf);
    expect(after.catalog.get(PDFName.of('Names'))).toBeUndefined();
    expect(after.catalog.get(PDFName.of('OpenAction'))).toBeUndefined();
    expect(await readText(flat.pdf)).toContain('PLAINWORDS');
    const form = await PDFDocument.create();
    form.getForm().createTextField('a').addToPage(form.addPage());
    expect(await flattenPdf(await form.save())).toEqual({ trouble: '带有批注或表单' });
  });
});

describe('印刷机', () => {
  const job = (source: string, main = 'test.typ') => ({ kind: 'paper', sources: { [main]: source }, main, data: '{}' }) as const;
  test('没完没了的模板到时就停，后面的照印', async () => {
    const endless = '#for a in range(9000) { for b in range(9000) { for c in range(9000) { } } }';
    const stopped = refusedAs(print(job(endless), 1_500));
    const next = render('F3');
    expect(await stopped).toMatch(/^papers.tooLong/);
    expect((await next).pages).toBe(1);
  });
  test('模板读不到这台机器上的文件，也下载不了东西', async () => {
    for (const source of ['#read("/etc/hostname")', '#read("../../../../etc/hostname")', '#import "@preview/tablex:0.0.9": *\n1'])
      expect((await print(job(source))).trouble).toMatch(/not found|denied|failed/);
  });
  test('每个模板只用自己的外观，不取外面的包，不执行数据', async () => {
    const { readFileSync, readdirSync } = await import('node:fs');
    const folder = new URL('./templates/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const source = readFileSync(new URL(file, folder), 'utf8');
      expect(source).not.toMatch(/\beval\(|@preview|\bplugin\(|\bread\(/);
      for (const [, from] of source.matchAll(/#import "([^"]+)"/g)) expect(from).toBe('look.typ');
    }
  });
  test('很多份一起来，份份都对，页码各是各的', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => render('F19', { number: `第${i}号收条` })));
    const texts = await Promise.all(all.map(({ pdf }) => readPages(pdf)));
    expect(texts.every((pages, i) => pages[0]!.includes(`第${i}号收条`))).toBe(true);
  });
});
