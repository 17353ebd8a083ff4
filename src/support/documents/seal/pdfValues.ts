/** A value of a PDF as it stands in the text, with its place; dictionaries and arrays also with what is in them. */
export interface PdfValue {
  start: number;
  end: number;
  dict?: Map<string, PdfValue>;
  array?: PdfValue[];
  /** The object that `7 0 R` points to. */
  ref?: number;
  number?: number;
  name?: string;
}

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[()<>[\]{}/%\0\t\n\f\r ]/;
const DEEPEST = 60;

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && SPACE.test(text[at]!)) at++;
    if (text[at] !== '%') return at;
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  }
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !DELIMITER.test(text[at]!)) at++;
  return at;
}

/** Reads one value (ISO 32000 §7.3). Throws RangeError where there is none. */
export function readValue(text: string, from: number, depth = 0): PdfValue {
  if (depth > DEEPEST) throw new RangeError('PDF nested too deep');
  const start = skipSpace(text, from);
  const first = text[start];
  if (first === undefined) throw new RangeError('PDF cut short');
  if (text.startsWith('<<', start)) return readDict(text, start, depth);
  if (first === '[') return readArray(text, start, depth);
  if (first === '(') return { start, end: stringEnd(text, start) };
  if (first === '<') {
    const end = text.indexOf('>', start) + 1;
    if (end === 0) throw new RangeError('PDF string without end');
    return { start, end };
  }
  if (first === '/') {
    const end = wordEnd(text, start + 1);
    return { start, end, name: text.slice(start + 1, end) };
  }
  const end = wordEnd(text, start);
  if (end === start) throw new RangeError(`no PDF value at ${start}`);
  const reference = /^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/.exec(text.slice(start, start + 40));
  if (reference) return { start, end: start + reference[0].length, ref: Number(reference[1]) };
  const number = Number(text.slice(start, end));
  return { start, end, ...(Number.isFinite(number) && { number }) };
}

function readDict(text: string, start: number, depth: number): PdfValue {
  const dict = new Map<string, PdfValue>();
  let at = skipSpace(text, start + 2);
  while (!text.startsWith('>>', at)) {
    const key = readValue(text, at, depth + 1);
    if (key.name === undefined) throw new RangeError('PDF dictionary without a name');
    const value = readValue(text, key.end, depth + 1);
    dict.set(key.name, value);
    at = skipSpace(text, value.end);
  }
  return { start, end: at + 2, dict };
}

function readArray(text: string, start: number, depth: number): PdfValue {
  const array: PdfValue[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] !== ']') {
    array.push(readValue(text, at, depth + 1));
    at = skipSpace(text, array.at(-1)!.end);
  }
  return { start, end: at + 1, array };
}

function stringEnd(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '(') open++;
    else if (text[at] === ')' && --open === 0) return at + 1;
  }
  throw new RangeError('PDF string without end');
}
