import { defineRefusals } from '../../../ground/refusal/index.ts';

export const refusals = defineRefusals('choice', {
  struck: {
    status: 409,
    zh: '有当事人说过不要这位调解员。',
    waysOn: ['从名册里另选一位', '本人改了主意的，把新的意思记下来'],
  },
  differ: {
    status: 409,
    zh: '各方选的不是同一位。',
    waysOn: [
      '各方先说不要谁，主任再从剩下的人里推荐一位',
      '各方接受推荐的，按“当事人接受推荐的”办',
      '谈不拢的，随时可以退出或去法院',
    ],
  },
  declined: {
    status: 409,
    zh: '有当事人没有接受推荐的这位。',
    waysOn: ['换一位再推荐', '请各方自己选'],
  },
  hintOpen: {
    status: 422,
    zh: '这位调解员可能有利害关系，要先说清楚。',
    waysOn: ['是真的：写明披露内容，各方知情后仍然接受的可以承办', '不是同一人或不影响的：写明怎样核实的', '或者另选一位'],
  },
  notProposed: { status: 409, zh: '现在没有推荐的调解员。', waysOn: ['请调委会主任推荐一位', '或者从名册里自己选'] },
  both: { status: 422, zh: '同一位不能又想要又不要。', waysOn: ['改一处'] },
  everyConsent: {
    status: 409,
    zh: '请人参加要每一方都同意。',
    waysOn: ['分别征得同意再记', '有一方不同意的，不请'],
  },
  noSuchCompanion: { status: 422, zh: '没有请过这一位。', waysOn: ['在参加人里选'] },
  whichMediator: {
    status: 422,
    zh: '共同调解要选名册里的另一位调解员。',
    waysOn: ['从名册里选', '请的不是调解员的，选别的身份并写姓名'],
  },
  badPhone: { status: 422, zh: '电话号码不对。', waysOn: ['核对后再输一次', '不填电话也可以申报'] },
  whatName: { status: 422, zh: '还没有写请的是谁。', waysOn: ['写上姓名或单位'] },
});
