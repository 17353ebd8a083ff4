import { defineRefusals } from '../../ground/refusal/index.ts';
import { type PaperCode, readPaperCode } from './paperCodes.ts';
import { PdfFile } from './seal/pdfFile.ts';

export const scanRefusals = defineRefusals('scan', {
  unreadable: { status: 422, zh: '这份扫描件读不出来。', waysOn: ['请扫描成 PDF，一页一图', '只有一页的可以拍成 JPG 照片'] },
  tooFine: { status: 413, zh: '扫描得太细，图太大。', waysOn: ['请用 200 到 300 dpi 再扫一遍'] },
});

const MOST_PIXELS = 16_000_000;
const FINE = 3_000_000;

export interface Scan {
  pages: number;
  /** What the first readable square on it says. */
  code: PaperCode | undefined;
}

/** How many pages a scan has, and which paper it says it is. A PDF of scanner pictures, or one photo. Refusals `scan.*`. */
export async function readScan(bytes: Buffer): Promise<Scan> {
  if (bytes.toString('hex', 0, 2) === 'ffd8') return { pages: 1, code: await codeIn([bytes]) };
  const file = openPdf(bytes);
  return { pages: file.pages, code: await codeIn(file.pictures) };
}

function openPdf(bytes: Buffer): { pages: number; pictures: Buffer[] } {
  try {
    const file = new PdfFile(bytes);
    const pages = file.pages();
    return { pages: pages.length, pictures: pages.slice(0, 3).flatMap((page) => file.photos(page).slice(0, 2)) };
  } catch {
    throw scanRefusals.unreadable();
  }
}

/** The decoders are loaded when the first scan comes: most servers never see one on a given day. */
async function codeIn(photos: readonly Buffer[]): Promise<PaperCode | undefined> {
  const [{ default: jpeg }, { default: loaded }] = await Promise.all([import('jpeg-js'), import('jsqr')]);
  // Bundled or not, the one function of the package stands here or one step further in.
  const find = (loaded as unknown as { default?: typeof loaded }).default ?? loaded;
  for (const photo of photos) {
    refuseFlood(photo);
    const picture = decoded(() => jpeg.decode(photo, { useTArray: true, formatAsRGBA: true, maxMemoryUsageInMB: 300 }));
    const { data, width, height } = coarser(picture);
    const said = find(new Uint8ClampedArray(data.buffer, data.byteOffset, data.length), width, height);
    const code = said ? readPaperCode(said.data) : undefined;
    if (code) return code;
  }
  return undefined;
}

function decoded<T>(decode: () => T): T {
  try {
    return decode();
  } catch {
    throw scanRefusals.unreadable();
  }
}

/** Width and height stand in the frame header, before anything is unpacked. */
function refuseFlood(photo: Buffer): void {
  for (let at = 2; at + 9 < photo.length; at += 2 + photo.readUInt16BE(at + 2)) {
    const marker = photo.readUInt16BE(at);
    if (marker < 0xffc0 || marker === 0xffda) throw scanRefusals.unreadable();
    if (marker > 0xffcf || [0xffc4, 0xffc8, 0xffcc].includes(marker)) continue;
    if (photo.readUInt16BE(at + 5) * photo.readUInt16BE(at + 7) > MOST_PIXELS) throw scanRefusals.tooFine();
    return;
  }
  throw scanRefusals.unreadable();
}

interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}
/** Every second or third point is enough for a square of two centimetres. */
function coarser({ data, width, height }: Picture): Picture {
  const step = Math.ceil(Math.sqrt((width * height) / FINE));
  if (step <= 1) return { data, width, height };
  const [wide, high] = [Math.floor(width / step), Math.floor(height / step)];
  const out = new Uint8Array(wide * high * 4);
  const [from, to] = [new Uint32Array(data.buffer, data.byteOffset, width * height), new Uint32Array(out.buffer)];
  for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) to[y * wide + x] = from[y * step * width + x * step]!;
  return { data: out, width: wide, height: high };
}
