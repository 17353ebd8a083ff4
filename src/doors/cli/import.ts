import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ImportResult, importFile, type Performing } from '../../desks/intake/index.ts';
import type { Actor } from '../../ground/command/index.ts';

export interface ImportTarget {
  centre: Performing;
  actor: Actor;
  tenantId: number;
  /** A file, or a folder of which every .jsonl, .csv, .xlsx and .json is taken, in order of name. */
  target: string;
  dryRun?: boolean;
  say?: (line: string) => void;
}
export interface ImportTotals extends Omit<ImportResult, 'id'> {
  files: Array<ImportResult & { file: string }>;
}

/** Larger than a browser may send: whoever stands at the machine may bring a whole year. */
const LIMITS = { bytes: 200 * 1024 * 1024, rows: 1_000_000 };
const TABLE = /\.(?:jsonl|csv|xlsx|json)$/i;

/** Imports a file or a folder and says how far it is. The totals add up: rows = added + known + errors. */
export async function importPath({
  centre,
  actor,
  tenantId,
  target,
  dryRun,
  say = () => {},
}: ImportTarget): Promise<ImportTotals> {
  const totals: ImportTotals = { rows: 0, added: 0, known: 0, errors: 0, seconds: 0, files: [] };
  for (const file of await filesOf(target)) {
    const filename = path.basename(file);
    let told = 0;
    const onProgress = (done: number, total: number) => {
      if (done - told < 2000 && done < total) return;
      told = done;
      say(`  ${filename}：${done} / ${total}`);
    };
    const result = await importFile({
      centre,
      actor,
      tenantId,
      bytes: await readFile(file),
      filename,
      dryRun,
      onProgress,
      limits: LIMITS,
    });
    say(`${filename}：共 ${result.rows} 行，新登记 ${result.added}，已有 ${result.known}，没能导入 ${result.errors}`);
    for (const name of ['rows', 'added', 'known', 'errors', 'seconds'] as const) totals[name] += result[name];
    totals.files.push({ file: filename, ...result });
  }
  totals.seconds = Math.round(totals.seconds * 1000) / 1000;
  return totals;
}

async function filesOf(target: string): Promise<string[]> {
  if (!(await stat(target)).isDirectory()) return [target];
  const names = (await readdir(target)).filter((name) => TABLE.test(name)).sort();
  if (names.length === 0) throw new Error(`${target}：没有可以导入的表格（.jsonl .csv .xlsx .json）`);
  return names.map((name) => path.join(target, name));
}
