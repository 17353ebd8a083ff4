import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { guardOfficeZip } from '../../ground/zip/index.ts';
import { tableRefusals } from './refusals.ts';
import type { Grid, TableLimits } from './shape.ts';
import { sheets } from './sheets.ts';

/** The first sheet that holds anything. Formulas are never computed: the value stored in the file is taken. */
export function readXlsx(bytes: Buffer, limits: TableLimits): { grid: Grid; warnings: string[] } {
  const parts = guardOfficeZip(bytes);
  if (!parts.includes('xl/workbook.xml')) throw tableRefusals.notATable();
  const book = opened(bytes, limits);
  const sheets = book.SheetNames.slice(0, 100).map((name) => ({ name, data: rowsOf(book.Sheets[name]) }));
  const filled = sheets.filter(({ data }) => data.some((row) => row?.some((cell) => cellText(cell) !== '')));
  const used = filled[0];
  if (!used) throw tableRefusals.empty();
  const sheet = book.Sheets[used.name]!;
  const warnings = [
    ...sheetWarnings(
      book,
      filled.map(({ name }) => name),
    ),
    ...layoutWarnings(sheet),
    ...valueWarnings(used.data),
  ];
  return { grid: gridOf(used.data, limits), warnings };
}

function opened(bytes: Buffer, limits: TableLimits): WorkBook {
  try {
    // cellStyles is what makes hidden columns known; sheetRows bounds the work on a sheet of a million formatted blank rows.
    const options = { dense: true, cellDates: true, UTC: true, cellStyles: true, cellHTML: false, cellFormula: false };
    return sheets().read(bytes, { type: 'buffer', ...options, sheetRows: limits.rows * 2 + 2 });
  } catch {
    throw tableRefusals.notATable({ say: '，或表格已损坏' });
  }
}

type Row = Array<CellObject | undefined> | undefined;
const rowsOf = (sheet: WorkSheet | undefined): Row[] => (sheet as { '!data'?: Row[] } | undefined)?.['!data'] ?? [];

function gridOf(data: Row[], limits: TableLimits): Grid {
  const width = data.reduce(
    (widest, row) => Math.max(widest, (row?.findLastIndex((cell) => cellText(cell) !== '') ?? -1) + 1),
    0,
  );
  if (width > limits.columns) throw tableRefusals.tooManyColumns({ say: `（${width} 列，最多 ${limits.columns} 列）` });
  return Array.from(data, (row, index) => ({
    row: index + 1,
    cells: Array.from({ length: width }, (_, at) => cellText(row?.[at])),
  }));
}

/** Dates as 2026-01-02 or 2026-01-02 08:30, numbers without exponent or grouping, errors (#N/A) blank. */
function cellText(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e') return '';
  if (cell.v instanceof Date) return dateText(cell.v);
  if (typeof cell.v === 'number')
    return Number.isInteger(cell.v) && Math.abs(cell.v) < 1e21 ? cell.v.toFixed(0) : String(Number(cell.v.toPrecision(15)));
  if (typeof cell.v === 'boolean') return cell.v ? '是' : '否';
  return cell.v;
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day, time] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split('T');
  if (time!.startsWith('00:00:00')) return day!;
  // A time of day without a date is stored as a fraction of Excel's day zero.
  const clock = time!.slice(0, time!.startsWith('00', 6) ? 5 : 8);
  return date.getTime() < Date.UTC(1900, 0, 1) ? clock : `${day} ${clock}`;
}

function sheetWarnings(book: WorkBook, filled: string[]): string[] {
  const [used, ...others] = filled;
  if (book.SheetNames.length > 100) return [`共有 ${book.SheetNames.length} 张工作表，只看了前 100 张，读的是“${used}”`];
  return others.length > 0 ? [`只读了工作表“${used}”；另有 ${others.length} 张没有读：${others.slice(0, 5).join('、')}`] : [];
}

function layoutWarnings(sheet: WorkSheet): string[] {
  const hiddenColumns = (sheet['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [columnName(at)] : []));
  const hiddenRows = (sheet['!rows'] ?? []).filter((row) => row?.hidden).length;
  const merged = sheet['!merges']?.length ?? 0;
  return [
    ...(hiddenColumns.length > 0 ? [`有隐藏的列也读进来了：${hiddenColumns.slice(0, 20).join('、')}`] : []),
    ...(hiddenRows > 0 ? [`有 ${hiddenRows} 行是隐藏或筛掉的，也读进来了`] : []),
    ...(merged > 0 ? [`有 ${merged} 处合并单元格，内容只算在左上角那一格`] : []),
  ];
}

function valueWarnings(data: Row[]): string[] {
  const cells = data.flatMap((row, at) =>
    (row ?? []).flatMap((cell, column) => (cell ? [{ cell, name: `${columnName(column)}${at + 1}` }] : [])),
  );
  const long = cells.filter(({ cell }) => cell.t === 'n' && typeof cell.v === 'number' && Math.abs(cell.v) >= 1e15);
  const errors = cells.filter(({ cell }) => cell.t === 'e');
  return [
    ...(long.length > 0
      ? [`${long[0]!.name} 等 ${long.length} 格的长号码被表格存成了数字，15 位以后已丢失，请把该列设为“文本”重新填写`]
      : []),
    ...(errors.length > 0 ? [`${errors[0]!.name} 等 ${errors.length} 格是出错的公式（如 #N/A），按空白读入`] : []),
  ];
}

function columnName(at: number): string {
  return (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
