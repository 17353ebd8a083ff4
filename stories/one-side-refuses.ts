import type { Story } from './story.ts';

const [hu, dong] = ['胡国强', '董立新'];
/** Words that were said on the way; the pack for the court may hold none of them. */
const said = ['其实我欠他三万五', '要么少给点算了'];

/** One side does not want to: one step, no reason asked, and the way to court stands open with a pack in hand. */
export const oneSideRefuses: Story = {
  key: 'yifang-jujue',
  title: '一方拒绝',
  shows: '不愿意调解，一句话就够，不问理由；另一方带着材料包去法院，包里没有调解时说过的一个字。',
  who: ['window', 'triage', 'org', 'archivist'],
  steps: [
    {
      who: 'window',
      does: '胡国强到窗口：借给董立新四万元，两年没还',
      command: 'intake.receive',
      input: {
        channel: 'window',
        kind: 'dispute',
        category: 'CON02',
        title: '借款四万元两年未还',
        narrative: '2024年3月借给董立新4万元，有借条，说好一年还，到现在没还。',
        place: { code: '990101002001' },
        reporter: { name: hu, phone: '10000123411' },
        respondent: { name: dong, phone: '10000123412' },
      },
      expect: { state: 'REGISTERED' },
    },
    { after: '1h', who: 'triage', does: '分流员打开来看', command: 'triage.open', expect: { state: 'SCREENING' } },
    {
      after: '1h',
      who: 'triage',
      does: '核对清楚，受理',
      command: 'triage.accept',
      input: (told) => ({ category: 'CON02', organisationId: told.organisation('pmc-002'), gate: told.gate(), rightsTold: true }),
      expect: { state: 'ACCEPTED', running: ['D05', 'D03'] },
    },
    {
      after: '1d',
      who: 'org',
      does: '打电话征询董立新；他话里承认了一些，只记在卷宗里',
      command: 'mediation.invite',
      input: { way: 'phone', safeContact: true, words: said[0] },
      expect: { state: 'CONSENT', says: ['可以不来'] },
    },
    {
      after: '2h',
      who: 'org',
      does: '董立新又打来：不愿调解。不问理由，当场记下，调解就此结束',
      command: 'mediation.leave',
      input: (told) => ({ partyId: told.party(dong), by: 'phone', words: said[1] }),
      expect: {
        state: 'TERMINATED',
        says: ['调解已结束', '向法院起诉', '诉讼时效中断'],
        running: ['D19'],
        paper: { kind: 'F13', has: ['向法院起诉'], lacks: said },
      },
    },
    {
      after: '10m',
      who: 'org',
      does: '不能再定调解员：已经结束了',
      command: 'mediation.assign',
      input: (told) => ({ mediatorId: told.staff('mediator'), chosenBy: 'accepted' }),
      expect: { refused: 'matters.wrongState', state: 'TERMINATED' },
    },
    {
      after: '1d',
      who: 'window',
      does: '胡国强到窗口取材料包去法院：一人一步，不收费，包里没有调解中说的话',
      command: 'mediation.goToCourt',
      input: (told) => ({ partyId: told.party(hu), by: 'inPerson' }),
      expect: {
        state: 'TERMINATED',
        paper: {
          kind: '法院材料包',
          has: ['有借条', '取走材料包不收费', '"agreementReached":false', hu, dong],
          lacks: [...said, '欠他', '少给', '100001234'],
        },
      },
    },
    {
      after: '1d',
      who: 'org',
      does: '告知途径，办结',
      command: 'performance.closeEnded',
      input: { routesTold: true, feedback: '一方不愿调解，已告知起诉、支付令等途径' },
      expect: { state: 'CLOSED', running: ['D18'] },
    },
    {
      after: '1d',
      who: 'archivist',
      does: '档案员核对登记表、终止告知书和材料包，卷宗齐了',
      command: 'performance.completeFile',
      expect: { fileState: 'COMPLETE' },
    },
    {
      after: '10m',
      who: 'archivist',
      does: '先试着归档，系统说先回访',
      command: 'performance.archive',
      expect: { refused: 'performance.noFollowUp', state: 'CLOSED' },
    },
    {
      after: '12d',
      who: 'archivist',
      does: '回访胡国强：已经立案',
      command: 'performance.followUp',
      input: (told) => ({ partyId: told.party(hu), way: 'phone', finding: '法院已立案，材料包用上了。', satisfied: 'yes' }),
    },
    { after: '1h', who: 'archivist', does: '归档', command: 'performance.archive', expect: { state: 'ARCHIVED' } },
  ],
};
