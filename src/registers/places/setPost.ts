import { z } from 'zod';
import { defineCommand } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { keep } from '../../support/ledger/keep.ts';
import { type PostKind, postKinds } from './posts.ts';
import { refusals } from './refusals.ts';

const kinds = Object.keys(postKinds) as [PostKind, ...PostKind[]];
const Holder = z.object({
  name: z
    .string('请填写姓名')
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[\u0000-\u001f\u007f]/g, '')
        .trim(),
    )
    .refine((text) => text.length > 0 && text.length <= 60, '姓名要在1到60字之间'),
  staffId: z.uuid().nullable().default(null),
});

export const SetPost = z.object({
  placeCode: z
    .string('请选择区划')
    .regex(/^\d{12}(\d{3})?$/, '区划代码是12位，网格再加3位')
    .meta({ zh: '区划或网格', widget: 'place' }),
  post: z.enum(kinds, '请选择岗位').meta({ zh: '岗位', options: postKinds, widget: 'choice' }),
  holders: z.array(Holder).max(40).meta({ zh: '由谁担任（可以多人，空着为空缺）', widget: 'holders' }),
  from: z.iso.date('日期请写成 2026-11-22 的样子').meta({ zh: '从哪天起', widget: 'date' }),
});
type Input = z.infer<typeof SetPost>;
interface Held {
  id: string;
  name: string;
  staffId: string | null;
  effectiveFrom: string;
}

/** Sets who holds a post from a day on: those named go on or begin, the others end that day. */
export const setPost = defineCommand<Input>({
  name: 'places.setPost',
  zh: '安排网格岗位',
  by: ['admin'],
  on: 'none',
  input: SetPost as z.ZodType<Input>,
  event: 'places.postSet',
  async run(call, { placeCode, post, holders, from }) {
    const { work, chance, now } = call;
    if (!(await work.one(sql`select 1 as there from place where tenant_id = ${work.tenantId} and code = ${placeCode} limit 1`)))
      throw refusals.notFound({ fields: { placeCode: '没有这个代码' } });
    const held = await work.ask<Held>(sql`select id, name, staff_id, effective_from from place_post
      where tenant_id = ${work.tenantId} and place_code = ${placeCode} and post = ${post} and (effective_to is null or effective_to > ${from}) for update`);
    const same = (a: Pick<Held, 'name' | 'staffId'>) => (b: Pick<Held, 'name' | 'staffId'>) =>
      a.name === b.name && a.staffId === b.staffId;
    for (const old of held.filter((one) => !holders.some(same(one)))) {
      // One who was to begin later never held the post: the dates meet and the row counts for no day.
      work.save('place_post', { id: old.id, effectiveTo: [old.effectiveFrom, from].sort()[1] });
    }
    for (const fresh of holders.filter((one) => !held.some(same(one)))) {
      work.add('place_post', {
        id: chance.id(now),
        placeCode,
        post,
        name: fresh.name,
        staffId: fresh.staffId,
        effectiveFrom: from,
        effectiveTo: null,
      });
    }
    return { event: keep(call).event('places.postSet', { placeCode, post, holders, from }) };
  },
});
