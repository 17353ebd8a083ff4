import {
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFPage,
  PDFRef,
} from 'pdf-lib';
import type { BindJob, Printed } from './press.ts';

const A4 = [595.28, 841.89] as const;
const EDGE = 28;

/**
 * A PDF that somebody handed in, page by page as a picture of itself on A4: scripts, actions, forms and links stay behind. What would
 * be lost to the eye by that (annotations, form fields with values) is told instead of dropped.
 */
export async function flatten(pdf: Uint8Array): Promise<Printed> {
  try {
    const from = await PDFDocument.load(pdf);
    if (from.getPages().some(hasMarks)) return { trouble: '带有批注或表单' };
    const to = await PDFDocument.create();
    for (const page of from.getPages()) await draw(to, page);
    return { bytes: await to.save(), pages: to.getPageCount() };
  } catch {
    // Whatever a reader stumbles over in somebody else's file: it is kept apart, and the contents say so.
    return { trouble: '打不开' };
  }
}

function hasMarks(page: PDFPage): boolean {
  const annots = page.node.Annots();
  return (annots?.asArray() ?? []).some((one) => {
    const annot = page.doc.context.lookupMaybe(one, PDFDict);
    return annot !== undefined && !/^\/(Link|Popup)$/.test(String(annot.get(PDFName.of('Subtype'))));
  });
}

async function draw(to: PDFDocument, page: PDFPage): Promise<void> {
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const { width, height } = page.getSize();
  const upright = turn % 180 === 0;
  const [w, h] = upright ? [width, height] : [height, width];
  const sheet = to.addPage(w > h ? [A4[1], A4[0]] : [...A4]);
  if (!page.node.Contents()) return;
  const scale = Math.min((sheet.getWidth() - EDGE) / w, (sheet.getHeight() - EDGE) / h, 1.4);
  const [left, low] = [(sheet.getWidth() - w * scale) / 2, (sheet.getHeight() - h * scale) / 2];
  const corner = { 0: [0, 0], 90: [0, h], 180: [w, h], 270: [w, 0] }[turn] ?? [0, 0];
  const [x, y] = [left + corner[0]! * scale, low + corner[1]! * scale];
  sheet.drawPage(await to.embedPage(page), { x, y, xScale: scale, yScale: scale, rotate: degrees(-turn) });
}

/**
 * One file: cover and contents, the papers with their page numbers, back cover, a bookmark each. The cover's own identification as
 * PDF/A-2b stays only where every page was set here; a page from elsewhere may lack a font, and then nothing is claimed.
 */
export async function bind({ cover, back, numbers, parts }: BindJob): Promise<Printed> {
  const file = await PDFDocument.load(cover, { updateMetadata: false });
  const marks: Array<[string, PDFRef]> = [['卷宗封面', file.getPage(0).ref]];
  if (file.getPageCount() > 1) marks.push(['卷内目录', file.getPage(1).ref]);
  const stamps = numbers ? await file.embedPdf(await PDFDocument.load(numbers), range(await countOf(numbers))) : [];
  let n = 0;
  for (const { title, pdf } of parts) {
    const pages = await append(file, pdf);
    if (pages[0]) marks.push([title, pages[0].ref]);
    for (const page of pages) stamp(page, stamps[n++]);
  }
  const last = await append(file, back);
  if (last[0]) marks.push(['卷宗封底', last[0].ref]);
  outline(file, marks);
  if (parts.some(({ foreign }) => foreign)) claimNothing(file);
  return { bytes: await file.save({ updateFieldAppearances: false }), pages: file.getPageCount() };
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const countOf = async (pdf: Uint8Array) => (await PDFDocument.load(pdf)).getPageCount();

async function append(file: PDFDocument, pdf: Uint8Array): Promise<PDFPage[]> {
  const from = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = await file.copyPages(from, from.getPageIndices());
  for (const page of pages) file.addPage(page);
  return pages;
}

/** Top right, where the number of a front page is stamped by hand. */
function stamp(page: PDFPage, number: Awaited<ReturnType<PDFDocument['embedPage']>> | undefined): void {
  if (number) page.drawPage(number, { x: page.getWidth() - A4[0], y: page.getHeight() - A4[1] });
}

function claimNothing({ catalog, context }: PDFDocument): void {
  const claim = catalog.get(PDFName.of('Metadata'));
  catalog.delete(PDFName.of('Metadata'));
  if (claim instanceof PDFRef) context.delete(claim);
}

/** Bookmarks (ISO 32000 §12.3.3); pdf-lib has none of its own. */
function outline(file: PDFDocument, marks: ReadonlyArray<readonly [string, PDFRef]>): void {
  const { context, catalog } = file;
  const root = context.nextRef();
  const refs = marks.map(() => context.nextRef());
  marks.forEach(([title, page], i) => {
    const dest = PDFArray.withContext(context);
    for (const part of [page, PDFName.of('XYZ'), PDFNull, PDFNull, PDFNull]) dest.push(part);
    const item = new Map<PDFName, PDFRef | PDFHexString | PDFArray>([
      [PDFName.of('Title'), PDFHexString.fromText(title)],
      [PDFName.of('Parent'), root],
      [PDFName.of('Dest'), dest],
    ]);
    if (refs[i - 1]) item.set(PDFName.of('Prev'), refs[i - 1]!);
    if (refs[i + 1]) item.set(PDFName.of('Next'), refs[i + 1]!);
    context.assign(refs[i]!, PDFDict.fromMapWithContext(item, context));
  });
  const whole = new Map<PDFName, PDFRef | PDFNumber | PDFName>([
    [PDFName.of('Type'), PDFName.of('Outlines')],
    [PDFName.of('First'), refs[0]!],
    [PDFName.of('Last'), refs.at(-1)!],
    [PDFName.of('Count'), PDFNumber.of(refs.length)],
  ]);
  context.assign(root, PDFDict.fromMapWithContext(whole, context));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
