import type { MatterRow, PartyRow } from './model.ts';

/** `now`: the notice waits to be told. `held`: it is written and lies still until the safety reviewers release. `never`: it is not written. */
export type Hears = 'now' | 'held' | 'never';

interface HearingRow {
  zh: string;
  hears: Hears;
  basis: string;
  fits(matter: Pick<MatterRow, 'kind' | 'safety'>, party: Pick<PartyRow, 'side'>): boolean;
}

/** Who of a matter is told, and when: the one rule of every notice, the first row that fits. Somebody who is no party fits none. */
export const hearing: readonly HearingRow[] = [
  {
    zh: '来反映、来申请的人和一起来的人',
    hears: 'now',
    basis: '人民调解法 17、23；信访工作条例 22、23',
    fits: (_, { side }) => side !== 'respondent',
  },
  {
    zh: '线索、隐患、咨询里被点到名的人：反映的人不能因此被知道',
    hears: 'never',
    basis: '反家庭暴力法 14；个人信息保护法 6',
    fits: ({ kind }) => kind !== 'dispute',
  },
  {
    zh: '安全保护中的对方：怎样联系才安全，先由复核员定',
    hears: 'held',
    basis: '反家庭暴力法 14、35；未成年人保护法 11',
    fits: ({ safety }) => safety === 'HELD',
  },
  { zh: '纠纷的对方：双方分别得到同样的告知', hears: 'now', basis: '人民调解法 17、23、26', fits: () => true },
];

export const hearsOf: (...who: Parameters<HearingRow['fits']>) => Hears = (matter, party) =>
  hearing.find(({ fits }) => fits(matter, party))!.hears;
