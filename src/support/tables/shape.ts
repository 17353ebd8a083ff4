export type TableFormat = 'csv' | 'xlsx' | 'jsonl' | 'json';

/** `row` is the row number a person sees in the file (1-based, headers and blank rows counted; for JSON the item or line). */
export type TableRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> };

export type Table = {
  readonly format: TableFormat;
  /** 'utf-8', 'utf-16le', 'utf-16be' or 'gb18030'; XLSX is always 'utf-8'. */
  readonly encoding: string;
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that could not be read, each with its reason in Chinese: rows + broken = all rows that hold anything. */
  readonly broken: ReadonlyArray<{ readonly row: number; readonly message: string }>;
  /** Chinese sentences for the preview: what was changed, left out or guessed while reading. */
  readonly warnings: readonly string[];
};

export type TableLimits = {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellLength: number;
};

export const tableLimits: TableLimits = { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 300, cellLength: 100_000 };

/** Rows of cells as the file has them, before headers are told from data. Holes are blank. */
export type Grid = Array<{ readonly row: number; readonly cells: readonly string[] }>;
