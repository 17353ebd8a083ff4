import { cleanText, holdsInvisible } from './cleaning.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './encoding.ts';
import { cleanCell, tellRows } from './headers.ts';
import { type JsonItems, jsonCell, readJson, readJsonl } from './json.ts';
import { tableRefusals } from './refusals.ts';
import { type Table, type TableFormat, type TableLimits, tableLimits } from './shape.ts';
import { readXlsx } from './xlsx.ts';

/**
 * Reads an uploaded table: CSV in UTF-8, UTF-16 or GB18030, XLSX, JSONL or JSON. The content decides, the name only helps.
 * Every cell is text, trimmed and free of invisible characters. Refusals `tables.*` and `zip.*`, each with its ways on.
 */
export function readTable(bytes: Buffer, filename: string, limits: Partial<TableLimits> = {}): Table {
  const within = { ...tableLimits, ...limits };
  if (bytes.length > within.bytes) throw tableRefusals.tooBig({ say: `（最多 ${Math.floor(within.bytes / 1024 / 1024)} MB）` });
  if (bytes.length === 0) throw tableRefusals.empty();
  refuseOtherKinds(bytes);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return fromXlsx(bytes, within);
  const { text, encoding, warnings } = decodeText(bytes);
  if (/^\s*<(!doctype|html|table|\?xml|svg|meta)/i.test(text)) throw tableRefusals.webPage();
  const format = textFormat(text, filename);
  if (format !== 'csv') return fromJson(format, format === 'json' ? readJson(text) : readJsonl(text), encoding, warnings, within);
  const csv = readCsv(text, within);
  const told = tellRows(csv.grid, within);
  return { format, encoding, ...told, broken: [], warnings: [...warnings, ...csv.warnings, ...told.warnings] };
}

function fromXlsx(bytes: Buffer, limits: TableLimits): Table {
  const { grid, warnings } = readXlsx(bytes, limits);
  const told = tellRows(grid, limits);
  return { format: 'xlsx', encoding: 'utf-8', ...told, broken: [], warnings: [...warnings, ...told.warnings] };
}

function refuseOtherKinds(bytes: Buffer): void {
  const start = bytes.subarray(0, 8).toString('latin1');
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw tableRefusals.oldFormat();
  if (/^(%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|Rar!|7z\xbc\xaf|\x1f\x8b|ID3)/.test(start)) throw tableRefusals.notATable();
}

function textFormat(text: string, filename: string): TableFormat {
  const start = text.trimStart()[0];
  if (/\.(jsonl|ndjson)$/i.test(filename)) return 'jsonl';
  if (/\.json$/i.test(filename)) return looksLikeLines(text) ? 'jsonl' : 'json';
  if (start === '{') return looksLikeLines(text) ? 'jsonl' : 'json';
  return start === '[' && /^\s*\[\s*[{\]]/.test(text) ? 'json' : 'csv';
}

/** JSON lines are often named .json: two first lines that are each a whole object tell. */
const looksLikeLines = (text: string) => /^\s*\{.*\}[ \t]*\r?\n\s*\{/.test(text);

function fromJson(
  format: TableFormat,
  { items, broken }: JsonItems,
  encoding: string,
  warnings: string[],
  limits: TableLimits,
): Table {
  if (items.length === 0) throw tableRefusals.empty();
  if (items.length > limits.rows) throw tableRefusals.tooManyRows({ say: `（一次最多 ${limits.rows} 行）` });
  const keys = [...new Set(items.flatMap(({ fields }) => Object.keys(fields)))];
  if (keys.length > limits.columns)
    throw tableRefusals.tooManyColumns({ say: `（${keys.length} 列，最多 ${limits.columns} 列）` });
  const headers = new Map(keys.map((key) => [key, cleanText(key).trim() || '（无名）']));
  const raw = items.map(({ row, fields }) => ({
    row,
    cells: Object.entries(fields).map(([key, value]) => ({ key, ...jsonCell(value) })),
  }));
  const cells = raw.flatMap((item) => item.cells);
  return {
    format,
    encoding,
    headers: [...new Set(headers.values())],
    rows: raw.map(({ row, cells }) => ({
      row,
      cells: Object.fromEntries([
        ...[...headers.values()].map((name) => [name, '']),
        ...cells.map(({ key, text }) => [headers.get(key)!, cleanCell(text, key, row, limits)]),
      ]),
    })),
    broken,
    warnings: [
      ...warnings,
      ...(cells.some(({ lossy }) => lossy) ? ['有的长号码写成了数字，后几位可能已丢失；请给号码加上引号'] : []),
      ...(cells.some(({ text }) => holdsInvisible(text)) ? ['有看不见的控制字符，已去掉'] : []),
    ],
  };
}
