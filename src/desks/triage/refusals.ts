import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('triage', {
  gateStops: {
    status: 422,
    zh: '核对结果不允许受理调解。',
    waysOn: ['改为不予受理或转介，并告知其他途径', '涉嫌犯罪的立即报警（110）', '当事人随时可以直接起诉'],
  },
  gateOpen: { status: 422, zh: '受理前核对还没有答完。', waysOn: ['逐条回答，不清楚的选“不清楚”', '先向当事人问明情况'] },
  needCategory: { status: 422, zh: '受理前要选定纠纷类型，期限由它决定。', waysOn: ['选一个最接近的类型，以后可以更正'] },
  needReferralGround: { status: 422, zh: '转介要么当事人同意，要么法律要求。', waysOn: ['征得当事人同意后再转', '写明法律依据'] },
  notYours: { status: 403, zh: '这件移交不是交给您的组织的。', waysOn: ['请对方单位的联络员办理'] },
  taken: {
    status: 409,
    zh: '对方单位已经接受，中心不能单方面收回。',
    waysOn: ['请对方单位退回', '申请人随时可以撤回申请', '当事人随时可以去法院'],
  },
  whoAsks: {
    status: 422,
    zh: '收回转介要写明是哪一位当事人提出的。',
    waysOn: ['选提出的当事人', '不是当事人提出的，请分流员办理'],
  },
  whyRecall: { status: 422, zh: '中心自己收回的，要写明理由。', waysOn: ['写明理由', '当事人要求的，选是哪一位，不用理由'] },
  sameReviewer: { status: 409, zh: '复核要换一位分流员。', waysOn: ['请另一位分流员复核'] },
  secondPerson: { status: 409, zh: '解除保护要两位安全复核员，另一位来复核。', waysOn: ['请另一位安全复核员办理'] },
  notProposed: { status: 409, zh: '还没有人提出解除保护。', waysOn: ['先由一位安全复核员提出'] },
  notTheirReferral: {
    status: 422,
    zh: '转介由申请的一方要求收回。',
    waysOn: ['对方有新情况的，告诉分流员，由分流员写明理由收回', '不愿意调解的随时可以说，也可以直接去法院'],
  },
  hasLeft: {
    status: 409,
    zh: '这一位已经撤回申请或退出，不再替留下的人办这一步。',
    waysOn: ['由还在的申请人提出', '本人想再来的，重新登记', '随时可以去法院'],
  },
  onlyApplicant: { status: 422, zh: '撤回申请由申请人提出。', waysOn: ['其他当事人不愿调解的，用“退出调解”或直接告知不同意'] },
});
