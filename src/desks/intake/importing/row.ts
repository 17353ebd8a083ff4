import { z } from 'zod';
import { defineCommand } from '../../../ground/command/index.ts';
import { standingLaw } from '../../../registers/matters/clocks.ts';
import { type Kind, kinds } from '../../../registers/matters/model.ts';
import { Receive, record } from '../receive.ts';
import { batchOf } from './batch.ts';

/** The desks that bring in tables; the same stand in the policy of the table `import`. */
export const importers = ['window', 'seat', 'triage', 'leader'] as const;

export const ImportRow = z.object({
  row: z.number().int().min(1),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  digest: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]),
  receivedAt: z.iso.datetime().optional(),
  dateText: z.string().max(60).optional(),
  label: z.string().max(60).optional(),
  source: z.string().max(60).optional(),
  matter: Receive,
});
export type ImportRow = z.infer<typeof ImportRow>;

/**
 * One row of a table becomes a received matter with its code. History has no clocks and no receipt notice; its time is the row's
 * own where it tells one, never later than now. Only inside an import. Refusals `intake.notInImport`, `parties.*`.
 */
export const importRow = defineCommand<ImportRow>({
  name: 'intake.importRow',
  zh: '导入一行',
  by: importers,
  on: 'none',
  input: ImportRow,
  event: 'intake.imported',
  async run(call, { row, key, digest, kind, receivedAt, dateText, label, source, matter }) {
    const { importId } = batchOf(call.work);
    const told = Math.min(receivedAt ? Date.parse(receivedAt) : Infinity, call.now.getTime());
    const m = record(call, matter, { kind, importId, channel: 'import', receivedAt: new Date(told) });
    m.tell({ importId, row, label, source, dateText });
    const event = await m.close('intake.imported', standingLaw());
    call.work.add('import_row', {
      importId,
      rowNo: row,
      key: Buffer.from(key, 'hex'),
      matterId: m.row.id,
      trouble: null,
      content: { digest },
    });
    // Without `id`, so that a thousand rows do not each draw a page.
    return { event, extra: { matterId: m.row.id, code: m.row.code } };
  },
});
