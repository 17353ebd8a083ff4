import type { Step, Story, Told } from './story.ts';

/** A mediation as it was retold: who spoke, in what order, and what it was about. */
export interface Dialogue {
  id: string;
  label: string;
  text: string;
  parties: string;
  dialog: readonly { speaker: string; text: string }[];
}

/** The thirteen kinds of the collection, as kinds of dispute of ours. */
const categoryOf: Readonly<Record<string, string>> = {
  社区邻里纠纷: 'NEI01',
  治安刑事纠纷: 'INJ01',
  房产土地纠纷: 'HOU01',
  劳资劳动纠纷: 'LAB03',
  交通事故纠纷: 'TRA01',
  环境污染纠纷: 'ENV01',
  经济债务纠纷: 'CON02',
  公司经营纠纷: 'BUS01',
  消费旅游纠纷: 'CSM01',
  遗产继承纠纷: 'INH01',
  校园教育纠纷: 'SCH01',
  医疗健康纠纷: 'MED01',
  家庭婚姻纠纷: 'FAM01',
};

/** Who is there for their office, not for a quarrel of their own. */
const OFFICIAL =
  /调解|工作人员|司法|社区|居委|村委|村干部|街道|镇政府|政府|派出所|民警|公安|交警|律师|法官|法院|专家|局|委员会|中心|工会|妇联|网格/;
const BODY = /公司|厂|医院|学校|银行|店|酒店|合作社|企业|单位|物业|旅行社|集团|队|所$|园$|馆$/;

export interface Side {
  name: string;
  kind: 'person' | 'organisation';
}

/** Those who quarrel, in the order in which they are named. */
export function sidesOf({ parties }: Pick<Dialogue, 'parties'>): Side[] {
  const names = parties.split(/[,，、;；]\s*/).map((name) => name.trim().slice(0, 60));
  const own = [...new Set(names)].filter((name) => name && !OFFICIAL.test(name));
  return own.map((name) => ({ name, kind: BODY.test(name) ? 'organisation' : 'person' }));
}

/** Fen of the last sum that was named near the end, or undefined: 3万元, 35,700元, 1.5 万. */
export function lastSumOf(texts: readonly string[]): number | undefined {
  const sums = texts.flatMap((text) => [...text.matchAll(/(\d[\d,，]*(?:\.\d+)?)\s*(万|千)?\s*(?:余)?元/g)]);
  const last = sums.at(-1);
  if (!last) return undefined;
  const unit = last[2] === '万' ? 10_000 : last[2] === '千' ? 1_000 : 1;
  return Math.round(Number(last[1]!.replace(/[,，]/g, '')) * unit * 100);
}

/** They came to terms when the end says so and nothing takes it back. */
export function agreedIn(texts: readonly string[]): boolean {
  const end = texts.join('');
  return (
    /同意|达成|签订|签署|履行|协议|和解|握手|接受/.test(end) &&
    !/(未能|没能|无法|没有)达成|不同意调解|终止调解|提起诉讼|向法院起诉/.test(end)
  );
}

const END = 6;

/** The dialogue as a life in the demo county: from the first word to the archive, by agreement or by an open door. */
export function storyOf(dialogue: Dialogue): Story | { doesNotFit: string } {
  const category = categoryOf[dialogue.label];
  if (!category) return { doesNotFit: `没有这一类：${dialogue.label}` };
  const [applicant, respondent, ...others] = sidesOf(dialogue);
  if (!applicant || !respondent) return { doesNotFit: '只有一方是当事人，其余都是工作人员' };
  const said = dialogue.dialog.map(({ speaker, text }) => `${speaker}：${text}`);
  const end = dialogue.dialog.slice(-END).map(({ text }) => text);
  const agreed = agreedIn(end);
  const sum = lastSumOf(end);
  const party = ({ name, kind }: Side) => ({ name, kind });
  const begin: Step[] = [
    {
      who: 'window',
      does: '登记',
      command: 'intake.receive',
      input: {
        channel: 'window',
        kind: 'dispute',
        category,
        narrative: dialogue.text.slice(0, 20_000),
        reporter: party(applicant),
        respondent: party(respondent),
        others: others.map(party),
      },
    },
    { after: '30m', who: 'triage', does: '甄别', command: 'triage.open' },
    {
      after: '30m',
      who: 'triage',
      does: '受理',
      command: 'triage.accept',
      input: (told) => ({ category, organisationId: told.organisation('pmc-002'), gate: told.gate(), rightsTold: true }),
    },
    {
      after: '1d',
      who: 'org',
      does: '邀请',
      command: 'mediation.invite',
      input: { way: 'phone', safeContact: true, callNumber: '10000000002' },
    },
    {
      after: '3h',
      who: 'org',
      does: '各方同意',
      command: 'mediation.agree',
      input: (told) =>
        told
          .present()
          .filter(({ consent }) => consent !== 'agreed')
          .map(({ id }) => ({ partyId: id, by: 'phone' })),
    },
    {
      after: '1h',
      who: 'org',
      does: '定调解员',
      command: 'mediation.assign',
      input: (told) => ({ mediatorId: told.staff('mediator'), chosenBy: 'accepted' }),
    },
    {
      after: '1d',
      who: 'mediator',
      does: '第一次调解',
      command: 'mediation.startSession',
      input: (told) => ({
        place: '青埠街道调委会',
        present: told
          .present()
          .map(({ name }) => name)
          .join('、'),
        said: said.slice(0, 12).join('\n').slice(0, 3500),
        points: '见记录',
        rightsSigned: true,
        gate: told.gate(),
      }),
    },
  ];
  const terms = (told: Told) => ({
    form: 'written',
    text: end.join('\n').slice(0, 7_000),
    instalments: sum
      ? [
          {
            payerId: told.party(respondent.name),
            payeeId: told.party(applicant.name),
            what: '付款',
            amountFen: sum,
            dueOn: told.day(20),
          },
        ]
      : [],
    lawful: true,
    readBack: true,
  });
  const settled: Step[] = [
    { after: '2h', who: 'mediator', does: '谈妥', command: 'mediation.agreeTerms', input: terms },
    {
      after: '1d',
      who: 'mediator',
      does: '各方按手印',
      command: 'mediation.mark',
      input: (told) =>
        told
          .present()
          .map(({ id, kind }) => ({ who: 'party', partyId: id, kind: kind === 'organisation' ? 'signature' : 'fingerprint' })),
    },
    { after: '10m', who: 'mediator', does: '调解员签名', command: 'mediation.mark', input: { who: 'mediator' } },
    {
      after: '20m',
      who: 'org',
      does: '盖章，生效',
      command: 'mediation.useSeal',
      input: { pages: 2, copies: 3, across: true },
      expect: { state: 'EFFECTIVE' },
    },
    ...(sum
      ? [
          {
            after: '10d',
            who: 'mediator',
            does: '付清',
            command: 'performance.perform',
            input: (told: Told) => ({ instalmentId: told.instalment(1).id, how: 'witnessed' }),
          } as const,
        ]
      : []),
    ...followUpsOf(),
    { after: '1h', who: 'mediator', does: '结案', command: 'performance.close', input: { routesTold: true } },
  ];
  const failed: Step[] = [
    {
      after: '2h',
      who: 'mediator',
      does: '谈不拢，终止',
      command: 'mediation.end',
      input: { reason: 'noAgreement', words: '各方分歧较大' },
      expect: { state: 'TERMINATED' },
    },
    ...followUpsOf(),
    { after: '1h', who: 'mediator', does: '结案', command: 'performance.closeEnded', input: { routesTold: true } },
  ];
  const file: Step[] = [
    { after: '20d', who: 'clock', does: '申请确认的日子已过' },
    { after: '1d', who: 'archivist', does: '齐卷', command: 'performance.completeFile', expect: { fileState: 'COMPLETE' } },
    {
      after: '1h',
      who: 'archivist',
      does: '归档',
      command: 'performance.archive',
      input: { retention: 'y10' },
      expect: { state: 'ARCHIVED' },
    },
  ];
  return {
    key: `dialogue-${dialogue.id}`,
    title: `${dialogue.label} ${dialogue.id}`,
    shows: agreed ? '达成协议并履行' : '没有谈成，告知其他途径',
    who: ['window', 'triage', 'org', 'mediator', 'archivist', 'clock'],
    steps: [...begin, ...(agreed ? settled : failed), ...file],
  };
}

function followUpsOf(): Step[] {
  return [
    {
      after: '16d',
      who: 'mediator',
      does: '回访',
      command: 'performance.followUp',
      input: (told) => told.present().map(({ id }) => ({ partyId: id, way: 'phone', finding: '情况平稳' })),
    },
  ];
}
