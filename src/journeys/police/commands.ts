import type { z } from 'zod';
import { handedIn } from '../../desks/intake/index.ts';
import { type Command, defineCommand } from '../../ground/command/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { yes } from '../../registers/matters/fields.ts';
import { moves } from './lifecycle.ts';

const Send = handedIn.Sending.extend({
  minor: yes('民间纠纷引起、情节较轻，公安已决定可以调解'),
  noSecrets: yes('情况概述里没有侦查秘密'),
});

export const send = defineCommand<z.infer<typeof Send>>({
  name: 'police.send',
  zh: '公调：委托中心调解',
  by: ['partner'],
  on: 'none',
  input: Send,
  event: 'handedIn.sent',
  run: (call, { minor: _, noSecrets: __, ...input }) => handedIn.handIn(call, 'police', input),
});

/** With what was kept, and a draft that the party may sign or not: whether to punish is the police's alone (治安管理处罚法 9). */
export const answer = matterCommand({
  name: 'police.answer',
  row: moves.answerPolice,
  event: 'handedIn.answered',
  causes: '公安收到结果和履行情况；处不处罚由公安决定',
  input: handedIn.Answering,
  fits: ({ facts }) => facts.handedIn === 'police',
  run: (m, input) => {
    handedIn.answerBack(m, input, { more: { performed: handedIn.performedOf(m) } });
    if (m.row.agreement?.effectiveAt && m.row.performance === 'DONE')
      m.addDocument(
        '不予处罚申请书',
        '不予处罚申请书（草稿，由本人决定签不签）',
        {
          parties: m.present.map(({ name, side }) => ({ name, side })),
          number: m.row.agreement.number,
          request: '双方已达成调解协议并且履行完毕，请公安机关依法决定是否不予处罚。',
          performed: handedIn.performedOf(m),
        },
        { state: 'draft', issuedAt: null },
      );
  },
});

export const matterCommands = [answer] as unknown as MatterCommand[];
export const plainCommands = [send] as unknown as Command[];
