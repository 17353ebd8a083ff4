import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyring, openVault, rotateKeyring, type Vault, VaultProblem } from './index.ts';

const base = mkdtempSync(join(tmpdir(), 'vault-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const folderOf = (name: string) => join(base, name, 'keys');

const here = { table: 'person', column: 'phone', row: '1' };
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const troubleOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof VaultProblem) return error.trouble;
    throw error;
  }
  return 'opened';
};

describe('sealing', () => {
  let vault: Vault;
  beforeAll(() => {
    vault = openVault(openKeyring(folderOf('seal')));
  });

  it('opens what it sealed', () => {
    fc.assert(
      fc.property(fc.string(), text, (row, secret) => {
        const at = { ...here, row };
        expect(vault.open('t1', at, vault.seal('t1', at, secret))).toBe(secret);
      }),
    );
  });

  it('opens the bytes it sealed, empty and large', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(3_000_000, 7)]) {
      expect(vault.openBytes('t1', here, vault.sealBytes('t1', here, bytes)).equals(bytes)).toBe(true);
    }
  });

  it('never gives the same bytes twice and never shows the text', () => {
    const seals = Array.from({ length: 200 }, () => vault.seal('t1', here, '10012345678'));
    expect(new Set(seals.map((seal) => seal.toString('hex'))).size).toBe(200);
    expect(seals.some((seal) => seal.includes('100123'))).toBe(false);
  });

  it('finds every changed, cut or lengthened seal', () => {
    const seal = vault.seal('t1', here, '张某某');
    for (let bit = 0; bit < seal.length * 8; bit++) {
      const changed = Buffer.from(seal);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(troubleOf(() => vault.open('t1', here, changed))).not.toBe('opened');
    }
    for (let length = 0; length < seal.length; length++) {
      expect(troubleOf(() => vault.open('t1', here, seal.subarray(0, length)))).not.toBe('opened');
    }
    expect(troubleOf(() => vault.open('t1', here, Buffer.concat([seal, Buffer.from([0])])))).toBe('does-not-open');
  });

  it('does not open in another tenant, table, column or row', () => {
    const part = fc.string({ maxLength: 4 });
    const where = fc.tuple(part, part, part, part);
    fc.assert(
      fc.property(where, where, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        const [from, to] = [a, b].map(([tenant, table, column, row]) => ({ tenant, context: { table, column, row } }));
        const seal = vault.seal(from!.tenant, from!.context, 'secret');
        expect(troubleOf(() => vault.open(to!.tenant, to!.context, seal))).toBe('does-not-open');
      }),
    );
    const seal = vault.seal('t1', { table: 'ab', column: 'c', row: '1' }, 'x');
    expect(troubleOf(() => vault.open('t1', { table: 'a', column: 'bc', row: '1' }, seal))).toBe('does-not-open');
  });
});

describe('blind index', () => {
  const vault = openVault(openKeyring(folderOf('blind')));

  it('is stable, 8 bytes, and differs by value, field and tenant', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== b);
        const index = vault.blind('t1', 'phone', a);
        expect(index).toHaveLength(8);
        expect(index.equals(vault.blind('t1', 'phone', a))).toBe(true);
        for (const other of [vault.blind('t1', 'phone', b), vault.blind('t1', 'id', a), vault.blind('t2', 'phone', a)]) {
          expect(index.equals(other)).toBe(false);
        }
      }),
    );
  });

  it('does not come from another keyring: the index cannot be enumerated without the key', () => {
    const other = openVault(openKeyring(folderOf('blind-other')));
    expect(vault.blind('t1', 'phone', '1').equals(other.blind('t1', 'phone', '1'))).toBe(false);
  });
});

describe('keyring', () => {
  it('makes a private folder and files, and reads the same keys again', () => {
    const folder = folderOf('made');
    const first = openKeyring(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['00001.key']);
    expect(statSync(join(folder, '00001.key')).mode & 0o777).toBe(0o600);
    expect(openKeyring(folder)).toEqual(first);
  });

  it('keeps old seals open after rotations and seals with the newest', () => {
    const folder = folderOf('rotate');
    const before = openVault(openKeyring(folder));
    const old = before.seal('t1', here, 'old');
    const index = before.blind('t1', 'phone', '1');
    rotateKeyring(folder);
    const after = openVault(rotateKeyring(folder));
    const fresh = after.seal('t1', here, 'new');
    expect([after.keyVersionOf(old), after.keyVersionOf(fresh)]).toEqual([1, 3]);
    expect([after.open('t1', here, old), after.open('t1', here, fresh)]).toEqual(['old', 'new']);
    expect(after.blind('t1', 'phone', '1').equals(index)).toBe(true);
    expect(troubleOf(() => before.open('t1', here, fresh))).toBe('unknown-key');
  });

  it('says when keys are missing, have a gap or are damaged, instead of making new ones', () => {
    expect(troubleOf(() => openKeyring(folderOf('nowhere'), { create: false }))).toBe('keys-missing');
    expect(existsSync(folderOf('nowhere'))).toBe(false);
    const folder = folderOf('gap');
    openKeyring(folder);
    rotateKeyring(folder);
    unlinkSync(join(folder, '00001.key'));
    expect(troubleOf(() => openKeyring(folder))).toBe('keys-missing');
    writeFileSync(join(folder, '00001.key'), '{"version":1}', { mode: 0o600 });
    expect(troubleOf(() => openKeyring(folder))).toBe('keys-broken');
  });

  it('refuses keys that other accounts can read', () => {
    const folder = folderOf('open');
    openKeyring(folder);
    chmodSync(join(folder, '00001.key'), 0o644);
    expect(troubleOf(() => openKeyring(folder))).toBe('keys-open-to-others');
    chmodSync(join(folder, '00001.key'), 0o600);
    chmodSync(folder, 0o755);
    expect(troubleOf(() => openKeyring(folder))).toBe('keys-open-to-others');
  });
});
