import { deflateSync } from 'node:zlib';

/** A PDF of so many pages, its table as plain lines (PDF 1.4) or as a packed stream with packed objects (1.5). For tests. */
export function smallPdf(pages = 1, { packed = false, annotated = false } = {}): Buffer {
  const pageNumbers = Array.from({ length: pages }, (_, i) => 4 + i * 2);
  const objects: [number, string][] = [
    [1, '<</Type/Catalog/Pages 2 0 R>>'],
    [2, `<</Type/Pages/Count ${pages}/Kids[${pageNumbers.map((n) => `${n} 0 R`).join(' ')}]>>`],
    [3, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'],
    ...pageNumbers.flatMap((n, i): [number, string][] => {
      const words = `BT /F1 20 Tf 72 700 Td (page ${i + 1} \\(agreement\\)) Tj ET`;
      return [
        [
          n,
          `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${n + 1} 0 R${annotated ? '/Annots[]' : ''}>>`,
        ],
        [n + 1, `<</Length ${words.length}>>\nstream\n${words}\nendstream`],
      ];
    }),
  ];
  return packed ? packedPdf(objects) : plainPdf(objects);
}

function plainPdf(objects: [number, string][]): Buffer {
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const places = objects.map(([n, value]) => {
    const at = text.length;
    text += `${n} 0 obj\n${value}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

function packedPdf(objects: [number, string][]): Buffer {
  const streams = objects.filter(([, value]) => value.includes('stream'));
  const held = objects.filter(([, value]) => !value.includes('stream'));
  const holder = objects.length + 1;
  let body = '';
  const heads = held.map(([n, value]) => {
    const at = body.length;
    body += `${value} `;
    return `${n} ${at}`;
  });
  const head = `${heads.join(' ')} `;
  const data = deflateSync(Buffer.from(head + body, 'latin1'));
  let file = Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const rows: number[][] = Array.from({ length: holder + 2 }, () => [0, 0, 0]);
  const put = (n: number, bytes: Buffer) => {
    rows[n] = [1, file.length, 0];
    file = Buffer.concat([file, Buffer.from(`${n} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]);
  };
  for (const [n, value] of streams) put(n, Buffer.from(value, 'latin1'));
  put(
    holder,
    Buffer.concat([
      Buffer.from(`<</Type/ObjStm/N ${held.length}/First ${head.length}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]),
  );
  for (const [i, [n]] of held.entries()) rows[n] = [2, holder, i];
  const at = file.length;
  rows[holder + 1] = [1, at, 0];
  // Each row behind PNG's "up", as most programs write it.
  const flat = rows.map(([kind, value, more]) => Buffer.from([kind!, value! >> 16, (value! >> 8) & 255, value! & 255, more!]));
  const up = flat.map((row, i) => Buffer.from([2, ...row.map((byte, j) => byte - (flat[i - 1]?.[j] ?? 0))]));
  const table = deflateSync(Buffer.concat(up));
  return Buffer.concat([
    file,
    Buffer.from(
      `${holder + 1} 0 obj\n<</Type/XRef/Size ${holder + 2}/W[1 3 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 5>>/Length ${table.length}>>\nstream\n`,
    ),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  ]);
}
