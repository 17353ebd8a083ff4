import { sign, verify } from 'node:crypto';
import { isKeyName, type NoteSigner, type NoteVerifier, strictBase64 } from './noteKey.ts';

export type NoteSignature = { readonly name: string; readonly keyId: Buffer; readonly signature: Buffer };

/** `text` ends in a newline; signatures stand below the last empty line (c2sp.org/signed-note). */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export type NoteFault = 'malformed' | 'unknownKey' | 'badSignature';

const MAX_NOTE_CHARS = 1_000_000;

/** The text signed by each signer in turn. Throws RangeError when the text could not be read back. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const lines = signers.map((s) => signatureLine(s, sign(null, Buffer.from(text, 'utf8'), s.key)));
  const note = `${text}\n${lines.join('')}`;
  if (parseNote(note)?.text !== text) throw new RangeError('text is not fit for a signed note');
  return note;
}

/** A note's parts, unverified; null when it is not a well-formed note. */
export function parseNote(note: string): Note | null {
  if (note.length > MAX_NOTE_CHARS || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f\ufffd]/.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return null;
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(parseLine);
  return signatures.every((s) => s !== null) ? { text: note.slice(0, split + 1), signatures } : null;
}

/** Null when the note bears a good signature by this key and no bad one; signatures by other keys are passed over. */
export function faultOf(note: Note, verifier: NoteVerifier): NoteFault | null {
  const known = note.signatures.filter((s) => s.name === verifier.name && s.keyId.equals(verifier.keyId));
  if (known.length === 0) return 'unknownKey';
  const bytes = Buffer.from(note.text, 'utf8');
  return known.every((s) => verify(null, bytes, verifier.key, s.signature)) ? null : 'badSignature';
}

function signatureLine({ name, keyId }: NoteSigner, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

function parseLine(line: string): NoteSignature | null {
  const match = /^— (\S+) (\S+)$/.exec(line);
  const bytes = match && strictBase64(match[2]!);
  if (!bytes || bytes.length <= 4 || !isKeyName(match[1]!)) return null;
  return { name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}
