import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import { type Sql, sql } from '../../ground/store/index.ts';
import { timeGramsBetween } from './grams.ts';

const DAY_MS = 86_400_000;

/** How far back, and by which grams of time: each about eight times as far as the one before, so that a window found too small holds few. */
const reaches = [
  { days: 1, unit: 'day' },
  { days: 15, unit: 'day' },
  { days: 120, unit: 'month' },
  { days: 1000, unit: 'year' },
] as const;

/** Conditions for the newest before an instant, from the last two days to everything. */
export function windowsBefore(end: Date): (Sql | undefined)[] {
  const to = dayInChina(end);
  const windows = reaches.map(({ days, unit }) => {
    const from = dayInChina(new Date(end.getTime() - days * DAY_MS));
    return sql`(m.grams && ${timeGramsBetween(from, to, unit)}::int[] and m.received_at >= ${startOfDay(from)})`;
  });
  return [...windows, undefined];
}

/** Asks window after window until there are `enough` rows or no window is left: what a common word costs does not grow with the years. */
export async function newestOf<T>(enough: number, end: Date, ask: (window: Sql | undefined) => Promise<T[]>): Promise<T[]> {
  let rows: T[] = [];
  for (const window of windowsBefore(end)) {
    rows = await ask(window);
    if (rows.length >= enough) break;
  }
  return rows;
}
