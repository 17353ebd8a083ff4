import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto';
import { randomBytes } from '../ids/index.ts';

/** What is sealed for one person alone: anybody may put in with the open half, only the secret half takes out (X25519, HKDF-SHA-256, AES-256-GCM). */
export interface Pair {
  open: Buffer;
  secret: Buffer;
}

const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** RFC 8410: what stands before the 32 bytes of an X25519 key in DER. */
const OPEN_DER = Buffer.from('302a300506032b656e032100', 'hex');
const SECRET_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');

export function newPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    open: publicKey.export({ type: 'spki', format: 'der' }).subarray(-KEY),
    secret: privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-KEY),
  };
}

export const derivedKey = (from: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', from, Buffer.alloc(0), purpose, KEY));

/** Under a key of 32 bytes; `about` is bound in, so that it opens nowhere else. */
export function lock(key: Uint8Array, about: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes again, or undefined where the key is another one or something was changed. */
export function unlock(key: Uint8Array, about: string, locked: Uint8Array): Buffer | undefined {
  if (locked.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about)).setAuthTag(locked.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(locked.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** A key of its own for each box: half of it stands in front, the other half was thrown away. */
export function boxFor(open: Uint8Array, about: string, bytes: Uint8Array): Buffer {
  const once = newPair();
  return Buffer.concat([once.open, lock(sharedBy(once.secret, open, once.open), about, bytes)]);
}

export function openBox(secret: Uint8Array, about: string, box: Uint8Array): Buffer | undefined {
  if (box.length < KEY) return undefined;
  const front = box.subarray(0, KEY);
  return unlock(sharedBy(secret, front, front), about, box.subarray(KEY));
}

function sharedBy(secret: Uint8Array, open: Uint8Array, once: Uint8Array): Buffer {
  const privateKey = createPrivateKey({ key: Buffer.concat([SECRET_DER, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey({ key: Buffer.concat([OPEN_DER, open]), format: 'der', type: 'spki' });
  return derivedKey(Buffer.concat([diffieHellman({ privateKey, publicKey }), once]), 'jiefen box');
}

/**
 * A secret in shares of which any two give it back and one tells nothing (Shamir 1979, over GF(2⁸)): share x of a byte s is s + r·x.
 * The first byte of a share is its x. At most 255.
 */
export function sharesOf(secret: Uint8Array, n: number): Buffer[] {
  const slope = randomBytes(secret.length);
  return Array.from({ length: n }, (_, at) => Buffer.from([at + 1, ...secret.map((byte, i) => byte ^ times(slope[i]!, at + 1))]));
}

/** s = (y₁·x₂ + y₂·x₁) / (x₁ + x₂). The same share twice is none. */
export function fromShares([x1 = 0, ...first]: Uint8Array, [x2 = 0, ...second]: Uint8Array): Buffer | undefined {
  if (x1 === x2) return undefined;
  const inverse = power(x1 ^ x2, 254);
  return Buffer.from(first.map((y1, i) => times(times(y1, x2) ^ times(second[i]!, x1), inverse)));
}

/** In GF(2⁸) with the polynomial of AES. */
function times(a: number, b: number): number {
  let product = 0;
  for (let [left, right] = [a, b]; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left = left & 0x80 ? (left << 1) ^ 0x11b : left << 1;
  }
  return product;
}
const power = (a: number, n: number): number => (n === 0 ? 1 : times(a, power(a, n - 1)));
