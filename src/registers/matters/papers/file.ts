import { dayInChina } from '../../../ground/clock/index.ts';
import { Refusal } from '../../../ground/refusal/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import {
  bindFile,
  flattenPdf,
  type Paper,
  type PaperData,
  type Part,
  printable,
  type Rendered,
  renderPaper,
  renderPicture,
} from '../../../support/documents/papers/index.ts';
import { refusals } from '../refusals.ts';
import { type Aggregate, loadMatter } from '../store.ts';
import { aroundOf } from './around.ts';
import { coverFields } from './cover.ts';
import { belongs, fileOrder, missingIn, placeOf, placeOfAttachment } from './order.ts';
import { type Around, sheetOf } from './sheet.ts';

interface Piece {
  place: number;
  at: Date;
  title: string;
  number: string;
  remark: string;
  paper?: Paper;
  attachment?: { sha256: string; type: string; state: string };
}
/** All that a file is bound from, taken in one look at the record; the binding itself needs no database. */
export interface FilePlan {
  title: string;
  cover: PaperData;
  pieces: Piece[];
}

/** The file of a matter as this person may see it, in the order of §2.2. Refusal `matters.notFound`. */
export async function planFile(work: Work, matterId: string): Promise<FilePlan> {
  const found = await loadMatter(work, matterId, false);
  if (!found) throw refusals.notFound();
  const around = await aroundOf(work);
  const files = await work.ask<{ id: string; name: string; type: string; sha256: string; state: string; addedAt: Date }>(
    sql`select id, name, type, sha256, state, added_at from attachment where tenant_id = ${work.tenantId} and matter_id = ${matterId} order by added_at, id`,
  );
  const papers = found.documents.filter(belongs).map((row) => ({
    place: placeOf(row.kind),
    at: row.madeAt,
    title: row.title,
    number: row.number ?? '',
    remark: row.state === 'void' ? '作废' : '',
    paper: sheetOf(found, row, around),
  }));
  const handedIn = files.map((file) => ({
    place: placeOfAttachment(file.name),
    at: file.addedAt,
    title: printable(file.name.replace(/\.\w{1,5}$/, '')),
    number: '',
    remark: '',
    attachment: file,
  }));
  const pieces = [...papers, ...handedIn].sort((a, b) => a.place - b.place || a.at.getTime() - b.at.getTime());
  return {
    title: `${found.matter.title}卷宗`,
    cover: coverOf(
      found,
      around,
      files.map(({ name }) => name),
      work.now,
    ),
    pieces,
  };
}

function coverOf(found: Aggregate, around: Around, attachments: string[], now: Date): PaperData {
  const { matter, documents } = found;
  const f10 = documents.findLast(({ kind }) => kind === 'F10');
  const missing = missingIn(matter, documents);
  const identity = fileOrder.find(({ zh }) => zh === '当事人身份证明')!;
  const remarks = [
    ...(missing.length > 0 ? [`卷内还缺：${missing.join('、')}`] : []),
    ...(attachments.some((name) => identity.named!.test(name)) ? [] : ['身份证明未附']),
    ...(matter.lateEntry ? ['事后补录'] : []),
  ];
  return {
    issuer: (matter.organisationId && around.names[matter.organisationId]) || around.centre,
    number: f10?.number ?? matter.agreement?.number,
    code: matter.code,
    on: dayInChina(f10?.madeAt ?? now),
    fields: { ...coverFields(found, around, f10), remarks: remarks.join('；') },
  };
}

/** Page by page: papers set, pictures upright, PDFs flattened, then contents, numbers, bookmarks. `read` gives the bytes of an attachment. */
export async function bindPlan(plan: FilePlan, read: (sha256: string) => Promise<Buffer>): Promise<Rendered> {
  const parts: Part[] = [];
  const rows: string[][] = [];
  let page = 1;
  for (const [i, piece] of plan.pieces.entries()) {
    const part = await partOf(piece, read);
    const pages = 'pages' in part ? part.pages : 0;
    rows.push([
      String(i + 1),
      piece.title,
      piece.number,
      pages ? (pages > 1 ? `${page}—${page + pages - 1}` : String(page)) : '',
      'pages' in part ? piece.remark : part.remark,
    ]);
    if ('pages' in part) parts.push(part);
    page += pages;
  }
  const of = (form: 'F10' | 'F10-back', data: PaperData) => renderPaper({ form, version: 1, data }, { plain: true });
  const { fields, ...head } = plan.cover;
  const back = {
    ...head,
    fields: {
      pages: `共${page - 1}页`,
      checked: fields!.remarks ? fields!.remarks : '齐全',
      filer: fields!.filer!,
      filedOn: fields!.filedOn!,
    },
  };
  return bindFile(await of('F10', { ...plan.cover, rows }), parts, await of('F10-back', back));
}

/** What cannot be bound stays in the contents by name, with the reason, so that nothing is lost without a word. */
async function partOf(piece: Piece, read: (sha256: string) => Promise<Buffer>): Promise<Part | { remark: string }> {
  const { title, paper, attachment } = piece;
  if (paper) return { title, ...(await renderPaper(paper, { plain: true })) };
  const { type, state, sha256 } = attachment!;
  if (state !== 'clean') return { remark: '还没有查完毒，未装订' };
  const kept = await read(sha256).catch((error: unknown) => (error instanceof Refusal ? undefined : Promise.reject(error)));
  if (!kept) return { remark: '原文件已不在，未装订' };
  if (/^image\/(jpeg|png|webp)$/.test(type)) {
    return renderPicture(title, kept).then(
      (one) => ({ title, ...one }),
      () => ({ remark: '图片打不开，电子件另存' }),
    );
  }
  if (type !== 'application/pdf') return { remark: '电子件另存' };
  const flat = await flattenPdf(kept).catch(() => ({ trouble: '打不开' }));
  return 'trouble' in flat ? { remark: `PDF${flat.trouble}，电子件另存` } : { title, ...flat, foreign: true };
}
