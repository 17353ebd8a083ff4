import type { Command, Query } from '../ground/command/index.ts';

/** Commands and queries of the registers, gathered for the assembly. */
export const commands: readonly Command[] = [];
export const queries: readonly Query[] = [];
