import { z } from 'zod';
import type { Vault } from '../../ground/vault/index.ts';
import { inContact } from '../../registers/identity/roles.ts';
import { matterCommand } from '../../registers/matters/command.ts';
import { everyDisputeState, shortStates } from '../../registers/matters/states.ts';
import { refusals } from './refusals.ts';

/** What the store said of a checked file. */
const Stored = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().min(1),
  name: z.string().min(1).max(200),
  mime: z.string().max(120),
  state: z.enum(['clean', 'quarantined']),
  matterId: z.uuid(),
});
export type StoredFile = z.infer<typeof Stored>;

const context = { table: 'attachment', column: 'slip', row: 'upload' };

/**
 * A file that passed the checks travels from the door to the command as a sealed slip for one matter: nobody can claim by its
 * digest a file that they never handed in, nor call an unscanned one clean.
 */
export const slipFor = (vault: Vault, tenantId: number, file: StoredFile): string =>
  vault.seal(String(tenantId), context, JSON.stringify(file)).toString('base64');

function openSlip(vault: Vault, tenantId: number, slip: string): StoredFile {
  try {
    return Stored.parse(JSON.parse(vault.open(String(tenantId), context, Buffer.from(slip, 'base64'))));
  } catch {
    throw refusals.badUpload();
  }
}

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
    const { matterId, mime, ...file } = openSlip(call.vault, row.tenantId, slip);
    if (matterId !== row.id) throw refusals.badUpload();
    if (broughtBy) m.party(broughtBy);
    const id = call.chance.id(m.now);
    call.work.add('attachment', {
      id,
      matterId,
      revision: 1,
      ...file,
      type: mime,
      why: file.state === 'quarantined' ? '等待查毒' : null,
      broughtBy: broughtBy ?? null,
      addedBy: call.actor.id,
      addedAt: m.now,
      readers: m.readers(),
      sealedBy: m.eventId,
      sealSalt: call.chance.bytes(16).toString('hex'),
    });
    m.tell({ attachmentId: id, name: file.name, size: file.size, type: mime });
    return { attachmentId: id };
  },
});
