export { readCapital } from './amounts.ts';
export { Clause, type Composed, clausesFor, compose, lawfulnessOn, sayMoney } from './clauses.ts';
export { type Draft, type Finding, lintTerms, type Promised, refuseUnsound } from './lint.ts';
