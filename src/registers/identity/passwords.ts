import { hash, type Options, verify } from '@node-rs/argon2';
import { type Chance, readableCode } from '../../ground/ids/index.ts';
import { commonPasswords } from './commonPasswords.ts';

/** argon2id (the library's default), 19 MiB, two passes, one lane: OWASP's first choice, about 28 ms of one core. */
export const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const LONGEST = 200;

/** Full-width letters from an input method and their plain forms are the same password (RFC 8265 §4). */
export const normal = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

let nobodysHash: Promise<string> | undefined;

/** True when the password fits. Without a hash (no such account) it works as long and says no, so that time tells nothing. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (nobodysHash ??= hashPassword('nobody has this password')));
  const fits = await verify(against, normal(password.slice(0, LONGEST + 1)));
  return fits && stored !== undefined && password.length <= LONGEST;
}

/** Ten letters or more, none of the common ones, not the name, not a run or one sign again and again (NIST 800-63B §5.1.1.2). */
export function passwordTrouble(next: string, username: string | null): string | undefined {
  const letters = [...normal(next)];
  if (letters.length < 10) return '至少要10个字';
  if (letters.length > LONGEST) return `最多${LONGEST}个字`;
  const plain = letters.join('').toLowerCase();
  if (username && plain.includes(username.toLowerCase())) return '不能包含用户名';
  if (new Set(plain).size < 5) return '重复的字太多';
  if (isRun(plain)) return '不能是连续的数字或字母';
  const core = plain.replace(/[^\p{L}\p{N}@]/gu, '');
  // What is left beside the common word is too little to guess: "password2026!" falls, a sentence that holds the word stands.
  return commonPasswords.some((common) => core.includes(common) && core.replace(common, '').replace(/\d+/g, '').length < 4)
    ? '太常见，容易被猜到'
    : undefined;
}

function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((letter, at) => letter.codePointAt(0)! - text.codePointAt(at)!);
  return steps.filter((step) => Math.abs(step) === 1).length >= steps.length - 2;
}

/** A password for one use: 60 bits, readable aloud. */
export const oneTimePassword = (chance: Chance): string => readableCode(chance, 12).replace(/(.{4})(?=.)/g, '$1-');
