import { addCivil, type Day, dayOf, numberOf } from '../deadlines/days.ts';

export const addMonths = (day: Day, months: number): Day => dayOf(addCivil(numberOf(day), months, 'month'));
export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days);
export const daysBetween = (from: Day, until: Day): number => numberOf(until) - numberOf(from);

/** Whole months from the first day to the day after the last, the days left over, and how many days that broken month has. */
export function monthsIn(from: Day, last: Day): { months: number; days: number; ofDays: number } {
  const end = addDays(last, 1);
  let months = 0;
  while (addMonths(from, months + 1) <= end) months++;
  const begun = addMonths(from, months);
  return { months, days: daysBetween(begun, end), ofDays: daysBetween(begun, addMonths(from, months + 1)) };
}

/** Full years of life on a day. */
export const ageOn = (born: Day, day: Day): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);

/** 20 years; from 60 on one less for each year of age; from 75 on five (人身损害赔偿解释 12、15、17). */
export const yearsByAge = (age: number): number => (age >= 75 ? 5 : age > 60 ? 20 - (age - 60) : 20);
