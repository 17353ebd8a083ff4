import { duplicates } from './duplicates/index.ts';

export { attach } from './attach.ts';
export { matterCommands, plainCommands } from './commands.ts';
export * as handedIn from './handedIn.ts';
export { handedInLifecycle } from './handedInLifecycle.ts';
export * from './importing/index.ts';
export { type People, type PersonRow, parsePeople } from './people/index.ts';
export { readTyping, Typing } from './reading.ts';
export { Receive, record, startOrdinary } from './receive.ts';
export { type Understood, understand } from './understanding/index.ts';
export const queries = [duplicates];
