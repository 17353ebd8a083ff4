export { commands } from './commands.ts';
export { commands as plainCommands } from './declare.ts';
export { queries } from './queries.ts';
