import { z } from 'zod';
import type { Vault } from '../../../ground/vault/index.ts';

/** What the store said of a checked file, and for which matter (and which paper) it was handed in. */
const Stored = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().min(1),
  name: z.string().min(1).max(200),
  mime: z.string().max(120),
  state: z.enum(['clean', 'quarantined']),
  matterId: z.uuid(),
  paper: z.object({ documentId: z.uuid(), as: z.enum(['final', 'scan']), pages: z.number().int().min(1) }).optional(),
});
export type StoredFile = z.infer<typeof Stored>;

const context = { table: 'attachment', column: 'slip', row: 'upload' };

/**
 * A file that passed the checks travels from the door to the command as a sealed slip for one matter: nobody can claim by its
 * digest a file that they never handed in, nor call an unscanned one clean.
 */
export const slipFor = (vault: Vault, tenantId: number, file: StoredFile): string =>
  vault.seal(String(tenantId), context, JSON.stringify(file)).toString('base64');

export function openSlip(vault: Vault, tenantId: number, slip: string): StoredFile | undefined {
  try {
    return Stored.parse(JSON.parse(vault.open(String(tenantId), context, Buffer.from(slip, 'base64'))));
  } catch {
    return undefined;
  }
}
