import { canonicalText, quoted } from './canonical.ts';
import { SALT_BYTES } from './commitment.ts';
import { type SuiteName, suites } from './suites.ts';

/** Columns that say who may read or which event sealed the row: they may change without the fact changing. */
export const UNSEALED_COLUMNS: readonly string[] = ['readers', 'sealed_by', 'salt', 'seal_salt'];

/**
 * Hex digest of a row as node-pg returns it: what an event says the row looked like after the change, so that a later edit behind
 * the program's back is found. H(salt || canonical({row, table})); null and undefined columns count as absent, so a nullable column
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
  const members = Object.keys(row)
    .filter((name) => row[name] !== null && row[name] !== undefined && !leaveOut.includes(name))
    .sort()
    .map((name) => `${quoted(name)}:${columnText(row[name])}`);
  const text = `{"row":{${members.join(',')}},"table":${quoted(table)}}`;
  return suites[suite].plain(Buffer.concat([salt, Buffer.from(text, 'utf8')])).toString('hex');
}

const columnText = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? quoted(String(value)) : canonicalText(plainValue(value));

/** As it will be read back. jsonb and arrays keep their own nulls and numbers: there they are part of the fact. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? value.toString() : value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plainValue);
  if (Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, plainValue(inner)]])),
    );
  return value;
}
