import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalBytes } from './canonical.ts';

const vectors = new URL('../../../../shared/data/jcs_vectors/', import.meta.url);

it('one spelling for one value, whatever the order of keys', () => {
  expect(canonicalBytes({ b: [1, 1e21, -0, 'é\u0001'], a: null }).toString()).toBe('{"a":null,"b":[1,1e+21,0,"é\\u0001"]}');
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalBytes(turned)).toEqual(canonicalBytes(value));
      expect(JSON.parse(canonicalBytes(value).toString())).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('refuses whatever JSON would drop or bend', () => {
  const bad = [undefined, NaN, Infinity, 1n, '\ud800', new Date(0), Buffer.alloc(1), new Map(), () => 1, Symbol('s')];
  for (const value of bad) {
    expect(() => canonicalBytes(value), String(value)).toThrow();
    expect(() => canonicalBytes({ deep: [value] }), String(value)).toThrow();
  }
  expect(() => canonicalBytes(new Array(1))).toThrow(TypeError);
});

it('RFC 8785 vectors', (test) => {
  if (!existsSync(vectors)) return test.skip('jcs_vectors are not beside this clone');
  const names = readdirSync(new URL('input/', vectors));
  expect(names.length).toBe(6);
  for (const name of names) {
    const [input, output] = ['input/', 'output/'].map((folder) => readFileSync(new URL(folder + name, vectors), 'utf8'));
    expect(canonicalBytes(JSON.parse(input!)).toString(), name).toBe(output);
  }
});
