import { sql, type Work } from '../../ground/store/index.ts';
import type { Kept } from '../../support/ledger/keep.ts';
import type { CredentialRow, StaffRow } from './model.ts';
import { refusals } from './refusals.ts';

/** One member of staff, locked against a second keeper when `lock`. Refuses identity.noSuchStaff. */
export async function loadStaff(work: Work, id: string, lock = true): Promise<StaffRow> {
  const row = await work.one<StaffRow>(
    sql`select * from staff where tenant_id = ${work.tenantId} and id = ${id} ${lock ? sql`for update` : sql``}`,
  );
  if (!row) throw refusals.noSuchStaff();
  return row;
}

export async function loadCredential(work: Work, staffId: string): Promise<CredentialRow> {
  const row = await work.one<CredentialRow>(
    sql`select * from credential where tenant_id = ${work.tenantId} and staff_id = ${staffId} for update`,
  );
  if (!row) throw refusals.noSuchStaff();
  return row;
}

/** Always the whole row: its seal covers every column. */
export function saveStaff(work: Work, kept: Kept, row: StaffRow, patch: Partial<StaffRow>): StaffRow {
  const next = { ...row, ...patch, revision: row.revision + 1, ...kept.seal() };
  work.save('staff', { ...next });
  return next;
}

export function addStaff(work: Work, kept: Kept, row: Pick<StaffRow, 'id' | 'name' | 'roles'> & Partial<StaffRow>): StaffRow {
  const next: StaffRow = {
    tenantId: work.tenantId,
    username: null,
    organisationId: null,
    placeCodes: [],
    does: null,
    active: true,
    absentFrom: null,
    absentUntil: null,
    handOverTo: null,
    mediator: null,
    revision: 1,
    ...row,
    ...kept.seal(),
  };
  work.add('staff', { ...next });
  return next;
}

export const blankCredential = (staffId: string, passwordHash: string, changedAt: Date, mustChange: boolean) => ({
  staffId,
  passwordHash,
  totpSecret: null,
  totpOn: false,
  totpLast: null,
  failed: 0,
  lockedUntil: null,
  mustChange,
  changedAt,
  keySalt: null as Buffer | null,
  keySealed: null as Buffer | null,
});

export function saveCredential(work: Work, staffId: string, patch: Partial<CredentialRow>): void {
  work.save('credential', { staffId, ...patch }, ['staffId']);
}

/** Refuses identity.lastAdmin when nobody but `id` could administer the centre. */
export async function refuseLastAdmin(work: Work, id: string): Promise<void> {
  const others = await work.ask(
    sql`select id from staff where tenant_id = ${work.tenantId} and id <> ${id} and active and 'admin' = any(roles) and username is not null`,
  );
  if (others.length === 0) throw refusals.lastAdmin();
}
