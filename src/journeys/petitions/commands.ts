import { z } from 'zod';
import { handedIn } from '../../desks/intake/index.ts';
import { type Command, defineCommand } from '../../ground/command/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { day, text } from '../../registers/matters/fields.ts';
import { moves } from './lifecycle.ts';

const Send = handedIn.Sending.extend({
  /** The petition body's own sixty days run on from here, whatever we do (信访工作条例 34). */
  acceptedOn: day('信访受理日期'),
});

export const send = defineCommand<z.infer<typeof Send>>({
  name: 'petitions.send',
  zh: '访调：移交中心调解',
  by: ['partner'],
  on: 'none',
  input: Send,
  event: 'handedIn.sent',
  run: (call, { acceptedOn, ...input }) => handedIn.handIn(call, 'petitions', input, { runningSince: acceptedOn }),
});

export const answer = matterCommand({
  name: 'petitions.answer',
  row: moves.answerPetitions,
  event: 'handedIn.answered',
  causes: '信访部门收到结果；没谈成的，在原来的六十日内由它答复',
  input: handedIn.Answering,
  fits: ({ facts }) => facts.handedIn === 'petitions',
  run: (m, input) => handedIn.answerBack(m, input),
});

/** The opinion of the petition body: its own term ends here, and nowhere else. */
export const answered = matterCommand({
  name: 'petitions.answered',
  row: moves.petitionAnswered,
  event: 'petitions.answered',
  causes: '信访的六十日期限了结',
  input: z.object({ number: text('意见书文号', 100) }),
  fits: ({ facts }) => facts.handedIn === 'petitions',
  run: (m, input) => {
    m.tell(input);
  },
});

export const matterCommands = [answer, answered] as unknown as MatterCommand[];
export const plainCommands = [send] as unknown as Command[];
