import { useQuery } from '@tanstack/react-query';
import { keepDraft, readDraft } from '../../../../ground/ui/draft.ts';
import type { FormSchema, Values } from '../../../../ground/ui/form/schema.ts';
import { sayCapital, sayYuan } from '../../../../ground/ui/money.ts';
import { ask } from '../http.ts';

export interface Source {
  zh: string;
  from: string;
  evidence: string;
}
export interface Line {
  zh: string;
  fen: number | null;
  how: string;
  source: Source;
  monthly?: true;
  said?: string;
}
export interface Reckoning {
  code: string;
  zh: string;
  total: { zh: string; fen: number } | null;
  said?: string;
  lines: Line[];
  steps?: string[];
  formula: string;
  warnings: string[];
  rounding: string;
  sources: Source[];
}
export interface Calculator {
  code: string;
  zh: string;
  about: string;
  suits: string[] | null;
  schema: FormSchema;
}
export interface Parameter {
  code: string;
  zh: string;
  unit: 'fen' | 'parts' | 'months';
  value: number;
  knownUntil: string;
  scope: 'national' | 'county';
  source: string;
  evidence: string;
  effectiveFrom: string;
  effectiveTo: string | null;
}

export const useReckon = () =>
  useQuery({
    queryKey: ['reckon'],
    queryFn: () => ask<{ calculators: Calculator[]; parameters: Parameter[] }>('/api/reckon'),
    staleTime: 3_600_000,
  });

/** Those made for the kind of dispute first. */
export const suited = (all: readonly Calculator[], category: string | null | undefined): Calculator[] => {
  const fits = (one: Calculator) => Number(!(category && one.suits?.some((prefix) => category.startsWith(prefix))));
  return [...all].sort((a, b) => fits(a) - fits(b));
};

export const sayParameter = ({ unit, value }: Parameter): string =>
  unit === 'fen' ? `${sayYuan(value)}元` : unit === 'parts' ? `${Number((value / 10_000).toFixed(4))}%` : `${value}个月`;

export const lineText = (line: Line): string => (line.fen === null ? (line.said ?? '') : `${sayYuan(line.fen)}元`);

/** The result as plain words: to copy, and to put into an agreement. */
export function inWords({ zh, total, said, lines, formula, sources }: Reckoning): string {
  const answer = total ? `${total.zh}${sayYuan(total.fen)}元（大写：${sayCapital(total.fen)}）` : (said ?? '');
  return [
    `${zh}：${answer}`,
    ...lines.map((line) => `${line.zh}：${lineText(line)}${line.monthly ? '（每月）' : ''}（${line.how}）`),
    `算法：${formula}`,
    `依据：${sources.map((source) => source.zh).join('；')}`,
  ].join('\n');
}

/** Adds the result to the draft of the terms of a matter: its words and one promise of the sum. Nothing else of it is kept anywhere. */
export function putInTerms(matterId: string, reckoning: Reckoning): void {
  const key = `move.${matterId}.mediation.agreeTerms`;
  const draft = readDraft<Values>(key)?.body ?? {};
  const { total, said, zh, lines, sources } = reckoning;
  const items = lines.length > 1 ? lines.map((line) => `${line.zh}${lineText(line)}`).join('、') : '';
  const answer = total ? `${total.zh}${sayYuan(total.fen)}元（大写：${sayCapital(total.fen)}）` : (said ?? '');
  const words = `${zh}：${items ? `${items}；` : ''}${answer}。依据${sources.map((source) => source.zh).join('、')}。`;
  const instalments = Array.isArray(draft.instalments) ? (draft.instalments as Values[]) : [];
  keepDraft(key, {
    ...draft,
    text: [draft.text, words].filter(Boolean).join('\n'),
    instalments:
      total && total.fen > 0 ? [...instalments, { what: `付${zh.replace(/（.*）/, '')}`, amountFen: total.fen }] : instalments,
  });
}
