import { z } from 'zod';
import { handedIn } from '../../desks/intake/index.ts';
import { type Command, defineCommand } from '../../ground/command/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, tick, yes } from '../../registers/matters/fields.ts';
import { moves } from './lifecycle.ts';

const wishes = { compensation: '民事赔偿', apology: '赔礼道歉', both: '赔偿和道歉' } as const;
const Send = handedIn.Sending.omit({ claims: true }).extend({
  wish: choice('调解什么', wishes),
  written: yes('已有书面委托'),
  checked: yes('检察官已核对符合刑诉法第288条的条件'),
});

export const send = defineCommand<z.infer<typeof Send>>({
  name: 'procuratorate.send',
  zh: '检调：委托中心调解',
  by: ['partner'],
  on: 'none',
  input: Send,
  event: 'handedIn.sent',
  run: (call, { wish, written: _, checked: __, ...input }) =>
    handedIn.handIn(call, 'procuratorate', { ...input, claims: wishes[wish] }, { entrusted: 'D05.prosecutor' }),
});

/** Ticks and what was promised, no free words: nothing here can be read as a view on guilt (刑诉法 289). */
export const answer = matterCommand({
  name: 'procuratorate.answer',
  row: moves.answerProcuratorate,
  event: 'handedIn.answered',
  causes: '检察机关收到赔偿、道歉、履行和自愿的情况',
  input: z.object({ voluntary: yes('各方都是自愿的，单独问过'), apologised: tick('已赔礼道歉') }),
  fits: ({ facts }) => facts.handedIn === 'procuratorate',
  run: (m, { voluntary, apologised }) =>
    handedIn.answerBack(
      m,
      { undisputedSignedBy: [] },
      { withText: false, more: { performed: handedIn.performedOf(m), apologised, voluntary } },
    ),
});

export const matterCommands = [answer] as unknown as MatterCommand[];
export const plainCommands = [send] as unknown as Command[];
