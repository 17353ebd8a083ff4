import { createRequire } from 'node:module';
import type * as Sheets from '@e965/xlsx';

let loaded: typeof Sheets | undefined;

/** Loaded by the first workbook that is read or written: a megabyte that most processes do without. */
export const sheets = (): typeof Sheets => (loaded ??= createRequire(import.meta.url)('@e965/xlsx') as typeof Sheets);
