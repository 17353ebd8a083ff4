import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import type { EndingReason } from './model.ts';
import type { OpenMatter } from './open.ts';
import { routeLines } from './routes.ts';

/** Ends mediation: the paper, the ways on, the limitation note. The same for every cause, so that none forgets the way to court. */
export function terminate(m: OpenMatter, reason: EndingReason, by: 'party' | 'staff' | 'clock', words?: string): void {
  const lines = routeLines(m.row.category, m.now);
  m.to('TERMINATED').facts({ routesTold: true, mediationEndedAt: m.nowText });
  // One call, fifteen days on: did you find a way (§8.1)? Who is protected is called by nobody but the safety reviewers.
  if (m.row.safety !== 'HELD') m.starts('FU.terminated');
  m.set({ ending: { reason, words, by, at: m.nowText, routes: lines.map((line) => line.code) } });
  const limitation = `申请调解之日（${sayDay(dayInChina(m.row.receivedAt))}）起诉讼时效中断，重新计算。`;
  m.addDocument('F13', '终止调解告知书', { reason, routes: lines, limitation });
  m.noticeAll(
    'terminated',
    '调解已结束',
    `调解已结束。您可以走的途径：${lines.map((line) => line.zh).join('、')}。${limitation}`,
  );
}
