import type { Work } from '../../ground/store/index.ts';
import type { Kept } from '../../support/ledger/keep.ts';
import type { OrganisationRow } from './model.ts';

/** A new organisation's whole row, sealed by the event that makes it. */
export function addOrganisation(
  work: Work,
  kept: Kept,
  row: Pick<OrganisationRow, 'id' | 'key' | 'zh' | 'shortName' | 'kind'> & Partial<OrganisationRow>,
): OrganisationRow {
  const next: OrganisationRow = {
    tenantId: work.tenantId,
    level: null,
    placeCode: null,
    duties: [],
    settings: {},
    active: true,
    revision: 1,
    ...row,
    ...kept.seal(),
  };
  work.add('organisation', { ...next });
  return next;
}
