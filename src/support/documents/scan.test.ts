import jpeg from 'jpeg-js';
import { expect, test } from 'vitest';
import { paperCode, readPaperCode } from './paperCodes.ts';
import { readScan } from './scan.ts';
import { scanOf, squareOf } from './scanned-for-tests.ts';

const code = { matterCode: '7Q2W9K4M1XYZ', document: '0A1B2C3D', pages: 2 };

test('the code of a paper is read as it was written, and nothing else is one', () => {
  expect(readPaperCode(paperCode(code))).toEqual(code);
  for (const other of [
    '',
    'JF1',
    'JF1.7Q2W9K4M1XYZ.0A1B2C3D',
    'JF2.7Q2W9K4M1XYZ.0A1B2C3D.2',
    'https://x.y/JF1.7Q2W9K4M1XYZ.0A1B2C3D.2',
  ])
    expect(readPaperCode(other)).toBeUndefined();
});

test('a scanned PDF: pages counted, square read; upright, large, turned on its side', async () => {
  const square = squareOf(paperCode(code));
  expect(await readScan(scanOf([square, undefined]))).toEqual({ pages: 2, code });
  expect(await readScan(scanOf([squareOf(paperCode(code), 1654, 2339)]))).toEqual({ pages: 1, code });
  expect(await readScan(scanOf([squareOf(paperCode(code), 800, 1100, true)]))).toEqual({ pages: 1, code });
});

test('one photo counts as one page; a page without the square has no code', async () => {
  expect(await readScan(squareOf(paperCode(code)))).toEqual({ pages: 1, code });
  expect(await readScan(scanOf([undefined, undefined]))).toEqual({ pages: 2, code: undefined });
  expect((await readScan(squareOf('https://elsewhere.example'))).code).toBeUndefined();
});

test('what is no scan, or floods the memory, is refused in words', async () => {
  const flood = Buffer.from(jpeg.encode({ data: Buffer.alloc(16 * 16 * 4, 255), width: 16, height: 16 }, 50).data);
  const at = flood.indexOf(Buffer.from([0xff, 0xc0]));
  flood.writeUInt16BE(60_000, at + 5);
  flood.writeUInt16BE(60_000, at + 7);
  const why = (bytes: Buffer) =>
    readScan(bytes).then(
      () => 'read',
      (error) => error.code as string,
    );
  expect(await why(flood)).toBe('scan.tooFine');
  expect(await why(Buffer.from('hello'))).toBe('scan.unreadable');
  expect(await why(Buffer.from('ffd8ffe000104a46494600', 'hex'))).toBe('scan.unreadable');
  expect(await why(Buffer.from('<svg onload="x"/>'))).toBe('scan.unreadable');
});
