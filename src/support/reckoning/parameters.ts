import { z } from 'zod';
import { nationalParameters } from '../../../law/parameters/index.ts';
import { type Day, inForce } from '../deadlines/index.ts';
import { dated } from '../deadlines/model.ts';
import type { Source } from './model.ts';
import { refusals } from './refusals.ts';

/** One dated figure that the law leaves to an office: an interest rate, an average wage. Whole numbers in their smallest unit. */
export const Parameter = z
  .object({
    code: z.string().min(3),
    zh: z.string(),
    unit: z.enum(['fen', 'parts', 'months']),
    value: z.number().int().nonnegative(),
    /** The last day for which this value is certain; after it a newer one may have been published. */
    knownUntil: z.iso.date(),
    scope: z.enum(['national', 'county']),
    ...dated,
    evidence: z.string().regex(/^(V|K|D|S|secondary|demo)/),
  })
  .readonly();
export type Parameter = z.infer<typeof Parameter>;

export const national: readonly Parameter[] = z.array(Parameter).parse(nationalParameters);

/** The figures of the nation and of one county, by day. */
export class Book {
  readonly rows: readonly Parameter[];
  readonly today: Day;
  constructor(county: readonly unknown[], today: Day) {
    this.rows = [...national, ...z.array(Parameter).parse(county)];
    this.today = today;
  }
  on(code: string, day: Day): Parameter | undefined {
    return this.rows.findLast((row) => row.code === code && inForce(row, day));
  }
}

/** A figure as it went into a reckoning: typed by the person, or from the table with what is to be said about it. */
export interface Figure {
  value: number;
  how: string;
  warnings: string[];
}

export const sourceOf = (row: Parameter): Source => ({ zh: row.source, from: row.effectiveFrom, evidence: row.evidence });

/** What is typed wins; else the row of the day with its certainty; else undefined. */
export function figureOf(book: Book, code: string, day: Day, typed?: number): Figure | undefined {
  if (typed !== undefined) return { value: typed, how: '按填写的数', warnings: [] };
  const row = book.on(code, day);
  if (!row) return undefined;
  const warnings = [
    ...(day > row.knownUntil ? [`“${row.zh}”只确认到${row.knownUntil}，之后可能已公布新的数，请核对后填写。`] : []),
    ...(row.evidence === 'demo' ? [`“${row.zh}”是演示数据，不是官方统计，正式使用前请填写本地公布的数。`] : []),
  ];
  return { value: row.value, how: `按参数表“${row.zh}”`, warnings };
}

/** The same where nothing can be said without it. Refusal `figureMissing`. */
export function neededFigure(book: Book, code: string, day: Day, typed: number | undefined, field: string, zh: string): Figure {
  const found = figureOf(book, code, day, typed);
  if (!found) throw refusals.figureMissing({ say: `没有“${zh}”的数。`, fields: { [field]: `请填写${zh}` } });
  return found;
}
