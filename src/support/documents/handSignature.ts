import { inflateSync } from 'node:zlib';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { strippedPicture } from './attachments/pictures.ts';

export const signatureRefusals = defineRefusals('signature', {
  notAPicture: { status: 422, zh: '签名没有传上来，或者不是签名的图样。', waysOn: ['请清除后再写一遍', '也可以在纸上签'] },
  tooBig: { status: 413, zh: '签名的图样太大。', waysOn: ['请清除后再写一遍，写简单些', '也可以在纸上签'] },
  blank: { status: 422, zh: '签名处还是空的。', waysOn: ['请用手指或笔写下姓名', '不想签可以不签，不影响您去法院'] },
});

const MOST_TEXT = 200_000;
const [MOST_WIDE, MOST_HIGH] = [2400, 1200];
const LEAST_INK = 60;
const PNG = '89504e470d0a1a0a';
const START = 'data:image/png;base64,';

/**
 * The picture of a signature as a drawing surface gives it: a small PNG of colour and transparency, and nothing else. Markup, other pictures,
 * what is hung on behind, and an empty surface are refused. Refusals `signature.*`.
 */
export function readSignature(text: string): Buffer {
  if (text.length > MOST_TEXT) throw signatureRefusals.tooBig();
  if (!text.startsWith(START) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(START.length))) throw signatureRefusals.notAPicture();
  const bytes = Buffer.from(text.slice(START.length), 'base64');
  if (bytes.length < 60 || bytes.toString('hex', 0, 8) !== PNG || bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw signatureRefusals.notAPicture();
  const [wide, high] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (wide > MOST_WIDE || high > MOST_HIGH) throw signatureRefusals.tooBig();
  // Eight bits of red, green, blue and transparency, row by row.
  if (wide < 20 || high < 20 || bytes.toString('hex', 24, 29) !== '0806000000') throw signatureRefusals.notAPicture();
  if (inkOf(bytes, wide, high) < LEAST_INK) throw signatureRefusals.blank();
  return strippedPicture(bytes, 'png').bytes;
}

/** How many bytes of the unpacked rows are not nothing: a surface on which nobody wrote has none. */
function inkOf(bytes: Buffer, wide: number, high: number): number {
  const size = (wide * 4 + 1) * high;
  try {
    const rows = inflateSync(packedRows(bytes), { maxOutputLength: size });
    if (rows.length !== size) throw new RangeError();
    let ink = 0;
    for (let at = 0; at < size; at++) if (rows[at] !== 0 && at % (wide * 4 + 1) !== 0) ink++;
    return ink;
  } catch {
    throw signatureRefusals.notAPicture();
  }
}

function packedRows(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8, type = ''; type !== 'IEND'; at += 12 + bytes.readUInt32BE(at)) {
    type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}
