import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal/index.ts';
import { guardOfficeZip, zipEndAt } from './index.ts';
import { type MadeEntry, zipMadeForTests } from './made-for-tests.ts';

const megabyte = 1024 * 1024;
const good: MadeEntry[] = [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'xl/workbook.xml', content: '<workbook>中文</workbook>' },
];

function codeOf(bytes: Buffer): string {
  try {
    guardOfficeZip(bytes);
    return 'passed';
  } catch (error) {
    if (error instanceof Refusal && error.waysOn.length > 0) return error.code;
    throw error;
  }
}

describe('guardOfficeZip', () => {
  it('lets an ordinary office file through and names its parts', () => {
    expect(guardOfficeZip(zipMadeForTests(good))).toEqual(['[Content_Types].xml', 'xl/workbook.xml']);
    expect(guardOfficeZip(zipMadeForTests([{ name: 'a.xml', content: 'x', stored: true }]))).toEqual(['a.xml']);
  });

  it.each<[string, MadeEntry[]]>([
    ['zip.bomb', [{ name: 'a.xml', content: Buffer.alloc(20 * megabyte) }]],
    ['zip.bomb', [{ name: 'a.xml', content: Buffer.alloc(megabyte), claims: 2_000 }]],
    ['zip.bomb', [{ name: 'a.xml', content: 'x', claims: 201 * megabyte }]],
    ['zip.bomb', Array.from({ length: 2_001 }, (_, n) => ({ name: `${n}`, content: '' }))],
    [
      'zip.broken',
      [
        { name: 'a.xml', content: 'xx' },
        { name: 'a.xml', content: 'xx', dataOf: 0 },
      ],
    ],
    ['zip.broken', [{ name: 'a.xml', content: 'xx', claims: 500 }]],
    ['zip.broken', [{ name: '../../etc/passwd', content: 'xx' }]],
    ['zip.links', [{ name: 'a', content: '/etc/passwd', mode: 0o120777 }]],
    ['zip.locked', [{ name: 'a.xml', content: 'xx', flags: 1 }]],
    ['zip.nested', [{ name: 'inner.zip', content: 'xx' }]],
    ['zip.nested', [{ name: 'xl/embeddings/oleObject1.bin', content: 'xx' }]],
    ['zip.nested', [{ name: 'photo.png', content: zipMadeForTests(good), stored: true }]],
    ['zip.macros', [{ name: 'xl/vbaProject.bin', content: 'xx' }]],
    ['zip.entities', [{ name: 'word/document.xml', content: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>' }]],
    [
      'zip.entities',
      [{ name: 'a.rels', content: '<Relationship Type="http://x/relationships/attachedTemplate" TargetMode="External"/>' }],
    ],
  ])('refuses as %s', (code, entries) => {
    expect(codeOf(zipMadeForTests([...good, ...entries]))).toBe(code);
  });

  it('refuses every cut and survives every flipped byte', () => {
    const bytes = zipMadeForTests(good);
    for (let length = 0; length < bytes.length; length++) expect(codeOf(bytes.subarray(0, length))).toBe('zip.broken');
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 0xff;
      codeOf(flipped);
    }
  });

  it('rejects a 10 MB bomb quickly', () => {
    const bomb = zipMadeForTests([{ name: 'a.xml', content: Buffer.alloc(300 * megabyte), claims: 50_000 }, ...good]);
    const start = performance.now();
    expect(codeOf(bomb)).toBe('zip.bomb');
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('sees a zip hung behind other bytes', () => {
    expect(zipEndAt(Buffer.concat([Buffer.from('%PDF-1.7'), zipMadeForTests(good)]))).toBeGreaterThan(0);
    expect(zipEndAt(Buffer.from('PK\x05\x06 is only text here, and some more'))).toBe(-1);
  });
});
