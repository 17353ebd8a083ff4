import { blankHeic } from './heic.ts';
import type { AttachmentKind } from './kinds.ts';
import { attachmentRefusals } from './refusals.ts';

const MOST_PIXELS = 60_000_000;
type Stripped = { bytes: Buffer; stripped: boolean };

/**
 * Picture bytes without place, camera and comment data, and without anything hung behind their end (PIPL art. 28: location is
 * sensitive). JPEG keeps only its orientation; an HEIC keeps its length, with what is no picture left blank. Refuses pictures over 60 million pixels before any decoder sees them.
 */
export function strippedPicture(bytes: Buffer, kind: AttachmentKind): Stripped {
  try {
    if (kind === 'jpg') return stripJpeg(bytes);
    if (kind === 'png') return stripPng(bytes);
    if (kind === 'webp') return stripWebp(bytes);
    if (kind !== 'heic') return { bytes, stripped: false };
    const blank = blankHeic(bytes, refuseFlood);
    return { bytes: blank, stripped: !blank.equals(bytes) };
  } catch (error) {
    if (error instanceof RangeError) throw attachmentRefusals.damaged();
    throw error;
  }
}

function refuseFlood(width: number, height: number): void {
  if (width * height > MOST_PIXELS) throw attachmentRefusals.tooManyPixels({ say: `（${width}×${height}，最多 6000 万像素）` });
}

function stripJpeg(bytes: Buffer): Stripped {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const marker = bytes.readUInt16BE(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    if (marker === 0xffd9) break;
    if (marker < 0xffc0) throw attachmentRefusals.damaged();
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw attachmentRefusals.damaged();
    if (marker === 0xffda) end = endOfScan(bytes, end);
    const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (frame) refuseFlood(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    kept.push(keptSegment(marker, bytes.subarray(at, end)));
    at = end;
  }
  const result = Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
  return { bytes: result, stripped: result.length < bytes.length };
}

/** Kept: JFIF (APP0), colour profile (APP2 ICC), Adobe colour transform (APP14) and what makes the picture. */
function keptSegment(marker: number, segment: Buffer): Buffer {
  if (marker === 0xffe1) return orientationOnly(segment);
  if (marker === 0xffe2) return segment.toString('latin1', 4, 15) === 'ICC_PROFILE' ? segment : Buffer.alloc(0);
  const dropped = marker === 0xfffe || (marker >= 0xffe3 && marker <= 0xffef && marker !== 0xffee);
  return dropped ? Buffer.alloc(0) : segment;
}

/** Without its orientation a photo of a paper lies on its side: that one tag is written anew, in an Exif block of its own. */
function orientationOnly(segment: Buffer): Buffer {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || segment.length < 24) return Buffer.alloc(0);
  const tiff = segment.subarray(10);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Array.from({ length: Math.min(short(directory), 200) }, (_, index) => directory + 2 + index * 12);
  const value = short((entries.find((at) => short(at) === 0x0112) ?? tiff.length) + 8);
  if (value < 2 || value > 8) return Buffer.alloc(0);
  return Buffer.from(`ffe100224578696600004d4d002a0000000800010112000300000001000${value}000000000000`, 'hex');
}

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw attachmentRefusals.damaged();
}

/** What makes the picture, its colours and its movement; texts, Exif, times and chunks of a maker's own are not among them. */
const PNG_PARTS = /^(IHDR|PLTE|IDAT|IEND|tRNS|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|hIST|pHYs|sPLT|cICP|mDCV|cLLI|acTL|fcTL|fdAT)$/;
const WEBP_PARTS = /^(VP8 |VP8L|VP8X|ALPH|ANIM|ANMF|ICCP)$/;

function stripPng(bytes: Buffer): Stripped {
  refuseFlood(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8, type = ''; type !== 'IEND'; ) {
    type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw attachmentRefusals.damaged();
    if (PNG_PARTS.test(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const result = Buffer.concat(kept);
  return { bytes: result, stripped: result.length < bytes.length };
}

function stripWebp(bytes: Buffer): Stripped {
  const kept: Buffer[] = [];
  const last = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= last; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size & 1);
    if (at + 8 + size > last) throw attachmentRefusals.damaged();
    const type = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (type === 'VP8X') {
      refuseFlood(1 + chunk.readUIntLE(12, 3), 1 + chunk.readUIntLE(15, 3));
      chunk[8]! &= ~0x0c;
    }
    if (WEBP_PARTS.test(type)) kept.push(chunk);
    at = end;
  }
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  const result = Buffer.concat([head, body]);
  return { bytes: result, stripped: result.length < bytes.length };
}
