import { timingSafeEqual } from 'node:crypto';
import { canonicalBytes } from './canonical.ts';
import { type SuiteName, suites } from './suites.ts';

/** Salts are 16 random bytes, one for each commitment, kept beside the data and destroyed with it. */
export const SALT_BYTES = 16;

/**
 * H(salt || canonical(data)) in hex: what stands in the ledger in place of data that must stay erasable (PIPL 47).
 * Once data and salt are gone nobody can tell, or guess by trying, what was committed to; the log still verifies.
 * Throws RangeError on a salt of another length, TypeError on data without canonical form.
 */
export function commit(data: unknown, salt: Uint8Array, suite: SuiteName = 'sha256'): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  return suites[suite].plain(Buffer.concat([salt, canonicalBytes(data)])).toString('hex');
}

/** Is this the data that was committed to? */
export function opens(commitment: string, data: unknown, salt: Uint8Array, suite: SuiteName = 'sha256'): boolean {
  const wanted = Buffer.from(commitment, 'hex');
  const found = Buffer.from(commit(data, salt, suite), 'hex');
  return wanted.length === found.length && wanted.toString('hex') === commitment && timingSafeEqual(wanted, found);
}
