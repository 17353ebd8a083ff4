import { sayDay } from '../../ground/clock/index.ts';
import type { Packed } from '../../ground/zip/index.ts';
import { fits } from '../../registers/matters/confirmable.ts';
import { confirmationMaterialsOn, type Day } from '../../support/deadlines/index.ts';

export type Paper = (documentId: string) => Promise<{ pdf: Buffer; pages: number; title: string }>;
export interface Contact {
  side: string;
  name: string | null;
  address: string | null;
  phone: string | null;
  idMask: string | null;
  creditCode: string | null;
}
export interface Gathered {
  on: Day;
  documents: readonly { id: string; kind: string; title: string; state: string; lane: string }[];
  attachments: readonly { id: string; name: string; state: string }[];
  contacts: readonly Contact[];
  /** The sheet that says who presided. */
  proofId: string;
}

const sides: Record<string, string> = { applicant: '申请人', respondent: '被申请人', joined: '共同申请人' };

/** Who they are and where to find them, as 解释 354 asks; of a protected matter only what is not a way to somebody's door. */
export const contactSheet = (contacts: readonly Contact[]): string =>
  contacts
    .map(({ side, name, address, phone, idMask, creditCode }) =>
      [
        `${sides[side] ?? side}：${name ?? '（没有留名）'}`,
        `证件：${creditCode ?? idMask ?? '见身份证明复印件'}`,
        `住所：${address ?? '（由本人填写）'}`,
        `电话：${phone ?? '（由本人填写）'}`,
      ].join('\r\n'),
    )
    .join('\r\n\r\n');

/** A name that every file system takes. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(0, 80);
/** Until papers are typeset the same print comes as plain text; its own first bytes say which it is. */
const typeOf = (bytes: Buffer): string => (bytes.subarray(0, 4).toString('latin1') === '%PDF' ? 'pdf' : 'txt');

/**
 * The whole package in the court's order (解释 354), each material numbered; first a list that says what is in it and what the court will ask
 * for besides. Only what a row names goes in: no record of a session, no draft, nothing of the safety path.
 */
export async function courtPackage(file: Gathered, paper: Paper, attachment: (id: string) => Promise<Buffer>): Promise<Packed[]> {
  const packed: Packed[] = [];
  const contents: string[] = [];
  for (const [at, { zh, code, from, of }] of confirmationMaterialsOn(file.on).entries()) {
    const number = String(at + 1).padStart(2, '0');
    const found = from === 'attachment' ? await copies(file, of, attachment) : await sheets(file, code, of, paper);
    for (const [part, one] of found.entries())
      packed.push({ name: `${number}${found.length > 1 ? `-${part + 1}` : ''} ${safe(one.name)}`, bytes: one.bytes });
    contents.push(`${number} ${zh}：${found.length === 0 ? '没有，请当事人补' : `${found.length}份`}`);
  }
  const list = ['司法确认申请材料', sayDay(file.on), '', ...contents].join('\r\n');
  return [{ name: '00 目录.txt', bytes: text(list) }, ...packed];
}

const text = (words: string): Buffer => Buffer.from(`\uFEFF${words}\r\n`, 'utf8');

async function sheets(file: Gathered, code: string, kinds: readonly string[], paper: Paper): Promise<Packed[]> {
  if (code === 'contacts') return [{ name: '住所和联系方式.txt', bytes: text(contactSheet(file.contacts)) }];
  const open = file.documents.filter(({ state, lane }) => state === 'issued' && lane === 'open');
  const found = code === 'presided' ? file.proofId : open.findLast(({ kind }) => kinds.includes(kind))?.id;
  if (!found) return [];
  const { pdf, title } = await paper(found);
  return [{ name: `${title}.${typeOf(pdf)}`, bytes: pdf }];
}

async function copies(file: Gathered, names: readonly string[], read: (id: string) => Promise<Buffer>): Promise<Packed[]> {
  const found = file.attachments.filter(({ name, state }) => state === 'clean' && fits(names, name));
  return Promise.all(found.map(async ({ id, name }) => ({ name, bytes: await read(id) })));
}
