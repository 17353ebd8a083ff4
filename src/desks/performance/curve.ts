/** One obligation as the curve sees it: days after its day, and whether it was kept then or we only know of it until then. */
export interface Observed {
  days: number;
  kept: boolean;
}

/** Until this day `atRisk` were known and open; `kept` is the share kept by then, with its 95 % band. */
export interface Point {
  days: number;
  atRisk: number;
  events: number;
  kept: number;
  low: number;
  high: number;
}

const Z95 = 1.959964;

/**
 * Kaplan and Meier's product-limit estimate of the share kept by each day, with Greenwood's variance. Obligations that are still open or were
 * released are censored at the last day we know of them: they count as at risk until then and as nothing afterwards. Of one day, keeping
 * comes before censoring. Where all were kept the band has no width by this formula; the number at risk says how little that means.
 */
export function curveOf(observed: readonly Observed[]): Point[] {
  const points: Point[] = [];
  let open = 1;
  let variance = 0;
  for (const days of [...new Set(observed.filter(({ kept }) => kept).map((one) => one.days))].sort((a, b) => a - b)) {
    const atRisk = observed.filter((one) => one.days >= days).length;
    const events = observed.filter((one) => one.kept && one.days === days).length;
    open *= 1 - events / atRisk;
    variance += atRisk > events ? events / (atRisk * (atRisk - events)) : 0;
    const half = Z95 * open * Math.sqrt(variance);
    points.push({ days, atRisk, events, kept: 1 - open, low: Math.max(0, 1 - open - half), high: Math.min(1, 1 - open + half) });
  }
  return points;
}

/** The share kept by a day: the last step at or before it; nothing was kept before the first. */
export const keptBy = (points: readonly Point[], days: number): Point | undefined =>
  points.findLast((point) => point.days <= days);
export const atRiskOn = (observed: readonly Observed[], days: number): number =>
  observed.filter((one) => one.days >= days).length;

/** Below this number nothing is shown: a few promises say nothing, and can be somebody's. */
export const FEWEST = 10;

export const clauses = { once: '一次付清', instalments: '分期付款', deed: '做一件事' } as const;
export type Clause = keyof typeof clauses;

/** What kind of promise it is, from the promise itself. */
export const clauseOf = ({ amountFen, parts }: { amountFen: number | null; parts: number }): Clause =>
  amountFen === null ? 'deed' : parts > 1 ? 'instalments' : 'once';
