import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../ground/config/index.ts';
import { checkPdf, type PdfFinding } from '../../support/documents/seal/index.ts';
import { checkEventProof } from '../../support/ledger/index.ts';

const usage = `用法：npx jiefen verify-document <PDF 文件> [--trust 证书.pem] [--proof 证明.json] [--key 账本公钥]

不联网，不用数据库。证书由中心公布（/api/public/seal.pem）；在中心自己的机器上不写 --trust 时用数据文件夹里的。
退出码：0 完好而且是可信证书盖的；1 被改动，或者证明不符；2 用法不对、文件读不出；3 完好，但没有可信证书可比。`;

/** 0 as sealed, by a trusted certificate; 1 changed; 2 wrong call; 3 as sealed, by nobody known. */
export async function run(argv: string[], config: Config): Promise<number> {
  const given = argumentsOf(argv);
  if (!given.file) return told(2, usage);
  const bytes = fileAt(given.file);
  if (!bytes) return told(2, `打不开文件：${given.file}`);
  const trust = trusted(given.trust, config);
  if (!trust) return told(2, `打不开证书：${given.trust}`);
  const found = checkPdf(bytes, trust);
  console.log(`文件摘要 SHA-256：${found.digest}`);
  if (found.signer) console.log(`盖章：${found.signer}，${found.sealedAt?.toISOString()}\n证书指纹：${found.fingerprint}`);
  for (const trouble of found.troubles) console.log(`不对：${trouble}`);
  const proof = given.proof ? proved(given, found) : true;
  const code = codeOf(found, proof);
  console.log(said[code]);
  return code;
}

const said: Readonly<Record<number, string>> = {
  0: '结论：文件完好，是这张可信证书盖的章。',
  1: '结论：这份文件不可信。',
  3: '结论：文件和盖章时一样；没有给出可信证书，所以还不能说是谁盖的。请向中心索取证书，用 --trust 再核对。',
};
function codeOf({ intact, trusted }: PdfFinding, proof: boolean): number {
  if (!intact || !proof || trusted === false) return 1;
  return trusted ? 0 : 3;
}
function told(code: number, words: string): number {
  console.error(words);
  return code;
}

type Given = { file?: string; trust?: string; proof?: string; key?: string };
function argumentsOf(argv: readonly string[]): Given {
  const given: Given = {};
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--trust' || word === '--proof' || word === '--key') given[word.slice(2) as 'trust'] = argv[++at] ?? '';
    else if (word.startsWith('-') || given.file) return {};
    else given.file = word;
  }
  return given;
}

function fileAt(name: string): Buffer | undefined {
  try {
    return readFileSync(name);
  } catch {
    return undefined;
  }
}

/** The certificates to compare with: those given, or those of the centres whose data lies here. undefined: what was given is none. */
function trusted(file: string | undefined, config: Config): X509Certificate[] | undefined {
  try {
    if (file !== undefined) return certificatesIn(readFileSync(file, 'utf8'));
    const folder = path.join(config.folder, 'ledger-keys');
    const own = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pem')) : [];
    return own.flatMap((name) => certificatesIn(readFileSync(path.join(folder, name), 'utf8')));
  } catch {
    return undefined;
  }
}

function certificatesIn(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  if (!blocks) throw new Error('no certificate');
  return blocks.map((block) => new X509Certificate(block));
}

/** Does the ledger say of this very file that it was issued? Told line by line. */
function proved({ proof, key }: Given, { digest }: PdfFinding): boolean {
  const text = fileAt(proof!)?.toString('utf8');
  const found = checkEventProof(text === undefined ? undefined : jsonOf(text));
  if (!found.ok) return no(found.what);
  if (found.kind !== 'mediation.paperFinished' || found.data.sha256 !== digest) return no('账上的这一条说的不是这份文件');
  if (key !== undefined && (jsonOf(text!) as { publicKey: string }).publicKey !== key.trim())
    return no('证明不是用所给的账本公钥签的');
  console.log(`账本：第 ${found.index} 条（共 ${found.size} 条，${found.origin}），${found.at} 记下这份文件，证明相符。`);
  if (key === undefined) console.log('账本公钥取自证明文件；要确认是哪本账，请用 --key 给出中心公布的公钥。');
  return true;
}
const no = (what: string): false => {
  console.log(`账本证明不符：${what}`);
  return false;
};
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
