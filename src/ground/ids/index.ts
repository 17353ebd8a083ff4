import { v7 } from 'uuid';
import { randomBytes } from './random.ts';

export { randomBytes };

/** Where identifiers and chance come from: handed in, so that a test or a story can replay. */
export interface Chance {
  /** UUIDv7: time first, so that new rows stand together in an index. */
  id(at: Date): string;
  bytes(n: number): Buffer;
}

let turn = 0;

/** The real source. The counter keeps ids of one instant in the order in which they were taken (RFC 9562 §6.2, method 1). */
export const chance: Chance = {
  id: (at) => v7({ msecs: at.getTime(), seq: turn++ & 0x7fffffff, random: randomBytes(16) }),
  bytes: randomBytes,
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of `n` characters in Crockford base32 (no I, L, O, U): it can be read aloud and reveals nothing. */
export function readableCode(source: Chance, n = 12): string {
  return Array.from(source.bytes(n), (byte) => ALPHABET[byte & 31]).join('');
}

/** What a person typed as a code, made comparable: spaces and dashes dropped, I/L → 1, O → 0. */
export function normaliseCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\-—]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}
