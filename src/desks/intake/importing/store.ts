import { sql, type Work } from '../../../ground/store/index.ts';
import type { Vault } from '../../../ground/vault/index.ts';

export interface ImportRecord {
  id: string;
  fileName: string;
  sha256: string;
  madeBy: string;
  madeAt: Date;
  mapping: Record<string, string>;
  state: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  rows: number;
  added: number;
  known: number;
  errors: number;
  undoneAt: Date | null;
}

export interface RowError {
  row: number;
  trouble: string;
  content: Record<string, string>;
}

/** One import of a tenant at a time writes: two at once would each find a row unknown and add it twice. */
export const lockImports = (work: Work) => work.ask(sql`select pg_advisory_xact_lock(727004, ${work.tenantId})`);

export interface Known {
  matterId: string;
  digest: string | undefined;
}

/** Keys that some import of this centre already brought in. */
export async function knownKeys(work: Work, keys: readonly string[]): Promise<Map<string, Known>> {
  const rows = await work.ask<{ key: string; matterId: string; content: { digest?: string } | null }>(sql`
    select encode(key, 'hex') as key, matter_id, content from import_row
    where tenant_id = ${work.tenantId} and key = any(${keys.map((key) => `\\x${key}`)}::text[]::bytea[]) and matter_id is not null`);
  return new Map(rows.map(({ key, matterId, content }) => [key, { matterId, digest: content?.digest }]));
}

export const importNamed = (work: Work, id: string) =>
  work.one<ImportRecord>(sql`select * from import where tenant_id = ${work.tenantId} and id = ${id}`);
export const importsNewest = (work: Work) =>
  work.ask<ImportRecord>(sql`select * from import where tenant_id = ${work.tenantId} order by made_at desc limit 100`);

const place = (importId: string, row: number) => ({ table: 'import_row', column: 'content', row: `${importId}:${row}` });

/** A row that could not be taken keeps its words for the person who mends it: sealed, for they hold names and numbers. */
export function addRowError(work: Work, vault: Vault, importId: string, { row, trouble, content }: RowError): void {
  const sealed = vault.seal(String(work.tenantId), place(importId, row), JSON.stringify(content)).toString('base64');
  work.add('import_row', { importId, rowNo: row, key: null, matterId: null, trouble, content: { sealed } });
}

/** The rows that were not taken, opened again, in the order of the file. */
export async function rowErrors(work: Work, vault: Vault, importId: string, most = 1000): Promise<RowError[]> {
  const rows = await work.ask<{ rowNo: number; trouble: string; content: { sealed?: string } | null }>(sql`
    select row_no, trouble, content from import_row where tenant_id = ${work.tenantId} and import_id = ${importId} and trouble is not null order by row_no limit ${most}`);
  return rows.map(({ rowNo, trouble, content }) => ({
    row: rowNo,
    trouble,
    content: content?.sealed
      ? JSON.parse(vault.open(String(work.tenantId), place(importId, rowNo), Buffer.from(content.sealed, 'base64')))
      : {},
  }));
}
