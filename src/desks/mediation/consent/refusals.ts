import { defineRefusals } from '../../../ground/refusal/index.ts';

export const refusals = defineRefusals('consent', {
  noSentence: { status: 422, zh: '还没有写那一句话。', waysOn: ['写一句“谁希望谈、关于什么”', '或者选“按纠纷类型说”'] },
  story: {
    status: 422,
    zh: '这一句里有来人讲的经过，不能写进给对方的信。',
    waysOn: ['只写关于什么事，不写经过', '或者选“按纠纷类型说”'],
  },
  answerBy: { status: 422, zh: '答复的日子不合适。', waysOn: ['选30天以内的日子'] },
  alreadyAnswered: { status: 409, zh: '这一位已经答复了，不用再发邀请。', waysOn: ['看“各方的意愿”', '本人要改的，直接记下来'] },
  notNow: {
    status: 409,
    zh: '调解员已经开始办，这里不能再改成别的。',
    waysOn: ['随时可以退出调解', '随时可以去法院', '别的打信上的电话'],
  },
  whichGuardian: { status: 422, zh: '孩子的信息要监护人同意，请写明监护人是谁。', waysOn: ['写上监护人的姓名和关系'] },
});
