import { z } from 'zod';
import { type Day, inForce } from '../deadlines/index.ts';
import { courtFee } from './courtFee.ts';
import { child, elder } from './family.ts';
import { injury } from './injury.ts';
import { limitation } from './limitation.ts';
import { loan } from './loan.ts';
import { type Calculator, type Reckoning, ROUNDING, type Source } from './model.ts';
import { type Book, national } from './parameters.ts';
import { penalty } from './penalty.ts';
import { refusals } from './refusals.ts';
import { severance } from './severance.ts';
import { doubleWage, overtime } from './wages.ts';
import { workInjury } from './workInjury.ts';

export type { Calculator, Line, Reckoning, Source } from './model.ts';
export { Book, national, Parameter } from './parameters.ts';

/** What mediators reckon every day. */
export const calculators: readonly Calculator[] = [
  courtFee,
  limitation,
  severance,
  doubleWage,
  overtime,
  workInjury,
  injury,
  loan,
  child,
  elder,
  penalty,
];

export function calculatorNamed(code: string): Calculator {
  const found = calculators.find((one) => one.code === code);
  if (!found) throw refusals.noCalculator();
  return found;
}

/** The forms of all calculators, with the labels their fields carry. */
export const forms = () =>
  calculators.map(({ code, zh, about, suits, input }) => ({
    code,
    zh,
    about,
    suits,
    schema: z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }),
  }));

/** Input already checked by the calculator's own schema. Pure: the day and the county's figures come with the book. */
export function reckon(calculator: Calculator, input: unknown, book: Book): Reckoning {
  const result = calculator.reckon(input, book);
  const sources = new Map<string, Source>(result.lines.map(({ source }) => [source.zh, source]));
  return { ...result, code: calculator.code, zh: calculator.zh, rounding: ROUNDING, sources: [...sources.values()] };
}

/** Four times the one-year LPR of a day, and whether that is the last word (民间借贷规定 25). */
export function interestCapOn(day: Day): { parts: number; certain: boolean } | undefined {
  const row = national.findLast((one) => one.code === 'lpr1y' && inForce(one, day));
  return row && { parts: row.value * 4, certain: day <= row.knownUntil };
}
