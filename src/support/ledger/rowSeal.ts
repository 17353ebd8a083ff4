import { canonicalBytes } from './canonical.ts';
import { SALT_BYTES } from './commitment.ts';
import { type SuiteName, suites } from './suites.ts';

/** Columns that say who may read or which event sealed the row: they may change without the fact changing. */
export const UNSEALED_COLUMNS: readonly string[] = ['readers', 'sealed_by', 'salt', 'seal_salt'];

/**
 * Hex digest of a row as node-pg returns it: what an event says the row looked like after the change, so that a later edit behind
 * the program's back is found. H(salt || canonical({table, row})); null and undefined columns count as absent, so a nullable column
 * added in a later year leaves old digests as they are. Numbers and bigints count by their decimal text, so int may widen to bigint.
 * Throws RangeError on a salt that is not 16 bytes, TypeError on a value without canonical form.
 */
export function rowDigest(
  table: string,
  row: Readonly<Record<string, unknown>>,
  salt: Uint8Array,
  { leaveOut = UNSEALED_COLUMNS, suite = 'sha256' }: { leaveOut?: readonly string[]; suite?: SuiteName } = {},
): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  const columns = Object.entries(row).filter(
    ([name, value]) => value !== null && value !== undefined && !leaveOut.includes(name),
  );
  const plain = Object.fromEntries(columns.map(([name, value]) => [name, columnValue(value)]));
  return suites[suite].plain(Buffer.concat([salt, canonicalBytes({ table, row: plain })])).toString('hex');
}

function columnValue(value: unknown): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return plainValue(value);
}

/** jsonb and arrays keep their own nulls and numbers: there they are part of the fact. */
function plainValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
  }
  return value;
}
