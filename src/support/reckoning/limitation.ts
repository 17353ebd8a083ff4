import { z } from 'zod';
import { addCivil, dayOf, numberOf } from '../deadlines/days.ts';
import { type Day, isWorkday, lawCalendar } from '../deadlines/index.ts';
import { articles } from './articles.ts';
import { choice, day, tick } from './fields.ts';
import { defineCalculator, type Line, type Result } from './model.ts';
import { addDays } from './periods.ts';

const kinds = { general: '一般（3年）', labour: '劳动争议申请仲裁（1年）', farmland: '农地承包申请仲裁（2年）' } as const;
const years = { general: 3, labour: 1, farmland: 2 } as const;
const sources = { general: articles.limitation, labour: articles.labourLimit, farmland: articles.farmlandLimit } as const;
const reasons = {
  asked: '向对方要过',
  admitted: '对方答应履行',
  mediation: '申请调解',
  sued: '起诉或者申请仲裁',
} as const;

const Input = z.object({
  kind: choice('哪种时效', kinds),
  knownOn: day('知道权利受损和对方是谁的那天', '约定分期还的，填最后一期到期日'),
  harmedOn: day('权利受到损害的那天', '核对20年的最长期限').optional(),
  wages: tick('是劳动关系存续期间拖欠的工资'),
  endedOn: day('劳动关系结束的那天（还在职不填）').optional(),
  interruptions: z
    .array(z.object({ on: day('哪天'), why: choice('什么事', reasons) }))
    .max(50)
    .default([])
    .meta({ zh: '中断：每次要钱、答应、申请调解、起诉' }),
});
type Input = z.infer<typeof Input>;

const after = (from: Day, n: number): Day => dayOf(addCivil(numberOf(from), n, 'year'));

/** The last day moves to the next work day (民法典 203); where no holiday notice is loaded nothing is guessed. */
function settled(last: Day): { day: Day; moved: boolean; certain: boolean } {
  let at = last;
  for (;;) {
    const works = isWorkday(at, lawCalendar);
    if (works === 'unknown') return { day: last, moved: false, certain: false };
    if (works) return { day: at, moved: at !== last, certain: true };
    at = addDays(at, 1);
  }
}

function reckon(input: Input): Result {
  const { kind, wages, endedOn, harmedOn } = input;
  const source = sources[kind];
  const formula = `从知道之日起${years[kind]}年；每次中断从那天重新算；最长20年。`;
  if (kind === 'labour' && wages && !endedOn)
    return {
      total: null,
      said: '劳动关系还在，拖欠的工资现在不受一年限制。',
      lines: [],
      formula: '劳动关系存续期间拖欠劳动报酬，不受一年限制；劳动关系终止的，从终止之日起一年内提出。',
      warnings: ['离职以后只有一年，请记下离职的日子。'],
    };
  const start = kind === 'labour' && wages ? endedOn! : input.knownOn;
  const lines: Line[] = [
    { zh: '起算', fen: null, said: start, how: kind === 'labour' && wages ? '劳动关系终止之日' : '知道之日', source },
  ];
  const warnings: string[] = [];
  let from = start;
  for (const { on, why } of [...input.interruptions].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    if (on < from) continue;
    if (on > after(from, years[kind])) {
      warnings.push(`${on}${reasons[why]}时已过${after(from, years[kind])}，时效没有因此中断；对方自愿履行的仍然有效。`);
      break;
    }
    from = on;
    lines.push({ zh: `中断：${reasons[why]}`, fen: null, said: on, how: '从这一天重新计算', source: articles.interruption });
  }
  const plain = after(from, years[kind]);
  const longest = harmedOn && kind === 'general' ? after(harmedOn, 20) : undefined;
  const last = longest && longest < plain ? longest : plain;
  if (last === longest) warnings.push('到了20年的最长期限，中断也不再延长。');
  const { day: due, moved, certain } = settled(last);
  lines.push({
    zh: '最后一天',
    fen: null,
    said: due,
    how: `${from} + ${years[kind]}年${moved ? `；${last}是休息日，顺延` : ''}`,
    source: moved ? articles.restDay : source,
  });
  if (!certain) warnings.push('那一年的放假安排还没有公布：遇休息日会顺延，这里不猜。');
  if (kind === 'general') warnings.push('诉讼时效过了仍可以起诉，由对方决定提不提时效抗辩；法院不主动适用。');
  return { total: null, said: `最晚${due}`, lines, formula, warnings };
}

export const limitation = defineCalculator<Input>({
  code: 'limitation',
  zh: '时效到哪天',
  about: '还有多久可以起诉、申请仲裁；申请调解会让时效重新算。',
  suits: null,
  input: Input,
  reckon,
});
