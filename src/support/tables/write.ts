import { harmless } from './cleaning.ts';
import { sheets } from './sheets.ts';

export type Cell = string | number | boolean | Date | null | undefined;
export type TableToWrite = {
  readonly sheet: string;
  readonly columns: ReadonlyArray<{ readonly zh: string; readonly key: string }>;
  readonly rows: ReadonlyArray<Readonly<Record<string, Cell>>>;
};

/** XLSX cells hold 32,767 characters at most; a longer text is cut here and whole in the CSV. */
const LONGEST = 32_767;
const CUT = '……（过长已截断，全文见 CSV 导出）';

/** XLSX bytes of one sheet, header row in Chinese. Texts are text cells and never formulas; dates as 2026-01-02 08:30 (UTC+8). */
export function writeXlsx({ sheet, columns, rows }: TableToWrite): Buffer {
  const { utils, write } = sheets();
  const grid = rows.map((row) => columns.map(({ key }) => xlsxCell(row[key])));
  const page = utils.aoa_to_sheet([columns.map(({ zh }) => harmless(zh)), ...grid]);
  page['!cols'] = columns.map(({ zh }) => ({ wch: Math.max(10, zh.length * 2 + 4) }));
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    page,
    sheet
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || '表',
  );
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

/** CSV bytes in UTF-8 with a byte order mark (without it, Excel in China reads GBK), every cell quoted, CRLF line ends. */
export function writeCsv({ columns, rows }: Omit<TableToWrite, 'sheet'>): Buffer {
  const lines = [columns.map(({ zh }) => harmless(zh)), ...rows.map((row) => columns.map(({ key }) => String(cellOf(row[key]))))];
  const text = lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
  return Buffer.from(`\ufeff${text}\r\n`, 'utf8');
}

function xlsxCell(value: Cell): string | number {
  const cell = cellOf(value);
  return typeof cell === 'string' && cell.length > LONGEST ? cell.slice(0, LONGEST - CUT.length) + CUT : cell;
}

function cellOf(value: Cell): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? value : '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return value instanceof Date ? chinaTime(value) : harmless(value);
}

/** China keeps one time, UTC+8, without summer time: a shift is exact. */
const chinaTime = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
