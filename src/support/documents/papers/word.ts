import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Form, PaperData, PersonOnPaper } from './paper.ts';

const SONG = { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' };
const HEI = { ascii: 'SimHei', hAnsi: 'SimHei', eastAsia: '黑体' };

/** The editable twin: the same data and the same words of the form, laid out plainly. Every value is a run of text; nothing of it is markup. */
export async function wordOf(data: PaperData & { form: unknown }): Promise<Uint8Array> {
  const form = data.form as Form;
  const children = [
    line(data.issuer, { center: true, size: 15 }),
    line(data.title ?? form.zh, { center: true, size: 22, bold: true, after: 200 }),
    ...(data.number ? [line(data.number, { right: true })] : []),
    ...people(form, data.people ?? []),
    ...cells(form, data),
    ...form.fields.filter((field) => field.long).flatMap(({ key, zh }) => section(zh, data.fields?.[key] ?? '')),
    ...(data.entries ?? []).flatMap(([zh, text]) => section(zh, text)),
    ...plan(form, data.rows ?? []),
    ...(form.standing ?? []).flatMap(({ zh, items }) => [...(zh ? [heading(zh)] : []), ...items.map((item) => body(item))]),
    ...(form.note ? [line(`注：${form.note}`, { size: 10.5 })] : []),
    ...signs(form, data),
    line(data.on ? dayZh(data.on) : '　　　　年　　月　　日', { right: true, before: 200 }),
  ];
  const foot = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'], size: 18 }),
      ...(data.code ? [new TextRun({ text: `　编码 ${data.code}`, size: 18 })] : []),
    ],
  });
  const document = new Document({
    title: data.title ?? form.zh,
    creator: data.issuer,
    styles: { default: { document: { run: { font: SONG, size: 24 } } } },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1700, bottom: 1700, left: 1587, right: 1474 } },
        },
        footers: { default: new Footer({ children: [foot] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

interface LineLook {
  center?: boolean;
  right?: boolean;
  bold?: boolean;
  size?: number;
  before?: number;
  after?: number;
}
const line = (text: string, { center, right, bold, size = 12, before = 0, after = 80 }: LineLook = {}): Paragraph =>
  new Paragraph({
    alignment: center ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: { before, after, line: 400 },
    children: [new TextRun({ text, bold, size: size * 2 })],
  });
const heading = (text: string): Paragraph =>
  new Paragraph({ keepNext: true, spacing: { before: 200, after: 80 }, children: [new TextRun({ text, font: HEI, size: 24 })] });
const body = (text: string): Paragraph =>
  new Paragraph({
    indent: { firstLine: 480 },
    spacing: { line: 400 },
    alignment: AlignmentType.BOTH,
    children: [new TextRun({ text })],
  });
const section = (zh: string, text: string): Paragraph[] => [heading(zh), ...text.split('\n').filter(Boolean).map(body)];

const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const cell = (text: string, width: number, label = false): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    ...(label && { shading: { fill: 'F5F5F5' } }),
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: text
      .split('\n')
      .map((part) => new Paragraph({ children: [new TextRun({ text: part, size: 21, ...(label && { font: HEI }) })] })),
  });
const table = (rows: TableCell[][]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: rows.map((children) => new TableRow({ cantSplit: true, height: { value: 440, rule: HeightRule.ATLEAST }, children })),
  });

function people(form: Form, all: readonly PersonOnPaper[]): Array<Paragraph | Table> {
  if (form.people === 'none' || all.length === 0) return [];
  const head = ['身份', '姓名或名称', '证件或信用代码', '住址', '电话'];
  const widths = [14, 20, 26, 24, 16];
  const rows = all.map((p) => [p.role, p.name, p.idNumber ?? p.creditCode, p.address, p.phone]);
  return [
    table([
      head.map((zh, i) => cell(zh, widths[i]!, true)),
      ...rows.map((row) => row.map((text, i) => cell(text ?? '', widths[i]!))),
    ]),
    line(''),
  ];
}

function cells(form: Form, { fields }: PaperData): Array<Paragraph | Table> {
  const short = form.fields.filter((field) => !field.long);
  return short.length === 0
    ? []
    : [table(short.map(({ key, zh }) => [cell(zh, 28, true), cell(fields?.[key] ?? '', 72)])), line('')];
}

function plan({ table: of }: Form, rows: readonly string[][]): Array<Paragraph | Table> {
  if (!of || rows.length === 0) return [];
  const width = Math.floor(100 / of.columns.length);
  return [
    heading(of.zh),
    table([of.columns.map((zh) => cell(zh, width, true)), ...rows.map((row) => row.map((text) => cell(text, width)))]),
  ];
}

function signs(form: Form, { signatures, issuer }: PaperData): Paragraph[] {
  const places = signatures?.length ? signatures : form.signs.map((label) => ({ label, name: undefined, done: undefined }));
  return [
    ...places.map(({ label, name, done }) =>
      line(`${label}：${[name, done].filter(Boolean).join('　') || '　　　　　　　　　　'}`, { before: 160 }),
    ),
    ...(form.seal ? [line(`${issuer}（盖章）`, { right: true, before: 240 })] : []),
  ];
}

const dayZh = (day: string) => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
