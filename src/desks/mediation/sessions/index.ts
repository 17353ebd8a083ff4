export { calendarOf } from './calendar.ts';
export { commands, held, refuseOutsider } from './commands.ts';
export { bodyOf, sessionFields } from './model.ts';
export { wipeOpenings } from './opening.ts';
export { toRemind } from './plan.ts';
export { queries } from './queries.ts';
