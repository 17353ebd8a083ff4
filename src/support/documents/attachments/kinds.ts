import { fileTypeFromBuffer } from 'file-type';
import { guardOfficeZip, zipEndAt } from '../../../ground/zip/index.ts';
import { attachmentRefusals } from './refusals.ts';

export type AttachmentKind = 'jpg' | 'png' | 'webp' | 'heic' | 'pdf' | 'mp3' | 'm4a' | 'wav' | 'amr' | 'docx' | 'xlsx';

export const mimeOf: Readonly<Record<AttachmentKind, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  amr: 'audio/amr',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const SAME_KIND: Readonly<Record<string, AttachmentKind>> = { jpeg: 'jpg', jfif: 'jpg', heif: 'heic' };

/** The kind by content alone; the extension, where there is one, must agree. Refusals `attachments.*`, `zip.*`. */
export async function kindOf(bytes: Buffer, name: string): Promise<AttachmentKind> {
  const start = bytes.subarray(0, 1024).toString('latin1');
  if (!start.startsWith('PK') && MARKUP.test(start)) throw attachmentRefusals.kind({ say: '：这是网页或 SVG' });
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.ext ?? '';
  const kind = SAME_KIND[found] ?? (found === 'mp4' && !bytes.includes('vide') ? 'm4a' : found);
  if (!isKind(kind) || (kind === 'pdf' && !start.startsWith('%PDF-')))
    throw attachmentRefusals.kind(found ? { say: `（内容是 ${found}）` } : {});
  refuseWrongExtension(kind, name);
  if (kind === 'docx' || kind === 'xlsx') guardOfficeZip(bytes);
  else refuseSecondFace(bytes, kind);
  return kind;
}

const MARKUP = /^[\s\xef\xbb\xbf]*<(?:!doctype|html|script|svg|iframe|body|\?php|\?xml)/i;
const isKind = (kind: string): kind is AttachmentKind => Object.hasOwn(mimeOf, kind);

function refuseWrongExtension(kind: AttachmentKind, name: string): void {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase();
  if (!extension || (SAME_KIND[extension] ?? extension) === kind) return;
  throw attachmentRefusals.mismatch({ say: `：名字是 .${extension}，内容是 ${kind}`, waysOn: [`请把后缀改成 .${kind} 再上传`] });
}

/** A polyglot is a picture to one program and an archive, PDF or page to another. */
function refuseSecondFace(bytes: Buffer, kind: AttachmentKind): void {
  const ends = [bytes.subarray(0, 1024), bytes.subarray(-1024)].map((part) => part.toString('latin1'));
  const page = kind !== 'heic' && ends.some((part) => /<(?:html|script|svg|iframe|\?php)/i.test(part));
  if (page || zipEndAt(bytes) >= 0 || (kind !== 'pdf' && ends[0]!.includes('%PDF-'))) throw attachmentRefusals.twoFaces();
}
