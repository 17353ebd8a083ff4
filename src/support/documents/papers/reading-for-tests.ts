import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFStream } from 'pdf-lib';

/** The text of a PDF page by page, without spaces and line breaks: as much of ISO 32000 §9 as our own papers use. */
export async function readPages(pdf: Uint8Array): Promise<string[]> {
  const file = await PDFDocument.load(pdf, { updateMetadata: false });
  return file.getPages().map((page) => {
    const contents = page.node.Contents();
    const streams = contents instanceof PDFArray ? contents.asArray().map((one) => file.context.lookup(one)) : [contents];
    const source = streams.map((one) => bytesOf(one as PDFStream)).join('\n');
    return shown(source, page.node.Resources()).replace(/\s+/g, '');
  });
}
export const readText = async (pdf: Uint8Array): Promise<string> => (await readPages(pdf)).join('');

/** Titles of the bookmarks. */
export async function readOutline(pdf: Uint8Array): Promise<string[]> {
  const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const titles: string[] = [];
  const root = catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  for (let item = root?.lookupMaybe(PDFName.of('First'), PDFDict); item; item = item.lookupMaybe(PDFName.of('Next'), PDFDict)) {
    titles.push(context.lookup(item.get(PDFName.of('Title')), PDFHexString).decodeText());
  }
  return titles;
}

const bytesOf = (stream: PDFStream): string =>
  Buffer.from(stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()).toString('latin1');

function shown(source: string, resources: PDFDict | undefined): string {
  const fonts = resources?.lookupMaybe(PDFName.of('Font'), PDFDict);
  const forms = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  const maps = new Map<string, (codes: string) => string>();
  let [text, name, out]: [string, string, string] = ['', '', ''];
  const mapOf = (font: string) => {
    const known = maps.get(font) ?? reader(fonts?.lookupMaybe(PDFName.of(font), PDFDict));
    maps.set(font, known);
    return known;
  };
  let font = '';
  for (const [token] of source.matchAll(
    /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9a-fA-F\s]*>|\/[^\s/<>[\]()]+|[^\s/<>[\]()]+/g,
  )) {
    if (token.startsWith('(')) text += unescaped(token.slice(1, -1));
    else if (/^<[0-9a-f]/i.test(token)) text += Buffer.from(token.replace(/[<>\s]/g, ''), 'hex').toString('latin1');
    else if (token.startsWith('/')) name = token.slice(1);
    else if (token === 'Tf') font = name;
    else if (token === 'Tj' || token === 'TJ') {
      out += mapOf(font)(text);
      text = '';
    } else if (token === 'Do') {
      const form = forms?.lookupMaybe(PDFName.of(name), PDFStream);
      if (form?.dict.get(PDFName.of('Subtype')) === PDFName.of('Form'))
        out += shown(bytesOf(form), form.dict.lookupMaybe(PDFName.of('Resources'), PDFDict));
    } else if (/^[A-Za-z]/.test(token)) text = '';
  }
  return out;
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescaped = (text: string) =>
  text.replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, c: string) =>
    /^[0-7]/.test(c) ? String.fromCharCode(Number.parseInt(c, 8) & 255) : /^[\r\n]/.test(c) ? '' : (escapes[c] ?? c),
  );

/** Two-byte codes by the font's ToUnicode map; fonts without one are read as Latin. */
function reader(font: PDFDict | undefined): (codes: string) => string {
  const stream = font?.lookupMaybe(PDFName.of('ToUnicode'), PDFStream);
  if (!stream) return (codes) => codes;
  const table = new Map<number, string>();
  const cmap = bytesOf(stream);
  const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code, to] of block!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      table.set(Number.parseInt(code!, 16), utf16(to!));
  for (const [, block] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, start] of block!.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      for (let i = Number.parseInt(from!, 16), c = Number.parseInt(start!, 16); i <= Number.parseInt(to!, 16); i++, c++)
        table.set(i, String.fromCodePoint(c));
  return (codes) =>
    [...Array(codes.length >> 1).keys()]
      .map((i) => table.get(codes.charCodeAt(2 * i) * 256 + codes.charCodeAt(2 * i + 1)) ?? '')
      .join('');
}
