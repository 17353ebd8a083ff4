import type { Story } from './story.ts';

const tan = '谭春燕';

/** A no comes with reasons, ways on and a right to object once; whoever said no does not judge the objection. */
export const notAcceptedThenAccepted: Story = {
  key: 'bu-yu-shouli',
  title: '不予受理之后',
  shows: '不予受理要写理由、告知途径；当事人说一句不同意，就换一个人重新看，不让说“不”的人复核自己。',
  who: ['window', 'triage', 'triage2', 'leader'],
  steps: [
    {
      who: 'window',
      does: '谭春燕来说：村里修路占了她家菜地，补偿没谈拢',
      command: 'intake.receive',
      input: {
        channel: 'window',
        kind: 'dispute',
        category: 'LAN04',
        title: '修路占菜地补偿',
        narrative: '村经济合作社修机耕路占了我家两分菜地，说好的补偿没给。',
        place: { code: '990101002003' },
        reporter: { name: tan },
        respondent: { name: '村经济合作社', kind: 'organisation' },
      },
      expect: { state: 'REGISTERED' },
    },
    { after: '1h', who: 'triage', does: '阮知行打开来看', command: 'triage.open', expect: { state: 'SCREENING' } },
    {
      after: '1h',
      who: 'triage',
      does: '他以为是征地决定的事，出具不予受理告知书',
      command: 'triage.decline',
      input: { gate: 'G07', reason: '征收决定是否合法不由调解判断' },
      expect: {
        state: 'NOT_ACCEPTED',
        says: ['向法院起诉', '5个工作日内可以提出异议'],
        running: ['D23', 'D24'],
        paper: { kind: 'F14', has: ['征收决定', '向法院起诉'] },
      },
    },
    {
      after: '1d',
      who: 'window',
      does: '谭春燕说：没有征收，是村里自己修的路',
      command: 'triage.object',
      input: (told) => ({ partyId: told.party(tan), by: 'inPerson', reason: '没有征收决定，是村里和我的事' }),
      expect: { state: 'SCREENING', running: ['D02'] },
    },
    {
      after: '1h',
      who: 'triage',
      does: '原来那位分流员想自己复核：不行',
      command: 'triage.accept',
      input: (told) => ({ category: 'LAN02', organisationId: told.organisation('pmc-002'), gate: told.gate(), rightsTold: true }),
      expect: { refused: 'triage.sameReviewer', state: 'SCREENING', says: ['另一位分流员'] },
    },
    {
      after: '1h',
      who: 'triage2',
      does: '祝云舒复核：是民事补偿，受理',
      command: 'triage.accept',
      input: (told) => ({ category: 'LAN02', organisationId: told.organisation('pmc-002'), gate: told.gate(), rightsTold: true }),
      expect: { state: 'ACCEPTED', says: ['已受理'], running: ['D03', 'D05'] },
    },
    {
      after: '1h',
      who: 'leader',
      does: '中心负责人记一笔：以后先问有没有征收决定',
      command: 'triage.note',
      input: { text: '同类来件先问清有没有征收决定，再答核对。' },
      expect: { state: 'ACCEPTED' },
    },
  ],
};
