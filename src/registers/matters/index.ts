import type { Command, Query } from '../../ground/command/index.ts';
import { handovers } from './handoverDesk.ts';
import { list } from './list.ts';
import { one as notice, list as notices } from './notices.ts';
import { work } from './work.ts';

export const commands: readonly Command[] = [];
export const queries = [list, work, notices, notice, handovers] as unknown as readonly Query[];
