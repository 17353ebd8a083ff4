import type { z } from 'zod';
import type { Day } from '../deadlines/index.ts';
import type { Book } from './parameters.ts';

/** Where a line of a reckoning is written, from when that text has held, and how well it is known. */
export interface Source {
  zh: string;
  from: Day;
  /** `V:Law` text read · `K` known, not read · `D` product default · `demo` 演示数据. */
  evidence: string;
}

/** One item of a result. Money is whole fen; what is paid again and again (`monthly`) or only told (`said`) is not part of the total. */
export interface Line {
  zh: string;
  fen: number | null;
  /** The formula in words and figures. */
  how: string;
  source: Source;
  monthly?: true;
  said?: string;
}

export interface Result {
  total: { zh: string; fen: number } | null;
  /** The answer in a sentence, where it is no sum of money. */
  said?: string;
  lines: readonly Line[];
  /** The working, step by step. */
  steps?: readonly string[];
  formula: string;
  warnings: readonly string[];
}

/** What a page shows: the result with the rule of rounding and every article it leans on, each once. */
export interface Reckoning extends Result {
  code: string;
  zh: string;
  rounding: string;
  sources: readonly Source[];
}

export interface Calculator<I = unknown> {
  code: string;
  zh: string;
  about: string;
  /** Prefixes of the kinds of dispute in which it is wanted first; null for all. */
  suits: readonly string[] | null;
  input: z.ZodType<I>;
  reckon(input: I, book: Book): Result;
}

export const ROUNDING = '每一行算到分，分以下四舍五入；合计是各行之和。';

/** The sum of what is paid once: sums agree because nothing is added up twice. */
export const sumOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + (line.monthly ? 0 : (line.fen ?? 0)), 0);

export const defineCalculator = <I>(calculator: Calculator<I>): Calculator => calculator as unknown as Calculator;
