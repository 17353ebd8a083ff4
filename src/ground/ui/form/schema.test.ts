import { expect, test } from 'vitest';
import { type FormSchema, missing, sent, startOf, widgetOf } from './schema.ts';

const schema: FormSchema = {
  type: 'object',
  required: ['reason', 'sure', 'by', 'rows'],
  properties: {
    reason: { type: 'string', zh: '理由' },
    sure: { const: true, zh: '已当面说明' },
    by: { type: 'string', enum: ['a', 'b'], default: 'a' },
    rows: {
      type: 'array',
      zh: '款项',
      items: { type: 'object', required: ['what'], properties: { what: { type: 'string', zh: '内容' } } },
    },
  },
};

test('needed fields that are empty are named by path, defaults count as filled', () => {
  expect(missing(schema, {})).toEqual({ reason: '请填写理由', sure: '请确认：已当面说明', rows: '请填写款项' });
  expect(missing(schema, { reason: 'x', sure: true, rows: [{}] })).toEqual({ 'rows.0.what': '请填写内容' });
});

test('empty fields are not sent, false and zero are', () => {
  expect(sent({ a: '', b: null, c: false, d: 0, e: [], f: { g: '' }, h: [{ i: '' }, { i: 1 }] })).toEqual({
    c: false,
    d: 0,
    h: [{ i: 1 }],
  });
});

test('a form starts with the defaults and finds its controls', () => {
  expect(startOf(schema)).toEqual({ by: 'a' });
  expect(Object.values(schema.properties!).map(widgetOf)).toEqual(['text', 'confirm', 'choice', 'rows']);
});
