import { expect, test } from 'vitest';
import { county } from './county.ts';
import { bring, ways } from './lives.ts';
test('probe', async () => {
  const c = await county();
  try {
    for (const state of Object.keys(ways)) {
      const t = Date.now();
      const id = await bring(c, state);
      expect((await c.seen(id)).matter.state).toBe(state);
      console.log(state, Date.now() - t);
    }
  } finally { await c.close(); }
});
