import { createHash } from 'node:crypto';
import type { Actor, Command } from '../../../ground/command/index.ts';
import type { Chance } from '../../../ground/ids/index.ts';
import { Refusal } from '../../../ground/refusal/index.ts';
import type { Work } from '../../../ground/store/index.ts';
import type { Vault } from '../../../ground/vault/index.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { readTable, type Table, type TableLimits } from '../../../support/tables/index.ts';
import { refusals } from '../refusals.ts';
import { openBatch } from './batch.ts';
import { type Mapping, mappingFor, usableMapping } from './fields.ts';
import { type Planned, planImport } from './plan.ts';
import { importers, importRow } from './row.ts';
import { addRowError, type Known, knownKeys, lockImports, type RowError } from './store.ts';

/** The part of the centre that an import needs: its one way in, inside a transaction that it opens. */
export interface Performing {
  run<T>(tenantId: number, who: Actor, body: (work: Work, actor: Actor) => Promise<T>): Promise<T>;
  performIn(
    work: Work,
    actor: Actor,
    command: Command,
    request: { command: string; id?: string; input: unknown },
  ): Promise<{ extra?: Record<string, unknown> }>;
  readonly around: { vault: Vault; chance: Chance };
}

export interface ImportJob {
  centre: Performing;
  actor: Actor;
  tenantId: number;
  bytes: Buffer;
  filename: string;
  /** Field → header; what the headers suggest when absent. */
  mapping?: Mapping | undefined;
  /** Counts as the import would, and writes nothing. */
  dryRun?: boolean | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Called once the import has its row, so that somebody can watch it. */
  onStart?: ((id: string) => void) | undefined;
  /** Asked between batches: true stops after the batch; running the file again goes on where it stopped. */
  stopped?: (() => boolean) | undefined;
  limits?: Partial<TableLimits> | undefined;
}

export interface ImportResult {
  /** null for a dry run. */
  id: string | null;
  rows: number;
  added: number;
  known: number;
  errors: number;
  seconds: number;
  /** Of a dry run: the rows that would not come in, with their reasons. Nothing of them is kept. */
  rowErrors?: RowError[];
}

interface Trying extends ImportJob {
  readonly tried: RowError[];
}
/** So many troubled rows are enough to see what is wrong with a file. */
const TOLD = 1000;

export const BATCH = 200;
interface Counts {
  added: number;
  known: number;
  errors: number;
}
type Outcome = keyof Counts;

/**
 * Brings a whole table in: every row becomes a received matter with a code, is known already, or is kept as an error with its
 * reason, and rows = added + known + errors. The same file again adds nothing. A batch is one transaction, so a crash loses at
 * most the batch that was not yet acknowledged. Refusals `tables.*`, `zip.*`, `intake.needTextColumn`, `matters.wrongRole`.
 */
export async function importFile(job: ImportJob): Promise<ImportResult> {
  const started = performance.now();
  if (!job.actor.roles.some((role) => (importers as readonly string[]).includes(role))) throw matterRefusals.wrongRole();
  const table = readTable(job.bytes, job.filename, job.limits);
  const mapping = chosenMapping(table, job.mapping);
  const rows = table.rows.length + table.broken.length;
  const counts: Counts = { added: 0, known: 0, errors: 0 };
  const tried: RowError[] = [];
  const id = job.dryRun ? null : await openImport(job, mapping, rows);
  if (id) job.onStart?.(id);
  try {
    await runBatches({ ...job, tried }, id, planOf(job, table, mapping), counts);
  } catch (error) {
    if (id) await note(job, id, { ...counts, state: 'failed' });
    throw error;
  }
  if (id) await note(job, id, { ...counts, state: 'done' });
  const seconds = Math.round(performance.now() - started) / 1000;
  return { id, rows, ...counts, seconds, ...(job.dryRun ? { rowErrors: tried } : {}) };
}

export function chosenMapping(table: Table, mapping: Mapping | undefined): Record<string, string> {
  const chosen = usableMapping(mapping ?? mappingFor(table.headers), table.headers);
  if (!chosen.text && !chosen.title) throw refusals.needTextColumn({ fields: { mapping: '选出哪一列是内容' } });
  return chosen;
}

type Plan = (now: Date) => Planned[];

function planOf({ tenantId }: ImportJob, table: Table, mapping: Mapping): Plan {
  const broken: Planned[] = table.broken.map(({ row, message }) => ({ row, ok: false, trouble: message, cells: {} }));
  return (now) => [...planImport(table.rows, mapping, tenantId, now), ...broken].sort((a, b) => a.row - b.row);
}

function openImport({ centre, tenantId, actor, filename, bytes }: ImportJob, mapping: Mapping, rows: number): Promise<string> {
  return centre.run(tenantId, actor, async (work) => {
    const id = centre.around.chance.id(work.now);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    work.add('import', {
      id,
      fileName: filename.slice(-200),
      sha256,
      madeBy: actor.id,
      madeAt: work.now,
      mapping,
      state: 'running',
      rows,
      added: 0,
      known: 0,
      errors: 0,
      undoneAt: null,
    });
    return id;
  });
}

const note = ({ centre, tenantId, actor }: ImportJob, id: string, patch: Record<string, unknown>) =>
  centre.run(tenantId, actor, async (work) => work.save('import', { id, ...patch }));

async function runBatches(job: Trying, id: string | null, plan: Plan, counts: Counts): Promise<void> {
  const planned = await job.centre.run(job.tenantId, job.actor, async (work) => plan(work.now));
  const seen = new Map<string, string>();
  for (let from = 0; from < planned.length; from += BATCH) {
    if (job.stopped?.()) throw refusals.importBusy({ say: '导入被中断；再导一次会从断处接着，不会重复。' });
    await runBatch(job, id, planned.slice(from, from + BATCH), counts, seen);
    job.onProgress?.(Math.min(from + BATCH, planned.length), planned.length);
  }
}

/** One transaction. What the database itself refuses is looked for by halves, so that one bad row never costs its neighbours. */
async function runBatch(
  job: Trying,
  id: string | null,
  batch: readonly Planned[],
  counts: Counts,
  seen: Map<string, string>,
): Promise<void> {
  const mine = new Map<string, string>();
  try {
    const done = await job.centre.run(job.tenantId, job.actor, (work) =>
      id ? writeBatch(job, work, id, batch, counts, seen, mine) : tryBatch(work, batch, seen, mine, job.tried),
    );
    for (const [name, n] of Object.entries(done)) counts[name as Outcome] += n;
    for (const [key, digest] of mine) seen.set(key, digest);
  } catch (error) {
    if (batch.length === 1) return void (await refuseOne(job, id, batch[0]!, counts, error));
    const half = Math.ceil(batch.length / 2);
    await runBatch(job, id, batch.slice(0, half), counts, seen);
    await runBatch(job, id, batch.slice(half), counts, seen);
  }
}

async function refuseOne(
  { centre, tenantId, actor }: ImportJob,
  id: string | null,
  { row, ...rest }: Planned,
  counts: Counts,
  error: unknown,
): Promise<void> {
  const trouble = error instanceof Refusal ? error.message : '系统没能写入这一行，请把它单独登记';
  if (id) {
    await centre.run(tenantId, actor, async (work) => {
      addRowError(work, centre.around.vault, id, { row, trouble, content: 'cells' in rest ? { ...rest.cells } : wordsOf(rest) });
      work.save('import', { id, ...counts, errors: counts.errors + 1 });
    });
  }
  counts.errors += 1;
}

const wordsOf = (planned: unknown): Record<string, string> => {
  const { input } = planned as { input: { matter: { title?: string; narrative: string } } };
  return { 标题: input.matter.title ?? '', 内容: input.matter.narrative };
};

type Verdict = { outcome: 'added' } | { outcome: 'known'; matterId: string | null } | { outcome: 'errors'; trouble: string };

function verdictOn(planned: Planned, known: ReadonlyMap<string, Known>, seen: ReadonlyMap<string, string>): Verdict {
  if (!planned.ok) return { outcome: 'errors', trouble: planned.trouble };
  const before = known.get(planned.key);
  const digest = before ? before.digest : seen.get(planned.key);
  if (digest === undefined && !before) return { outcome: 'added' };
  if (digest === undefined || digest === planned.digest) return { outcome: 'known', matterId: before?.matterId ?? null };
  return {
    outcome: 'errors',
    trouble: `编号 ${planned.sourceId} 已经导入过，但内容不同；若是另一个来源的编号，请不要选“编号”这一列再导`,
  };
}

const keysOf = (batch: readonly Planned[]) => batch.flatMap((one) => (one.ok ? [one.key] : []));

async function tryBatch(
  work: Work,
  batch: readonly Planned[],
  seen: ReadonlyMap<string, string>,
  mine: Map<string, string>,
  tried: RowError[],
): Promise<Counts> {
  const known = await knownKeys(work, keysOf(batch));
  const counts: Counts = { added: 0, known: 0, errors: 0 };
  for (const planned of batch) {
    const verdict = verdictOn(planned, known, mine.has(planned.ok ? planned.key : '') ? mine : seen);
    counts[verdict.outcome] += 1;
    if (verdict.outcome === 'errors' && tried.length < TOLD)
      tried.push({ row: planned.row, trouble: verdict.trouble, content: planned.ok ? wordsOf(planned) : { ...planned.cells } });
    if (planned.ok && verdict.outcome === 'added') mine.set(planned.key, planned.digest);
  }
  return counts;
}

async function writeBatch(
  job: ImportJob,
  work: Work,
  id: string,
  batch: readonly Planned[],
  before: Counts,
  seen: ReadonlyMap<string, string>,
  mine: Map<string, string>,
): Promise<Counts> {
  const { centre, actor } = job;
  openBatch(work, { importId: id });
  await lockImports(work);
  const known = await knownKeys(work, keysOf(batch));
  const counts: Counts = { added: 0, known: 0, errors: 0 };
  for (const planned of batch) {
    const verdict = verdictOn(planned, known, mine.has(planned.ok ? planned.key : '') ? mine : seen);
    counts[verdict.outcome] += 1;
    if (verdict.outcome === 'errors')
      addRowError(work, centre.around.vault, id, {
        row: planned.row,
        trouble: verdict.trouble,
        content: planned.ok ? wordsOf(planned) : { ...planned.cells },
      });
    else if (verdict.outcome === 'known')
      work.add('import_row', {
        importId: id,
        rowNo: planned.row,
        key: null,
        matterId: verdict.matterId,
        trouble: null,
        content: null,
      });
    else if (planned.ok) {
      await centre.performIn(work, actor, importRow as Command, { command: importRow.name, input: planned.input });
      mine.set(planned.key, planned.digest);
    }
  }
  work.save('import', {
    id,
    added: before.added + counts.added,
    known: before.known + counts.known,
    errors: before.errors + counts.errors,
  });
  return counts;
}
