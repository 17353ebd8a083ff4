import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type County, county, noGate, TENANT } from '../../../tests/rights/county.ts';
import { bring } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';
import { readDirectory } from '../../ground/zip/directory.ts';
import { writeZip } from '../../ground/zip/index.ts';
import { type Precheck, precheck } from '../../registers/matters/confirmable.ts';
import { paperBytes } from '../../registers/matters/papers/index.ts';
import { readText } from '../../support/documents/papers/reading-for-tests.ts';
import { courtPackage } from './package.ts';

const now = new Date('2026-09-10T02:00:00.000Z');
const file = (more: Partial<Precheck> = {}): Precheck => ({
  category: 'NEI01',
  gate: { answers: noGate(), at: now.toISOString(), by: 'x' },
  agreement: { form: 'written', text: '修好并赔偿', effectiveAt: '2026-09-01T02:00:00.000Z', number: '一号' },
  facts: { term: 'D05' },
  performed: false,
  confirmation: 'ELIGIBLE',
  courts: [
    { id: 'near', zh: '平澜县人民法院', placeCode: '990101' },
    { id: 'far', zh: '远山县人民法院', placeCode: '990201' },
    { id: 'city', zh: '平州市中级人民法院', placeCode: '9901', intermediate: true },
  ],
  invitedBy: null,
  places: { domicile: [], subject: [], seat: ['990101002'] },
  intermediate: false,
  materials: { papers: ['F7', 'F18'], attachments: ['王某身份证.jpg'] },
  ...more,
});
const gate = (...codes: string[]) => ({
  answers: { ...noGate(), ...Object.fromEntries(codes.map((code) => [code, 'yes' as const])) },
  at: now.toISOString(),
  by: 'x',
});

describe('司法确认预检（民诉法 205；解释 353–358）', () => {
  test('可以申请的：没有理由挡着，最后一日按节假日顺延，材料齐', () => {
    const found = precheck(file(), now);
    // The test vector of §1.10: thirty days from 2026-09-01 end on the first work day after the National Day rest.
    expect(found).toMatchObject({ eligible: true, reasons: [], lastDay: { on: '2026-10-08', certain: true }, missing: [] });
    expect(found.candidates.map(({ courtId }) => courtId)).toEqual(['near']);
  });

  test.each<[string, Partial<Precheck>, Date?]>([
    ['late', {}, new Date('2026-10-12T02:00:00.000Z')],
    ['notYet', { agreement: { form: 'written', text: '草稿' } }],
    ['oral', { agreement: { form: 'oral', text: '修好', effectiveAt: '2026-09-01T02:00:00.000Z' } }],
    ['performed', { performed: true }],
    ['status', { category: 'FAM01', gate: gate('G05') }],
    ['ownership', { gate: gate('G06') }],
    ['ownership', { category: 'LAN02' }],
    ['competence', { gate: gate('G07') }],
    ['harm', { gate: gate('G11') }],
    ['sham', { facts: { shamReview: { at: now.toISOString(), by: 'x' } } }],
    ['entrusted', { facts: { term: 'D07' } }],
  ])('%s：不能申请，写明条文和出路', (code, more, at = now) => {
    const { eligible, reasons } = precheck(file(more), at);
    expect(eligible).toBe(false);
    expect(reasons.map((reason) => reason.code)).toContain(code);
    for (const { basis, next } of reasons) expect(basis.length * next.length).toBeGreaterThan(0);
  });

  test('核查清楚的虚假迹象不再挡；已经交了申请的，过了三十天也不算过期', () => {
    const clear = { shamReview: { at: now.toISOString(), by: 'x', result: 'clear' as const } };
    expect(precheck(file({ facts: clear }), now).eligible).toBe(true);
    expect(precheck(file({ confirmation: 'APPLIED' }), new Date('2026-11-12T02:00:00.000Z')).eligible).toBe(true);
  });

  test('法院按法律的次序：邀请的法院只此一家；否则住所地、标的物所在地、调解组织所在地，各列一次', () => {
    const ids = (more: Partial<Precheck>) =>
      precheck(file(more), now).candidates.map(({ courtId, ground }) => `${courtId}:${ground.code}`);
    const places = { domicile: ['990201'], subject: ['990101002003'], seat: ['990101'] };
    expect(ids({ places })).toEqual(['far:domicile', 'near:subject']);
    expect(ids({ places, invitedBy: 'near' })).toEqual(['near:invited']);
    expect(ids({ places, intermediate: true })).toEqual(['city:subject']);
    expect(ids({ places: { domicile: [], subject: [], seat: [] } })).toEqual([]);
  });

  test('房屋、土地的要权利证明；缺的材料一样一样说出来', () => {
    const missing = (more: Partial<Precheck>) => precheck(file(more), now).missing.map(({ code }) => code);
    expect(missing({ materials: { papers: [], attachments: [] } })).toEqual(['application', 'agreement', 'identity']);
    expect(missing({ category: 'HOU01' })).toEqual(['property']);
    expect(
      missing({ category: 'HOU01', materials: { papers: ['F7', 'F18'], attachments: ['不动产权证.pdf', '身份证.jpg'] } }),
    ).toEqual([]);
  });

  test('同一份卷宗同一天，答复总是一样；说可以的就没有理由，说不可以的就有', () => {
    const any = fc.record({
      category: fc.constantFrom('NEI01', 'FAM01', 'LAN02', 'LAB01', null),
      performed: fc.boolean(),
      gate: fc.subarray(['G05', 'G06', 'G07', 'G11']).map((codes) => gate(...codes)),
      confirmation: fc.constantFrom('ELIGIBLE', 'APPLIED', 'REFUSED'),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 90 }), (more, days) => {
        const at = new Date(now.getTime() + days * 86_400_000);
        const one = precheck(file(more as Partial<Precheck>), at);
        expect(precheck(file(more as Partial<Precheck>), at)).toEqual(one);
        expect(one.eligible).toBe(one.reasons.length === 0);
      }),
    );
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());
  beforeEach(() => here.at(new Date('2026-05-11T01:00:00.000Z')));

  const check = (id: string) =>
    here.centre.ask(TENANT, here.as('mediator'), 'confirmation.check', { id }, id) as Promise<{
      eligible: boolean;
      lastDay: { on: string };
      others: Array<{ code: string }>;
      candidates: unknown[];
    }>;

  test('生效以后看得到能不能申请、最后一日、别的办法；别的办法从不挡住法院', async () => {
    const id = await bring(here, 'EFFECTIVE');
    const found = await check(id);
    expect(found).toMatchObject({ eligible: true, lastDay: { on: '2026-06-10' } });
    expect(found.others.map(({ code }) => code).sort()).toEqual(['notarisation', 'paymentOrder']);
    await expect(here.centre.ask(TENANT, here.as('mediator3'), 'confirmation.check', { id }, id)).rejects.toMatchObject({
      code: 'matters.notFound',
    });
  });

  test('第二十、二十五、二十八天双方各收到一次提醒，第三十天以后记为过期', async () => {
    const id = await bring(here, 'EFFECTIVE');
    const told = async () =>
      (
        await here.db.look<{ n: number }>(`select count(*)::int as n from notice where matter_id = $1 and kind = 'expiring'`, [
          id,
        ])
      )[0]!.n;
    const counts: number[] = [];
    for (let day = 1; day <= 31; day++) {
      here.later(86_400_000);
      await here.clock();
      counts.push(await told());
    }
    expect([counts[18], counts[19], counts[24], counts[27], counts[29]]).toEqual([0, 2, 4, 6, 6]);
    expect((await here.seen(id)).matter.confirmation).toBe('LAPSED');
  });

  test('双方都签了，申请书写明法院、双方、请求、声明和附件', async () => {
    const id = await bring(here, 'EFFECTIVE');
    const [one, two] = (await here.seen(id)).parties;
    await here.perform('window', 'confirmation.apply', { partyId: one!.id }, id);
    expect(
      await refused(here.perform('window', 'confirmation.apply', { partyId: two!.id, courtId: here.bodies.police }, id)),
    ).toBe('confirmation.notCourt');
    await here.perform('window', 'confirmation.apply', { partyId: two!.id, courtId: here.bodies.court }, id);
    const paper = (await here.seen(id)).documents.find(({ kind }) => kind === 'F18')!;
    expect(paper.body).toMatchObject({
      court: 'court',
      parties: [{ name: '王秀英' }, { name: '李国强' }],
      fee: '司法确认不收费',
    });
    expect(String(paper.body.declare)).toContain('不损害国家、集体和他人的利益');
  });

  test('送法院的包：一个压缩包，按法院的顺序，先目录；没有一句调解中的话，谁取走写进留痕', async () => {
    const id = await bring(here, 'MEDIATING');
    await here.perform(
      'mediator',
      'mediation.holdSession',
      { place: '调委会', present: '双方', said: '密语其实一半也行', points: '密语', joint: 'separate' },
      id,
    );
    const { inputs } = await import('../../../tests/rights/lives.ts');
    await here.perform('mediator', 'mediation.agreeTerms', inputs['mediation.agreeTerms']!(await here.seen(id), here), id);
    for (const [who, command] of [
      ['mediator', 'mediation.mark'],
      ['mediator', 'mediation.mark'],
      ['mediator', 'mediation.mark'],
      ['org', 'mediation.useSeal'],
    ] as const)
      await here.perform(who, command, inputs[command]!(await here.seen(id), here), id);
    for (const { id: partyId } of (await here.seen(id)).parties)
      await here.perform('window', 'confirmation.apply', { partyId }, id);
    const done = await here.perform('mediator', 'confirmation.pack', {}, id);
    const { contacts, proofId } = done.extra as { contacts: never[]; proofId: string };
    const zip = await here.centre.run(TENANT, here.as('mediator'), async (work) => {
      const found = await here.seen(id);
      const attachments = [
        { id: 'a', name: '王秀英身份证.jpg', state: 'clean' },
        { id: 'b', name: '调解录音.mp3', state: 'clean' },
      ];
      return courtPackage(
        { ...found, attachments, on: '2026-05-11', contacts, proofId },
        (documentId) => paperBytes(work, documentId),
        async () => Buffer.from('图'),
      );
    });
    expect(zip.map(({ name }) => name)).toEqual([
      '00 目录.txt',
      '01 司法确认申请书.pdf',
      '02 人民调解协议书.pdf',
      '03 主持调解证明.pdf',
      '05 王秀英身份证.jpg',
      '06 住所和联系方式.txt',
    ]);
    for (const { name, bytes } of zip)
      expect(name.endsWith('.pdf') ? await readText(bytes) : bytes.toString('utf8'), name).not.toContain('密语');
    expect(zip[0]!.bytes.toString('utf8')).toContain('04 与协议有关的财产权利证明：没有，请当事人补');
    const bytes = writeZip(zip);
    expect(readDirectory(bytes, 50).map(({ name, unpacked }) => [name, unpacked])).toEqual(
      zip.map(({ name, bytes: own }) => [name, own.length]),
    );
    const thread = await here.db.look(`select 1 from event_detail where matter_id = $1 and kind = 'confirmation.packed'`, [id]);
    expect(thread).toHaveLength(1);
  });

  test('安全保护中的包里没有住址和电话', async () => {
    const id = await bring(here, 'EFFECTIVE');
    await here.perform('mediator', 'triage.hold', { signs: ['G02'], what: '身上有伤' }, id);
    const { extra } = await here.perform('mediator', 'confirmation.pack', {}, id);
    expect(
      (extra as { contacts: Array<{ phone: unknown; address: unknown }> }).contacts.every(
        ({ phone, address }) => phone === null && address === null,
      ),
    ).toBe(true);
  });

  test('法院没有确认：双方知道可以再调或者起诉，都同意的能再调一轮', async () => {
    const id = await bring(here, 'EFFECTIVE');
    for (const { id: partyId } of (await here.seen(id)).parties)
      await here.perform('window', 'confirmation.apply', { partyId }, id);
    await here.perform('judge', 'confirmation.courtAccept', {}, id);
    await here.perform('judge', 'confirmation.courtRefuse', { reason: '内容不明确' }, id);
    const said = await here.db.look<{ body: string }>(`select body from notice where matter_id = $1 and kind = 'refused'`, [id]);
    expect(said).toHaveLength(2);
    for (const { body } of said) expect(body).toMatch(/再调一轮.*向法院起诉/);
    await here.perform(
      'mediator',
      'mediation.newRound',
      { agreedBy: (await here.seen(id)).parties.map((one) => one.id), reason: '写清楚' },
      id,
    );
    const { matter, clocks } = await here.seen(id);
    expect(matter.state).toBe('MEDIATING');
    expect(clocks.filter(({ code, state }) => code.startsWith('FU.') && state === 'running')).toEqual([]);
  });
});
