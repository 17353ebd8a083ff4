import { describe, expect, it } from 'vitest';
import { parseCode } from '../../src/registers/places/codes.ts';
import { staff as secondStaff } from '../second/staff.ts';
import { seeded } from './chance.ts';
import { plan, tally } from './days.ts';
import { mediators } from './mediators.ts';
import { narratives, narrativesOf } from './narratives.ts';
import { organisations } from './organisations.ts';
import { creditCode, idCheck, person } from './people.ts';
import { places } from './places.ts';
import { posts } from './posts.ts';
import { slotsFor, spoken } from './slots.ts';
import { staff } from './staff.ts';

const today = new Date('2026-11-22T10:00:00+08:00');
const season = plan(today);
const did = (step: string) => season.filter((matter) => matter.steps.some((each) => each.do === step));
const keys = new Set(organisations().map((each) => each.key));

describe('人', () => {
  it('身份证校验码对，号码按性别，手机号不可能有人用', () => {
    expect(idCheck('99010119900101001')).toBe('9');
    expect(creditCode(7)).toBe('91990101MA0000007H');
    const rng = seeded(1);
    for (let i = 0; i < 500; i++) {
      const one = person(rng);
      expect(one.phone).toMatch(/^100\d{8}$/);
      expect(one.idNumber).toMatch(/^990101\d{11}[\dX]$/);
      expect(idCheck(one.idNumber.slice(0, 17))).toBe(one.idNumber[17]);
      expect(Number(one.idNumber[16]) % 2).toBe(one.sex === '男' ? 1 : 0);
    }
  });
  it('账号与角色表一致，所属机构都在册', () => {
    const wanted =
      'window seat seat2 grid triage triage2 org mediator mediator2 mediator3 judge police petition prosecutor bureau labour women union crew leader safety safety2 archivist auditor admin';
    expect(staff().map((member) => member.account)).toEqual(wanted.split(' '));
    for (const member of [...staff(), ...secondStaff()]) {
      expect(member.idNumber).toMatch(/^99010[12](19[6-9]\d)(0[1-9])(1\d)\d{3}[\dX]$/);
      expect(idCheck(member.idNumber.slice(0, 17))).toBe(member.idNumber[17]);
      expect(member.phone).toMatch(/^100\d{8}$/);
    }
    for (const member of staff()) expect(keys.has(member.organisation)).toBe(true);
    const home = (account: string) =>
      staff()
        .find((member) => member.account === account)
        ?.placeCode.slice(0, 9);
    expect(home('mediator')).toBe(home('mediator2'));
    expect(home('mediator3')).not.toBe(home('mediator'));
  });
});

describe('机构与调解员', () => {
  it('调委会三至九人、有妇女成员、有主任和任期（人民调解法 8、9）', () => {
    const committees = organisations().filter((each) => each.kind === 'committee');
    expect(committees.length).toBeGreaterThan(70);
    for (const { members, termEndsOn } of committees) {
      expect(members.length).toBeGreaterThanOrEqual(3);
      expect(members.length).toBeLessThanOrEqual(9);
      expect(members.some((member) => member.sex === '女')).toBe(true);
      expect(members.filter((member) => member.post === 'director')).toHaveLength(1);
      expect(termEndsOn).not.toBeNull();
    }
  });
  it('键与文号简称不重，上级在册，地点存在', () => {
    expect(keys.size).toBe(organisations().length);
    const short = organisations()
      .filter((each) => each.kind === 'committee')
      .map((each) => each.shortName);
    expect(new Set(short).size).toBe(short.length);
    const codes = new Set(places().map((place) => place.code));
    for (const each of organisations())
      expect(codes.has(each.placeCode) && (each.parent === null || keys.has(each.parent))).toBe(true);
    for (const each of mediators())
      expect(keys.has(each.organisation) && each.skills.length > 0 && each.availability.length > 0).toBe(true);
    expect(mediators().filter((each) => each.account === null).length).toBeGreaterThanOrEqual(60);
  });
  it('每个网格都有网格长和网格员，演示网格员在岗', () => {
    const grids = new Set(
      places()
        .filter((place) => place.level === 'grid')
        .map((place) => place.code),
    );
    for (const kind of ['owner', 'gridWorker', 'microGridWorker']) {
      expect(
        new Set(
          posts()
            .filter((post) => post.kind === kind && grids.has(post.placeCode) && post.to === null)
            .map((post) => post.placeCode),
        ).size,
      ).toBe(grids.size);
    }
    expect(posts().some((post) => post.account === 'grid')).toBe(true);
  });
});

describe('叙述', () => {
  it('至少一百二十种，类别齐全，编号不重', () => {
    expect(narratives.length).toBeGreaterThanOrEqual(120);
    expect(new Set(narratives.map((each) => each.id)).size).toBe(narratives.length);
    for (const letters of 'FAM NEI LAB01 LAB02 LAB03 LAB04 PRO CON TRA MED CSM LAN HOU INJ ENV VIL EXP INH BUS FIN ECO SCH REP TOU IPR DAT ADM PET OTH'.split(
      ' ',
    )) {
      expect(narrativesOf('dispute', letters).length, letters).toBeGreaterThan(0);
    }
    for (const kind of ['enquiry', 'service', 'hazard', 'tip', 'consultation'] as const)
      expect(narrativesOf(kind).length).toBeGreaterThan(4);
  });
  it('每一种说法、协议、诉求都填得满，分期相加等于总额', () => {
    for (const each of narratives) {
      for (let seed = 0; seed < 8; seed++) {
        const rng = seeded(seed);
        const slots = slotsFor(rng, '990101002003001', today, null, 12_345);
        const settled = each.settlement(rng, slots, 12_345);
        const said = [each.text(rng, slots), each.heading(slots), ...each.claimsFor(slots), ...(settled?.clauses ?? [])];
        for (const text of said) expect(text).not.toMatch(/[{}]|undefined|NaN/);
        expect(settled?.instalments.reduce((sum, part) => sum + part.amount, 0) ?? 0).toBe(settled?.total ?? 0);
      }
      if (each.kind !== 'dispute') expect(each.answers.length).toBeGreaterThan(0);
    }
  });
  it('金额按口语说', () => {
    expect([12_000, 8600, 105_000, 900, 20_000, 110_000, 350_000].map(spoken)).toEqual([
      '一万二',
      '八千六',
      '十万五',
      '九百块',
      '两万',
      '十一万',
      '35万',
    ]);
  });
});

describe('一季', () => {
  it('九十天不少于两千一百件，同样的日子同样的县', () => {
    expect(season.length).toBeGreaterThanOrEqual(2100);
    expect(plan(today)).toEqual(season);
    expect(season.every((matter, at) => matter.seq === at + 1 && matter.at <= today)).toBe(true);
    expect(plan(new Date('2027-02-01T09:00:00+08:00')).length).toBeGreaterThanOrEqual(2000);
  });
  it('步骤按时间先后，不写未来的事', () => {
    for (const { at, steps } of season) {
      const times = [at, ...steps.map((step) => step.at), today].map(Number);
      expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(true);
    }
  });
  it('超过三十天仍在调解的，都有各方同意的延期', () => {
    for (const { steps } of season) {
      const at = (name: string) => steps.find((step) => step.do === name)?.at.getTime();
      const [accepted, end, paused] = [at('accept'), at('sign') ?? at('terminate') ?? at('goToCourt'), at('suspend')];
      if (!accepted || !end || paused || end - accepted <= 32 * 86_400_000) continue;
      expect(at('extend')).toBeLessThan(accepted + 30 * 86_400_000);
    }
    expect(did('extend').length).toBeGreaterThan(3);
  });
  it('十八种状态都有，成功率不粉饰', () => {
    expect(Object.keys(tally(season).byFate)).toHaveLength(18);
    const agreed = did('sign').length;
    const failed = new Set([...did('terminate'), ...did('goToCourt')]).size;
    expect(agreed / (agreed + failed)).toBeGreaterThan(0.53);
    expect(agreed / (agreed + failed)).toBeLessThan(0.63);
  });
  it('工作日多于周末，地点是网格，调委会在册，危险的当场挂起', () => {
    const weekday = (matter: { at: Date }) => new Date(matter.at.getTime() + 8 * 3_600_000).getUTCDay();
    expect(season.filter((each) => weekday(each) === 1).length).toBeGreaterThan(
      2 * season.filter((each) => weekday(each) === 0).length,
    );
    for (const matter of season) {
      expect(parseCode(matter.placeCode)?.level).toBe('grid');
      expect(matter.committee === null || keys.has(matter.committee)).toBe(true);
      if (matter.safety) expect(matter.steps.every((step) => step.do === 'holdSafety' || step.do === 'answer')).toBe(true);
    }
    expect(new Set(season.map((each) => each.cluster)).size).toBe(4);
  });
});
