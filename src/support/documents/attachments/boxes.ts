import { attachmentRefusals } from './refusals.ts';

/** One box of an ISO base media file (ISO/IEC 14496-12 §4.2): where it begins, where its content begins, where it ends. */
export interface Box {
  type: string;
  at: number;
  from: number;
  to: number;
}

/** The boxes that fill `from`…`to`. A box that reaches beyond, or a rest that is none, is damage. */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at < to; ) {
    const box = boxAt(bytes, at, to);
    if (box.from > box.to || box.to > to) throw attachmentRefusals.damaged();
    found.push(box);
    at = box.to;
  }
  return found;
}

function boxAt(bytes: Buffer, at: number, to: number): Box {
  const size = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  if (size === 0) return { type, at, from: at + 8, to };
  if (size > 1) return { type, at, from: at + 8, to: at + size };
  return { type, at, from: at + 16, to: at + Number(bytes.readBigUInt64BE(at + 8)) };
}

/** Reads numbers of given widths one after the other. */
export function reader(bytes: Buffer, from: number, to: number) {
  let at = from;
  return {
    /** An unsigned number of 0, 1, 2, 4 or 8 bytes. */
    number(width: number): number {
      if (![0, 1, 2, 4, 8].includes(width) || at + width > to) throw attachmentRefusals.damaged();
      const value = width === 8 ? Number(bytes.readBigUInt64BE(at)) : width === 0 ? 0 : bytes.readUIntBE(at, width);
      at += width;
      return value;
    },
    text(width: number): string {
      if (at + width > to) throw attachmentRefusals.damaged();
      at += width;
      return bytes.toString('latin1', at - width, at);
    },
    get at(): number {
      return at;
    },
  };
}
