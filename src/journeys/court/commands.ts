import type { z } from 'zod';
import { handedIn } from '../../desks/intake/index.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import { type Call, type Command, defineCommand } from '../../ground/command/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice } from '../../registers/matters/fields.ts';
import { courtRegimeOn } from '../../support/deadlines/index.ts';
import { moves } from './lifecycle.ts';

export const refusals = defineRefusals('court', {
  fileFirst: {
    status: 422,
    zh: '现在先立案、后委托；本县没有保留立案前委派的入口。',
    waysOn: ['先立案，再委托调解', '法院仍用委派的，请系统管理员打开这个入口'],
  },
});

const Send = handedIn.Sending.extend({
  door: choice('怎样来的', {
    ordinary: '委托（立案后，普通程序）',
    summary: '委托（立案后，简易程序）',
    delegated: '委派（立案前）',
  }),
});

/** The regime of the day it is received decides (§1.4); a county may keep the old door open where its court still uses it. */
async function termOf(call: Call, door: 'delegated' | 'ordinary' | 'summary'): Promise<string> {
  const regime = courtRegimeOn(dayInChina(call.now));
  if (door === 'delegated' && regime?.defaultDoor === 'entrusted') {
    const kept = await call.work.one(
      sql`select id from centre where id = ${call.work.tenantId} and settings->>'delegatedDoor' = 'open'`,
    );
    if (!kept) throw refusals.fileFirst({ fields: { door: '选委托' } });
  }
  return regime?.terms[door] ?? 'D06';
}

export const send = defineCommand<z.infer<typeof Send>>({
  name: 'court.send',
  zh: '诉调：委派、委托中心调解',
  by: ['judge'],
  on: 'none',
  input: Send,
  event: 'handedIn.sent',
  async run(call, { door, ...input }) {
    return handedIn.handIn(call, 'court', input, { entrusted: await termOf(call, door) });
  },
});

export const answer = matterCommand({
  name: 'court.answer',
  row: moves.answerCourt,
  event: 'handedIn.answered',
  causes: '法院收到协议，或者收回材料继续审理',
  input: handedIn.Answering,
  fits: ({ facts }) => facts.handedIn === 'court',
  run: (m, input) => handedIn.answerBack(m, input),
});

export const matterCommands = [answer] as unknown as MatterCommand[];
export const plainCommands = [send] as unknown as Command[];
