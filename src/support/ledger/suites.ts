import { hash } from 'node:crypto';

export type SuiteName = 'sha256' | 'sm3';

/** One hash function applied to a Merkle tree as RFC 6962 §2.1 says; all hashes are 32 bytes. */
export type Suite = {
  readonly name: SuiteName;
  /** root of the empty tree: H("") */
  readonly empty: Buffer;
  /** H(data), no prefix */
  plain(data: Uint8Array): Buffer;
  /** H(0x00 || data) */
  leaf(data: Uint8Array): Buffer;
  /** H(0x01 || left || right) */
  node(left: Uint8Array, right: Uint8Array): Buffer;
};

export const HASH_BYTES = 32;

/** SHA-256 is what C2SP logs and their witnesses speak; SM3 (GB/T 32905) is the second suite for 国密 readers. */
export const suites: Readonly<Record<SuiteName, Suite>> = { sha256: suiteOf('sha256'), sm3: suiteOf('sm3') };

function suiteOf(name: SuiteName): Suite {
  const plain = (data: Uint8Array): Buffer => hash(name, data, 'buffer');
  return {
    name,
    empty: plain(new Uint8Array(0)),
    plain,
    // The prefixes keep leaves and nodes apart: without them an inner node could be passed off as an entry.
    leaf: (data) => {
      const bytes = Buffer.allocUnsafe(1 + data.length);
      bytes[0] = 0;
      bytes.set(data, 1);
      return plain(bytes);
    },
    node: (left, right) => {
      const bytes = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
      bytes[0] = 1;
      bytes.set(left, 1);
      bytes.set(right, 1 + HASH_BYTES);
      return plain(bytes);
    },
  };
}
