import { inflateSync } from 'node:zlib';
import { type PdfValue, readValue, skipSpace } from './pdfValues.ts';

type Place = { at: number } | { within: number };
const MOST_INFLATED = 64 * 1024 * 1024;

/** What a seal needs to know of a PDF: its catalogue, its pages, and how its table of objects is written. Reads; changes nothing. */
export class PdfFile {
  readonly bytes: Buffer;
  readonly text: string;
  /** Where the newest table stands, and whether it is a stream (PDF 1.5) or plain lines. */
  readonly tableAt: number;
  readonly tableIsStream: boolean;
  readonly size: number;
  readonly root: number;
  readonly id: string | undefined;
  readonly info: number | undefined;
  private readonly places = new Map<number, Place>();
  private readonly opened = new Map<number, Map<number, string>>();

  /** Throws RangeError when it is no PDF that can be read; a locked one too. */
  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.text = bytes.toString('latin1');
    const last = /startxref[\0\t\n\f\r ]+(\d{1,12})[\0\t\n\f\r ]+%%EOF\s*$/.exec(this.text.slice(-1200));
    if (!this.text.startsWith('%PDF-') || !last) throw new RangeError('no PDF');
    this.tableAt = Number(last[1]);
    this.tableIsStream = !this.text.startsWith('xref', skipSpace(this.text, this.tableAt));
    const trailer = this.readTables();
    const known = (key: string) => trailer.find((one) => one.dict.has(key))?.dict.get(key);
    if (known('Encrypt')) throw new RangeError('PDF is locked');
    this.root = known('Root')?.ref ?? 0;
    this.info = known('Info')?.ref;
    const id = trailer.find((one) => one.dict.has('ID'));
    this.id = id?.text.slice(id.dict.get('ID')!.start, id.dict.get('ID')!.end);
    this.size = Math.max(known('Size')?.number ?? 0, ...[...this.places.keys()].map((n) => n + 1));
    if (this.root === 0) throw new RangeError('PDF without a catalogue');
  }

  private readTables(): { text: string; dict: Map<string, PdfValue> }[] {
    const found: { text: string; dict: Map<string, PdfValue> }[] = [];
    const seen = new Set<number>();
    const waiting = [this.tableAt];
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      if (seen.has(at) || seen.size > 500) continue;
      seen.add(at);
      const start = skipSpace(this.text, at);
      const dict = this.text.startsWith('xref', start) ? this.readLines(start + 4) : this.readStreamTable(start);
      found.push({ text: this.text, dict });
      for (const key of ['XRefStm', 'Prev']) {
        const next = dict.get(key)?.number;
        if (next !== undefined) waiting.push(next);
      }
    }
    return found;
  }

  private note(number: number, place: Place): void {
    if (!this.places.has(number)) this.places.set(number, place);
  }

  private readLines(from: number): Map<string, PdfValue> {
    let at = skipSpace(this.text, from);
    for (;;) {
      const section = /^(\d{1,10}) (\d{1,7})[\0\t\n\f\r ]+/.exec(this.text.slice(at, at + 40));
      if (!section) break;
      at += section[0].length;
      for (let n = 0; n < Number(section[2]); n++, at += 20)
        if (this.text[at + 17] === 'n') this.note(Number(section[1]) + n, { at: Number(this.text.slice(at, at + 10)) });
    }
    at = skipSpace(this.text, at);
    if (!this.text.startsWith('trailer', at)) throw new RangeError('PDF table without a trailer');
    return dictOf(readValue(this.text, at + 7));
  }

  private readStreamTable(start: number): Map<string, PdfValue> {
    const { dict, data } = this.streamAt(start);
    const widths = dict.get('W')?.array?.map(({ number }) => number ?? 0) ?? [];
    const [a = 0, b = 0, c = 0] = widths;
    if (widths.length !== 3 || a + b + c === 0 || b > 6 || c > 6) throw new RangeError('PDF table of another shape');
    const index = dict.get('Index')?.array?.map(({ number }) => number ?? 0) ?? [0, dict.get('Size')?.number ?? 0];
    const field = (at: number, width: number) => (width === 0 ? 0 : data.readUIntBE(at, width));
    let at = 0;
    for (let i = 0; i + 1 < index.length; i += 2)
      for (let n = 0; n < index[i + 1]! && at + a + b + c <= data.length; n++, at += a + b + c) {
        const kind = a === 0 ? 1 : field(at, a);
        const value = field(at + a, b);
        if (kind === 1) this.note(index[i]! + n, { at: value });
        if (kind === 2) this.note(index[i]! + n, { within: value });
      }
    return dict;
  }

  /** The stream whose object begins at `start`, unpacked. */
  private streamAt(start: number): { dict: Map<string, PdfValue>; data: Buffer } {
    const head = /^\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/.exec(this.text.slice(start, start + 40));
    if (!head) throw new RangeError(`no PDF object at ${start}`);
    const value = readValue(this.text, start + head[0].length);
    const dict = dictOf(value);
    const word = skipSpace(this.text, value.end);
    if (!this.text.startsWith('stream', word)) throw new RangeError('no PDF stream');
    const from = word + 6 + (this.text.startsWith('\r\n', word + 6) ? 2 : 1);
    const length = this.numberOf(dict.get('Length'));
    const packed = this.bytes.subarray(from, from + length);
    const filter = dict.get('Filter');
    const name = filter?.name ?? filter?.array?.[0]?.name;
    if (name === undefined) return { dict, data: packed };
    if (name !== 'FlateDecode' || (filter?.array?.length ?? 1) !== 1) throw new RangeError(`PDF stream packed as ${name}`);
    const parms = dict.get('DecodeParms');
    const data = inflateSync(packed, { maxOutputLength: MOST_INFLATED });
    return { dict, data: unpredicted(data, parms?.dict ?? parms?.array?.[0]?.dict) };
  }

  private numberOf(value: PdfValue | undefined): number {
    if (value?.number !== undefined) return value.number;
    const text = value?.ref === undefined ? undefined : this.object(value.ref);
    const number = Number(text);
    if (!text || !Number.isSafeInteger(number)) throw new RangeError('PDF length is missing');
    return number;
  }

  /** An object's value as it stands written; a stream's dictionary alone. Throws RangeError when there is none. */
  object(number: number): string {
    const place = this.places.get(number);
    if (!place) throw new RangeError(`no PDF object ${number}`);
    if ('within' in place) return this.heldIn(place.within).get(number) ?? '';
    const head = /^[\0\t\n\f\r ]*(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/.exec(this.text.slice(place.at, place.at + 50));
    if (Number(head?.[1]) !== number) throw new RangeError(`PDF object ${number} is not in its place`);
    const value = readValue(this.text, place.at + head![0].length);
    return this.text.slice(value.start, value.end);
  }

  private heldIn(stream: number): Map<number, string> {
    const known = this.opened.get(stream);
    if (known) return known;
    const place = this.places.get(stream);
    if (!place || 'within' in place) throw new RangeError('PDF object stream is missing');
    const { dict, data } = this.streamAt(skipSpace(this.text, place.at));
    const text = data.toString('latin1');
    const first = this.numberOf(dict.get('First'));
    const heads = text.slice(0, first).trim().split(/\s+/).map(Number);
    const held = new Map<number, string>();
    for (let i = 0; i + 1 < heads.length; i += 2) {
      const value = readValue(text, first + heads[i + 1]!);
      held.set(heads[i]!, text.slice(value.start, value.end));
    }
    this.opened.set(stream, held);
    return held;
  }

  dict(number: number): { text: string; dict: Map<string, PdfValue> } {
    const text = this.object(number);
    return { text, dict: dictOf(readValue(text, 0)) };
  }

  /** The pages in order, as object numbers. */
  pages(): number[] {
    const found: number[] = [];
    const walk = (number: number, depth: number): void => {
      if (depth > 40 || found.length > 5000) throw new RangeError('PDF page tree too deep');
      const { dict } = this.dict(number);
      const kids = dict.get('Kids')?.array ?? this.listOf(dict.get('Kids'));
      if (kids) for (const { ref } of kids) walk(ref ?? 0, depth + 1);
      else found.push(number);
    };
    walk(this.dict(this.root).dict.get('Pages')?.ref ?? 0, 0);
    return found;
  }

  /** The JPEG pictures that a page shows, as a scanner lays them in. */
  photos(page: number): Buffer[] {
    const { text, dict } = this.dict(page);
    const named = (value: PdfValue | undefined, from: string) =>
      value?.ref === undefined ? value && { text: from, dict: dictOf(value) } : this.dict(value.ref);
    const resources = named(dict.get('Resources'), text);
    const pictures = resources && named(resources.dict.get('XObject'), resources.text);
    return [...(pictures?.dict.values() ?? [])].flatMap(({ ref }) => (ref === undefined ? [] : this.photoAt(ref)));
  }

  private photoAt(number: number): Buffer[] {
    const place = this.places.get(number);
    if (!place || 'within' in place) return [];
    const value = readValue(this.text, this.text.indexOf('obj', place.at) + 3);
    const filter = value.dict?.get('Filter');
    if ((filter?.name ?? filter?.array?.[0]?.name) !== 'DCTDecode') return [];
    const word = skipSpace(this.text, value.end);
    const from = word + 6 + (this.text.startsWith('\r\n', word + 6) ? 2 : 1);
    return [this.bytes.subarray(from, from + this.numberOf(value.dict!.get('Length')))];
  }

  private listOf(value: PdfValue | undefined): PdfValue[] | undefined {
    return value?.ref === undefined ? undefined : readValue(this.object(value.ref), 0).array;
  }
}

function dictOf(value: PdfValue): Map<string, PdfValue> {
  if (!value.dict) throw new RangeError('no PDF dictionary');
  return value.dict;
}

/** Undoes PNG's "up" and its sisters, with which tables are packed (ISO 32000 §7.4.4.4). */
function unpredicted(data: Buffer, parms: Map<string, PdfValue> | undefined): Buffer {
  const predictor = parms?.get('Predictor')?.number ?? 1;
  if (predictor === 1) return data;
  const columns = parms?.get('Columns')?.number ?? 1;
  if (predictor < 10 || columns < 1 || columns > 100) throw new RangeError('PDF table packed otherwise');
  const rows = Math.floor(data.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (columns + 1)]!;
    for (let i = 0; i < columns; i++) {
      const raw = data[row * (columns + 1) + 1 + i]!;
      const left = i > 0 ? out[row * columns + i - 1]! : 0;
      const up = row > 0 ? out[(row - 1) * columns + i]! : 0;
      const corner = i > 0 && row > 0 ? out[(row - 1) * columns + i - 1]! : 0;
      out[row * columns + i] =
        raw + (kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0);
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
