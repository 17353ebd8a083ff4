import { z } from 'zod';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { text } from '../../registers/matters/fields.ts';
import { SAFETY_CLOCK } from '../../registers/matters/open.ts';
import { moves } from './lifecycle.ts';

const words = ['', '催办', '督办', '领导督办', '挂牌'] as const;

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
    const to = (m.lane === 'open' && m.row.mediatorId) || undefined;
    m.notice(
      'supervision',
      `${words[level]}：${m.row.title}`,
      `${about}，请尽快办理或说明原因。`,
      to ? { staffId: to } : { way: 'inbox' },
    );
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
