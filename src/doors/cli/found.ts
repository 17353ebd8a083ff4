import { chance } from '../../ground/ids/index.ts';
import type { SetUp } from '../http/setup.ts';
import type { House } from './house.ts';
import { settle } from './settle.ts';

/** A real centre begins with its county, one organisation and one administrator; the rest is brought in by them. */
export async function foundCentre({ store, admin }: House, { label, zh, code, name, username, password }: SetUp): Promise<void> {
  const county = `${code}000000`;
  const place = {
    code: county,
    level: 'county',
    zh,
    parent: null,
    kind: null,
    boundary: null,
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    population: null,
  };
  await settle(
    store,
    admin,
    {
      centre: { code, zh, label, hosts: [] },
      posts: [],
      places: [place as never],
      organisations: [{ key: 'centre', zh, shortName: label, kind: 'centre', level: 'county', placeCode: county, duties: ['*'] }],
      staff: [
        {
          key: 'first-admin',
          username,
          name,
          roles: ['admin'],
          organisationKey: 'centre',
          placeCodes: [county],
          does: '系统管理员',
        },
      ],
    },
    { password, chance, isDefault: true },
  );
}
