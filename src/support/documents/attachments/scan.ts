import { spawn } from 'node:child_process';
import { inflateSync } from 'node:zlib';

/** `unavailable` is not `clean`: the file stays in quarantine until a scan says clean. */
export type ScanVerdict = 'clean' | 'infected' | 'unavailable';
export type Scan = (bytes: Buffer) => Promise<ScanVerdict>;

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const ACTIVE = /\/(?:JavaScript|JS|Launch|RichMedia|XFA|SubmitForm|ImportData)\b/;

/** What needs no scanner: the EICAR test file, and PDFs that run or send something on opening. An encrypted PDF cannot be seen. */
export const builtInScan: Scan = async (bytes) => {
  if (bytes.includes(EICAR)) return 'infected';
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'clean';
  const text = names(bytes.toString('latin1'));
  if (ACTIVE.test(text)) return 'infected';
  return scanStreams(bytes);
};

/** The built-in scan, then the command of JIEFEN_SCAN where there is one (`clamdscan --no-summary -`). */
export function scanWith(command: string | undefined): Scan {
  if (!command?.trim()) return builtInScan;
  return async (bytes) => {
    const first = await builtInScan(bytes);
    return first === 'clean' ? runScanner(command, bytes) : first;
  };
}

/** The file goes in on standard input, so no clear copy touches the disk. Exit 0 clean, 1 infected, all else unavailable. */
function runScanner(command: string, bytes: Buffer): Promise<ScanVerdict> {
  const [program = '', ...parameters] = command.trim().split(/\s+/);
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { stdio: ['pipe', 'ignore', 'ignore'], timeout: 60_000, killSignal: 'SIGKILL' });
    child.on('error', () => resolve('unavailable'));
    child.on('close', (code) => resolve(code === 0 ? 'clean' : code === 1 ? 'infected' : 'unavailable'));
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}

/** /J#61vaScript is /JavaScript: names may be written in hexadecimal (ISO 32000 §7.3.5). */
const names = (text: string) =>
  text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Object streams are where a PDF can hide an action compressed; anything that cannot be looked into is not called clean. */
function scanStreams(bytes: Buffer): ScanVerdict {
  let looked = 0;
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; at = bytes.indexOf('/ObjStm', at + 7)) {
    const from = bytes.indexOf('stream', at);
    const start = from + (bytes[from + 6] === 0x0d ? 8 : 7);
    const end = bytes.indexOf('endstream', start);
    if (from < 0 || end < 0 || looked > 64 * 1024 * 1024) return 'unavailable';
    try {
      const content = inflateSync(bytes.subarray(start, end), { maxOutputLength: 16 * 1024 * 1024 });
      looked += content.length;
      if (ACTIVE.test(names(content.toString('latin1')))) return 'infected';
    } catch {
      return 'unavailable';
    }
  }
  return 'clean';
}
