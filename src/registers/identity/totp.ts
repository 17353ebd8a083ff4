import { authenticator } from 'otplib';
import type { Chance } from '../../ground/ids/index.ts';
import type { Vault } from '../../ground/vault/index.ts';

/** RFC 6238 with what every authenticator knows: SHA-1, six digits, 30 seconds; one step of clock error either way. */
const STEP_SECONDS = 30;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const place = (staffId: string) => ({ table: 'credential', column: 'totp_secret', row: staffId });

/** 160 random bits in base32 (RFC 4226 §4 R6). */
export function newSecret(chance: Chance): string {
  const bits = [...chance.bytes(20)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => base32[Number.parseInt(five, 2)]!);
}

export const sealSecret = (vault: Vault, tenantId: number, staffId: string, secret: string): Buffer =>
  vault.seal(String(tenantId), place(staffId), secret);
export const openSecret = (vault: Vault, tenantId: number, staffId: string, bytes: Buffer): string =>
  vault.open(String(tenantId), place(staffId), bytes);

/** For the QR code that an authenticator scans. */
export const totpUri = (secret: string, username: string, centreZh: string): string =>
  authenticator.keyuri(username, centreZh, secret);

/** The time step that the code belongs to, when it is right and newer than `last`: a code is good once, even inside its 30 seconds. */
export function stepOf(secret: string, code: string, at: Date, last: number | null): number | undefined {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = authenticator.clone({ epoch: at.getTime(), window: 1 }).checkDelta(digits, secret);
  if (delta === null) return undefined;
  const step = Math.floor(at.getTime() / 1000 / STEP_SECONDS) + delta;
  return last !== null && step <= last ? undefined : step;
}
