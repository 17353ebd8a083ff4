import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { ledgerKeys } from '../../support/ledger/keys.ts';
import { openClockDoor } from './index.ts';

let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());

test('trouble in one centre stops neither its own other tasks nor the next centre, and is told', async () => {
  const key = ledgerKeys(`${desk.folder}/ledger`).of({ code: String(TENANT) });
  const broken = { ...key, origin: '' };
  const troubles: unknown[] = [];
  const centres = [
    { id: TENANT, key: broken },
    { id: TENANT, key },
  ];
  await desk.perform('window', 'intake.receive', { channel: 'window', narrative: '两个中心共用一只时钟' });
  const door = openClockDoor(
    desk.centre,
    () => centres,
    (trouble) => troubles.push(trouble),
  );
  await door.now();
  await door.stop();
  expect(troubles.length).toBeGreaterThan(0);
  expect(await desk.count('ledger_queue')).toBe(0);
  expect(await desk.count('ledger_position')).toBe(1);
});
