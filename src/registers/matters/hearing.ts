import type { MatterRow, NoticeKind, PartyRow } from './model.ts';

/** `now`: the notice waits to be told. `held`: it is written and lies still until the safety reviewers release. `never`: it is not written. */
export type Hears = 'now' | 'held' | 'never';

interface HearingRow {
  zh: string;
  hears: Hears;
  basis: string;
  fits(matter: Pick<MatterRow, 'kind' | 'safety' | 'facts'>, party: Pick<PartyRow, 'id' | 'side'>, kind: NoticeKind): boolean;
}

/** What tells of the ways on: who came must have it even while nobody knows yet whom the protection is for. */
const waysOn: readonly NoticeKind[] = ['receipt', 'accepted', 'declined', 'terminated'];

/** Who of a matter is told, and when: the one rule of every notice, the first row that fits. Somebody who is no party fits none. */
export const hearing: readonly HearingRow[] = [
  {
    zh: '线索、隐患、咨询里被点到名的人：反映的人不能因此被知道',
    hears: 'never',
    basis: '反家庭暴力法 14；个人信息保护法 6',
    fits: ({ kind }, { side }) => kind !== 'dispute' && side === 'respondent',
  },
  {
    zh: '安全保护着的那一位，不管是申请的还是被申请的',
    hears: 'now',
    basis: '反家庭暴力法 14；人民调解法 17、23',
    fits: ({ safety, facts }, { id }) => safety === 'HELD' && facts.protects === id,
  },
  {
    zh: '还没有写明保护谁的，来的人只先听到自己的出路',
    hears: 'now',
    basis: '人民调解法 17、23、26；信访工作条例 22、23',
    fits: ({ safety, facts }, { side }, kind) =>
      safety === 'HELD' && !facts.protects && side !== 'respondent' && waysOn.includes(kind),
  },
  {
    zh: '安全保护中的其他人：怎样联系才安全，先由复核员定',
    hears: 'held',
    basis: '反家庭暴力法 14、35；未成年人保护法 11',
    fits: ({ safety }) => safety === 'HELD',
  },
  { zh: '来的人和纠纷的对方：双方分别得到同样的告知', hears: 'now', basis: '人民调解法 17、23、26', fits: () => true },
];

export const hearsOf: (...who: Parameters<HearingRow['fits']>) => Hears = (matter, party, kind) =>
  hearing.find(({ fits }) => fits(matter, party, kind))!.hears;
