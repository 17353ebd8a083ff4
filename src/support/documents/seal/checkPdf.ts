import type { X509Certificate } from 'node:crypto';
import { type ContainerTrouble, checkContainer, sha256 } from './container.ts';
import { firstPiece } from './der.ts';

export interface PdfFinding {
  /** The paper is as it was sealed. */
  intact: boolean;
  /** undefined: no certificate was given to compare with. */
  trusted: boolean | undefined;
  /** What is wrong, in words; empty when nothing is. */
  troubles: string[];
  /** SHA-256 of the whole file: what the ledger and the public page have. */
  digest: string;
  signer?: string;
  sealedAt?: Date;
  fingerprint?: string;
}

const said: Readonly<Record<ContainerTrouble, string>> = {
  shape: '签章数据被改动，或者不是解纷的签章',
  content: '正文被改动：和盖章时的内容不一样',
  certificate: '签章里的证书被换过或被改动',
  signature: '签名值被改动，或者不是这张证书签的',
};

const SEAL = /\/M\(D:(\d{14})Z\)\/ByteRange\[0 (\d{1,10}) (\d{1,10}) (\d{1,10})\] *\/Contents<([0-9a-f]*)>>>\nendobj\n/g;

/**
 * Looks at a sealed PDF without asking anybody: is every byte as it was sealed, by which certificate, and is it one of those trusted. Every byte of
 * the file is either under the digest or held to its one spelling, so no changed byte stays unnoticed.
 */
export function checkPdf(bytes: Buffer, trust: readonly X509Certificate[] = []): PdfFinding {
  const found: PdfFinding = { intact: false, trusted: undefined, troubles: [], digest: sha256(bytes).toString('hex') };
  const trouble = (what: string): PdfFinding => ({ ...found, troubles: [...found.troubles, what] });
  const seal = [...bytes.toString('latin1').matchAll(SEAL)].at(-1);
  if (!seal) return trouble('找不到完整的电子签章：没有盖过，或者签章处被改动');
  const [until, from, length] = [Number(seal[2]), Number(seal[3]), Number(seal[4])];
  const hex = seal[5]!;
  const contentsAt = seal.index + seal[0].length - hex.length - '>>>\nendobj\n'.length - 1;
  if (until !== contentsAt || from !== contentsAt + hex.length + 2) return trouble('签章处被改动：签章范围和位置对不上');
  if (bytes.length > from + length) return trouble('盖章之后又加了内容');
  if (bytes.length < from + length) return trouble('文件被截短了，不完整');
  const padded = Buffer.from(hex, 'hex');
  const container = containerIn(padded);
  if (!container) return trouble(said.shape);
  const checked = checkContainer(container, sha256(bytes.subarray(0, until), bytes.subarray(from)));
  if ('trouble' in checked) return trouble(said[checked.trouble]);
  const own = checked.chain[0]!;
  found.sealedAt = instantOf(seal[1]!);
  found.signer = nameOf(own);
  found.fingerprint = own.fingerprint256;
  if (found.sealedAt < new Date(own.validFrom) || found.sealedAt > new Date(own.validTo))
    return trouble('盖章的日子不在证书的有效期里');
  found.intact = true;
  if (trust.length === 0) return found;
  found.trusted = isTrusted(checked.chain, trust);
  return found.trusted ? found : trouble('签章完好，但证书不是所给的可信证书，也不是由它签发的');
}

function containerIn(padded: Buffer): Buffer | undefined {
  try {
    const { whole } = firstPiece(padded);
    return padded.subarray(whole.length).every((byte) => byte === 0) ? whole : undefined;
  } catch {
    return undefined;
  }
}

/** The certificate itself, or one that a trusted one issued, step by step along the chain. */
function isTrusted(chain: readonly X509Certificate[], trust: readonly X509Certificate[]): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (trust.some((known) => known.raw.equals(certificate.raw))) return true;
    if (trust.some((known) => certificate.checkIssued(known) && certificate.verify(known.publicKey))) return true;
    const above = chain[at + 1];
    if (!above?.ca || !certificate.checkIssued(above) || !certificate.verify(above.publicKey)) return false;
  }
  return false;
}

const nameOf = ({ subject }: X509Certificate): string => /^CN=(.*)$/m.exec(subject)?.[1] ?? subject;
const instantOf = (t: string): Date =>
  new Date(`${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)}T${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)}Z`);
