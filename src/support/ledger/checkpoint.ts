import { faultOf, type NoteFault, parseNote, signNote } from './note.ts';
import { type NoteSigner, type NoteVerifier, strictBase64 } from './noteKey.ts';
import { HASH_BYTES, type SuiteName } from './suites.ts';

/** What the log signs: "at this length my root is this" (c2sp.org/tlog-checkpoint). `sm3Root` travels as the extension line `sm3 <base64>`. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Buffer; readonly sm3Root?: Buffer };

export type CheckpointReading =
  | { ok: true; checkpoint: Checkpoint }
  | { ok: false; fault: NoteFault; checkpoint: Checkpoint | null };

/** The signed text of a checkpoint; further signers (an old key while keys change hands) add their own line. */
export function signCheckpoint(checkpoint: Checkpoint, ...signers: NoteSigner[]): string {
  const text = checkpointText(checkpoint);
  if (!parseText(text)) throw new RangeError('not a checkpoint');
  return signNote(text, signers);
}

/** Reads without trusting: null when malformed. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed && parseText(parsed.text);
}

/** Trusts only what this key has signed. A faulty checkpoint is handed back too, to say what it claimed. */
export function verifyCheckpoint(note: string, verifier: NoteVerifier): CheckpointReading {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseText(parsed.text);
  if (!parsed || !checkpoint) return { ok: false, fault: 'malformed', checkpoint: null };
  const fault = faultOf(parsed, verifier);
  return fault ? { ok: false, fault, checkpoint } : { ok: true, checkpoint };
}

/** The root a checkpoint gives in one suite; null when it gives none. */
export function rootIn(suite: SuiteName, checkpoint: Checkpoint): Buffer | null {
  return suite === 'sha256' ? checkpoint.root : (checkpoint.sm3Root ?? null);
}

function checkpointText({ origin, size, root, sm3Root }: Checkpoint): string {
  const extension = sm3Root ? `sm3 ${sm3Root.toString('base64')}\n` : '';
  return `${origin}\n${size}\n${root.toString('base64')}\n${extension}`;
}

function parseText(text: string): Checkpoint | null {
  const [origin, size, root, ...extensions] = text.split('\n').slice(0, -1);
  const rootHash = hashIn(root);
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || !rootHash || extensions.includes('')) return null;
  if (!Number.isSafeInteger(Number(size))) return null;
  const sm3Lines = extensions.filter((line) => line.startsWith('sm3 '));
  const sm3Root = hashIn(sm3Lines[0]?.slice('sm3 '.length));
  if (sm3Lines.length > 1 || (sm3Lines.length === 1 && !sm3Root)) return null;
  return { origin, size: Number(size), root: rootHash, ...(sm3Root && { sm3Root }) };
}

function hashIn(line: string | undefined): Buffer | null {
  const bytes = line ? strictBase64(line) : null;
  return bytes?.length === HASH_BYTES ? bytes : null;
}
