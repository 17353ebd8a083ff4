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
const box = (type: string, ...parts: Buffer[]) => {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const numbers = (...list: number[]) => Buffer.concat(list.map((n) => hex(n.toString(16).padStart(8, '0'))));
const told = Buffer.from('GPS 121.02 30.70 SECRET, and some more of it');
const coded = Buffer.from('the coded picture');
/** Two by two tiles that come out as 100 × 100. */
const gridOf = (width = 100, wide = false) =>
  Buffer.concat([hex(`000${wide ? 1 : 0}0101`), ...[width, 100].map((n) => hex(n.toString(16).padStart(wide ? 8 : 4, '0')))]);
/** As a telephone writes it: a picture, its Exif and its XMP in `mdat`, a grid in `idat`, and whatever else is hung on. */
function heicOf({
  width = 100,
  exifAt = 0,
  more = [] as Buffer[],
  property = box('udes', told),
  primary = 'hvc1',
  coding = 0,
  grid = gridOf(),
} = {}) {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const infe = (id: number, type: string) =>
    box('infe', hex('02000000'), hex(id.toString(16).padStart(4, '0')), hex('0000'), Buffer.from(`${type}SECRET name\0`));
  const items = [infe(1, primary), infe(2, 'Exif'), infe(3, 'mime'), infe(4, 'grid')];
  const metaWith = (start: number) => {
    const extent = (id: number, method: number, from: number, length: number) => [
      hex(`000${id} 000${method} 0000 0001`),
      numbers(from, length),
    ];
    const locations = [
      ...extent(1, coding, start + 4, coded.length),
      ...extent(2, 0, start + 4 + coded.length + exifAt, told.length),
      ...extent(3, 0, start + 4 + coded.length + told.length, told.length),
      ...extent(4, 1, 0, grid.length),
    ];
    return box(
      'meta',
      hex('00000000'),
      box('hdlr', Buffer.alloc(24), Buffer.from('SECRET camera\0')),
      box('pitm', hex('00000000 0001')),
      box('iinf', hex('00000000 0004'), ...items),
      box('iprp', box('ipco', box('ispe', hex('00000000'), numbers(width, 100)), property)),
      box('idat', grid, told),
      box('iloc', hex('01000000 4400 0004'), ...locations),
      box('uuid', told),
    );
  };
  const start = ftyp.length + metaWith(0).length + 8;
  // The last `told` belongs to no item at all.
  return Buffer.concat([ftyp, metaWith(start), box('mdat', Buffer.from('gap.'), coded, told, told, told), ...more]);
}
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
    const start = fc.constantFrom(
      jpgOf(),
      png,
      pdf(),
      docx(),
      Buffer.from('RIFF\x10\0\0\0WEBPVP8X'),
      Buffer.from('%PDF-'),
      heicOf(),
    );
    await fc.assert(
      fc.asyncProperty(start, fc.nat(700), fc.uint8Array({ maxLength: 60 }), async (head, cut, tail) => {
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
    const parts = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX', 'prVt'].map((type) => chunk(type, told));
    const bytes = Buffer.concat([pngOf(1, 1, ...parts), Buffer.from('tail')]);
    const stored = await store.put('t1', { name: 'a.png', bytes });
    expect((await store.read('t1', stored.sha256)).equals(png)).toBe(true);
  });

  it('WebP 的位置和说明去掉，厂商自加的也去掉', async () => {
    const store = newStore();
    const riff = (type: string, data: Buffer) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(data.length);
      return Buffer.concat([Buffer.from(type), size, data, Buffer.alloc(data.length & 1)]);
    };
    const head = riff('VP8X', hex('0c000000 000000 000000'));
    const body = Buffer.concat([
      Buffer.from('WEBP'),
      head,
      riff('VP8 ', coded),
      ...['EXIF', 'XMP ', 'mine'].map((type) => riff(type, told)),
    ]);
    const stored = await store.put('t1', { name: 'a.webp', bytes: riff('RIFF', body) });
    const bytes = await store.read('t1', stored.sha256);
    expect([bytes.includes('SECRET'), bytes.includes(coded), bytes[20]]).toEqual([false, true, 0]);
  });

  it('HEIC 只留下画面：位置、说明、厂商自加的和没人认领的都抹成空白，长短不变；再传一次不变', async () => {
    const store = newStore();
    const original = heicOf({ more: [box('uuid', told), box('mpvd', told), box('free', told)] });
    const stored = await store.put('t1', { name: 'a.heic', bytes: original });
    const bytes = await store.read('t1', stored.sha256);
    expect(original.toString('latin1').split('SECRET').length - 1).toBe(14);
    expect([stored.stripped, stored.kind, bytes.length]).toEqual([true, 'heic', original.length]);
    expect(bytes.includes('SECRET') || bytes.includes('121.02')).toBe(false);
    for (const part of [coded, gridOf()]) expect(bytes.indexOf(part)).toBe(original.indexOf(part));
    const exifAt = original.indexOf(coded) + coded.length;
    expect(bytes.subarray(exifAt, exifAt + 18)).toEqual(hex('000000004d4d002a00000008000000000000'));
    expect((await store.put('t1', { name: 'a.heic', bytes })).sha256).toBe(stored.sha256);
  });

  it.each<[string, string, Buffer]>([
    ['attachments.cannotStrip', '连拍、动态照片', heicOf({ more: [box('moov', told)] })],
    ['attachments.cannotStrip', '两份目录', heicOf({ more: [box('meta', told)] })],
    ['attachments.cannotStrip', '主图是没见过的种类', heicOf({ primary: 'jpeg' })],
    ['attachments.cannotStrip', '主图由别的部分拼成', heicOf({ coding: 2 })],
    ['attachments.damaged', '位置和画面叠在一起', heicOf({ exifAt: -5 })],
    ['attachments.damaged', '画面在文件之外', heicOf().subarray(0, -told.length * 3 - coded.length)],
    ['attachments.damaged', '尾巴不成块', Buffer.concat([heicOf(), Buffer.from('tail')])],
    ['attachments.tooManyPixels', '像素太多', heicOf({ width: 600_001 })],
    ['attachments.tooManyPixels', '拼出来的像素太多', heicOf({ grid: gridOf(600_001, true) })],
    ['attachments.damaged', '拼图没有写明多大', heicOf({ grid: gridOf().subarray(0, 6) })],
  ])('HEIC %s：%s', async (code, _, bytes) => {
    expect(await codeOf(newStore().put('t1', { name: 'a.heic', bytes }))).toBe(code);
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
