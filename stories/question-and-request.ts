import type { Story } from './story.ts';

/** Most of what comes in is no dispute: a question is answered on the spot, a request goes to whose job it is and comes back with an answer. */
export const questionAndRequest: Story = {
  key: 'zixun',
  title: '一问一求',
  shows: '来问的当场答，三个空就登记完；来求助的转给管这件事的单位，结果由中心告诉本人，不让人再跑。',
  who: ['window', 'seat', 'labour'],
  steps: [
    {
      who: 'window',
      does: '一位老人来问：法律援助怎么申请；当场答复，当场办结',
      command: 'intake.consultation',
      input: {
        narrative: '想问法律援助怎么申请，要带什么',
        reply: '带身份证和经济困难说明到县法律援助中心，或者打12348，免费。',
      },
      expect: { state: 'DONE' },
    },
    {
      after: '2h',
      who: 'seat',
      does: '有人打12345：电工培训的技能补贴三个月没到账',
      command: 'intake.receive',
      input: {
        channel: 'hotline12345',
        kind: 'service',
        title: '技能补贴三个月没到账',
        narrative: '参加了县里的电工培训，技能补贴三个月没到账，打了几次电话没人说得清。',
        reporter: { name: '鲍玉珍', phone: '10000123431' },
      },
      expect: { state: 'RECEIVED', running: ['D01'] },
    },
    {
      after: '30m',
      who: 'seat',
      does: '这是人社局的事，转过去，告诉本人去向',
      command: 'intake.passOn',
      input: (told) => ({ toOrganisationId: told.organisation('labour'), reason: '技能补贴归人社局发放', contact: '施建业' }),
      expect: { state: 'PASSED', says: ['已转给有关单位', '施建业'], running: ['D19'] },
    },
    {
      after: '1d',
      who: 'labour',
      does: '人社局查明：卡号少一位，已补发',
      command: 'intake.reply',
      input: { result: '卡号登记少一位，已更正，补贴三天内到账。' },
      expect: { state: 'ANSWERED', says: ['三天内到账'] },
    },
    {
      after: '4d',
      who: 'seat',
      does: '坐席回电：到账了，办结',
      command: 'intake.finish',
      input: { words: '本人确认到账' },
      expect: { state: 'DONE' },
    },
  ],
};
