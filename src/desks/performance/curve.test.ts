import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveOf, keptBy, type Observed } from './curve.ts';

/** The 6-MP arm of Freireich et al. (1963), the worked example of the textbooks: weeks, + censored. */
const freireich: Observed[] = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 34+ 35+ 32+'
  .split(' ')
  .map((one) => ({ days: Number.parseInt(one, 10), kept: !one.endsWith('+') }));

describe('履行曲线（Kaplan–Meier）', () => {
  test('和教科书上的例子逐点一致，连同 Greenwood 标准误', () => {
    const points = curveOf(freireich);
    const known = [
      [6, 21, 0.857, 0.0764],
      [7, 17, 0.807, 0.0869],
      [10, 15, 0.753, 0.0963],
      [13, 12, 0.69, 0.1068],
      [16, 11, 0.627, 0.1141],
      [22, 7, 0.538, 0.1282],
      [23, 6, 0.448, 0.1346],
    ] as const;
    expect(points.map(({ days, atRisk }) => [days, atRisk])).toEqual(known.map(([days, atRisk]) => [days, atRisk]));
    for (const [at, [, , open, error]] of known.entries()) {
      const { kept, low, high } = points[at]!;
      expect(1 - kept).toBeCloseTo(open, 3);
      // The band ends at nothing and at all; the side that is not cut tells the error.
      expect(Math.max(high - kept, kept - low) / 1.959964).toBeCloseTo(error, 3);
    }
    expect(keptBy(points, 5)).toBeUndefined();
    expect(keptBy(points, 12)!.days).toBe(10);
  });

  test('没有未完的，就是一步一步的普通比例', () => {
    const points = curveOf([0, 0, 3, 8].map((days) => ({ days, kept: true })));
    expect(points.map(({ kept }) => kept)).toEqual([0.5, 0.75, 1]);
  });

  test('还没履行的当作没履行过是错的：截尾的只算到知道的那天', () => {
    const half = [...Array(10).fill({ days: 0, kept: true }), ...Array(10).fill({ days: 2, kept: false })] as Observed[];
    expect(curveOf([...half, { days: 5, kept: true }]).at(-1)!.kept).toBe(1);
    expect(curveOf(half).at(-1)!.kept).toBeCloseTo(10 / 20, 10);
  });

  const any = fc.array(fc.record({ days: fc.integer({ min: 0, max: 200 }), kept: fc.boolean() }), { maxLength: 80 });
  test('只升不降，带子包住曲线，都在零和一之间；先后次序不改变结果', () => {
    fc.assert(
      fc.property(any, (rows) => {
        const points = curveOf(rows);
        for (const [at, { kept, low, high }] of points.entries()) {
          expect(kept).toBeGreaterThanOrEqual(at === 0 ? 0 : points[at - 1]!.kept);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(kept + 1e-12);
          expect(high).toBeGreaterThanOrEqual(kept - 1e-12);
        }
        expect(curveOf([...rows].reverse())).toEqual(points);
      }),
      { numRuns: 300 },
    );
  });
});
