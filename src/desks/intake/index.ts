import { duplicates } from './duplicates/index.ts';

export { attach, type StoredFile, ticketFor } from './attach.ts';
export { matterCommands, plainCommands } from './commands.ts';
export * from './importing/index.ts';
export { parsePeople, type People, type PersonRow } from './people/index.ts';
export { readTyping, Typing } from './reading.ts';
export { record, Receive, startOrdinary } from './receive.ts';
export { type Understood, understand } from './understanding/index.ts';
export const queries = [duplicates];
