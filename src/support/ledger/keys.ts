import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateNoteKey, type NoteSigner, openSigner } from './noteKey.ts';

export interface LedgerKey {
  origin: string;
  signer: NoteSigner;
  verifierKey: string;
  /** The second suite is kept too. */
  sm3: boolean;
}
export interface LedgerKeys {
  of(centre: { code: string }): LedgerKey;
}

/** The signing keys of each centre's log, in a folder that only the program may read. Made at first use. */
export function ledgerKeys(folder: string, { sm3 = false } = {}): LedgerKeys {
  const known = new Map<string, LedgerKey>();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    of({ code }) {
      const found = known.get(code) ?? { ...read(folder, code), sm3 };
      known.set(code, found);
      return found;
    },
  };
}

function read(folder: string, code: string): Omit<LedgerKey, 'sm3'> {
  const origin = `jiefen.${code}`;
  const file = path.join(folder, `${origin}.ledger`);
  if (!existsSync(file)) {
    const pair = generateNoteKey(origin);
    writeFileSync(file, `${pair.signerKey}\n${pair.verifierKey}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const [signerKey, verifierKey] = readFileSync(file, 'utf8').split('\n') as [string, string];
  return { origin, signer: openSigner(signerKey), verifierKey };
}
