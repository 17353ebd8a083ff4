import type { Story } from './story.ts';

/** What nobody looks at is raised by the clock, rung by rung; supervision moves people and time, never the outcome. */
export const overdueAndSupervised: Story = {
  key: 'jiandu',
  title: '没人看的一件事',
  shows: '来件没人打开，时钟自己催办、督办，一级一级告诉承办人和负责人；答复了，事情才接着办，结果谁也不能压。',
  who: ['seat', 'triage', 'leader'],
  steps: [
    {
      who: 'seat',
      does: '热线登记一件邻里噪音，之后没人打开',
      command: 'intake.receive',
      input: {
        channel: 'hotline12345',
        kind: 'dispute',
        category: 'NEI02',
        title: '楼下半夜切割声',
        narrative: '楼下加工点半夜还在切割，老人孩子睡不着。',
        place: { code: '990101002002' },
        reporter: { name: '尤红', phone: '10000123441' },
        respondent: { name: '倪斌' },
      },
      expect: { state: 'REGISTERED', supervision: 0, running: ['D01', 'D02'] },
    },
    { after: '4h', who: 'clock', does: '刚来半天，时钟什么也不说', expect: { supervision: 0 } },
    { after: '33h', who: 'clock', does: '快到一个工作日了：催办', expect: { supervision: 1 } },
    { after: '11h', who: 'clock', does: '过了期限：督办', expect: { supervision: 2, state: 'REGISTERED' } },
    { after: '5d', who: 'clock', does: '又过三个工作日：报中心负责人', expect: { supervision: 3 } },
    {
      after: '1h',
      who: 'triage',
      does: '分流员答复督办：请了病假，今天接上',
      command: 'supervision.answer',
      input: { reply: '分流员病假未交接，今天由我接办，明天前答复。' },
      expect: { supervision: 0, state: 'REGISTERED' },
    },
    { after: '30m', who: 'triage', does: '打开甄别', command: 'triage.open', expect: { state: 'SCREENING' } },
    {
      after: '30m',
      who: 'triage',
      does: '受理',
      command: 'triage.accept',
      input: (told) => ({ category: 'NEI02', organisationId: told.organisation('pmc-002'), gate: told.gate(), rightsTold: true }),
      expect: { state: 'ACCEPTED', supervision: 0 },
    },
    {
      after: '1h',
      who: 'leader',
      does: '负责人记一笔：病假要交接',
      command: 'triage.note',
      input: { text: '分流岗请假当天交接，写进值班表。' },
    },
    {
      after: '31d',
      who: 'clock',
      does: '三十天没谈，期限届满：时钟记下终止，告知途径',
      expect: { state: 'TERMINATED', says: ['调解已结束', '向法院起诉'] },
    },
  ],
};
