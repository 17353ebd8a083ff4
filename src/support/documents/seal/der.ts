/** As much of DER (X.690) as a certificate and a signature container need. */
export const encoded = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
};

function lengthOf(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n]);
  const hex = n.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => encoded(0x30, ...parts);
/** SET OF: in the order of its own bytes, so that one set has one spelling. */
export const setOf = (...parts: readonly Uint8Array[]): Buffer => encoded(0x31, ...[...parts].sort(Buffer.compare));
export const explicit = (n: number, ...parts: readonly Uint8Array[]): Buffer => encoded(0xa0 | n, ...parts);
export const octets = (bytes: Uint8Array): Buffer => encoded(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => encoded(0x03, Buffer.from([unused]), bytes);
export const utf8 = (text: string): Buffer => encoded(0x0c, Buffer.from(text, 'utf8'));
export const nothing = Buffer.from([0x05, 0x00]);
export const truth = Buffer.from([0x01, 0x01, 0xff]);

/** A whole number that is not negative, from its bytes, highest first. */
export function whole(bytes: Uint8Array): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0);
  const short = Buffer.from(from < 0 ? [0] : bytes.subarray(from));
  return encoded(0x02, short[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short);
}

export function objectId(text: string): Buffer {
  const [first, second, ...rest] = text.split('.').map(Number) as [number, number, ...number[]];
  const base128 = (n: number): number[] => (n < 0x80 ? [n] : [...base128(n >>> 7).map((byte) => byte | 0x80), n & 0x7f]);
  return encoded(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function instant(at: Date): Buffer {
  const text = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050 ? encoded(0x17, Buffer.from(text.slice(2))) : encoded(0x18, Buffer.from(text));
}

export interface Piece {
  tag: number;
  /** With tag and length. */
  whole: Buffer;
  content: Buffer;
}

/** The one value that these bytes begin with. Throws RangeError on anything that is not definite-length DER. */
export function firstPiece(bytes: Buffer): Piece {
  const tag = bytes[0];
  const short = bytes[1];
  if (tag === undefined || short === undefined || (tag & 0x1f) === 0x1f) throw new RangeError('no DER value');
  const more = short < 0x80 ? 0 : short & 0x7f;
  if (short === 0x80 || more > 4 || bytes.length < 2 + more) throw new RangeError('no DER length');
  const length = more === 0 ? short : bytes.readUIntBE(2, more);
  const end = 2 + more + length;
  if (end > bytes.length) throw new RangeError('DER value cut short');
  return { tag, whole: bytes.subarray(0, end), content: bytes.subarray(2 + more, end) };
}

export function piecesOf(content: Buffer): Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < content.length; at += found.at(-1)!.whole.length) found.push(firstPiece(content.subarray(at)));
  return found;
}
