import { parameters } from './parameters.ts';

/** One centre (tenant): what it is called, which host names lead to it, which method pack it works by. */
export const centre = {
  code: '990101',
  zh: '平澜县社会治理中心',
  county: '平澜县',
  /** What such a house is called here: 社会治理中心, 矛调中心 or 综治中心. */
  label: '社会治理中心',
  hosts: ['localhost', '127.0.0.1', 'pinglan.local'],
  address: '平澜县望澜街道学前街1号（虚构）',
  phone: '10000000001',
  methodPack: 'four-levels-five-steps',
  timeZone: 'Asia/Shanghai',
  parameters,
} as const;
