import { z } from 'zod';
import { inContact } from '../../registers/identity/roles.ts';
import { addAttachment } from '../../registers/matters/attachments.ts';
import { matterCommand } from '../../registers/matters/command.ts';
import { everyDisputeState, shortStates } from '../../registers/matters/states.ts';
import { openSlip } from '../../support/documents/attachments/index.ts';
import { refusals } from './refusals.ts';

const anyOpen = [...everyDisputeState, ...Object.keys(shortStates)].filter((state) => state !== 'ARCHIVED');

/** Puts a photo, scan, PDF or recording in the file. Refusal `intake.badUpload`. */
export const attach = matterCommand({
  name: 'matters.attach',
  path: 'any',
  event: 'matter.attached',
  causes: '放进卷宗',
  unlisted: true,
  row: { zh: '放进卷宗', by: inContact, from: anyOpen, to: ['same'], basis: '人民调解法 27' },
  input: z.object({
    slip: z.string().max(4000).meta({ zh: '上传凭据', widget: 'attachment' }),
    broughtBy: z.uuid().optional().meta({ zh: '是哪一位当事人带来的', widget: 'party' }),
  }),
  run: (m, { slip, broughtBy }) => {
    const { call, row } = m;
    const file = openSlip(call.vault, row.tenantId, slip);
    if (!file || file.matterId !== row.id || file.paper) throw refusals.badUpload();
    if (broughtBy) m.party(broughtBy);
    const id = addAttachment(m, file, broughtBy);
    m.tell({ attachmentId: id, name: file.name, size: file.size, type: file.mime });
    return { attachmentId: id };
  },
});
