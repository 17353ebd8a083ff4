export { matterCommands, plainCommands } from './commands.ts';
export { record, Receive, startOrdinary } from './receive.ts';
export const queries = [];
