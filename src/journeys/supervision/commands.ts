import { z } from 'zod';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { text } from '../../registers/matters/fields.ts';
import { type OpenMatter, SAFETY_CLOCK } from '../../registers/matters/open.ts';
import { moves } from './lifecycle.ts';

const words = ['', '催办', '督办', '领导督办', '挂牌'] as const;

/** Who has it in hand, and who answers for it: the mediator and the director of their body, or the triage desk; and the leader always. */
function answerable({ row: { mediatorId, organisationId } }: OpenMatter) {
  const body = organisationId ? [{ toOrganisationId: organisationId, toRole: 'org' } as const] : [];
  const hand = mediatorId ? [{ staffId: mediatorId }, ...body] : body.length > 0 ? body : [{ toRole: 'triage' } as const];
  return [...hand, { toRole: 'leader' } as const];
}

export const raise = matterCommand({
  name: 'supervision.raise',
  path: 'any',
  row: moves.raise,
  event: 'supervision.raised',
  causes: '告知承办人和负责人',
  input: z.object({ level: z.number().int().min(1).max(4), code: z.string(), about: z.string() }),
  run: (m, { level, code, about }) => {
    // That a safety review is late is told to the safety lane alone.
    if (code === SAFETY_CLOCK) m.lane = 'safety';
    m.set({ supervision: Math.max(level, m.row.supervision) });
    m.addDocument('F20', level >= 2 ? '督办单' : '催办单', { code, about, level });
    for (const to of m.lane === 'safety' ? [{ toRole: 'safety' } as const] : answerable(m))
      m.notice('supervision', `${words[level]}：${m.row.title}`, `${about}，请尽快办理或说明原因。`, to);
    m.tell({ level, code, about, zh: words[level] });
  },
});
export const answer = matterCommand({
  name: 'supervision.answer',
  path: 'any',
  row: moves.answer,
  event: 'supervision.answered',
  causes: '督办了结，期限照旧',
  input: z.object({ reply: text('原因和打算', 1000) }),
  run: (m, { reply }) => {
    m.set({ supervision: 0 }).tell({ reply });
  },
});
export const commands = [raise, answer] as unknown as MatterCommand[];
