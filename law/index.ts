import { calendar2026 } from './calendar/2026.ts';

export { categories } from './categories.ts';
export { complaintForms } from './complaintForms.ts';
export { confirmationBars, confirmationCourts, confirmationMaterials } from './confirmation.ts';
export { courtRegimes, deadlines, ladder } from './deadlines.ts';
export { declineCodes } from './declineCodes.ts';
export { followUps } from './followUps.ts';
export { force } from './force.ts';
export { gates } from './gates.ts';
export { handoverChannels } from './handoverChannels.ts';
export { methodPacks } from './methodPacks.ts';
export { routes } from './routes.ts';
export { suspensionGrounds } from './suspensionGrounds.ts';
export { terminationReasons } from './terminationReasons.ts';
export { typePacks } from './typePacks/index.ts';

/** Every holiday notice that is loaded. A new year is one file and one name here. */
export const calendars = [calendar2026] as const;
