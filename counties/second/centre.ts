/** The second centre: another tenant, another label, no method pack. */
export const centre = {
  code: '990102',
  zh: '云汀县矛盾纠纷调处化解中心',
  county: '云汀县',
  label: '矛调中心',
  hosts: ['second.localhost', 'yunting.local'],
  address: '云汀县汀州里街道前街8号（虚构）',
  phone: '10000000002',
  methodPack: null,
  timeZone: 'Asia/Shanghai',
} as const;
