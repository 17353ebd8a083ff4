import { z } from 'zod';
import { choice, id, instant, maybeText, text, tick } from '../../../registers/matters/fields.ts';
import { neededWords, words } from '../../../registers/matters/model.ts';

const hidden = { widget: 'hidden' } as const;
const points = (zh: string) =>
  z
    .array(neededWords(1000, zh))
    .max(100)
    .optional()
    .meta({ zh, ...hidden });

/** What was written down line by line while people talked; the page of the live record fills it, a form leaves it empty. */
const live = {
  participants: points('到场的人'),
  lines: z
    .array(z.object({ who: neededWords(60, '谁说的'), words: neededWords(4000, '说了什么'), at: instant('时间').optional() }))
    .max(500)
    .optional()
    .meta({ zh: '各方说了什么', ...hidden }),
  agreed: points('谈成的'),
  disputed: points('没谈成的'),
  offers: points('各方的提议'),
  result: z
    .enum(['agreed', 'not', 'continue'])
    .optional()
    .meta({ zh: '结果', ...hidden }),
  readBack: z
    .boolean()
    .optional()
    .meta({ zh: '已读给在场的人听', ...hidden }),
  pages: z
    .array(z.object({ page: z.number().int().min(1).max(200), name: neededWords(60, '姓名'), at: instant('时间') }))
    .max(500)
    .optional()
    .meta({ zh: '逐页签名', ...hidden }),
  sittingId: z
    .uuid()
    .optional()
    .meta({ zh: '约定的哪一次', ...hidden }),
};

export const sessionFields = {
  at: instant('时间').optional(),
  place: text('地点', 200),
  present: text('到场的人', 500),
  said: text('各方说了什么', 40_000),
  points: maybeText('谈成的和没谈成的', 4000),
  ...live,
};
type SessionInput = z.infer<z.ZodObject<typeof sessionFields>>;

/** The body of F6 and F4: by line where it was written so, else as the form had it. */
export function bodyOf({
  lines,
  participants,
  said,
  present,
  points,
  sittingId: _,
  ...rest
}: SessionInput): Record<string, unknown> {
  return lines
    ? { ...rest, participants: participants ?? [present], said: lines }
    : { ...rest, present, said, ...(points && { points }) };
}

export const SeparateTalk = z.object({
  partyId: id('和哪一位', 'party'),
  ...sessionFields,
  place: words(200, '地点').default('').meta({ zh: '地点或电话（可不填）', widget: 'text' }),
  present: words(500, '在场的人').default('').meta({ zh: '还有谁在场（可不填）', widget: 'text' }),
  said: text('谈了什么', 40_000, '加密存放，只有承办的调解员看得到；领导、管理员、法院都看不到，也不会导出。'),
});

/** Somebody who comes along or is asked to come (人民调解法 20): with the consent of every party, by name. */
const Companion = z.object({
  name: neededWords(60, '姓名').meta({ zh: '姓名', widget: 'text' }),
  as: choice('以什么身份', {
    relative: '亲属',
    neighbour: '邻居、同事',
    expert: '专家',
    helper: '陪同的人',
    representative: '代理人',
  }),
  agreedBy: z.array(z.uuid()).max(500).default([]).meta({ zh: '同意的当事人', widget: 'parties' }),
});
export type Companion = z.infer<typeof Companion>;

const when = { startsAt: instant('开始'), endsAt: instant('结束') };
const knowing = tick('各方都知道冲突，仍按这个时间');
export const Plan = z.object({
  form: choice('方式', { joint: '双方当面', separate: '单独谈' }).default('joint'),
  partyIds: z.array(z.uuid()).min(1, '请选择当事人').max(500).meta({ zh: '约哪几位', widget: 'parties' }),
  ...when,
  place: text('地点', 200),
  online: tick('线上进行'),
  interpreter: maybeText('翻译、手语（需要时写姓名或语种）', 100),
  companions: z.array(Companion).max(20).default([]).meta({ zh: '请来参加的亲属、专家、陪同的人' }),
  knowing,
});
export type Plan = z.infer<typeof Plan>;
export const MovePlan = z.object({
  sittingId: id('哪一次约定', 'sitting'),
  ...when,
  place: maybeText('地点（不变就不填）', 200),
  why: maybeText('原因（可不填）', 200),
  knowing,
});
export const CancelPlan = z.object({ sittingId: id('哪一次约定', 'sitting'), why: maybeText('原因（可不填）', 200) });
export const Unavailable = z.object({
  partyId: id('哪一位当事人', 'party'),
  from: instant('从'),
  until: instant('到'),
  words: maybeText('说明（可不填）', 100),
});

export interface SittingRow {
  id: string;
  matterId: string;
  revision: number;
  form: 'joint' | 'separate';
  partyIds: string[];
  startsAt: Date;
  endsAt: Date;
  place: string;
  online: boolean;
  interpreter: string | null;
  companions: Companion[];
  state: 'planned' | 'held' | 'cancelled' | 'moved';
  movedFrom: string | null;
  why: string | null;
  madeBy: string;
  changedAt: Date;
  remindedAt: Date | null;
}
export interface TalkRow {
  id: string;
  matterId: string;
  partyId: string;
  heldAt: Date;
  writtenBy: string;
  writtenAt: Date;
  sealed: Buffer;
}
export interface OpeningRow {
  id: string;
  talkId: string;
  matterId: string;
  reason: string;
  askedBy: string;
  askedAt: Date;
  agreedBy: string | null;
  agreedAt: Date | null;
  until: Date;
  /** Person → what is boxed for them, in hex: before the second person's word a share, after it the key. */
  boxes: Record<string, string>;
  sealed: Buffer | null;
}
