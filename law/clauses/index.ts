import { conductClauses } from './conduct.ts';
import { familyClauses } from './family.ts';
import { moneyClauses } from './money.ts';
import { settlingClauses } from './settling.ts';

export { lawfulness } from './lawfulness.ts';
export { unlawful } from './unlawful.ts';

/** What agreements are made of: each clause is a sentence with gaps, and the promise in it as data. */
export const clauses = [...moneyClauses, ...conductClauses, ...familyClauses, ...settlingClauses] as const;
