import type { Work } from '../../../ground/store/index.ts';
import { refusals } from '../refusals.ts';

export interface Batch {
  importId: string;
}

/** Transactions that belong to an import: the two bulk commands work in these and nowhere else. */
const open = new WeakMap<Work, Batch>();

export const openBatch = (work: Work, batch: Batch): void => void open.set(work, batch);

/** Refusal `intake.notInImport`: a single matter is received by `intake.receive`. */
export function batchOf(work: Work): Batch {
  const batch = open.get(work);
  if (!batch) throw refusals.notInImport();
  return batch;
}
