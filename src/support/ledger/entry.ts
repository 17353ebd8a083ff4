import { z } from 'zod';
import { MAX_ENTRY_BYTES } from './bundles.ts';
import { canonicalBytes } from './canonical.ts';
import { type SuiteName, suites } from './suites.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制摘要');
const word = z.string().min(1).max(100);

/**
 * The hashed payload of one event: ids, verbs, states, times and digests. Never a name, a number or a word that a person said:
 * those stand in the detail, of which only the salted commitment is here (see commitment.ts).
 */
export const LedgerEntry = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  tenant: word,
  matter: z.uuid().nullable(),
  /** past tense, e.g. `mediation.ended` */
  kind: word,
  command: word,
  actor: z.uuid().nullable(),
  role: word,
  /** UTC with milliseconds, from the database's clock */
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, '应为带毫秒的 UTC 时间'),
  from: word.nullable(),
  to: word.nullable(),
  /** commitment to the detail, SHA-256 */
  commit: digest,
  /** "table:id" → digest of that row after the change (see rowSeal.ts) */
  seals: z.record(z.string().regex(/^[a-z_][a-z0-9_]*:.+$/), digest),
  /** the same commitment under SM3, where a centre keeps the second suite */
  sm3: digest.optional(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The bytes that are hashed, kept and shown. Throws ZodError on another shape, RangeError over 65,535 bytes (about 550 seals: divide the change). */
export function entryBytes(entry: LedgerEntry): Buffer {
  const bytes = canonicalBytes(withoutUndefined(LedgerEntry.parse(entry)));
  if (bytes.length > MAX_ENTRY_BYTES) throw new RangeError(`event of ${bytes.length} bytes; ${MAX_ENTRY_BYTES} is the most`);
  return bytes;
}

/** The entry that bytes stand for. Throws when they are not the one canonical spelling of an entry. */
export function readEntry(bytes: Uint8Array): LedgerEntry {
  const entry = LedgerEntry.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (!entryBytes(entry).equals(bytes)) throw new RangeError('event is not in canonical form');
  return entry;
}

/** RFC 6962 leaf hash of the entry's bytes. */
export function leafHash(entry: LedgerEntry, suite: SuiteName = 'sha256'): Buffer {
  return suites[suite].leaf(entryBytes(entry));
}

function withoutUndefined({ sm3, ...rest }: LedgerEntry): LedgerEntry {
  return sm3 === undefined ? rest : { ...rest, sm3 };
}
