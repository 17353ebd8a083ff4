import { compulsoryInsurance } from './compulsoryInsurance.ts';
import { lpr } from './lpr.ts';
import { nationalIncome } from './nationalIncome.ts';

/** Figures of the nation that the calculators need, dated. A county's own stand in its pack. */
export const nationalParameters = [...lpr, ...nationalIncome, ...compulsoryInsurance] as const;
