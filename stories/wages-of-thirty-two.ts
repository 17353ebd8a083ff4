import type { Story, Told } from './story.ts';

const boss = '平澜县筑澜建设有限公司';
const first = '邵卫东';
const leaver = '工友18';
const others = Array.from({ length: 31 }, (_, at) => ({
  name: `工友${at + 2}`,
  groupLabel: at < 15 ? '木工班' : '钢筋班',
  representative: at < 3,
}));

/** The list that the three representatives hand over: one crew, name and amount, as pasted from their table. */
const wagesOf = (told: Told, crew: string) =>
  told
    .present()
    .filter(({ groupLabel }) => groupLabel === crew)
    .map(({ name }, at) => ({ name, amountFen: at % 2 === 0 ? 3_200_000 : 2_800_000 }));
const annexOf = (told: Told, groupLabel: string, days: number) => ({
  side: 'applicants',
  groupLabel,
  way: 'get',
  otherId: told.party(boss),
  what: '付工资',
  dueOn: told.day(days),
  amounts: wagesOf(told, groupLabel),
});
const paid = (told: Told, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ instalmentId: told.instalment(from + at).id, how: 'transfer' }));

/** Thirty-two claims in one matter: each agrees, leaves and signs for himself, and one leaving ends nothing for the others. */
export const wagesOfThirtyTwo: Story = {
  key: 'qian-xin',
  title: '三十二人欠薪',
  shows:
    '劳动争议十五天内调不成就告知仲裁；三十二个人各自同意、各自签名，一张名单就是一人一份；一个人退出去仲裁，别人照常往下谈。',
  who: ['window', 'triage', 'org', 'mediator'],
  steps: [
    {
      who: 'window',
      does: '邵卫东带着三十一位工友来窗口：安置房工地三个月没发工资',
      command: 'intake.receive',
      input: {
        channel: 'window',
        kind: 'dispute',
        category: 'LAB01',
        title: '安置房项目32人三个月工资未发',
        narrative: '安置房项目木工班、钢筋班32人，三个月没发工资，一共96万元。想在回家过节前拿到。',
        place: { code: '990101002003' },
        reporter: { name: first, phone: '10000123421', groupLabel: '木工班', representative: true },
        others,
        respondent: { name: boss, kind: 'organisation' },
        urgent: true,
      },
      expect: { state: 'REGISTERED', running: ['D02.urgent'] },
    },
    { after: '30m', who: 'triage', does: '分流员马上打开：人多、急', command: 'triage.open', expect: { state: 'SCREENING' } },
    {
      after: '30m',
      who: 'triage',
      does: '受理：拖欠工资十五天一到就告知仲裁，不能延',
      command: 'triage.accept',
      input: (told) => ({
        category: 'LAB01',
        organisationId: told.organisation('pmc-002'),
        gate: told.gate(),
        level: 'L4',
        rightsTold: true,
      }),
      expect: { state: 'ACCEPTED', running: ['D09'] },
    },
    {
      after: '1h',
      who: 'org',
      does: '通知公司来谈',
      command: 'mediation.invite',
      input: { way: 'visit', safeContact: true },
      expect: { state: 'CONSENT' },
    },
    {
      after: '1d',
      who: 'org',
      does: '三十一位工友和公司一个一个表示同意',
      command: 'mediation.agree',
      input: (told) =>
        told
          .present()
          .filter(({ consent }) => consent !== 'agreed')
          .map(({ id }) => ({ partyId: id, by: 'inPerson' })),
      expect: { state: 'CONSENT', running: ['D04'] },
    },
    {
      after: '1h',
      who: 'org',
      does: '大家接受柯素梅做调解员',
      command: 'mediation.assign',
      input: (told) => ({ mediatorId: told.staff('mediator'), chosenBy: 'accepted' }),
      expect: { state: 'ASSIGNED' },
    },
    {
      after: '1d',
      who: 'mediator',
      does: '第一次调解，三位代表和公司对账',
      command: 'mediation.startSession',
      input: (told) => ({
        place: '中心调解室',
        present: '代表三人、公司项目经理',
        said: '逐人对账，96万元没有争议。',
        rightsSigned: true,
        gate: told.gate(),
      }),
      expect: { state: 'MEDIATING' },
    },
    {
      after: '1d',
      who: 'mediator',
      does: '工友18不想等了，要去仲裁：当场退出，别人的期限照旧',
      command: 'mediation.leave',
      input: (told) => ({ partyId: told.party(leaver), by: 'inPerson', words: '我自己去仲裁' }),
      expect: { state: 'MEDIATING', running: ['D09'], says: ['您已退出', '劳动仲裁'] },
    },
    {
      after: '2d',
      who: 'mediator',
      does: '谈妥一人一笔、分两批发清：把两个班的工资表粘贴进来，一人一份；漏了一个人，当场看得见',
      command: 'mediation.agreeTerms',
      input: (told) => ({
        form: 'written',
        text: '公司付清31人工资，木工班五天内、钢筋班二十天内，逐人打到本人银行卡。',
        annexes: [{ ...annexOf(told, '木工班', 5), amounts: wagesOf(told, '木工班').slice(1) }],
        lawful: true,
        readBack: true,
      }),
      expect: { refused: 'mediation.annexOpen', state: 'MEDIATING', says: [`还没有写到：${first}`] },
    },
    {
      after: '5m',
      who: 'mediator',
      does: '补上以后念给大家听，进入签署',
      command: 'mediation.agreeTerms',
      input: (told) => ({
        form: 'written',
        text: '公司付清31人工资，木工班五天内、钢筋班二十天内，逐人打到本人银行卡。',
        annexes: [annexOf(told, '木工班', 5), annexOf(told, '钢筋班', 20)],
        lawful: true,
        readBack: true,
      }),
      expect: { state: 'SIGNING' },
    },
    {
      after: '1h',
      who: 'mediator',
      does: '退出的工友18签不了这份协议',
      command: 'mediation.mark',
      input: (told) => ({ who: 'party', partyId: told.party(leaver), kind: 'signature' }),
      expect: { refused: 'mediation.refusedParty', state: 'SIGNING' },
    },
    {
      after: '1d',
      who: 'mediator',
      does: '三十一人逐个按手印，公司盖章，调解员签名',
      command: 'mediation.mark',
      input: (told) => [
        ...told
          .present()
          .map(({ id, kind }) => ({ who: 'party', partyId: id, kind: kind === 'organisation' ? 'seal' : 'fingerprint' })),
        { who: 'mediator' },
      ],
      expect: { state: 'SIGNING' },
    },
    {
      after: '1h',
      who: 'org',
      does: '调委会盖章，协议生效',
      command: 'mediation.useSeal',
      input: { pages: 2, copies: 3, across: true },
      expect: { state: 'EFFECTIVE', performance: 'DUE', confirmation: 'ELIGIBLE' },
    },
    {
      after: '3d',
      who: 'mediator',
      does: '木工班十六个人的工资打到各人卡上',
      command: 'performance.perform',
      input: (told) => paid(told, 1, 16),
      expect: { performance: 'PARTIAL' },
    },
    {
      after: '14d',
      who: 'mediator',
      does: '钢筋班十五个人的工资也发清',
      command: 'performance.perform',
      input: (told) => paid(told, 17, 31),
      expect: { performance: 'DONE' },
    },
    {
      after: '2d',
      who: 'mediator',
      does: '回访邵卫东：都拿到了',
      command: 'performance.followUp',
      input: (told) => ({ partyId: told.party(first), way: 'phone', finding: '31人都已到账。', satisfied: 'yes' }),
    },
    {
      after: '1h',
      who: 'mediator',
      does: '结案',
      command: 'performance.close',
      input: { routesTold: true },
      expect: { state: 'CLOSED' },
    },
  ],
};
