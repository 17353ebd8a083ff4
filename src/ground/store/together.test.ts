import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Together } from './together.ts';

const turn = () => new Promise<void>((go) => setImmediate(go));

test('who comes alone is served alone and at once; who comes meanwhile goes with the next round', async () => {
  const rounds: number[][] = [];
  const desk = new Together<number, number>(
    async (round) => {
      rounds.push(round);
      await turn();
      return round.map((value) => ({ status: 'fulfilled', value }));
    },
    { most: 3, atOnce: 1 },
  );
  const first = desk.ask(1);
  expect(rounds).toEqual([[1]]);
  expect(await Promise.all([first, ...[2, 3, 4, 5].map((n) => desk.ask(n))])).toEqual([1, 2, 3, 4, 5]);
  expect(rounds).toEqual([[1], [2, 3, 4], [5]]);
});

test('each gets their own answer or their own refusal, once, whatever the size of the rounds', async () => {
  const shape = fc.record({ most: fc.integer({ min: 1, max: 9 }), atOnce: fc.integer({ min: 1, max: 4 }) });
  await fc.assert(
    fc.asyncProperty(shape, fc.array(fc.nat(99), { maxLength: 60 }), async (shape, asks) => {
      let most = 0;
      let [open, atOnce] = [0, 0];
      const desk = new Together<number, string>(async (round) => {
        most = Math.max(most, round.length);
        atOnce = Math.max(atOnce, ++open);
        await turn();
        open--;
        if (round.includes(13)) throw new Error('the whole round');
        return round.map((n) =>
          n % 3 === 0 ? { status: 'rejected', reason: `no ${n}` } : { status: 'fulfilled', value: `yes ${n}` },
        );
      }, shape);
      const told = await Promise.allSettled(asks.map((n) => desk.ask(n)));
      for (const [i, one] of told.entries()) {
        const words = one.status === 'fulfilled' ? one.value : String(one.reason);
        expect([`${asks[i]! % 3 === 0 ? 'no' : 'yes'} ${asks[i]}`, 'Error: the whole round']).toContain(words);
      }
      expect(most).toBeLessThanOrEqual(shape.most);
      expect(atOnce).toBeLessThanOrEqual(shape.atOnce);
    }),
  );
});
