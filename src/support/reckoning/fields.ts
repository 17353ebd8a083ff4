import { z } from 'zod';

/** Input fields with the label and the widget that a form draws them by. Money is whole fen, at most a hundred thousand million yuan. */
export const MOST_FEN = 1e13;
export const money = (zh: string, hint?: string) =>
  z.number(`请填写${zh}`).int().min(0, `${zh}不能是负数`).max(MOST_FEN, `${zh}太大`).meta({ zh, hint, widget: 'money' });
export const day = (zh: string, hint?: string) =>
  z.iso
    .date(`${zh}请写成 2026-11-22 的样子`)
    .refine((on) => on >= '1900-01-01' && on <= '2199-12-31', `${zh}不在能算的年份里`)
    .meta({ zh, hint, widget: 'date' });
export const count = (zh: string, min: number, max: number, hint?: string) =>
  z
    .number(`请填写${zh}`)
    .int(`${zh}要是整数`)
    .min(min, `${zh}不能少于${min}`)
    .max(max, `${zh}不能多于${max}`)
    .meta({ zh, hint, widget: 'number' });
export const percent = (zh: string, max = 100, hint?: string) =>
  z
    .number(`请填写${zh}`)
    .min(0, `${zh}不能是负数`)
    .max(max, `${zh}不能超过${max}%`)
    .meta({ zh: `${zh}（%）`, hint, widget: 'number' });
export const hours = (zh: string) => z.number().min(0).max(10_000).default(0).meta({ zh, widget: 'number' });
export const choice = <const T extends Record<string, string>>(zh: string, options: T) =>
  z
    .enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], `请选择${zh}`)
    .meta({ zh, options, widget: 'choice' });
export const tick = (zh: string) => z.boolean().default(false).meta({ zh, widget: 'tick' });
/** A county's figure: empty means the one of the table. */
export const figure = (zh: string) => money(zh, '不填就用参数表里的数').optional();
