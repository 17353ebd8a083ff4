import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type County, county } from '../../../tests/rights/county.ts';
import { bring, inputs } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import { setLaw, standingLaw } from '../../registers/matters/clocks.ts';

const DAY_MS = 86_400_000;
const law = standingLaw();
let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());
afterEach(() => setLaw(law));

const day = (after: number) => dayInChina(new Date(here.now().getTime() + after * DAY_MS));
const suspend = (id: string, days: number, reason = 'appraisal') =>
  refused(here.perform('mediator', 'mediation.suspend', { reason, until: day(days) }, id));
const resume = (id: string) => here.perform('mediator', 'mediation.resume', {}, id);
const extend = async (id: string, days: number) => {
  const signedBy = (await here.seen(id)).parties.map((party) => party.id);
  return refused(here.perform('mediator', 'mediation.extend', { until: day(days), signedBy }, id));
};
/** In mediation through this door: a court's own terms, labour's fifteen days. */
async function mediating(accept: object): Promise<string> {
  const id = await bring(here, 'SCREENING');
  const steps = [
    ['triage', 'triage.accept'],
    ['triage', 'mediation.invite'],
    ['triage', 'mediation.agree'],
    ['org', 'mediation.assign'],
    ['mediator', 'mediation.startSession'],
  ] as const;
  for (const [who, command] of steps) {
    const input = inputs[command]!(await here.seen(id), here);
    await here.perform(who, command, command === 'triage.accept' ? { ...input, ...accept } : input, id);
  }
  return id;
}

describe('中止不能一次接一次', () => {
  test('一轮里前后加起来最长六十天；提前恢复的，只算实际停的', async () => {
    const id = await bring(here, 'MEDIATING');
    expect(await suspend(id, 61)).toBe('mediation.tooLong');
    expect(await suspend(id, 50)).toBe('done');
    here.later(20 * DAY_MS);
    await resume(id);
    expect(await suspend(id, 41)).toBe('mediation.tooLong');
    expect(await suspend(id, 40)).toBe('done');
    here.later(40 * DAY_MS);
    await resume(id);
    expect(await suspend(id, 2)).toBe('mediation.pausedOut');
    expect((await here.seen(id)).matter.state).toBe('MEDIATING');
  });
  test('新的一轮有自己的六十天', async () => {
    const id = await bring(here, 'MEDIATING');
    expect(await suspend(id, 60)).toBe('done');
    here.later(60 * DAY_MS);
    await resume(id);
    expect(await suspend(id, 3)).toBe('mediation.pausedOut');
    await here.perform('mediator', 'mediation.end', { reason: 'noAgreement' }, id);
    await here.perform('mediator', 'performance.closeEnded', { routesTold: true }, id);
    const agreedBy = (await here.seen(id)).parties.map((party) => party.id);
    await here.perform('mediator', 'mediation.newRound', { agreedBy, reason: '都想再谈' }, id);
    here.later(DAY_MS);
    expect(await suspend(id, 30)).toBe('done');
  });
  test('怎样停、怎样恢复都一样：停过的时间合计不过六十天，期限后移的也不过六十天', async () => {
    const turns = fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.double({ min: 0.1, max: 1, noNaN: true })), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(turns, async (all) => {
        const id = await bring(here, 'MEDIATING');
        const dueAt = async () => (await here.seen(id)).clocks.find(({ code }) => code === 'D05')!.dueAt!.getTime();
        const plain = await dueAt();
        let stood = 0;
        for (const [days, share] of all) {
          if ((await suspend(id, days)) !== 'done') continue;
          const ms = Math.floor(days * share * DAY_MS - DAY_MS / 2);
          here.later(Math.max(1000, ms));
          stood += Math.max(1000, ms);
          await resume(id);
        }
        expect(stood).toBeLessThanOrEqual(60 * DAY_MS);
        // A day begun counts as stood, and the last day moves over a rest.
        expect((await dueAt()) - plain).toBeLessThanOrEqual((60 + all.length + 9) * DAY_MS);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});

describe('中止要有法律允许的原因', () => {
  test.each(['delegated', 'ordinary', 'summary'])(
    '法院来的（%s）：鉴定、后来查明的当事人、不可抗力可以，别的不行',
    async (court) => {
      const id = await mediating({ court });
      for (const reason of ['appraisal', 'missing', 'force']) {
        expect(await suspend(id, 2, reason), reason).toBe('done');
        await resume(id);
      }
      expect(await suspend(id, 2, 'busy')).toBe('centre.invalid');
    },
  );
  test('县里收紧，去掉一种原因，就不能再因此中止', async () => {
    const id = await mediating({ court: 'ordinary' });
    setLaw({
      ...law,
      rulesOf: (code, on) => {
        const rule = law.rulesOf(code, on);
        return code === 'D07' && rule?.pausable ? { ...rule, pausable: { ...rule.pausable, grounds: ['appraisal'] } } : rule;
      },
    });
    expect(await suspend(id, 2, 'force')).toBe('mediation.noGround');
    expect(await suspend(id, 2, 'appraisal')).toBe('done');
  });
});

test('法院来的没有调成，办结前要反馈法院', async () => {
  const id = await mediating({ court: 'ordinary' });
  await here.perform('mediator', 'mediation.end', { reason: 'noAgreement' }, id);
  const close = (more: object) => refused(here.perform('mediator', 'performance.closeEnded', { routesTold: true, ...more }, id));
  expect(await close({})).toBe('performance.courtWaits');
  expect(await close({ feedback: '材料已退回，无争议事实没有' })).toBe('done');
});

test('法院来的调成了，结案前也要反馈法院；不是法院来的不用', async () => {
  for (const [door, first] of [
    [{ court: 'ordinary' }, 'performance.courtWaits'],
    [{}, 'done'],
  ] as const) {
    const id = await mediating(door);
    await here.perform(
      'mediator',
      'mediation.agreeTerms',
      { form: 'oral', text: '各自退一步。', lawful: true, readBack: true },
      id,
    );
    await here.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
    const close = (more: object) => refused(here.perform('mediator', 'performance.close', { routesTold: true, ...more }, id));
    expect(await close({})).toBe(first);
    if (first === 'done') continue;
    expect(await close({ feedback: '已调成，协议副本已送法院' })).toBe('done');
    const report = (await here.seen(id)).documents.find(({ kind }) => kind === 'F11');
    expect(report!.body).toEqual({ feedback: '已调成，协议副本已送法院' });
  }
});

describe('延期只能延到法律允许的日子', () => {
  test('劳动争议十五天不能延长：到期告知仲裁', async () => {
    const id = await mediating({ category: 'LAB01' });
    expect((await here.seen(id)).matter.facts.term).toBe('D09');
    expect(await extend(id, 20)).toBe('mediation.notExtendable');
    expect((await here.seen(id)).documents.filter(({ kind }) => kind === 'F16')).toEqual([]);
  });
  test('法院委托的，各方一次次同意，加起来也只能再延三十天', async () => {
    const id = await mediating({ court: 'summary' });
    expect(await extend(id, 25)).toBe('done');
    expect(await extend(id, 36)).toBe('done');
    expect(await extend(id, 50)).toBe('mediation.tooFar');
    const { clocks } = await here.seen(id);
    expect(dayInChina(new Date(clocks.find(({ code }) => code === 'D08')!.dueAt!.getTime() - 1)) >= day(36)).toBe(true);
  });
});
