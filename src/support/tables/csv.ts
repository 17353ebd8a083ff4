import { CsvError, parse } from 'csv-parse/sync';
import { tableRefusals } from './refusals.ts';
import type { Grid, TableLimits } from './shape.ts';

const DELIMITERS = [',', '\t', ';', '，', '|'] as const;

/** CSV text to rows. The delimiter is guessed from the first lines; a stray quote inside a field is kept as text. */
export function readCsv(text: string, limits: TableLimits): { grid: Grid; warnings: string[] } {
  const delimiter = guessDelimiter(text);
  try {
    return { grid: parsed(text, delimiter, limits, false), warnings: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return withStrayQuotes(text, delimiter, limits);
  }
}

function withStrayQuotes(text: string, delimiter: string, limits: TableLimits) {
  try {
    return { grid: parsed(text, delimiter, limits, true), warnings: ['有的格里双引号没有成对，按原文读入，请核对'] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as CsvError & { lines?: number }).lines;
    throw tableRefusals.badCsv({ say: line ? `（读到第 ${line} 行时发现，问题可能在它前面）` : '' });
  }
}

function parsed(text: string, delimiter: string, limits: TableLimits, relaxed: boolean): Grid {
  // One more than allowed (and the header) is read, so that "too many" is known without reading a million rows.
  const records = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: relaxed,
    to: limits.rows * 2 + 2,
  }) as string[][];
  return records.map((cells, index) => ({ row: index + 1, cells }));
}

/** The delimiter found most evenly in the first lines, quoted parts left out; a comma when none is found. */
function guessDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  const counts = DELIMITERS.map((delimiter) => {
    const perLine = lines.map((line) => line.split(delimiter).length - 1);
    return { delimiter, first: perLine[0] ?? 0, even: perLine.filter((count) => count > 0 && count === perLine[0]).length };
  });
  const best = counts.reduce((a, b) => (b.even > a.even || (b.even === a.even && b.first > a.first) ? b : a));
  return best.first > 0 ? best.delimiter : ',';
}
