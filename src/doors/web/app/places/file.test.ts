import { expect, test } from 'vitest';
import { decoded, fitsOneRequest, readPlaceFile } from './file.ts';

test('a place file saved as GB18030 reads the same as UTF-8', () => {
  const gb = Uint8Array.from([0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6]);
  expect(decoded(gb.buffer)).toBe('编码,名称');
  expect(decoded(new TextEncoder().encode('编码,名称').buffer as ArrayBuffer)).toBe('编码,名称');
});

test('GeoJSON is known by its first sign, whatever the file is called', async () => {
  expect((await readPlaceFile(new File([' {"type":"FeatureCollection"}'], 'a.txt'))).format).toBe('geojson');
  expect((await readPlaceFile(new File(['编码,名称\n'], 'a.json'))).format).toBe('csv');
});

test('a file that grows over 2 MB by its quotes does not fit one request', () => {
  expect(fitsOneRequest('"'.repeat(900_000))).toBe(true);
  expect(fitsOneRequest('"'.repeat(1_000_000))).toBe(false);
});
