import { dayInChina } from '../../ground/clock/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type Draft, lintTerms, refuseUnsound } from '../../support/terms/index.ts';
import type { OpenMatter } from './open.ts';

/**
 * Terms that nobody could perform or no court confirm are not taken to the signing: each with its place and its way on. `late`: written down
 * after the day it was settled, whose own promises may already lie in the past.
 */
export async function mustBeSound(
  m: OpenMatter,
  terms: Pick<Draft, 'form' | 'text' | 'instalments'>,
  late?: Date,
): Promise<void> {
  const draft: Draft = { ...terms, category: m.row.category, on: dayInChina(late ?? m.now), late: late !== undefined };
  const asksFee = lintTerms(draft).some(({ code }) => code === 'fee');
  refuseUnsound({ ...draft, mayCharge: asksFee && (await isCommercial(m)) });
}

/** Only a commercial body may ask a fee (人民调解法 4); looked up when the words name one. */
async function isCommercial(m: OpenMatter): Promise<boolean> {
  const { tenantId, organisationId } = m.row;
  const found = await m.call.work.one<{ kind: string }>(
    sql`select kind from organisation where tenant_id = ${tenantId} and id = ${organisationId}`,
  );
  return found?.kind === 'commercial';
}
