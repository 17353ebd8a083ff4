import { businessTypes } from './business.ts';
import { harmTypes } from './harm.ts';
import { homeTypes } from './home.ts';
import { labourTypes } from './labour.ts';

/** What a kind of dispute needs on the table: material, term, papers, people who know, ways on. Reminders, never a gate. */
export const typePacks = [...harmTypes, ...labourTypes, ...homeTypes, ...businessTypes] as const;
