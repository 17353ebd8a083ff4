import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A log's key pair in the text forms of c2sp.org/signed-note: keep `signerKey` secret, print `verifierKey` everywhere. */
export type NoteKeyPair = { readonly signerKey: string; readonly verifierKey: string };
export type NoteSigner = { readonly name: string; readonly keyId: Buffer; readonly key: KeyObject };
export type NoteVerifier = { readonly name: string; readonly keyId: Buffer; readonly key: KeyObject };

const ED25519 = 1;
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A fresh Ed25519 key under this name; the name is the log's origin, e.g. `990101.jiefen/ledger`. */
export function generateNoteKey(name: string): NoteKeyPair {
  const seed = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(PKCS8.length);
  return keyPairOf(name, seed);
}

/** The pair that a 32-byte Ed25519 seed stands for. */
export function keyPairOf(name: string, seed: Uint8Array): NoteKeyPair {
  assertName(name);
  const point = publicPointOf(privateKeyOf(seed));
  const id = keyIdOf(name, point).toString('hex');
  return {
    signerKey: `PRIVATE+KEY+${name}+${id}+${typed(seed)}`,
    verifierKey: `${name}+${id}+${typed(point)}`,
  };
}

/** Reads `PRIVATE+KEY+name+hash+base64`. Throws RangeError when malformed; the text itself never appears in the message. */
export function openSigner(signerKey: string): NoteSigner {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([^+]+.*)$/.exec(signerKey);
  const key = match && privateKeyOf(untyped(match[3]!));
  const keyId = key && keyIdOf(match[1]!, publicPointOf(key));
  if (!key || !keyId || keyId.toString('hex') !== match[2]) throw new RangeError('malformed signer key');
  return { name: match[1]!, keyId, key };
}

/** Reads `name+hash+base64(0x01 || key)` (c2sp.org/signed-note verifier key). Throws RangeError when malformed. */
export function openVerifier(verifierKey: string): NoteVerifier {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey);
  if (!match) throw new RangeError(`malformed verifier key: ${verifierKey}`);
  const [, name, id, encoded] = match as unknown as [string, string, string, string];
  assertName(name);
  const point = untyped(encoded);
  const keyId = keyIdOf(name, point);
  if (keyId.toString('hex') !== id) throw new RangeError(`verifier key and its hash disagree: ${verifierKey}`);
  return { name, keyId, key: createPublicKey({ key: Buffer.concat([SPKI, point]), format: 'der', type: 'spki' }) };
}

/** Strict base64: Node reads many spellings of the same bytes, a signed text may have only one. Null when not canonical. */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** Key names carry neither white space nor plus (c2sp.org/signed-note). */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s+\p{Z}\u0000-\u001f]/u.test(name);
}

function assertName(name: string): void {
  if (!isKeyName(name)) throw new RangeError(`not a key name: ${JSON.stringify(name)}`);
}

function keyIdOf(name: string, point: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(point).digest().subarray(0, 4);
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function publicPointOf(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI.length);
}

function typed(bytes: Uint8Array): string {
  return Buffer.concat([Buffer.of(ED25519), bytes]).toString('base64');
}

function untyped(text: string): Buffer {
  const bytes = strictBase64(text);
  if (bytes?.length !== 33 || bytes[0] !== ED25519) throw new RangeError('not an Ed25519 key');
  return bytes.subarray(1);
}
