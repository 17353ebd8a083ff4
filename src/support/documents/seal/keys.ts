import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from '../../../ground/ids/index.ts';
import { readSealKey, type SealKey, selfSigned } from './certificate.ts';

export interface SealKeys {
  of(centre: { code: string; zh: string }): SealKey;
}

/**
 * The electronic seal of each centre, one PEM file in a folder that only the program may read: made at first use, or the county's own put there
 * (`openssl pkcs12 -in 章.p12 -nodes -out jiefen.<code>.pem`).
 */
export function sealKeys(folder: string, now: () => Date = () => new Date()): SealKeys {
  const known = new Map<string, SealKey>();
  return {
    of({ code, zh }) {
      const found = known.get(code) ?? open(folder, code, zh, now());
      known.set(code, found);
      return found;
    },
  };
}

function open(folder: string, code: string, zh: string, now: Date): SealKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `jiefen.${code}.pem`);
  if (!existsSync(file)) {
    writeFileSync(file, selfSigned(zh, now, randomBytes(16)).pem, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  return readSealKey(readFileSync(file, 'utf8'));
}
