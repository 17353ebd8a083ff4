import { cleanText, FORMULA, holdsInvisible } from './cleaning.ts';
import { tableRefusals } from './refusals.ts';
import type { Grid, TableLimits, TableRow } from './shape.ts';

export type Told = { headers: string[]; rows: TableRow[]; warnings: string[] };

/** Tells headers from data: title rows above are skipped and said, unnamed and repeated columns get names of their own. */
export function tellRows(grid: Grid, limits: TableLimits): Told {
  const filled = grid.filter(({ cells }) => cells.some((cell) => cleanText(cell).trim() !== ''));
  const at = headerAt(filled);
  const header = filled[at];
  if (!header) throw tableRefusals.empty();
  const data = filled.slice(at + 1);
  if (data.length > limits.rows) throw tableRefusals.tooManyRows({ say: `（一次最多 ${limits.rows} 行）` });
  const names = namesFor(header.cells, data, limits);
  const titles = filled.slice(0, at).map(({ row }) => row);
  return {
    headers: names.filter((name) => name !== ''),
    rows: data.map(({ row, cells }) => ({ row, cells: named(names, cells, row, limits) })),
    warnings: [
      ...(titles.length > 0 ? [`第 ${titles.join('、')} 行看作标题，第 ${header.row} 行看作列名`] : []),
      ...headerWarnings(header.cells, names),
      ...(grid.length >= limits.rows * 2 + 2 ? [`第 ${grid.length} 行以后没有读，请确认后面没有内容`] : []),
      ...(grid.some(({ cells }) => cells.some(holdsInvisible)) ? ['有看不见的控制字符，已去掉'] : []),
    ],
  };
}

/** Official lists carry a title in one wide cell above the headers: "2026 年矛盾纠纷台账". At most three such rows. */
function headerAt(filled: Grid): number {
  const used = (index: number) => filled[index]?.cells.filter((cell) => cell.trim() !== '').length ?? 0;
  let at = 0;
  while (at < 3 && used(at) === 1 && (filled[at]?.cells.length ?? 0) > 1 && used(at + 1) >= 1) at++;
  return used(at) > 1 ? at : 0;
}

function namesFor(header: readonly string[], data: Grid, limits: TableLimits): string[] {
  const width = data.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
  if (width > limits.columns) throw tableRefusals.tooManyColumns({ say: `（${width} 列，最多 ${limits.columns} 列）` });
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, at) => {
    const written = cleanText(header[at] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 200);
    if (written === '' && !data.some(({ cells }) => (cells[at] ?? '').trim() !== '')) return '';
    const name = written || `第${at + 1}列`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}（${times}）`;
  });
}

function headerWarnings(header: readonly string[], names: string[]): string[] {
  const unnamed = names.filter((name, at) => name !== '' && (header[at] ?? '').trim() === '');
  const repeated = names.filter((name) => /（\d+）$/.test(name));
  return [
    ...(unnamed.length > 0 ? [`没有列名的列：${unnamed.join('、')}`] : []),
    ...(repeated.length > 0 ? [`列名重复，后面的改称：${repeated.join('、')}`] : []),
  ];
}

function named(names: string[], cells: readonly string[], row: number, limits: TableLimits): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name, at) => (name === '' ? [] : [[name, cleanCell(unquoted(cells[at] ?? ''), name, row, limits)]])),
  );
}

/** Takes off the apostrophe that `harmless` puts before a formula sign, so that an export reads back as it was. */
const unquoted = (cell: string) => (FORMULA.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell);

export function cleanCell(cell: string, name: string, row: number, limits: TableLimits): string {
  if (cell.length <= limits.cellLength) return cleanText(cell).trim();
  throw tableRefusals.cellTooLong({ say: `（第 ${row} 行“${name}”，${cell.length} 字，最多 ${limits.cellLength} 字）` });
}
