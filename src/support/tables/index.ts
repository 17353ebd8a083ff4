export { cleanText } from './cleaning.ts';
export { type MappingSuggestion, type MappingTarget, suggestMapping } from './mapping.ts';
export { readTable } from './read.ts';
export { tableRefusals } from './refusals.ts';
export { type Table, type TableFormat, type TableLimits, type TableRow, tableLimits } from './shape.ts';
export { type Cell, type TableToWrite, writeCsv, writeXlsx } from './write.ts';
