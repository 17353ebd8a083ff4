export { dateOf } from './dates.ts';
export { type ImportField, importFields, type Mapping, mappingFor } from './fields.ts';
export { type Planned, planImport } from './plan.ts';
export { importers, importRow } from './row.ts';
export { chosenMapping, type ImportJob, type ImportResult, importFile, type Performing } from './run.ts';
export { type ImportRecord, importNamed, importsNewest, type RowError, rowErrors } from './store.ts';
export { type KeptMatter, type UndoResult, undoImport, undoWholeImport } from './undo.ts';
