import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { randomBytes } from '../ids/index.ts';
import type { Keyring } from './keyring.ts';
import { VaultProblem } from './problem.ts';

/** Where the sealed bytes live. Bound into the seal, so a value copied to another row, column or tenant does not open there. */
export type Context = { readonly table: string; readonly column: string; readonly row: string };

export type Vault = {
  /** Text → header(3) + nonce(12) + ciphertext + tag(16) bytes. Lone surrogates become U+FFFD, as everywhere in UTF-8. */
  seal(tenant: string, context: Context, text: string): Buffer;
  /** The text again. Throws VaultProblem `not-sealed`, `unknown-key`, `does-not-open`. */
  open(tenant: string, context: Context, bytes: Uint8Array): string;
  /** As `seal`, for files up to some tens of MB held in memory. */
  sealBytes(tenant: string, context: Context, bytes: Uint8Array): Buffer;
  openBytes(tenant: string, context: Context, bytes: Uint8Array): Buffer;
  /** 8 bytes for exact search on a sealed field. Equality only, and it leaks equality: normalise first, never use for short lists. */
  blind(tenant: string, field: string, normalised: string): Buffer;
  /** Key version of sealed bytes: what a re-sealing job looks for after a rotation. */
  keyVersionOf(bytes: Uint8Array): number;
};

const FORMAT = 1;
const HEADER = 3;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under a key per tenant, derived by HKDF-SHA-256 from the master of each version (RFC 5869, SP 800-38D). */
export function openVault(keyring: Keyring): Vault {
  const keyOf = tenantKeys();

  // Random nonces are safe to 2^32 seals a key (SP 800-38D §8.3): thousands of years for one county and one version.
  const sealBytes: Vault['sealBytes'] = (tenant, context, bytes) => {
    const header = Buffer.from([FORMAT, keyring.newest >> 8, keyring.newest & 0xff]);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', keyOf(keyring.masters.get(keyring.newest)!, 'seal', tenant), nonce);
    cipher.setAAD(boundTo(header, tenant, context));
    return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };

  const openBytes: Vault['openBytes'] = (tenant, context, bytes) => {
    const master = keyring.masters.get(keyVersionOf(bytes));
    if (!master)
      throw new VaultProblem('unknown-key', `sealed with key version ${keyVersionOf(bytes)}, which is not in the keyring`);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(master, 'seal', tenant), bytes.subarray(HEADER, HEADER + NONCE), {
      authTagLength: TAG,
    });
    decipher.setAAD(boundTo(bytes.subarray(0, HEADER), tenant, context));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(HEADER + NONCE, bytes.length - TAG)), decipher.final()]);
    } catch {
      throw new VaultProblem(
        'does-not-open',
        `sealed bytes do not open as ${context.table}.${context.column}: changed, or from elsewhere`,
      );
    }
  };

  return {
    seal: (tenant, context, text) => sealBytes(tenant, context, Buffer.from(text, 'utf8')),
    open: (tenant, context, bytes) => openBytes(tenant, context, bytes).toString('utf8'),
    sealBytes,
    openBytes,
    blind: (tenant, field, normalised) =>
      createHmac('sha256', keyOf(keyring.blind, 'blind', tenant, field))
        .update(normalised, 'utf8')
        .digest()
        .subarray(0, 8),
    keyVersionOf,
  };
}

function keyVersionOf(bytes: Uint8Array): number {
  if (bytes.length < HEADER + NONCE + TAG || bytes[0] !== FORMAT)
    throw new VaultProblem('not-sealed', 'these bytes are not a seal of this vault');
  return (bytes[1]! << 8) | bytes[2]!;
}

/** JSON of a list keeps the parts apart: ("ab","c") and ("a","bc") never give the same bytes. */
function boundTo(header: Uint8Array, tenant: string, { table, column, row }: Context): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([tenant, table, column, row]), 'utf8')]);
}

/** HKDF once per master and purpose, then remembered: the number of tenants and fields is small and known. */
function tenantKeys() {
  const derived = new Map<Buffer, Map<string, Buffer>>();
  return (master: Buffer, ...purpose: string[]): Buffer => {
    const known = derived.get(master) ?? new Map<string, Buffer>();
    derived.set(master, known);
    const info = JSON.stringify(['jiefen', ...purpose]);
    const key = known.get(info) ?? Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), info, 32));
    known.set(info, key);
    return key;
  };
}
