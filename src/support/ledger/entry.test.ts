import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, opens } from './commitment.ts';
import { entryBytes, leafHash, readEntry } from './entry.ts';
import { rowDigest } from './rowSeal.ts';
import { randomFrom, sampleEntry } from './sampleLog.ts';

const salt = Buffer.alloc(16, 3);
const entry = sampleEntry(0, randomFrom(1));

describe('留痕的一条事件', () => {
  it('写成字节再读回，还是同一条；换个次序写，字节也不变', () => {
    expect(readEntry(entryBytes(entry))).toEqual(entry);
    const turned = Object.fromEntries(Object.entries({ ...entry, sm3: undefined }).reverse()) as typeof entry;
    expect(entryBytes(turned)).toEqual(entryBytes(entry));
    expect(leafHash(entry)).not.toEqual(leafHash(entry, 'sm3'));
  });

  it('多一个字段、少一个字段、时间不带毫秒、摘要不是摘要，都不收', () => {
    const { role: _, ...lacking } = entry;
    const bad = [
      { ...entry, name: '张三' },
      lacking,
      { ...entry, at: '2026-01-01T00:00:00Z' },
      { ...entry, commit: 'AB' },
      { ...entry, v: 2 },
    ];
    for (const value of [...bad, { ...entry, seals: { matter: entry.commit } }])
      expect(() => entryBytes(value as typeof entry)).toThrow();
  });

  it('不是规范写法的字节不认', () => {
    expect(() => readEntry(Buffer.from(JSON.stringify(entry, null, 1)))).toThrow();
  });

  it('一条事件封得下五百行，封不下就明说', () => {
    const seals = (n: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`party:${entry.id.slice(0, -4)}${1000 + i}`, entry.commit]));
    expect(entryBytes({ ...entry, seals: seals(500) }).length).toBeLessThanOrEqual(65_535);
    expect(() => entryBytes({ ...entry, seals: seals(700) })).toThrow(RangeError);
  });
});

describe('可删除的内容只留承诺', () => {
  it('原话和盐都在，才打得开；改一个字、换一把盐就打不开', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }), (data, other) => {
        const commitment = commit(data, salt);
        expect(opens(commitment, data, salt)).toBe(true);
        expect(opens(commitment, other, salt)).toBe(JSON.stringify(commit(other, salt)) === JSON.stringify(commitment));
        expect(opens(commitment, data, randomBytes(16))).toBe(false);
      }),
    );
    expect(opens(commit('原话', salt), '原话。', salt)).toBe(false);
    expect(opens(commit('原话', salt, 'sm3'), '原话', salt, 'sm3')).toBe(true);
    expect(opens('', '原话', salt)).toBe(false);
    expect(opens(`${commit('原话', salt)}zz`, '原话', salt)).toBe(false);
  });

  it('盐必须是十六个字节', () => {
    expect(() => commit('原话', Buffer.alloc(15))).toThrow(RangeError);
    expect(() => rowDigest('party', {}, Buffer.alloc(0))).toThrow(RangeError);
  });
});

describe('每一行的封签', () => {
  const row = {
    id: entry.id,
    at: new Date(0),
    photo: Buffer.from('ab'),
    amount: '12.50',
    count: 5,
    detail: { x: [1, null] },
    ok: true,
  };
  const sealed = rowDigest('matter', row, salt);

  it('读者名单和封签自身不算在内，后来加的空列不改旧封签，列的次序无关', () => {
    const later = { added: null, gone: undefined, readers: ['a'], sealed_by: 'b', salt, seal_salt: salt };
    expect(rowDigest('matter', { ...later, ...Object.fromEntries(Object.entries(row).reverse()) }, salt)).toBe(sealed);
  });

  it('整数列加宽为 bigint，封签不变', () => {
    expect(rowDigest('matter', { ...row, count: 5n }, salt)).toBe(sealed);
    expect(rowDigest('matter', { ...row, count: '5' }, salt)).toBe(sealed);
  });

  it('任何一列变了，封签就变', () => {
    const changed: Record<string, unknown>[] = [
      { at: new Date(1) },
      { photo: Buffer.from('ac') },
      { amount: '12.51' },
      { count: 6 },
      { detail: { x: [1] } },
      { ok: null },
      { added: '' },
    ];
    const digests = changed.map((columns) => rowDigest('matter', { ...row, ...columns }, salt));
    digests.push(
      rowDigest('party', row, salt),
      rowDigest('matter', row, Buffer.alloc(16)),
      rowDigest('matter', row, salt, { suite: 'sm3' }),
    );
    expect(new Set([...digests, sealed]).size).toBe(digests.length + 1);
    expect(() => rowDigest('matter', { at: Infinity }, salt)).toThrow(TypeError);
  });
});
