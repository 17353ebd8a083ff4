import { tableRefusals } from './refusals.ts';

type Item = { row: number; fields: Record<string, unknown> };
export type JsonItems = { items: Item[]; broken: Array<{ row: number; message: string }> };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One JSON text: a list of objects, or an object with one such list inside ({"rows": […]}). Refusal `tables.badJson`. */
export function readJson(text: string): JsonItems {
  const whole = parsed(text);
  const list = Array.isArray(whole) ? whole : isObject(whole) ? (Object.values(whole).find(Array.isArray) ?? [whole]) : undefined;
  if (!Array.isArray(list)) throw tableRefusals.badJson();
  return sorted(list.map((value, index) => ({ row: index + 1, value })));
}

/** One object a line; a line that does not parse is a broken row, not the end of the import. */
export function readJsonl(text: string): JsonItems {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ row: index + 1, line }))
    .filter(({ line }) => line.trim() !== '');
  const result = sorted(lines.map(({ row, line }) => ({ row, value: attempt(line) })));
  if (result.items.length === 0 && lines.length > 0) throw tableRefusals.badJson();
  return result;
}

/** A cell as text. Nested values stay readable as JSON; whole numbers beyond 2^53 have already lost digits and say so. */
export function jsonCell(value: unknown): { text: string; lossy: boolean } {
  if (value === null || value === undefined) return { text: '', lossy: false };
  if (typeof value === 'number')
    return { text: wholeNumber(value), lossy: Number.isInteger(value) && !Number.isSafeInteger(value) };
  if (typeof value === 'object') return { text: nested(value), lossy: false };
  return { text: String(value), lossy: false };
}

const wholeNumber = (value: number) => (Number.isInteger(value) && Math.abs(value) < 1e21 ? value.toFixed(0) : String(value));

function nested(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    throw tableRefusals.badJson({ say: '：嵌套太深' });
  }
}

function sorted(values: Array<{ row: number; value: unknown }>): JsonItems {
  const items = values.flatMap(({ row, value }) => (isObject(value) ? [{ row, fields: value }] : []));
  const broken = values.flatMap(({ row, value }) => (isObject(value) ? [] : [{ row, message: '这一行不是一个 {…}，读不了' }]));
  return { items, broken };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw tableRefusals.badJson();
  }
}

function attempt(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
