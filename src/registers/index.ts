import type { Command, Query } from '../ground/command/index.ts';
import * as identity from './identity/index.ts';
import * as matters from './matters/index.ts';
import * as organisations from './organisations/index.ts';
import * as places from './places/index.ts';

/** Commands and queries of the registers, gathered for the assembly. */
export const commands = [
  ...identity.commands,
  ...organisations.commands,
  ...places.commands,
  ...matters.commands,
] as readonly Command[];
export const queries = [...identity.queries, ...organisations.queries, ...places.queries, ...matters.queries] as readonly Query[];
