import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16_384);
let used = pool.length;

/**
 * Random bytes of the system, fetched by the thousand: one matter takes a dozen salts, nonces and ids, and each call of the system costs
 * more than all of them. What has been handed out is wiped, so that the pool never tells a key or salt that is in use.
 */
export function randomBytes(n: number): Buffer {
  if (n > pool.length) return randomFillSync(Buffer.alloc(n));
  if (used + n > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + n));
  pool.fill(0, used, used + n);
  used += n;
  return bytes;
}
