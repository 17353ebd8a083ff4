import { afterwardsDeadlines } from './deadlines/afterwards.ts';
import { courtDeadlines } from './deadlines/court.ts';
import { incidentDeadlines } from './deadlines/incident.ts';
import { mediationDeadlines } from './deadlines/mediation.ts';
import { rightsDeadlines } from './deadlines/rights.ts';

export { courtRegimes } from './deadlines/court.ts';
export { ladder } from './deadlines/ladder.ts';

export const deadlines = [
  ...mediationDeadlines,
  ...courtDeadlines,
  ...rightsDeadlines,
  ...afterwardsDeadlines,
  ...incidentDeadlines,
] as const;
