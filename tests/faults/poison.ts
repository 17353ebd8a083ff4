/** Bodies that nobody should send, made from the published schemas: each well-formed but for what a string or number holds. */

export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
}

export interface Poison {
  zh: string;
  text: string;
  number?: number;
}

export const poisons: Poison[] = [
  { zh: 'NUL', text: '漏水\u0000了' },
  { zh: 'lone surrogate, high', text: '漏水\ud800了' },
  { zh: 'lone surrogate, low', text: '\udfff' },
  { zh: 'control characters', text: '漏\u0001\u0007\u001b[31m水\u007f\u0085' },
  { zh: 'bidi and zero width', text: '\u202e漏\u200b水\ufeff\u2066' },
  { zh: 'emoji', text: '漏水了😭👨‍👩‍👧‍👦🇨🇳', number: 0 },
  { zh: 'combining flood', text: `漏${'\u0301'.repeat(500)}` },
  { zh: 'rare characters', text: '㛃䶮𠮷𪚥' },
  { zh: 'empty', text: '', number: -1 },
  { zh: 'spaces only', text: '\u3000 \t\n', number: 1.5 },
  { zh: 'very long', text: '长'.repeat(30_000), number: 1e308 },
  { zh: 'SQL', text: `'; drop table matter; -- \\`, number: 2 ** 53 },
  { zh: 'postgres array', text: '{"a",NULL}', number: -(2 ** 31) - 1 },
  { zh: 'number as text', text: '1e400', number: 2 ** 31 },
  { zh: 'a date that is none', text: '2026-02-30', number: -0 },
  { zh: 'a year far away', text: '999999-12-31T00:00:00Z' },
  { zh: 'an id of nothing', text: '00000000-0000-7000-8000-000000000009' },
];

const known: Record<string, string> = {
  uuid: '00000000-0000-7000-8000-000000000009',
  date: '2026-11-22',
  'date-time': '2026-11-22T08:00:00+08:00',
};

/** A body of this schema with the poison in every place that takes free text or a number; `formats`: also where a format is asked for. */
export function poisoned(schema: Schema, poison: Poison, formats: boolean, depth = 0): unknown {
  if (depth > 6) return null;
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => poisoned(part, poison, formats, depth + 1)));
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return poisoned(choice, poison, formats, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => name !== 'revision')
        .map(([name, part]) => [name, poisoned(part, poison, formats, depth + 1)]),
    );
  if (type === 'array') return [poisoned(schema.items ?? {}, poison, formats, depth + 1)];
  if (type === 'number' || type === 'integer') return poison.number ?? 1;
  if (type === 'boolean') return true;
  if (type === 'string' && !formats && schema.format) return known[schema.format] ?? poison.text;
  return poison.text;
}

/** Whole bodies that are no object of any form. */
export const shapes: [string, string][] = [
  ['nothing', ''],
  ['half an object', '{"channel":"window"'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '42'],
  ['text', '"channel"'],
  ['NaN', '{"channel":NaN}'],
  ['trailing words', '{} {}'],
  ['a comment', '{/* */}'],
  ['single quotes', "{'channel':'window'}"],
  ['100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['10,000 objects deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['a prototype', '{"__proto__":{"admin":true},"channel":"window","narrative":"漏水了，请来看看。"}'],
  ['a constructor', '{"constructor":{"prototype":{"admin":true}},"channel":"window","narrative":"漏水了，请来看看。"}'],
  ['100,000 keys', `{${Array.from({ length: 100_000 }, (_, at) => `"k${at}":1`).join(',')}}`],
  ['a revision that is none', '{"revision":"1; drop table matter"}'],
  ['a huge revision', '{"revision":1e300}'],
];
