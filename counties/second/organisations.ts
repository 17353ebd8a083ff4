import type { Organisation } from '../demo/organisations.ts';

const desk = (phone: number) => ({
  signWithinHours: 24,
  replyWithinWorkdays: 5,
  openHours: '周一至周五 8:30–17:00',
  phone: `1000003000${phone}`,
});

/** The few desks of the second centre. Keys are its own: they mean nothing in the first county. */
export function organisations(): Organisation[] {
  const base = { duties: ['*'], members: [], termEndsOn: null };
  return [
    {
      ...base,
      key: 'centre',
      zh: '云汀县矛盾纠纷调处化解中心',
      shortName: '云汀',
      kind: 'centre',
      level: 'county',
      placeCode: '990102000000',
      parent: null,
      desk: desk(1),
    },
    {
      ...{ ...base, key: 'pmc-001', zh: '汀州里街道人民调解委员会', shortName: '汀州里', kind: 'committee', level: 'town' },
      ...{ placeCode: '990102001000', parent: 'centre', desk: desk(2), termEndsOn: '2027-12-31' },
      members: [
        { name: '欧阳澄', sex: '男', post: 'director' },
        { name: '上官月', sex: '女', post: 'deputy' },
        { name: '司徒海', sex: '男', post: 'member' },
      ],
    },
    {
      ...base,
      key: 'court',
      zh: '云汀县人民法院',
      shortName: '云法',
      kind: 'court',
      level: 'county',
      placeCode: '990102000000',
      parent: 'centre',
      desk: desk(3),
    },
  ];
}
