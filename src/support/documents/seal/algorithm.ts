import type { KeyObject } from 'node:crypto';
import { nothing, objectId, sequence } from './der.ts';

export const sha256Id = sequence(objectId('2.16.840.1.101.3.4.2.1'));

/** How a signature by this key is named: RSA (PKCS#1 v1.5) or ECDSA, with SHA-256. A 国密 seal stamps by its own adapter. */
export function algorithmOf(key: KeyObject, where: 'certificate' | 'container'): Buffer {
  if (key.asymmetricKeyType === 'ec') return sequence(objectId('1.2.840.10045.4.3.2'));
  if (key.asymmetricKeyType !== 'rsa') throw new Error(`a seal key is RSA or EC, not ${key.asymmetricKeyType}`);
  return sequence(objectId(where === 'certificate' ? '1.2.840.113549.1.1.11' : '1.2.840.113549.1.1.1'), nothing);
}
