import type { Command, Query } from '../../ground/command/index.ts';
import { list } from './list.ts';
import { work } from './work.ts';

export const commands: readonly Command[] = [];
export const queries = [list, work] as unknown as readonly Query[];
