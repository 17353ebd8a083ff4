import { expect, test } from 'vitest';
import * as law from '../law/index.ts';
import { matterCommands } from '../src/centre.ts';
import { failReasons } from '../src/desks/intake/onTheSpot/input.ts';
import { reasons } from '../src/doors/web/app/matter/reasons.ts';
import { sayBasis, sayStrength } from '../src/doors/web/app/pieces/basis.ts';
import * as shown from '../src/doors/web/app/pieces/noticeWords.ts';
import { inContact, staffRoles } from '../src/registers/identity/roles.ts';
import { endingReasons, noticeKinds, noticeWays } from '../src/registers/matters/model.ts';
import { hows, states } from '../src/registers/matters/notices.ts';

const codes = /[A-Za-z]|\[/;

test('每一步的依据、每一条规则的证据都说成话，没有一个记号', () => {
  const bases = matterCommands.map(({ row }) => row.basis).filter((basis) => basis !== undefined && basis !== null);
  const rows = Object.values(law)
    .flat()
    .flatMap((row) => ('evidence' in row ? sayStrength(row.evidence) : []));
  expect(bases.length).toBeGreaterThan(50);
  expect(rows.length).toBeGreaterThan(50);
  expect([...bases.map(sayBasis), ...rows].filter((zh) => codes.test(zh))).toEqual([]);
});

test('调解怎样结束、为什么中止，每一种都有一句人话', () => {
  const schema = (name: string) => matterCommands.find((one) => one.name === name)!.input;
  const offered = ['mediation.end', 'mediation.suspend'].flatMap((name) =>
    Object.keys((schema(name) as unknown as { shape: { reason: { enum: Record<string, string> } } }).shape.reason.enum),
  );
  expect(offered.length).toBeGreaterThan(5);
  expect([...offered, ...Object.keys(failReasons), ...endingReasons].filter((code) => !reasons[code])).toEqual([]);
});

test('通知页上的种类、方式、状态、谁能告知，和服务器的一样多、一样叫法', () => {
  const { safety: _, supervision: __, ...toParties } = noticeKinds;
  const { inbox: ___, ...toThem } = noticeWays;
  const { seen: ____, ...told } = hows;
  expect(Object.fromEntries(shown.kinds)).toEqual(toParties);
  expect(Object.fromEntries(shown.ways)).toEqual(toThem);
  expect(Object.fromEntries(shown.states)).toEqual(states);
  expect(shown.hows.map(([how]) => how)).toEqual(Object.keys(told));
  expect(staffRoles.filter((role) => !shown.notInContact.includes(role))).toEqual(inContact);
});
