import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import { compile } from '../../ground/store/index.ts';
import { timeGrams } from './grams.ts';
import { listMatters, MatterFilter } from './list.ts';
import { windowsBefore } from './newest.ts';

const DAY_MS = 86_400_000;

test('每一个时间窗里的任何一天，都带着这个窗要找的记号；最后一个窗没有边', () => {
  const instant = fc.date({ min: new Date('2001-01-01'), max: new Date('2098-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.double({ min: 0, max: 1, noNaN: true }), (end, share) => {
      const windows = windowsBefore(end);
      expect(windows.at(-1)).toBeUndefined();
      for (const window of windows.slice(0, -1)) {
        const [grams, since] = compile(window!).values as [number[], Date];
        const at = new Date(since.getTime() + share * (end.getTime() - since.getTime()));
        expect(timeGrams(dayInChina(at)).some((gram) => grams.includes(gram))).toBe(true);
      }
    }),
  );
});

describe('按词找', () => {
  let desk: IntakeDesk;
  const wanted: string[] = [];
  beforeAll(async () => {
    desk = await intakeDesk();
    let seed = 7;
    for (let i = 0; i < 60; i++) {
      seed = (seed * 48_271) % 2_147_483_647;
      desk.later(i % 7 === 0 ? 60_000 : (seed % 70) * DAY_MS);
      const said = i % 3 === 0 ? '楼道里堆了旧家具' : '楼上漏水泡坏吊顶';
      const { id } = await desk.perform('window', 'intake.receive', { channel: 'window', narrative: `${said}（${i}）` });
      if (i % 3 !== 0) wanted.unshift(id!);
    }
  });
  afterAll(() => desk?.close());
  const page = (query: string, cursor?: string, limit = 7) =>
    desk.centre.run(TENANT, desk.as('triage'), (work, actor) =>
      listMatters(work, actor, desk.vault, MatterFilter.parse({ query, cursor, limit })),
    );

  test('几年里的一件不漏、一件不重，新的在前，翻页也一样', async () => {
    for (const query of ['漏水', '泡坏吊顶', '水']) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const { lines, next } = await page(query, cursor);
        found.push(...lines.map(({ id }) => id));
        cursor = next ?? undefined;
      } while (cursor);
      expect(found, query).toEqual(wanted);
    }
    expect((await page('没有这个词')).lines).toEqual([]);
  });
});
