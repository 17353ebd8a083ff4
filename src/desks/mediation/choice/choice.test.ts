import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, county, TENANT } from '../../../../tests/rights/county.ts';
import { arrival, bring, inputs } from '../../../../tests/rights/lives.ts';
import { refused } from '../../../../tests/smallCentre.ts';
import type { Hint, HintKind } from './ties.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const mediator = (key: string) => here.as(key).id;
interface Roster {
  mediators: Array<{
    id: string;
    name: string;
    hints: Hint[];
    struckBy: string[];
    wantedBy: string[];
    warnings: string[];
    why: string[];
  }>;
  common: string[];
  spoke: number;
  proposal: { name: string; said: unknown[] } | null;
}
const roster = (id: string, who = 'org') => here.centre.ask(TENANT, here.as(who), 'mediation.roster', { id }) as Promise<Roster>;
const party = async (id: string, side: string) => (await here.seen(id)).parties.find((one) => one.side === side)!.id;
/** In CONSENT, both have agreed. */
async function ready(): Promise<string> {
  const id = await bring(here, 'CONSENT');
  await act('org', 'mediation.agree', id);
  return id;
}

describe('当事人自己选调解员，或者接受推荐（人民调解法 19、23）', () => {
  test('名册上每一位都能选，不少于三位，只看得到公开的几项', async () => {
    const id = await ready();
    const { mediators } = await roster(id);
    expect(mediators.map(({ name }) => name).sort()).toEqual(['mediator', 'mediator2', 'mediator3']);
    expect(Object.keys(mediators[0]!).sort()).toEqual(
      [
        'band',
        'committee',
        'hints',
        'id',
        'kindZh',
        'languages',
        'levelZh',
        'name',
        'skills',
        'struckBy',
        'wantedBy',
        'warnings',
        'why',
      ].sort(),
    );
    expect(mediators.find(({ id: one }) => one === mediator('mediator'))!.why).toContain('在承办这件事的调委会');
    expect(mediators[0]!.warnings.join()).toContain('学时');
  });

  test('各方选的不同：各说不要谁，主任推荐，各方接受；每一步都有各人的回执', async () => {
    const id = await ready();
    const [a, b] = [await party(id, 'applicant'), await party(id, 'respondent')];
    const wish = (partyId: string, wants: string[], strikes: string[] = []) =>
      act('window', 'mediation.chooseMediator', id, { partyId, wants: wants.map(mediator), strikes: strikes.map(mediator) });
    expect(await refused(wish(a, ['mediator'], ['mediator']))).toBe('choice.both');
    await wish(a, ['mediator']);
    await wish(b, ['mediator2'], ['mediator']);
    expect(await roster(id)).toMatchObject({ spoke: 2, common: [] });
    expect(await refused(act('org', 'mediation.assign', id))).toBe('choice.struck');
    expect(await refused(act('org', 'mediation.assign', id, { mediatorId: mediator('mediator2') }))).toBe('choice.differ');
    expect(await refused(act('org', 'mediation.proposeMediator', id))).toBe('choice.struck');
    expect(await refused(act('org', 'mediation.answerProposal', id))).toBe('choice.notProposed');
    await act('org', 'mediation.proposeMediator', id, { mediatorId: mediator('mediator3'), reason: '两边都不认识' });
    await act('org', 'mediation.answerProposal', id, { partyId: a });
    await act('org', 'mediation.answerProposal', id, { partyId: b, answer: 'declined' });
    const accepted = { mediatorId: mediator('mediator3'), chosenBy: 'accepted' };
    expect(await refused(act('org', 'mediation.assign', id, accepted))).toBe('choice.declined');
    await act('org', 'mediation.answerProposal', id, { partyId: b });
    await act('org', 'mediation.assign', id, accepted);
    const rows = await here.db.look<{ about: string; answer: string }>(
      `select about, answer from consent where matter_id = $1 and about in ('choice', 'mediator') order by answered_at, id`,
      [id],
    );
    expect(rows.map(({ answer }) => answer)).toEqual(['wants', 'wants', 'strikes', 'accepted', 'declined', 'accepted']);
  });

  test('各方选的相同，就是他；换人不重算期限', async () => {
    const id = await ready();
    for (const side of ['applicant', 'respondent'])
      await act('window', 'mediation.chooseMediator', id, { partyId: await party(id, side), wants: [mediator('mediator2')] });
    expect((await roster(id)).common).toEqual(['mediator2']);
    await act('org', 'mediation.assign', id, { mediatorId: mediator('mediator2') });
    const term = (found: Awaited<ReturnType<County['seen']>>) => found.clocks.find(({ code }) => code === 'D05')!.dueAt;
    const before = term(await here.seen(id));
    await act('org', 'mediation.change', id, { mediatorId: mediator('mediator'), chosenBy: 'accepted' });
    expect(term(await here.seen(id))).toEqual(before);
  });

  test('请亲属、专家、另一位调解员参加：每一方都同意才行；一方收回就不再参加，也看不到了', async () => {
    const id = await bring(here, 'MEDIATING');
    const both = (await here.seen(id)).parties.map((one) => one.id);
    const co = { kind: 'coMediator', mediatorId: mediator('mediator3') };
    expect(await refused(act('mediator', 'mediation.bringIn', id, { ...co, agreedBy: both.slice(1) }))).toBe(
      'choice.everyConsent',
    );
    expect(await refused(act('mediator', 'mediation.bringIn', id, { ...co, mediatorId: mediator('mediator') }))).toBe(
      'choice.whichMediator',
    );
    expect(await refused(act('mediator', 'mediation.bringIn', id, { name: undefined }))).toBe('choice.whatName');
    expect(await refused(act('mediator', 'mediation.takeOut', id))).toBe('choice.noSuchCompanion');
    await act('mediator', 'mediation.bringIn', id, co);
    await act('mediator', 'mediation.bringIn', id);
    const sees = () =>
      here.centre.run(TENANT, here.as('mediator3'), (work) => here.centre.present(work, here.as('mediator3'), id));
    expect((await sees()).view).toBeDefined();
    expect((await here.seen(id)).matter.facts.companions).toHaveLength(2);
    await act('mediator', 'mediation.takeOut', id, { companionId: mediator('mediator3') });
    expect((await sees()).view).toBeUndefined();
    expect((await here.seen(id)).matter.facts.companions).toMatchObject([{ name: '王家大伯' }]);
  });
});

describe('回避：提示为什么，自己不排除谁（特邀调解规定 15；在线调解规则 13）', () => {
  const declare = (key: string, conflicts: object[]) =>
    here.db.look(
      `update staff set mediator = jsonb_build_object('conflicts', $2::jsonb, 'skills', '[]'::jsonb, 'languages', '[]'::jsonb) where id = $1`,
      [mediator(key), JSON.stringify(conflicts)],
    );

  test('申报过的亲属是当事人：不说清楚定不了；说清楚、各方接受的可以', async () => {
    await declare('mediator3', [{ with: '李国强', reason: '堂弟', declaredOn: '2026-01-01' }]);
    const id = await ready();
    const one = (await roster(id)).mediators.find(({ name }) => name === 'mediator3')!;
    expect(one.hints).toMatchObject([{ kind: 'declared', asks: true }]);
    expect(one.hints[0]!.zh).toContain('堂弟');
    const choose = { mediatorId: mediator('mediator3') };
    expect(await refused(act('org', 'mediation.assign', id, choose))).toBe('choice.hintOpen');
    expect(await refused(act('org', 'mediation.assign', id, { ...choose, disclosure: '是堂弟' }))).toBe('mediation.conflict');
    await act('org', 'mediation.assign', id, { ...choose, disclosure: '是堂弟', disclosureAccepted: true });
    const f15 = (await here.seen(id)).documents.find(({ kind }) => kind === 'F15')!;
    expect(f15.body).toMatchObject({ disclosure: '是堂弟', accepted: true, hints: [expect.stringContaining('堂弟')] });
    await declare('mediator3', []);
  });

  test('同名不是同一人：写明怎样核实的，就可以', async () => {
    await declare('mediator3', [{ with: '李国强', reason: '堂弟', declaredOn: '2026-01-01' }]);
    const id = await ready();
    await act('org', 'mediation.assign', id, { mediatorId: mediator('mediator3'), hintsChecked: '问过本人，不是同一人' });
    await declare('mediator3', []);
  });

  test('调解员自己申报；电话和住址只留比对用的摘要，认得出当事人', async () => {
    await declare('mediator2', []);
    await here.perform('mediator2', 'mediation.declareTie', {
      ...{ with: '我妹夫', reason: '姻亲' },
      ...{ phone: '100 0012 3499', address: '青枫苑3幢802室' },
    });
    const [row] = await here.db.look<{ all: string }>('select mediator::text as all from staff where id = $1', [
      mediator('mediator2'),
    ]);
    expect(row!.all).not.toContain('10000123499');
    expect(row!.all).not.toContain('青枫苑');
    const hinted = async (respondent: object) => {
      const { id } = await here.perform('window', 'intake.receive', { ...arrival(), respondent });
      return (await roster(id!, 'window')).mediators.find(({ name }) => name === 'mediator2')!.hints.map(({ kind }) => kind);
    };
    expect(await hinted({ name: '周平', phone: '10000123499' })).toEqual(['phone']);
    expect(await hinted({ name: '周平', address: '青枫苑 3幢 802室' })).toEqual(['address']);
    expect(await hinted({ name: '周平', address: '青枫苑3幢801室', phone: '10000123498' })).toEqual([]);
    expect(await refused(here.perform('mediator2', 'mediation.declareTie', { with: '某人', reason: '同学', phone: '12' }))).toBe(
      'choice.badPhone',
    );
    await declare('mediator2', []);
  });
});

describe('种下五百处利害关系，找得到百分之九十九以上，误报很少', () => {
  const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'.split('');
  const given = '建国志刚秀英桂兰海燕文博雪梅永强春花立新'.match(/../g)!;
  const personal = (n: number) =>
    `${surnames[n % 20]}${given[Math.floor(n / 20) % 11]}${'甲乙丙丁戊己庚辛'[Math.floor(n / 220) % 8]}`;
  const N = 500;
  const kinds = [
    'kin',
    'company',
    'phone',
    'address',
    'estate',
    'employer',
    'namesake',
    'linked',
    'otherDesk',
    'recorded',
    'coSigned',
  ] as const;
  const finds: Record<(typeof kinds)[number], HintKind> = {
    ...{ kin: 'declared', company: 'declared', phone: 'phone', address: 'address', estate: 'address' },
    ...{
      employer: 'employer',
      namesake: 'sameName',
      linked: 'linked',
      otherDesk: 'otherDesk',
      recorded: 'recorded',
      coSigned: 'coSigned',
    },
  };

  test('每一种都种，一件一件地问名册', { timeout: 300_000 }, async () => {
    const body = 'insert into organisation (tenant_id, id, key, zh, short_name, kind) values ($1, $2, $3, $4, $4, $5)';
    const uuid = (n: number, of: string) => `00000000-0000-7000-8${of}00-${String(n).padStart(12, '0')}`;
    const tenant = String(TENANT);
    const blind = (field: string, text: string) => here.vault.blind(tenant, field, text);
    let found = 0;
    let falseHints = 0;
    let asked = 0;
    const missed: string[] = [];
    // Twenty matters of twenty-five plants each: a roster answers for all its mediators at once.
    for (let at = 0; at < N / 25; at++) {
      const { id } = await here.perform('window', 'intake.receive', {
        ...arrival(),
        reporter: { name: `申请${at}`, phone: `1000055${String(at).padStart(4, '0')}` },
        respondent: { name: `答复${at}`, address: `望澜街道枫林小区${at + 1}幢101室` },
      });
      const other = (
        await here.perform('window', 'intake.receive', {
          ...arrival(),
          reporter: { name: '旁人', phone: `1000055${String(at).padStart(4, '0')}` },
        })
      ).id!;
      const otherParty = (await here.seen(other)).parties.find(({ side }) => side === 'applicant')!.id;
      const apart = (await here.perform('window', 'intake.receive', arrival())).id!;
      await here.perform('window', 'matters.link', { otherId: apart, kind: 'linked' }, id);
      const planted: Array<{ id: string; kind: (typeof kinds)[number] }> = [];
      const clean: string[] = [];
      for (let n = 0; n < 30; n++) {
        const seq = at * 30 + n;
        const who = uuid(seq, 'a');
        const kind = kinds[(at + n) % kinds.length]!;
        const plant = n < 25;
        const home = uuid(seq, 'b');
        await here.db.look(body, [TENANT, home, `x-${seq}`, `枫桥${seq}号服务有限公司`, 'committee']);
        const ties: object[] = [];
        const tie = (more: object) => ties.push({ with: personal(seq), reason: '远亲', declaredOn: '2026-01-01', ...more });
        const add = (name: string, more: { kind?: string; address?: string; phone?: string } = {}) =>
          here.db.look(
            `insert into party (tenant_id, id, matter_id, seq, side, kind, name, address, phone_blind, readers) select $1, $2, $3, $4, 'joined', $5, $6, $7, $8, readers from matter where id = $3`,
            [
              TENANT,
              uuid(seq, 'c'),
              id,
              seq + 10,
              more.kind ?? 'person',
              name,
              more.address ?? null,
              more.phone ? blind('phone', more.phone) : null,
            ],
          );
        let name = `调解员${seq}`;
        const member = async () =>
          here.db.look(
            `insert into staff (tenant_id, id, name, roles, organisation_id, active, mediator) values ($1, $2, $3, '{mediator}', $4, true, $5)`,
            [TENANT, who, name, home, JSON.stringify({ skills: [], languages: [], conflicts: ties })],
          );
        const trace = (matter: string, event: string) =>
          here.db.look(
            `insert into event_detail (tenant_id, id, at, matter_id, kind, actor_id, data, salt, readers) select $1, gen_random_uuid(), $2, $3, $4, $5, '{}', '', readers from matter where id = $3`,
            [TENANT, here.now(), matter, event, who],
          );
        if (!plant) {
          // 相近而不相同的：同姓、同一条街、同一家公司的另一家分号。
          tie({ with: `${personal(seq + 3)}生` });
          tie({
            with: '平澜县枫林建设有限公司',
            phoneBlind: blind('phone', `1000077${String(seq).padStart(4, '0')}`).toString('hex'),
          });
          clean.push(who);
          await member();
          continue;
        }
        if (kind === 'kin') {
          tie({});
          await add(personal(seq));
        }
        if (kind === 'company') {
          tie({ with: `平澜县${seq}锦柚服饰有限公司` });
          await add(`平澜县 ${seq}锦柚服饰有限责任公司`, { kind: 'organisation' });
        }
        if (kind === 'phone') {
          const phone = `1000066${String(seq).padStart(4, '0')}`;
          tie({ with: '亲戚', phoneBlind: blind('phone', phone).toString('hex') });
          await add(`某${seq}`, { phone });
        }
        if (kind === 'address') {
          const address = `学前街${seq}号2单元501室`;
          tie({ with: '亲戚', addressBlind: blind('address', address).toString('hex') });
          await add(`某${seq}`, { address: `学前街 ${seq}号2单元501室` });
        }
        if (kind === 'estate') {
          tie({ with: `澜宁花园${seq}期` });
          await add(`某${seq}`, { address: `青埠街道澜宁花园${seq}期3幢` });
        }
        if (kind === 'employer') await add(`枫桥${seq}号服务有限公司`, { kind: 'organisation' });
        if (kind === 'namesake') {
          name = personal(seq);
          await add(personal(seq));
        }
        await member();
        if (kind === 'linked') await trace(apart, 'mediation.started');
        if (kind === 'otherDesk')
          await trace(id!, ['triage.accepted', 'triage.fedBack', 'safety.released', 'intake.replied'][seq % 4]!);
        const written = planted.filter((one) => one.kind === 'recorded').length;
        if (kind === 'recorded' && written < 2)
          await here.db.look(`update matter set recorded_by = $2 where id = $1`, [written === 0 ? id : apart, who]);
        if (kind === 'coSigned')
          await here.db.look(
            `insert into document (tenant_id, id, matter_id, kind, title, state, marks, made_at, readers) select $1, gen_random_uuid(), $2, 'F7', '协议', 'issued', $3, $4, readers from matter where id = $2`,
            [
              TENANT,
              other,
              JSON.stringify([
                { by: who, kind: 'signature' },
                { by: otherParty, kind: 'signature' },
              ]),
              here.now(),
            ],
          );
        planted.push({ id: who, kind });
      }
      const began = performance.now();
      const { mediators } = await roster(id!, 'window');
      asked = Math.max(asked, performance.now() - began);
      // 一件事只有一个登记人：这件一个、关联的一件一个，多的没有种下。
      const recorders = planted
        .filter((one) => one.kind === 'recorded')
        .slice(2)
        .map((one) => one.id);
      for (const { id: who, kind } of planted.filter((one) => !recorders.includes(one.id))) {
        const hints = mediators.find((one) => one.id === who)!.hints;
        if (hints.some((hint) => hint.kind === finds[kind])) found++;
        else missed.push(`${kind}: ${JSON.stringify(hints)}`);
        falseHints += hints.filter((hint) => hint.kind !== finds[kind]).length;
      }
      for (const who of clean) falseHints += mediators.find((one) => one.id === who)!.hints.length;
      await here.db.look(`update staff set active = false where name like '调解员%' or id = any($1)`, [
        planted.map((one) => one.id),
      ]);
    }
    expect(found + missed.length).toBeGreaterThanOrEqual(480);
    expect(missed.slice(0, 5)).toEqual([]);
    expect(found / (found + missed.length)).toBeGreaterThanOrEqual(0.99);
    expect(falseHints / N).toBeLessThan(0.02);
    expect(asked).toBeLessThan(1000);
  });
});
