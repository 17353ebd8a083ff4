import { type Box, boxesIn, reader } from './boxes.ts';
import { attachmentRefusals } from './refusals.ts';

/** Items that make a picture; every other (Exif, XMP as mime, links, what is not known) loses its bytes. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'av01', 'grid', 'iden', 'iovl', 'tmap']);
const TOP = new Set(['ftyp', 'meta', 'mdat']);
/** A photograph of 200 million pixels is made of fewer tiles; more items than this are made to be slow. */
const MOST_ITEMS = 2_000;
const META = new Set(['hdlr', 'dinf', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'grpl']);
/** Properties that tell about a picture instead of making it: a description, a time, anything of a maker's own. */
const TELLING = new Set(['uuid', 'udes', 'altt', 'crtt', 'mdft']);
/** An Exif item that says nothing: the offset of its TIFF head, the head, a directory without entries. */
const EMPTY_EXIF = Buffer.from('000000004d4d002a00000008000000000000', 'hex');

/** Where a handler's name begins (ISO/IEC 14496-12 §8.4.3): what a maker wrote there is no part of the picture. */
const HDLR_NAME = 24;
/** Where a picture built from others says how large it comes out (ISO/IEC 23008-12 §6.6.2): each number 2 bytes, or 4 by its flag. */
const OUTPUT_AT: Readonly<Record<string, number>> = { grid: 4, iovl: 10 };

interface Range {
  from: number;
  to: number;
}
interface Item {
  id: number;
  method: number;
  outside: boolean;
  extents: Range[];
}

/**
 * An HEIC picture (ISO/IEC 23008-12) of the same length in which only the bytes that the picture itself is made of are left:
 * everything else in `mdat` and `idat`, and every box that is no part of a picture, is blank. Offsets stay as they are. Refuses
 * moving pictures and pictures built in ways that are not looked through here. `sized` is told every width and height.
 */
export function blankHeic(original: Buffer, sized: (width: number, height: number) => void): Buffer {
  const bytes = Buffer.from(original);
  const top = boxesIn(bytes, 0, bytes.length);
  const [meta, more] = top.filter(({ type }) => type === 'meta');
  if (!meta || more || top.some(({ type }) => type === 'moov' || type === 'moof')) throw attachmentRefusals.cannotStrip();
  const inner = boxesIn(bytes, meta.from + 4, meta.to);
  const the = (type: string) => inner.find((box) => box.type === type) ?? fail();
  const types = itemTypes(bytes, the('iinf'));
  const items = itemsOf(bytes, the('iloc'), inner.find(({ type }) => type === 'idat')?.from);
  if (!PICTURES.has(types.get(primary(bytes, the('pitm'))) ?? '')) throw attachmentRefusals.cannotStrip();
  lookAtProperties(bytes, the('iprp'), sized);

  for (const box of top) if (!TOP.has(box.type)) blankBox(bytes, box);
  for (const box of inner) if (!META.has(box.type)) blankBox(bytes, box);
  const hdlr = inner.find(({ type }) => type === 'hdlr');
  if (hdlr) bytes.fill(0, hdlr.from + HDLR_NAME, hdlr.to);
  const pictures = items.filter(({ id }) => PICTURES.has(types.get(id) ?? ''));
  const kept = rangesOf(pictures);
  const stores = [...top.filter(({ type }) => type === 'mdat'), ...inner.filter(({ type }) => type === 'idat')];
  if (kept.some((range) => !stores.some((store) => range.from >= store.from && range.to <= store.to)))
    throw attachmentRefusals.damaged();
  for (const { id, extents } of pictures) outputSize(bytes, types.get(id)!, extents, sized);
  for (const store of stores) blankAround(bytes, store, kept);
  const exif = items.filter(({ id, method, outside }) => types.get(id) === 'Exif' && method < 2 && !outside);
  for (const { extents } of exif) sayNothing(bytes, extents, stores, kept);
  return bytes;
}

const fail = (): never => {
  throw attachmentRefusals.damaged();
};

/** The box becomes free space (§8.1.2): the place it took stays, nothing of it is left. */
function blankBox(bytes: Buffer, { at, from, to }: Box): void {
  bytes.write('free', at + 4, 'latin1');
  bytes.fill(0, from, to);
}

function blankAround(bytes: Buffer, store: Range, kept: readonly Range[]): void {
  let at = store.from;
  for (const { from, to } of kept.filter((range) => range.to > store.from && range.from < store.to)) {
    if (from > at) bytes.fill(0, at, from);
    at = Math.max(at, to);
  }
  bytes.fill(0, at, store.to);
}

/** Where all the pictures lie, in order. */
function rangesOf(pictures: readonly Item[]): Range[] {
  // Items built from other items, or lying in another file, are read by nobody we know.
  if (pictures.some(({ method, outside }) => method > 1 || outside)) throw attachmentRefusals.cannotStrip();
  const ranges = pictures.flatMap(({ extents }) => extents).sort((a, b) => a.from - b.from);
  // Length 0 means "to the end", which would keep what lies behind.
  if (ranges.some(({ from, to }) => to <= from)) throw attachmentRefusals.cannotStrip();
  return ranges;
}

/** What was Exif is an empty Exif, so that a program that opens it finds nothing instead of stumbling. */
function sayNothing(bytes: Buffer, extents: readonly Range[], stores: readonly Range[], kept: readonly Range[]): void {
  if (extents.some((each) => kept.some(({ from, to }) => each.from < to && each.to > from))) throw attachmentRefusals.damaged();
  const [first] = extents;
  if (!first || first.to - first.from < EMPTY_EXIF.length) return;
  if (stores.some(({ from, to }) => first.from >= from && first.to <= to)) EMPTY_EXIF.copy(bytes, first.from);
}

/** A grid or overlay unfolds to a size of its own, whatever its properties say: a hundred bytes could stand for any number of pixels. */
function outputSize(
  bytes: Buffer,
  type: string,
  extents: readonly Range[],
  sized: (width: number, height: number) => void,
): void {
  const at = OUTPUT_AT[type];
  if (at === undefined) return;
  const whole = Buffer.concat(extents.map(({ from, to }) => bytes.subarray(from, to)));
  const read = reader(whole, 0, whole.length);
  read.text(1);
  const width = read.number(1) & 1 ? 4 : 2;
  read.text(at - 2);
  sized(read.number(width), read.number(width));
}

function primary(bytes: Buffer, pitm: Box): number {
  const read = reader(bytes, pitm.from, pitm.to);
  const version = read.number(1);
  read.text(3);
  return read.number(version === 0 ? 2 : 4);
}

/** Item → its four letters. What stands behind them (a name, a kind of content) is left blank. */
function itemTypes(bytes: Buffer, iinf: Box): Map<number, string> {
  const wide = bytes[iinf.from] !== 0;
  const types = new Map<number, string>();
  for (const infe of boxesIn(bytes, iinf.from + (wide ? 8 : 6), iinf.to)) {
    const read = reader(bytes, infe.from, infe.to);
    const version = read.number(1);
    if (infe.type !== 'infe' || version < 2) throw attachmentRefusals.cannotStrip();
    read.text(3);
    const id = read.number(version === 2 ? 2 : 4);
    read.number(2);
    // Two entries for one item are two stories: which one a reader believes is not known.
    if (types.has(id)) throw attachmentRefusals.damaged();
    types.set(id, read.text(4));
    bytes.fill(0, read.at, infe.to);
  }
  return types;
}

/** ISO/IEC 14496-12 §8.11.3. Extents of method 1 lie in `idat`. */
function itemsOf(bytes: Buffer, iloc: Box, idat: number | undefined): Item[] {
  const read = reader(bytes, iloc.from, iloc.to);
  const version = read.number(1);
  read.text(3);
  const sizes = read.number(2);
  const [offset, length, base, index] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const wide = version > 1 ? 4 : 2;
  const count = read.number(wide);
  // Without lengths an item is "all there is": what is picture and what is not cannot be told apart.
  if (count > MOST_ITEMS || length === 0) throw attachmentRefusals.cannotStrip();
  let pieces = 0;
  return Array.from({ length: count }, () => {
    const id = read.number(wide);
    const method = version > 0 ? read.number(2) & 15 : 0;
    const outside = read.number(2) !== 0;
    const start = read.number(base) + (method === 1 ? (idat ?? fail()) : 0);
    const several = read.number(2);
    pieces += several;
    if (pieces > MOST_ITEMS) throw attachmentRefusals.cannotStrip();
    const extents = Array.from({ length: several }, () => {
      read.number(index);
      const from = start + read.number(offset);
      return { from, to: from + read.number(length) };
    });
    return { id, method, outside, extents };
  });
}

function lookAtProperties(bytes: Buffer, iprp: Box, sized: (width: number, height: number) => void): void {
  for (const ipco of boxesIn(bytes, iprp.from, iprp.to).filter(({ type }) => type === 'ipco'))
    for (const property of boxesIn(bytes, ipco.from, ipco.to)) {
      if (property.type === 'ispe') sized(bytes.readUInt32BE(property.from + 4), bytes.readUInt32BE(property.from + 8));
      if (TELLING.has(property.type)) blankBox(bytes, property);
    }
}
