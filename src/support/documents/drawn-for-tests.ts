import { deflateSync } from 'node:zlib';

/** A signature as a drawing surface gives it: a stroke in a small transparent PNG. For tests. `ink`: how many points. */
export function drawnSignature({ wide = 300, high = 120, ink = 400, colour = 6, parts = [] as [string, Buffer][] } = {}): string {
  const rows = Buffer.alloc((wide * 4 + 1) * high);
  for (let i = 0; i < ink; i++) {
    const at = (10 + (i % (high - 20))) * (wide * 4 + 1) + 1 + ((i * 7) % wide) * 4;
    rows.writeUInt32BE(0x101010ff, at);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0);
  head.writeUInt32BE(high, 4);
  head[8] = 8;
  head[9] = colour;
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    ...parts.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return `data:image/png;base64,${png.toString('base64')}`;
}
