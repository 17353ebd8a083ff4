import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import QRCode from 'qrcode';
import { paperCode } from '../paperCodes.ts';
import { withoutGlyph } from './fonts.ts';
import { type FormCode, forms, isForm } from './forms.ts';
import type { Form, PaperData } from './paper.ts';
import type { Printed } from './press.ts';
import { print } from './printer.ts';
import { refusals } from './refusals.ts';

export { type FormCode, forms, isForm } from './forms.ts';
export type { Field, Form, PaperData, PersonOnPaper, Signature } from './paper.ts';
export { pressPid, stopPress } from './printer.ts';
export { refusals as paperRefusals } from './refusals.ts';

export interface Paper {
  form: string;
  version: number;
  data: PaperData;
}
export interface Rendered {
  pdf: Buffer;
  pages: number;
}

/** One paper as PDF/A-2b. The same data gives the same bytes. Refusals `papers.noForm`, `papers.glyph`, `papers.tooLong`, `papers.busy`. */
export async function renderPaper({ form, version, data }: Paper, { plain = false } = {}): Promise<Rendered> {
  const rules = formOf(form, version);
  const main = `${form}.v${version}.typ`;
  const set = async (pages?: number) =>
    rendered(
      await print({
        kind: 'paper',
        sources: sourcesOf(main),
        main,
        data: JSON.stringify(await dressed(rules, form, data, pages)),
        plain,
      }),
    );
  const first = await set();
  // A square that says how many pages there are can be set once they are counted.
  return data.square ? set(first.pages) : first;
}

/** The same data as a document that can be edited. */
export async function wordOf({ form, version, data }: Paper): Promise<Buffer> {
  return bytesOf(await print({ kind: 'word', data: cleaned({ ...data, form: formOf(form, version) }) }));
}

/** A photograph or scan on a page of its own, upright as its camera meant it. */
export async function renderPicture(title: string, picture: Uint8Array): Promise<Rendered> {
  const main = 'picture.v1.typ';
  const data = JSON.stringify(cleaned({ form: { zh: title }, title, issuer: '', mark: '' }));
  return rendered(await print({ kind: 'paper', sources: sourcesOf(main), main, data, picture, plain: true }, 20_000));
}

/** A PDF that was handed in, made safe to bind; `trouble` says in words why it cannot be. */
export async function flattenPdf(pdf: Uint8Array): Promise<Rendered | { trouble: string }> {
  const { bytes, pages, trouble } = await print({ kind: 'flatten', pdf }, 20_000);
  return bytes ? { pdf: Buffer.from(bytes), pages: pages! } : { trouble: trouble! };
}

/** The name of a file as it can be printed: 〓 for what no font has. Papers themselves are refused instead (`papers.glyph`). */
export function printable(name: string): string {
  const lacking = new Set(withoutGlyph(cleaned(name)));
  return [...cleaned(name)].map((letter) => (lacking.has(letter) ? '〓' : letter)).join('');
}

export interface Part {
  title: string;
  pdf: Buffer;
  pages: number;
  /** Not set here: its pages came from somebody else's program. */
  foreign?: boolean;
}

/** Cover, parts with their page numbers, back cover and bookmarks as one file. */
export async function bindFile(cover: Rendered, parts: readonly Part[], back: Rendered): Promise<Rendered> {
  const count = parts.reduce((sum, { pages }) => sum + pages, 0);
  const main = 'page-numbers.v1.typ';
  const data = JSON.stringify({ count, form: { zh: '' } });
  const numbers =
    count > 0 ? rendered(await print({ kind: 'paper', sources: sourcesOf(main), main, data, plain: true }, 20_000)) : undefined;
  const list = parts.map(({ title, pdf, foreign = false }) => ({ title, pdf, foreign }));
  return rendered(await print({ kind: 'bind', cover: cover.pdf, back: back.pdf, numbers: numbers?.pdf, parts: list }, 60_000));
}

function formOf(code: string, version: number): Form {
  if (!isForm(code) || forms[code as FormCode].version < version) throw refusals.noForm();
  return forms[code];
}

/** What the template reads: the data, the form's own words, the QR of the matter's code, the day in Chinese. */
async function dressed(form: Form, code: string, data: PaperData, pages?: number): Promise<Record<string, unknown>> {
  const said = data.square && pages ? paperCode({ ...data.square, pages }) : data.code;
  const qr = said ? await QRCode.toString(said, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }) : undefined;
  return {
    ...cleaned({ ...data, form }),
    ...(qr && { qr }),
    mark: `${/^F\d/.test(code) ? code : form.zh}-${form.version}`,
    onZh: sayDay(data.on),
  };
}

export const sayDay = (day: string | undefined): string => {
  const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  return y ? `${y}年${Number(m)}月${Number(d)}日` : '';
};

/** What has no shape is not printed: control and direction characters, variation marks. Absent stays absent. */
function cleaned<T>(value: T): T {
  if (typeof value === 'string')
    return value
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/\t/g, ' ')
      .replace(/[^\P{C}\n\p{Co}\p{Cn}]|\p{Variation_Selector}/gu, '') as T;
  if (Array.isArray(value)) return value.map(cleaned) as T;
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([k, v]) => (v === undefined || v === null ? [] : [[k, cleaned(v)]])),
    ) as T;
  return value;
}

function rendered(printed: Printed): Rendered {
  return { pdf: bytesOf(printed), pages: printed.pages! };
}
function bytesOf({ bytes, missing, trouble }: Printed): Buffer {
  if (missing)
    throw refusals.glyph({
      say: missing
        .slice(0, 20)
        .map((c) => `“${c}”（U+${c.codePointAt(0)!.toString(16).toUpperCase()}）`)
        .join('、'),
    });
  if (!bytes) throw new Error(`a paper could not be set: ${trouble}`);
  return Buffer.from(bytes);
}

const folder = path.join(rootAbove(import.meta.dirname), 'src/support/documents/papers/templates');
const read = new Map<string, string>();

/** The sources lie in the clone, also when the built program runs. */
function rootAbove(from: string): string {
  const above = path.dirname(from);
  return existsSync(path.join(from, 'package.json')) || above === from ? from : rootAbove(above);
}

function sourcesOf(main: string): Record<string, string> {
  return Object.fromEntries(
    ['look.typ', main].map((name) => {
      const source = read.get(name) ?? readFileSync(path.join(folder, name), 'utf8');
      read.set(name, source);
      return [name, source];
    }),
  );
}
