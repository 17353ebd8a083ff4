const CST = '+08:00';
const two = (text: string | undefined) => (text ?? '0').padStart(2, '0');

/** Year, month, day and perhaps a time, in the ways Chinese tables write them: 2019/3/5 14:05, 2019年3月5日, 20190305, 2019.3.5. */
const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(上午|下午)?\s*(\d{1,2})[:：时点](\d{1,2})?分?(?:[:：]?(\d{1,2})(?:\.\d+)?秒?)?)?$/;
const PACKED = /^(\d{4})(\d{2})(\d{2})$/;
const WORKBOOK = /^\d{5}(?:\.\d+)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * An instant from a cell, China time unless it says otherwise; undefined when it is no date, before 1990 or in the future. A day
 * without a time is noon, so that no reader in another zone sees another day.
 */
export function dateOf(cell: string, now: Date): Date | undefined {
  const text = cell.normalize('NFKC').trim();
  const at = ZONED.test(text) ? new Date(text) : (fromParts(text) ?? fromWorkbook(text));
  if (!at || Number.isNaN(at.getTime()) || at > now || at.getUTCFullYear() < 1990) return undefined;
  return at;
}

function fromParts(text: string): Date | undefined {
  const [, year, month, day, half, hour, minute, second] = WRITTEN.exec(text) ?? PACKED.exec(text) ?? [];
  if (!year) return undefined;
  const hours = hour === undefined ? 12 : Number(hour) + (half === '下午' && Number(hour) < 12 ? 12 : 0);
  const date = `${year}-${two(month)}-${two(day)}`;
  // A 31st of February would roll over into March: such a day is none, and neither is a 13th month.
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
  return new Date(`${date}T${two(String(hours))}:${two(minute)}:${two(second)}${CST}`);
}

/** Days since 1899-12-30, as workbooks store a date that lost its format. */
function fromWorkbook(text: string): Date | undefined {
  if (!WORKBOOK.test(text)) return undefined;
  const days = Number(text);
  const noon = Number.isInteger(days) ? 0.5 : 0;
  return new Date(Date.UTC(1899, 11, 30) + (days + noon) * 86_400_000 - 8 * 3_600_000);
}
