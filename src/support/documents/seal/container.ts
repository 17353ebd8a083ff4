import { createHash, sign, verify, X509Certificate } from 'node:crypto';
import { algorithmOf, sha256Id } from './algorithm.ts';
import { namedIn, type SealKey } from './certificate.ts';
import { encoded, explicit, firstPiece, objectId, octets, piecesOf, sequence, setOf, whole } from './der.ts';

const id = {
  data: objectId('1.2.840.113549.1.7.1'),
  signedData: objectId('1.2.840.113549.1.7.2'),
  contentType: objectId('1.2.840.113549.1.9.3'),
  messageDigest: objectId('1.2.840.113549.1.9.4'),
  signingCertificateV2: objectId('1.2.840.113549.1.9.16.2.47'),
};
const one = whole(Buffer.from([1]));
export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * What is signed, in CAdES form for PAdES baseline B (EN 319 142-1 §5.2, §6): the digest of the file, and which certificate signs (ESS
 * signing-certificate-v2, RFC 5035), so that no other certificate can be put in its place. The time stands in the PDF, not here.
 */
function attributesOf(digest: Buffer, certificate: X509Certificate): Buffer {
  const { issuer, serial } = namedIn(certificate.raw);
  const attribute = (name: Buffer, value: Buffer) => sequence(name, setOf(value));
  const named = sequence(octets(sha256(certificate.raw)), sequence(sequence(explicit(4, issuer)), serial));
  return setOf(
    attribute(id.contentType, id.data),
    attribute(id.messageDigest, octets(digest)),
    attribute(id.signingCertificateV2, sequence(sequence(named))),
  );
}

/** The signature container (CMS SignedData, RFC 5652), detached, over a file of this SHA-256. */
export function signContainer(digest: Buffer, { key, chain }: SealKey): Buffer {
  const attributes = attributesOf(digest, chain[0]!);
  return containerOf(attributes, chain, sign('sha256', attributes, key));
}

function containerOf(attributes: Buffer, chain: readonly X509Certificate[], signature: Buffer): Buffer {
  const own = chain[0]!;
  const { issuer, serial } = namedIn(own.raw);
  const signer = sequence(
    one,
    sequence(issuer, serial),
    sha256Id,
    Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
    algorithmOf(own.publicKey, 'container'),
    octets(signature),
  );
  const certificates = encoded(0xa0, ...chain.map(({ raw }) => raw));
  return sequence(id.signedData, explicit(0, sequence(one, setOf(sha256Id), sequence(id.data), certificates, setOf(signer))));
}

export type ContainerTrouble = 'shape' | 'content' | 'certificate' | 'signature';

/**
 * Reads a container and checks it against the digest of the file. Only the one spelling that `signContainer` gives is taken: a container with
 * a single changed byte is told, wherever it lies.
 */
export function checkContainer(bytes: Buffer, digest: Buffer): { chain: X509Certificate[] } | { trouble: ContainerTrouble } {
  try {
    const [, holder] = piecesOf(firstPiece(bytes).content);
    const parts = piecesOf(firstPiece(holder!.content).content);
    const chain = piecesOf(parts[3]!.content).map((piece) => readCertificate(piece.whole));
    const own = chain[0];
    const signer = piecesOf(firstPiece(parts[4]!.content).content);
    const attributes = Buffer.concat([Buffer.from([0x31]), signer[3]!.whole.subarray(1)]);
    const signature = signer[5]!.content;
    if (!own) return { trouble: 'certificate' };
    if (!attributes.equals(attributesOf(digest, own)))
      return { trouble: attributes.includes(octets(digest)) ? 'certificate' : 'content' };
    if (!verify('sha256', attributes, own.publicKey, signature)) return { trouble: 'signature' };
    return containerOf(attributes, chain, signature).equals(bytes) ? { chain } : { trouble: 'shape' };
  } catch (error) {
    return { trouble: error instanceof BadCertificate ? 'certificate' : 'shape' };
  }
}

class BadCertificate extends Error {}
function readCertificate(raw: Buffer): X509Certificate {
  try {
    return new X509Certificate(raw);
  } catch {
    throw new BadCertificate();
  }
}
