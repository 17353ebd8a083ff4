import { afterAll, expect, test } from 'vitest';
import { type RunningHouse, throwAwayFolder, verb } from './house.fixture.ts';
import { killing } from './killing.ts';

const place = throwAwayFolder();
let house: RunningHouse | undefined;
afterAll(async () => {
  await house?.stop();
  place.remove();
});

/** R1 and R2; a thousand rounds are `npm run prove -- kill`. */
test('20 rounds of kill -9 amid intake: nothing acknowledged is lost, nothing stands twice, the ledger is whole', {
  timeout: 300_000,
}, async () => {
  const data = `${place.folder}/data`;
  const done = await killing({ data, rounds: 20 });
  house = done.house;
  const { report } = done;
  console.log(JSON.stringify(report));
  expect(report).toMatchObject({ rounds: 20, lost: [], doubled: 0, strange: [] });
  expect(report.acknowledged).toBeGreaterThan(200);
  expect(report.readyMs.p99).toBeLessThan(20_000);
  const { json, said } = await verb(data, 'verify');
  expect(json, said).toMatchObject({ ok: true });
});
