import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../ground/refusal/index.ts';
import { openKeyring, openVault } from '../../../ground/vault/index.ts';
import { zipMadeForTests } from '../../../ground/zip/made-for-tests.ts';
import { builtInScan, openAttachmentStore, type Scan, scanWith } from './index.ts';
import { cleanName } from './name.ts';

const base = mkdtempSync(join(tmpdir(), 'attachments-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const vault = openVault(openKeyring(join(base, 'keys')));
let stores = 0;
const newStore = (more: { scan?: Scan; maxBytes?: number } = {}) => {
  const folder = join(base, `s${stores++}`);
  return { folder, ...openAttachmentStore({ folder, vault, ...more }) };
};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'stored',
    (error) => {
      if (error instanceof Refusal && error.waysOn.length > 0) return error.code;
      throw error;
    },
  );

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const chunk = (type: string, data: Buffer) => {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32 ? crc32(Buffer.concat([Buffer.from(type), data])) : 0);
  return Buffer.concat([length, Buffer.from(type), data, sum]);
};
const pngOf = (width: number, height: number, ...extra: Buffer[]) => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    hex('89504e470d0a1a0a'),
    chunk('IHDR', head),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
const png = pngOf(1, 1);
const exif = hex(
  'ffe1 0034 457869660000 4d4d002a 00000008 0002 0112 0003 00000001 00060000 8825 0004 00000001 00000026 00000000 47505347 5053',
);
const jpgOf = (width = 1, height = 1) => {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    hex('ffd8'),
    exif,
    hex('fffe 0006 47505321'),
    hex('ffc0 000b 08'),
    size,
    hex('01 01 11 00'),
    hex('ffda 0008 01 01 00 00 3f 00 12 ff00 34 ffd9'),
  ]);
};
const pdf = (body = '') =>
  Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n${body}\ntrailer<</Root 1 0 R>>\n%%EOF\n`, 'latin1');
const docx = (...more: { name: string; content: string }[]) =>
  zipMadeForTests([
    {
      name: '[Content_Types].xml',
      content:
        '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      stored: true,
    },
    { name: 'word/document.xml', content: '<w/>', stored: true },
    ...more,
  ]);
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');

describe('存取', () => {
  it('存进去的读得回来，磁盘上没有明文，也没有半成品', async () => {
    const store = newStore();
    const stored = await store.put('t1', { name: '证据.pdf', bytes: pdf('漏水照片') });
    const sha = createHash('sha256').update(pdf('漏水照片')).digest('hex');
    expect(stored).toMatchObject({
      sha256: sha,
      originalSha256: sha,
      kind: 'pdf',
      mime: 'application/pdf',
      name: '证据.pdf',
      state: 'clean',
      stripped: false,
    });
    expect((await store.read('t1', sha)).equals(pdf('漏水照片'))).toBe(true);
    const folder = join(store.folder, 'files/t1', sha.slice(0, 2), sha.slice(2, 4));
    expect(readdirSync(folder)).toEqual([sha]);
    expect(readFileSync(join(folder, sha)).includes('%PDF')).toBe(false);
  });

  it('同一文件在同一中心只存一份，别的中心读不到', async () => {
    const store = newStore();
    const [a] = await Promise.all([1, 2, 3].map(() => store.put('t1', { name: 'a.png', bytes: png })));
    expect(readdirSync(join(store.folder, 'files/t1'))).toHaveLength(1);
    expect(await codeOf(store.read('t2', a!.sha256))).toBe('attachments.absent');
    await store.remove('t1', a!.sha256);
    expect(await codeOf(store.read('t1', a!.sha256))).toBe('attachments.absent');
  });

  it('路径里夹带的目录到不了别处', async () => {
    const store = newStore();
    for (const [tenant, sha] of [
      ['../t1', 'a'.repeat(64)],
      ['t1', '../../../etc/passwd'],
      ['t1', 'A'.repeat(64)],
    ] as const) {
      expect(await codeOf(store.read(tenant, sha))).toBe('attachments.absent');
    }
    expect(await codeOf(store.put('..', { name: 'a.png', bytes: png }))).toBe('attachments.absent');
  });
});

describe('类型', () => {
  it.each<[string, string, Buffer]>([
    ['stored', '照片.png', png],
    ['stored', '照片.JPEG', jpgOf()],
    ['stored', '没有后缀', png],
    ['stored', '说明.docx', docx()],
    [
      'stored',
      '录音.wav',
      Buffer.concat([hex('524946462400000057415645666d7420100000000100010044ac000088580100020010006461746100000000')]),
    ],
    ['stored', '录音.amr', Buffer.from('#!AMR\n0123456789')],
    ['attachments.mismatch', '照片.pdf', png],
    ['attachments.kind', 'a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['attachments.kind', 'a.html', Buffer.from('  <!DOCTYPE html><script>1</script>')],
    ['attachments.kind', 'a.exe', Buffer.from('MZ\x90\0')],
    ['attachments.kind', 'a.gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['attachments.kind', 'a.pdf', Buffer.concat([Buffer.from('junk'), pdf()])],
    ['attachments.twoFaces', 'a.png', Buffer.concat([png, zipMadeForTests([{ name: 'x', content: 'y' }])])],
    ['attachments.twoFaces', 'a.jpg', Buffer.concat([jpgOf(), Buffer.from('<script>alert(1)</script>')])],
    ['attachments.twoFaces', 'a.pdf', Buffer.concat([pdf(), zipMadeForTests([{ name: 'x', content: 'y' }])])],
    ['attachments.damaged', 'a.png', png.subarray(0, 50)],
    ['attachments.damaged', 'a.pdf', Buffer.from('%PDF-1.7 cut')],
    ['attachments.locked', 'a.pdf', pdf('<</Encrypt 5 0 R>>')],
    ['attachments.empty', 'a.pdf', Buffer.alloc(0)],
    ['attachments.tooBig', 'a.pdf', Buffer.alloc(11 * 1024 * 1024)],
    ['zip.macros', 'a.docx', docx({ name: 'word/vbaProject.bin', content: 'x' })],
    ['attachments.infected', 'a.pdf', pdf(EICAR)],
    ['attachments.infected', 'a.pdf', pdf('<</OpenAction<</S/J#61vaScript/JS(app.alert)>>>>')],
    ['attachments.infected', 'a.pdf', pdf('<</S/Launch/F(cmd.exe)>>')],
    [
      'attachments.infected',
      'a.pdf',
      pdf(`2 0 obj<</Type/ObjStm>>stream\n${deflateSync(Buffer.from('<</S/JavaScript>>')).toString('latin1')}\nendstream`),
    ],
  ])('%s：%s', async (code, name, bytes) => {
    expect(await codeOf(newStore().put('t1', { name, bytes }))).toBe(code);
  });

  it('任意内容都只会存下或被说清楚地拒收', async () => {
    const store = newStore();
    const start = fc.constantFrom(jpgOf(), png, pdf(), docx(), Buffer.from('RIFF\x10\0\0\0WEBPVP8X'), Buffer.from('%PDF-'));
    await fc.assert(
      fc.asyncProperty(start, fc.nat(200), fc.uint8Array({ maxLength: 60 }), async (head, cut, tail) => {
        await codeOf(store.put('t1', { name: 'x', bytes: Buffer.concat([head.subarray(0, cut), tail]) }));
      }),
    );
  });
});

describe('照片', () => {
  it('位置、注释都去掉，只留朝向；再传一次不变', async () => {
    const store = newStore();
    const stored = await store.put('t1', { name: 'a.jpg', bytes: jpgOf() });
    const bytes = await store.read('t1', stored.sha256);
    expect(stored.stripped).toBe(true);
    expect(stored.sha256).not.toBe(stored.originalSha256);
    expect(bytes.includes('GPS')).toBe(false);
    expect(bytes.includes(hex('0112 0003 00000001 0006'))).toBe(true);
    expect(bytes.includes(hex('3f 00 12 ff00 34 ffd9'))).toBe(true);
    expect((await store.put('t1', { name: 'a.jpg', bytes })).sha256).toBe(stored.sha256);
  });

  it('PNG 的文字块和尾巴去掉，图还是那张图', async () => {
    const store = newStore();
    const told = pngOf(1, 1, chunk('tEXt', Buffer.from('GPS\0 121,30')), chunk('eXIf', Buffer.from('GPS')));
    const stored = await store.put('t1', { name: 'a.png', bytes: Buffer.concat([told, Buffer.from('tail')]) });
    expect((await store.read('t1', stored.sha256)).equals(png)).toBe(true);
  });

  it('像素多得能撑爆内存的图不收', async () => {
    expect(await codeOf(newStore().put('t1', { name: 'a.png', bytes: pngOf(60_000, 60_000) }))).toBe('attachments.tooManyPixels');
    expect(await codeOf(newStore().put('t1', { name: 'a.jpg', bytes: jpgOf(65_000, 65_000) }))).toBe('attachments.tooManyPixels');
    expect(await codeOf(newStore().put('t1', { name: 'a.png', bytes: pngOf(7_000, 8_000) }))).toBe('stored');
  });
});

describe('隔离', () => {
  it('查不了就隔离，查干净才放出，出错也算没查', async () => {
    const says: Array<() => Promise<'clean' | 'unavailable'>> = [
      async () => 'unavailable',
      () => Promise.reject(new Error('scanner died')),
      async () => 'clean',
    ];
    const store = newStore({ scan: () => says.shift()!() });
    const { sha256, state } = await store.put('t1', { name: 'a.png', bytes: png });
    expect([state, await codeOf(store.read('t1', sha256))]).toEqual(['quarantined', 'attachments.quarantined']);
    expect(await store.rescan('t1', sha256)).toBe('quarantined');
    expect(await store.rescan('t1', sha256)).toBe('clean');
    expect((await store.read('t1', sha256)).equals(png)).toBe(true);
  });

  it('隔离中查出病毒的删掉', async () => {
    const says = ['unavailable', 'infected'] as const;
    let turn = 0;
    const store = newStore({ scan: async () => says[turn++]! });
    const { sha256 } = await store.put('t1', { name: 'a.png', bytes: png });
    expect(await codeOf(store.rescan('t1', sha256))).toBe('attachments.infected');
    expect(await codeOf(store.read('t1', sha256))).toBe('attachments.absent');
  });

  it('外部查毒程序：0 干净、1 有毒、其他都算没查；内置检查总在先', async () => {
    expect(await scanWith('true')(png)).toBe('clean');
    expect(await scanWith('false')(png)).toBe('infected');
    expect(await scanWith('no-such-scanner-here -')(png)).toBe('unavailable');
    expect(await scanWith('grep -q nothing-like-this')(Buffer.alloc(3_000_000))).toBe('infected');
    expect(await scanWith('true')(Buffer.from(EICAR))).toBe('infected');
    expect(await builtInScan(pdf(`<</Type/ObjStm>>stream\nnot deflate\nendstream`))).toBe('unavailable');
  });
});

describe('文件名', () => {
  it('目录、控制符、反向书写符去掉，保留名加字，太长截短', () => {
    expect(cleanName('../../etc/证据.PDF', 'pdf')).toBe('证据.pdf');
    expect(cleanName('C:\\tmp\\a\u202Egpj.exe\0.png', 'png')).toBe('agpj.exe.png');
    expect(cleanName('CON.png', 'png')).toBe('附件CON.png');
    expect(cleanName('', 'jpg')).toBe('附件.jpg');
    expect(cleanName('长'.repeat(500), 'jpg')).toHaveLength(114);
  });
});
