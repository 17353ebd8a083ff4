import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisationId, refused, type SmallCentre, smallCentre } from '../../../tests/smallCentre.ts';

let house: SmallCentre;
let admin: string;
beforeAll(async () => {
  house = await smallCentre();
  admin = (await house.enter('admin')).token;
});
afterAll(() => house.close());

const studio = (over: object = {}) => ({
  key: 'studio-lin',
  zh: '林家巷调解工作室',
  shortName: '林家巷',
  kind: 'studio',
  level: 'town',
  duties: ['NEI', 'FAM01'],
  ...over,
});
const save = (input: object, revision?: number) => house.perform(admin, 'organisations.save', input, { revision });

test('新增组织，改职责，每次留痕一条', async () => {
  const { id } = await save(studio({ settings: { desk: { signWithinHours: 8 } } }));
  await save(studio({ id, duties: ['*'] }));
  const { organisations } = await house.ask<{ organisations: Array<Record<string, unknown>> }>(admin, 'organisations.list');
  expect(organisations.find((one) => one.id === id)).toMatchObject({
    kindZh: '个人调解工作室',
    duties: ['*'],
    revision: 2,
    settings: { desk: { signWithinHours: 8 } },
  });
  expect(await house.db.look("select count(*)::int as n from ledger_event where kind = 'organisations.saved'")).toEqual([
    { n: 2 },
  ]);
  expect(await refused(save(studio({ id }), 1))).toBe('organisations.stale');
});

test('代号不重，职责要写对，还有人的不能停用，不是管理员不能改', async () => {
  expect(await refused(save(studio({ key: 'pmc' })))).toBe('organisations.keyTaken');
  expect(await refused(save(studio({ key: 'x-1', duties: ['随便'] })))).toBe('centre.invalid');
  expect(await refused(save(studio({ id: '00000000-0000-4000-8000-000000000000', key: 'x-2' })))).toBe('organisations.notFound');
  expect(
    await refused(
      save({
        id: organisationId('pmc'),
        key: 'pmc',
        zh: '石埠镇人民调解委员会',
        shortName: '石埠',
        kind: 'committee',
        active: false,
      }),
    ),
  ).toBe('organisations.busyDesk');
  const leader = (await house.enter('leader')).token;
  expect(await refused(house.perform(leader, 'organisations.save', studio({ key: 'x-3' })))).toBe('centre.wrongRole');
});

test('只有商事调解组织可以公布收费标准；调委会、工作室写不进去', async () => {
  const settings = { fees: '按争议金额，最低500元，签约前书面告知' };
  for (const kind of ['studio', 'committee', 'industry', 'agency'])
    expect(await refused(save(studio({ key: `fee-${kind}`, kind, settings }))), kind).toBe('centre.invalid');
  const { id } = await save(studio({ key: 'fee-commercial', kind: 'commercial', level: 'county', settings }));
  expect(id).toBeDefined();
  expect(await refused(save(studio({ id, key: 'fee-commercial', kind: 'committee', level: 'county' })))).toBe(
    'organisations.freeOfCharge',
  );
});
