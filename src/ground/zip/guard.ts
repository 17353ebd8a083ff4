import { inflateRawSync } from 'node:zlib';
import { readDirectory, type ZipEntry } from './directory.ts';
import { zipRefusals } from './refusals.ts';

export type ZipLimits = { readonly entries: number; readonly unpackedBytes: number; readonly ratio: number };

/** ASVS 5.2.3; the figures are those promised for uploads. */
export const zipLimits: ZipLimits = { entries: 2_000, unpackedBytes: 200 * 1024 * 1024, ratio: 100 };

const NESTED = /\.(zip|xls[xmb]?|doc[xm]?|ppt[xm]?|jar|7z|rar|gz|tar|exe|dll|js|vbs|bat|cmd|ps1|lnk|html?)$|\/embeddings\//i;
const MACROS = /vbaProject\.bin$|vbaData\.xml$|\/macrosheets\/|\/activeX\//i;
/** Parts that an office program fetches or starts on opening; plain hyperlinks need a click and stay. */
const FETCHED = /relationships\/(attachedTemplate|oleObject|subDocument|frame)"/;

/**
 * Guards an office file (xlsx, docx) before any library opens it: first by its central directory alone, which costs next to
 * nothing, then by unpacking part by part to no more than each part declares, because declared sizes can lie.
 * Returns the names of the parts. Refusals `zip.broken|locked|bomb|nested|links|macros|entities`.
 */
export function guardOfficeZip(bytes: Buffer, limits: ZipLimits = zipLimits): string[] {
  const entries = readDirectory(bytes, limits.entries);
  refuseByDirectory(entries, limits);
  for (const entry of entries) refuseByContent(entry, unpack(bytes, entry));
  return entries.map((entry) => entry.name);
}

function refuseByDirectory(entries: ZipEntry[], limits: ZipLimits): void {
  const sum = (of: 'packed' | 'unpacked') => entries.reduce((total, entry) => total + entry[of], 0);
  const [packed, unpacked] = [sum('packed'), sum('unpacked')];
  if (unpacked > limits.unpackedBytes || unpacked > Math.max(packed, 1024) * limits.ratio) throw zipRefusals.bomb();
  if (entries.some((entry) => entry.symlink)) throw zipRefusals.links();
  if (entries.some((entry) => MACROS.test(entry.name))) throw zipRefusals.macros();
  if (entries.some((entry) => NESTED.test(entry.name))) throw zipRefusals.nested();
  if (entries.some((entry) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|\0/.test(entry.name))) throw zipRefusals.broken();
}

function unpack(bytes: Buffer, entry: ZipEntry): Buffer {
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packed);
  if (entry.method === 0) return packed;
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(entry.unpacked, 1) });
    if (content.length === entry.unpacked) return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw zipRefusals.bomb();
  }
  throw zipRefusals.broken();
}

function refuseByContent(entry: ZipEntry, content: Buffer): void {
  if (content.subarray(0, 4).toString('latin1') === 'PK\x03\x04') throw zipRefusals.nested();
  if (!/\.(xml|rels|vml)$/i.test(entry.name)) return;
  // A document type is where entities (XXE, billion laughs) are declared; office programs never write one.
  const opening = content.subarray(0, 4_096).toString('latin1').replaceAll('\0', '');
  if (/<!DOCTYPE|<!ENTITY/i.test(opening)) throw zipRefusals.entities();
  if (
    /\.rels$/i.test(entry.name) &&
    FETCHED.test(content.toString('latin1')) &&
    /TargetMode="External"/.test(content.toString('latin1'))
  ) {
    throw zipRefusals.entities();
  }
}
