import { z } from 'zod';
import { neededWords, words } from './model.ts';

/** Input fields as the forms know them: the schema carries the label and the widget, so that form and server check with the same words. */
export const text = (zh: string, max = 2000, hint?: string) =>
  neededWords(max, zh).meta({ zh, hint, widget: max > 200 ? 'longtext' : 'text' });
export const maybeText = (zh: string, max = 2000, hint?: string) =>
  words(max, zh)
    .optional()
    .meta({ zh, hint, widget: max > 200 ? 'longtext' : 'text' });
export const id = (zh: string, widget: string) => z.uuid(`请选择${zh}`).meta({ zh, widget });
export const day = (zh: string) => z.iso.date(`${zh}请写成 2026-11-22 的样子`).meta({ zh, widget: 'date' });
export const instant = (zh: string) =>
  z.iso.datetime({ offset: true, error: `${zh}不是有效的时间` }).meta({ zh, widget: 'datetime' });
export const choice = <const T extends Record<string, string>>(zh: string, options: T) =>
  z
    .enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], `请选择${zh}`)
    .meta({ zh, options, widget: 'choice' });
export const yes = (zh: string) => z.literal(true, `请确认：${zh}`).meta({ zh, widget: 'confirm' });
export const tick = (zh: string) => z.boolean().default(false).meta({ zh, widget: 'tick' });
export const money = (zh: string) => z.number().int().min(0).max(1e13).meta({ zh, widget: 'money' });
export const gateAnswers = z
  .record(z.string().regex(/^G\d\d$/), z.enum(['yes', 'no', 'unknown']))
  .meta({ zh: '受理前核对', widget: 'gate' });

/** A party's own move, written down by whoever is in contact: which party, by what channel, in what words. No reason is asked. */
export const partyMove = {
  partyId: id('哪一位当事人', 'party'),
  by: choice('怎样表示的', {
    inPerson: '当面',
    phone: '电话',
    letter: '书面',
    message: '短信或微信',
    page: '本人在手机页面上',
  }).default('inPerson'),
  words: maybeText('当事人的原话（可不填）', 500),
};
export const PartyMove = z.object(partyMove);
