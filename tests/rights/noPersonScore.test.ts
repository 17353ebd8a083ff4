import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../src/centre.ts';
import { PartyInput } from '../../src/registers/parties/index.ts';
import { read, type Shape, schema, snake, tablesIn } from './schema.ts';

/** What may never stand beside a person. */
const FORBIDDEN =
  /(^|_)(scores?|ranks?|ranking|levels?|risks?|risky|tags?|labels?|grades?|blacklist(ed)?|profiling|suspicion|trouble_?maker|credit_rating)(_|$)/;
const CHINESE = /评分|打分|积分|排名|黑名单|风险等级|标签|重点人|缠访/;
/** A file, a matter, a place and a deadline may have a level; the group a person spoke for is words of their own. */
const OWN_WORDS = new Set(['group_label']);

/** A table or a view tells of a person when it holds their name, number or contact, or is keyed by a party. */
const PERSONAL = /^(phone|phone_mask|id_number|id_mask|party_id|safe_contact|address|username)$/;
const aboutPeople = ({ name, fields }: Shape): boolean =>
  /(^|_)(party|person|resident|staff)(_|$)/.test(snake(name)) || fields.some((field) => PERSONAL.test(snake(field)));
const breaches = (shapes: readonly Shape[]): string[] =>
  shapes
    .filter(aboutPeople)
    .flatMap(({ name, fields }) =>
      fields.filter((field) => FORBIDDEN.test(snake(field)) && !OWN_WORDS.has(snake(field))).map((field) => `${name}.${field}`),
    );

/** The interfaces that make rows and views, with their fields. */
function shapesIn(text: string): Shape[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isInterfaceDeclaration).map(({ name, members }) => ({
    name: name.text,
    fields: members.flatMap((member) => (member.name ? [member.name.getText(source)] : [])),
  }));
}
const views = [
  'src/registers/matters/view.ts',
  'src/registers/matters/model.ts',
  'src/registers/identity/model.ts',
  'src/registers/parties/index.ts',
];

function labels(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(labels);
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [value] : [key, ...labels(value)]));
}

describe('不给人打分、排名、贴标签（个人信息保护法 5、6、24）', () => {
  test('关于人的表没有这样的列', () => {
    const found = tablesIn(schema);
    expect(found.filter(aboutPeople).map(({ name }) => name)).toEqual(expect.arrayContaining(['party', 'staff', 'notice']));
    expect(breaches(found)).toEqual([]);
  });

  test('关于人的视图和记录没有这样的字段', () => {
    const shapes = views.flatMap((file) => shapesIn(read(file)));
    expect(shapes.filter(aboutPeople).map(({ name }) => name)).toEqual(expect.arrayContaining(['PartyView', 'PartyRow']));
    expect(breaches(shapes)).toEqual([]);
  });

  test('填写人的表单和每一个步骤都不问', () => {
    const forms = [PartyInput, ...commands.map(({ input }) => input)].flatMap((input) =>
      labels(z.toJSONSchema(input as z.ZodType, { unrepresentable: 'any', io: 'input' })),
    );
    expect(forms.length).toBeGreaterThan(300);
    expect(forms.filter((word) => CHINESE.test(word))).toEqual([]);
    expect(Object.keys(PartyInput.shape).filter((field) => FORBIDDEN.test(snake(field)) && !OWN_WORDS.has(snake(field)))).toEqual(
      [],
    );
  });

  test.each([
    ['party', 'risk_level'],
    ['visitor_history', 'score'],
    ['staff', 'rank'],
  ])('给 %s 加一列 %s，马上发现', (name, column) => {
    expect(
      breaches(tablesIn(`create table ${name} (\n  id uuid not null, phone text,\n  ${column} int not null, kind text\n);`)),
    ).toEqual([`${name}.${column}`]);
  });

  test('在视图里加一个分数，马上发现；事项有层级不算', () => {
    expect(breaches(shapesIn('export interface PartyView { name: string; troubleScore: number }'))).toEqual([
      'PartyView.troubleScore',
    ]);
    expect(breaches(shapesIn('export interface MatterLine { level: string | null }'))).toEqual([]);
    expect(CHINESE.test('列入黑名单')).toBe(true);
  });
});
