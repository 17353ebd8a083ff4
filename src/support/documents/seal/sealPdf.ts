import type { SealKey } from './certificate.ts';
import { sha256, signContainer } from './container.ts';
import { PdfFile } from './pdfFile.ts';
import { readValue } from './pdfValues.ts';
import { sealRefusals } from './refusals.ts';

export interface SealWords {
  /** Whose seal it is, and why it stands there. */
  name: string;
  reason: string;
  at: Date;
}

const ROOM = 512;

/**
 * The same PDF with the centre's electronic seal behind it (PAdES baseline B: ISO 32000-2 §12.8, EN 319 142-1). Nothing of the paper is
 * written anew: what the parties signed stands byte for byte, the seal is added after its end. Refusal `seal.notPdf`.
 */
export function sealPdf(pdf: Buffer, key: SealKey, words: SealWords): Buffer {
  const { bytes, hole } = withHole(pdf, words, roomFor(key));
  const range = [0, hole.from, hole.until, bytes.length - hole.until];
  bytes.write(`${range.join(' ')}]`.padEnd(RANGE.length), hole.range, 'latin1');
  const container = signContainer(sha256(bytes.subarray(0, hole.from), bytes.subarray(hole.until)), key);
  bytes.write(container.toString('hex'), hole.from + 1, 'latin1');
  return bytes;
}

/** How many bytes the container takes, with a little air: an ECDSA signature has no fixed length. */
const roomFor = (key: SealKey): number => Math.ceil((signContainer(sha256(), key).length + 16) / ROOM) * ROOM;

const RANGE = '0 0000000000 0000000000 0000000000]';

interface Hole {
  /** First byte of `<`, and the byte after `>`; where the four numbers of the range go. */
  from: number;
  until: number;
  range: number;
}

function withHole(pdf: Buffer, words: SealWords, room: number): { bytes: Buffer; hole: Hole } {
  const file = readPdf(pdf);
  const page = file.pages()[0];
  if (page === undefined) throw sealRefusals.notPdf();
  const [seal, field] = [file.size, file.size + 1];
  const before = Buffer.concat([pdf, Buffer.from(pdf.at(-1) === 0x0a ? '' : '\n')]);
  const objects: [number, string][] = [
    [file.root, withEntry(file, file.root, 'AcroForm', `<</Fields[${field} 0 R]/SigFlags 3>>`)],
    [page, withAnnotation(file, page, field)],
    [field, `<</Type/Annot/Subtype/Widget/FT/Sig/T(Jiefen)/V ${seal} 0 R/F 132/Rect[0 0 0 0]/P ${page} 0 R>>`],
    [
      seal,
      `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name${textOf(words.name)}/Reason${textOf(words.reason)}/M(${pdfTime(words.at)})/ByteRange[${RANGE}/Contents<${'0'.repeat(room * 2)}>>>`,
    ],
  ];
  const places = new Map<number, number>();
  let added = '';
  for (const [number, value] of objects) {
    places.set(number, before.length + added.length);
    added += `${number} 0 obj\n${value}\nendobj\n`;
  }
  const bytes = Buffer.concat([before, Buffer.from(added, 'latin1'), tableOf(file, places, before.length + added.length)]);
  const range = bytes.lastIndexOf(`/ByteRange[${RANGE}`) + '/ByteRange['.length;
  const from = bytes.indexOf('/Contents<', range) + '/Contents'.length;
  return { bytes, hole: { from, until: from + room * 2 + 2, range } };
}

function readPdf(pdf: Buffer): PdfFile {
  try {
    const file = new PdfFile(pdf);
    if (file.dict(file.root).dict.has('AcroForm')) throw sealRefusals.hasForm();
    file.pages();
    return file;
  } catch (error) {
    throw error instanceof RangeError || (error as { code?: string }).code?.startsWith('Z_') ? sealRefusals.notPdf() : error;
  }
}

/** How many pages a PDF has. Refusal `seal.notPdf`. */
export const pagesOf = (pdf: Buffer): number => {
  try {
    return new PdfFile(pdf).pages().length;
  } catch {
    throw sealRefusals.notPdf();
  }
};

function withEntry(file: PdfFile, number: number, key: string, value: string): string {
  const { text } = file.dict(number);
  return `${text.slice(0, text.lastIndexOf('>>'))}/${key} ${value}>>`;
}

function withAnnotation(file: PdfFile, page: number, field: number): string {
  const { text, dict } = file.dict(page);
  const known = dict.get('Annots');
  if (!known) return withEntry(file, page, 'Annots', `[${field} 0 R]`);
  const list = known.ref === undefined ? text.slice(known.start, known.end) : file.object(known.ref);
  if (!readValue(list, 0).array) throw new RangeError('PDF annotations of another shape');
  const longer = `${list.slice(0, list.lastIndexOf(']'))} ${field} 0 R]`;
  return `${text.slice(0, known.start)}${longer}${text.slice(known.end)}`;
}

/** The table of what was added, written as the file's own is: lines, or a stream. */
function tableOf(file: PdfFile, places: Map<number, number>, at: number): Buffer {
  const own = file.size + 2;
  const rest = `/Root ${file.root} 0 R${file.info === undefined ? '' : `/Info ${file.info} 0 R`}${file.id ? `/ID ${file.id}` : ''}/Prev ${file.tableAt}`;
  const rows = [...places].sort(([a], [b]) => a - b);
  const end = `\nstartxref\n${at}\n%%EOF\n`;
  if (!file.tableIsStream) {
    const lines = rows.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`).join('');
    return Buffer.from(`xref\n${lines}trailer\n<</Size ${own}${rest}>>${end}`, 'latin1');
  }
  const all = [...rows, [own, at] as [number, number]];
  const data = Buffer.alloc(all.length * 7);
  for (const [i, [, place]] of all.entries()) {
    data.writeUInt8(1, i * 7);
    data.writeUInt32BE(place, i * 7 + 1);
  }
  const head = `${own} 0 obj\n<</Type/XRef/Size ${own + 1}/W[1 4 2]/Index[${all.map(([number]) => `${number} 1`).join(' ')}]/Length ${data.length}${rest}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), data, Buffer.from(`\nendstream\nendobj${end}`, 'latin1')]);
}

const textOf = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
const pdfTime = (at: Date): string => `D:${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
