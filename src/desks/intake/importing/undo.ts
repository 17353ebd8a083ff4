import { z } from 'zod';
import type { Actor, Command } from '../../../ground/command/index.ts';
import { Refusal } from '../../../ground/refusal/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { matterCommand } from '../../../registers/matters/command.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { stateZh } from '../../../registers/matters/states.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import { batchOf, openBatch } from './batch.ts';
import { importers } from './row.ts';
import type { Performing } from './run.ts';
import { importNamed, lockImports } from './store.ts';

/** Closes, never deletes, one imported matter that nobody has worked on. The parties keep their way to court from here too. */
export const undoImport = matterCommand({
  name: 'intake.undoImport',
  path: 'any',
  event: 'intake.importUndone',
  causes: '这一件办结，注明是撤销导入',
  unlisted: true,
  row: moves.undoImport,
  input: z.object({}),
  shut: (row) => (row.importId === null ? '不是批量导入的。' : row.revision > 1 ? '导入以后已经有人办过。' : undefined),
  run: (m) => {
    const { importId } = batchOf(m.call.work);
    if (importId !== m.row.importId) throw refusals.notInImport();
    m.to(m.row.kind === 'dispute' ? 'CLOSED' : 'DONE').set({ ending: { reason: 'importUndone', by: 'staff', at: m.nowText } });
    m.tell({ importId });
  },
});

export interface KeptMatter {
  id: string;
  code: string;
  title: string;
  stateZh: string;
}
export interface UndoResult {
  id: string;
  closed: number;
  /** Worked on meanwhile: they stay, and here are their names. */
  kept: KeptMatter[];
}

const BATCH = 100;
/** An import that still says "running" after an hour was cut off by a crash and may be taken back. */
const ABANDONED_MS = 3_600_000;

/**
 * Takes a whole import back: closes what nobody touched, frees those rows' keys so that they can come again, and names the rest.
 * Refusals `intake.noImport`, `intake.importBusy` (running or undone already), `matters.wrongRole`.
 */
export async function undoWholeImport(centre: Performing, tenantId: number, actor: Actor, importId: string): Promise<UndoResult> {
  if (!actor.roles.some((role) => (importers as readonly string[]).includes(role))) throw matterRefusals.wrongRole();
  await centre.run(tenantId, actor, async (work) => {
    await lockImports(work);
    const found = await importNamed(work, importId);
    if (!found) throw refusals.noImport();
    const running = found.state === 'running' && work.now.getTime() - new Date(found.madeAt).getTime() < ABANDONED_MS;
    if (running || found.state === 'undone') throw refusals.importBusy();
    work.save('import', { id: importId, state: 'undoing' });
  });
  const result: UndoResult = { id: importId, closed: 0, kept: [] };
  for (let after = 0; ; ) {
    const step = await centre.run(tenantId, actor, (work) => undoBatch(centre, work, actor, importId, after));
    result.closed += step.closed;
    result.kept.push(...step.kept);
    if (step.last === undefined) break;
    after = step.last;
  }
  await centre.run(tenantId, actor, async (work) => work.save('import', { id: importId, state: 'undone', undoneAt: work.now }));
  return result;
}

async function undoBatch(
  centre: Performing,
  work: Work,
  actor: Actor,
  importId: string,
  after: number,
): Promise<{ closed: number; kept: KeptMatter[]; last: number | undefined }> {
  openBatch(work, { importId });
  const rows = await work.ask<{ rowNo: number; matterId: string; code: string; title: string; state: string }>(sql`
    select r.row_no, r.matter_id, m.code, m.title, m.state from import_row r join matter m on m.tenant_id = r.tenant_id and m.id = r.matter_id
    where r.tenant_id = ${work.tenantId} and r.import_id = ${importId} and r.key is not null and r.row_no > ${after} order by r.row_no limit ${BATCH}`);
  const kept: KeptMatter[] = [];
  const freed: number[] = [];
  for (const { rowNo, matterId, code, title, state } of rows) {
    try {
      await centre.performIn(work, actor, undoImport as Command, { command: undoImport.name, id: matterId, input: {} });
      freed.push(rowNo);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      kept.push({ id: matterId, code, title, stateZh: stateZh(state) });
    }
  }
  await work.ask(
    sql`update import_row set key = null where tenant_id = ${work.tenantId} and import_id = ${importId} and row_no = any(${freed}::int[])`,
  );
  return { closed: freed.length, kept, last: rows.length === BATCH ? rows.at(-1)!.rowNo : undefined };
}
