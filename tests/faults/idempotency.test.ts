import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readNote } from '../../src/doors/cli/running.ts';
import { pg } from '../../src/ground/store/index.ts';
import { signIn } from './caller.fixture.ts';
import { type RunningHouse, startHouse, throwAwayFolder } from './house.fixture.ts';
import { bodyOf, receiveOnce, sendDuplicates } from './idempotency.ts';

const place = throwAwayFolder();
let house: RunningHouse;
beforeAll(async () => {
  house = await startHouse({ data: `${place.folder}/data` });
}, 180_000);
afterAll(async () => {
  await house?.stop();
  place.remove();
});

const matters = async (): Promise<number> => {
  const { host, port, user, database } = readNote(house.data)!;
  const client = new pg.Client({ host, port, user, database });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as n from matter');
  await client.end();
  return rows[0].n;
};

/** R6; a hundred thousand are `npm run prove -- idempotency`. */
describe('idempotency keys', () => {
  test('10,000 requests with 25 duplicates of each key, racing: one effect and one answer a key', {
    timeout: 300_000,
  }, async () => {
    const before = await matters();
    const report = await sendDuplicates(house.url, { keys: 400 });
    console.log(JSON.stringify(report));
    expect(report).toMatchObject({ requests: 10_000, effects: 400, differing: [], refused: {} });
    expect((await matters()) - before).toBe(400);
  });

  test('another body under a known key is refused and has no effect; the first answer still stands', async () => {
    const caller = await signIn(house.url, 'window');
    const first = await receiveOnce(caller, 7);
    const before = await matters();
    const other = await receiveOnce(caller, 7, { ...bodyOf(7), narrative: '完全不同的一件事：工地欠了三个月工资。' });
    expect([other.status, other.body]).toEqual([
      422,
      expect.objectContaining({ code: 'centre.otherBody', waysOn: expect.arrayContaining([expect.any(String)]) }),
    ]);
    expect((await receiveOnce(caller, 7)).body).toEqual(first.body);
    expect(await matters()).toBe(before);
    caller.close();
  });

  test("a key is its owner's: a colleague under the same key gets an effect of their own", async () => {
    const before = await matters();
    const colleague = await signIn(house.url, 'seat');
    expect((await receiveOnce(colleague, 7)).status).toBe(201);
    expect(await matters()).toBe(before + 1);
    colleague.close();
  });
});
