import { createPrivateKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { algorithmOf } from './algorithm.ts';
import {
  bits,
  encoded,
  explicit,
  firstPiece,
  instant,
  objectId,
  octets,
  piecesOf,
  sequence,
  setOf,
  truth,
  utf8,
  whole,
} from './der.ts';

export interface SealKey {
  key: KeyObject;
  /** The centre's own certificate first, then those above it. */
  chain: readonly X509Certificate[];
}

const YEARS = 15;

/** A key pair and a certificate of the centre's own making (RFC 5280): it proves that a paper is unchanged and whose it is, once the certificate is known. */
export function selfSigned(name: string, now: Date, serial: Buffer): SealKey & { pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const who = sequence(
    setOf(sequence(objectId('2.5.4.6'), encoded(0x13, Buffer.from('CN')))),
    setOf(sequence(objectId('2.5.4.3'), utf8(name))),
  );
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + YEARS);
  const algorithm = algorithmOf(privateKey, 'certificate');
  const extension = (id: string, value: Buffer, critical = false) =>
    sequence(objectId(id), ...(critical ? [truth] : []), octets(value));
  const body = sequence(
    explicit(0, whole(Buffer.from([2]))),
    whole(Buffer.concat([Buffer.from([(serial[0]! & 0x7f) | 0x40]), serial.subarray(1)])),
    algorithm,
    who,
    sequence(instant(now), instant(until)),
    who,
    spki,
    explicit(
      3,
      sequence(
        extension('2.5.29.19', sequence(), true),
        // digitalSignature and nonRepudiation.
        extension('2.5.29.15', bits(Buffer.from([0xc0]), 6), true),
      ),
    ),
  );
  const raw = sequence(body, algorithm, bits(sign('sha256', body, privateKey)));
  const certificate = new X509Certificate(raw);
  return {
    key: privateKey,
    chain: [certificate],
    pem: `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${certificate.toString()}`,
  };
}

/** Key and certificates as one PEM text: the centre's own, or a county's from its PKCS#12. Throws when they do not belong together. */
export function readSealKey(pem: string): SealKey {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const key = createPrivateKey(pem);
  const chain = blocks.map((block) => new X509Certificate(block));
  const own = chain.find((certificate) => certificate.checkPrivateKey(key));
  if (!own) throw new Error('the seal file holds no certificate for its key');
  return { key, chain: [own, ...chain.filter((certificate) => certificate !== own)] };
}

/** Issuer and serial number of a certificate as they stand in it. */
export function namedIn(raw: Buffer): { issuer: Buffer; serial: Buffer } {
  const [body] = piecesOf(firstPiece(raw).content);
  const pieces = piecesOf(body!.content);
  const from = pieces[0]!.tag === 0xa0 ? 1 : 0;
  return { serial: pieces[from]!.whole, issuer: pieces[from + 2]!.whole };
}
