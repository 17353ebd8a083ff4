import jpeg from 'jpeg-js';
import QRCode from 'qrcode';

/** A page as a scanner sees it, with this square on it; `turned`: lying on its side. For tests. */
export function squareOf(text: string, width = 800, height = 1100, turned = false): Buffer {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const data = Buffer.alloc(width * height * 4, 250);
  const size = Math.floor(width / 5 / modules.size);
  for (let y = 0; y < modules.size * size; y++)
    for (let x = 0; x < modules.size * size; x++) {
      const [row, column] = [Math.floor(y / size), Math.floor(x / size)];
      if (!(turned ? modules.get(modules.size - 1 - column, row) : modules.get(row, column))) continue;
      data.fill(20, ((y + 60) * width + x + 60) * 4, ((y + 60) * width + x + 60) * 4 + 3);
    }
  return Buffer.from(jpeg.encode({ data, width, height }, 80).data);
}

/** A PDF of such pages; undefined is a white one. */
export function scanOf(photos: readonly (Buffer | undefined)[]): Buffer {
  const blank = Buffer.from(jpeg.encode({ data: Buffer.alloc(80 * 110 * 4, 250), width: 80, height: 110 }, 50).data);
  let file = Buffer.from('%PDF-1.4\n');
  const places: number[] = [];
  const put = (...parts: (string | Buffer)[]) => {
    places.push(file.length);
    file = Buffer.concat([
      file,
      Buffer.from(`${places.length} 0 obj\n`),
      ...parts.map((part) => Buffer.from(part as string, 'latin1')),
      Buffer.from('\nendobj\n'),
    ]);
  };
  put('<</Type/Catalog/Pages 2 0 R>>');
  put(`<</Type/Pages/Count ${photos.length}/Kids[${photos.map((_, i) => `${3 + i * 2} 0 R`).join(' ')}]>>`);
  for (const [i, photo] of photos.entries()) {
    const bytes = photo ?? blank;
    put(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 ${4 + i * 2} 0 R>>>>>>`);
    put(
      `<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${bytes.length}>>\nstream\n`,
      bytes,
      '\nendstream',
    );
  }
  const lines = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.concat([
    file,
    Buffer.from(
      `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${lines}trailer\n<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
    ),
  ]);
}
