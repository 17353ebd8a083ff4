import { sql, type Work } from '../../../ground/store/index.ts';
import { isForm, type Paper, paperRefusals, renderPaper } from '../../../support/documents/papers/index.ts';
import { refusals } from '../refusals.ts';
import { loadMatter } from '../store.ts';
import { aroundOf } from './around.ts';
import { blankOf, sheetOf } from './sheet.ts';

export { bindPlan, type FilePlan, planFile } from './file.ts';
export { missingIn } from './order.ts';

/** What one document prints, read as the acting person. Refusal `matters.notFound` for absent and forbidden alike. */
export async function paperOf(work: Work, documentId: string): Promise<Paper & { title: string }> {
  const place = await work.one<{ matterId: string }>(
    sql`select matter_id from document where tenant_id = ${work.tenantId} and id = ${documentId}`,
  );
  const found = place && (await loadMatter(work, place.matterId, false));
  const row = found?.documents.find(({ id }) => id === documentId);
  if (!found || !row) throw refusals.notFound();
  return { ...sheetOf(found, row, await aroundOf(work)), title: row.title };
}

/** One document as PDF/A. Refusals `matters.notFound`, `papers.*`. */
export async function paperBytes(work: Work, documentId: string): Promise<{ pdf: Buffer; pages: number; title: string }> {
  const { title, ...paper } = await paperOf(work, documentId);
  return { ...(await renderPaper(paper)), title };
}

/** The empty form of a matter, to be filled by hand. Refusals `matters.notFound`, `papers.noForm`. */
export async function blankPaper(work: Work, matterId: string, form: string): Promise<Paper> {
  if (!isForm(form)) throw paperRefusals.noForm();
  const found = await loadMatter(work, matterId, false);
  if (!found) throw refusals.notFound();
  return blankOf(found, form, await aroundOf(work));
}
