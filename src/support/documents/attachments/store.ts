import { createHash } from 'node:crypto';
import { access, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Vault } from '../../../ground/vault/index.ts';
import { moveDurably, writeDurably } from './disk.ts';
import { type AttachmentKind, kindOf, mimeOf } from './kinds.ts';
import { cleanName } from './name.ts';
import { strippedPicture } from './pictures.ts';
import { attachmentRefusals } from './refusals.ts';
import { builtInScan, type Scan } from './scan.ts';

export type AttachmentState = 'clean' | 'quarantined';
export type StoredAttachment = {
  /** SHA-256 of what is stored (hex, its address) and of what was handed in: they differ when metadata was stripped. */
  readonly sha256: string;
  readonly originalSha256: string;
  readonly size: number;
  readonly kind: AttachmentKind;
  readonly mime: string;
  readonly name: string;
  readonly stripped: boolean;
  readonly state: AttachmentState;
};

export type AttachmentStore = {
  /** Checks, strips, scans, seals and stores one file; on return it is on the disk. Refusals `attachments.*`, `zip.*`. */
  put(tenant: string, file: { name: string; bytes: Buffer }): Promise<StoredAttachment>;
  /** The clear bytes. Refusals `attachments.quarantined`, `attachments.absent`; VaultProblem when the disk was changed. */
  read(tenant: string, sha256: string): Promise<Buffer>;
  /** Scans a quarantined file again and lets it out when clean; an infected one is removed and refused. */
  rescan(tenant: string, sha256: string): Promise<AttachmentState>;
  /** Removes the file for good (PIPL art. 47), wherever it is. */
  remove(tenant: string, sha256: string): Promise<void>;
};

const HARD_LIMIT = 25 * 1024 * 1024;

/** `folder`/files/<tenant>/ab/cd/<sha256>, sealed; what no scan has called clean lies under `folder`/quarantine and is never read. */
export function openAttachmentStore(setup: { folder: string; vault: Vault; scan?: Scan; maxBytes?: number }): AttachmentStore {
  const root = resolve(setup.folder);
  const { vault, scan = builtInScan } = setup;
  const most = Math.min(setup.maxBytes ?? 10 * 1024 * 1024, HARD_LIMIT);
  const at = (tree: 'files' | 'quarantine', tenant: string, sha: string) => pathOf(root, tree, tenant, sha);

  const openSealed = async (path: string, tenant: string, sha: string) =>
    vault.openBytes(tenant, contextOf(sha), await readFile(path));

  return {
    async put(tenant, { name, bytes }) {
      if (bytes.length === 0) throw attachmentRefusals.empty();
      if (bytes.length > most) throw attachmentRefusals.tooBig({ say: `（最多 ${Math.floor(most / 1024 / 1024)} MB）` });
      const kind = await kindOf(bytes, name);
      if (kind === 'pdf') refuseUnreadablePdf(bytes);
      const verdict = await scan(bytes).catch(() => 'unavailable' as const);
      if (verdict === 'infected') throw attachmentRefusals.infected();
      const picture = strippedPicture(bytes, kind);
      const sha256 = digest(picture.bytes);
      const clean = at('files', tenant, sha256);
      const state = verdict === 'clean' || (await exists(clean)) ? 'clean' : 'quarantined';
      const path = state === 'clean' ? clean : at('quarantine', tenant, sha256);
      if (!(await exists(path))) await writeDurably(root, path, vault.sealBytes(tenant, contextOf(sha256), picture.bytes));
      const told = { kind, mime: mimeOf[kind], name: cleanName(name, kind), stripped: picture.stripped, state } as const;
      return { sha256, originalSha256: digest(bytes), size: picture.bytes.length, ...told };
    },

    async read(tenant, sha256) {
      const path = at('files', tenant, sha256);
      if (await exists(path)) return openSealed(path, tenant, sha256);
      throw (await exists(at('quarantine', tenant, sha256))) ? attachmentRefusals.quarantined() : attachmentRefusals.absent();
    },

    async rescan(tenant, sha256) {
      const [from, to] = [at('quarantine', tenant, sha256), at('files', tenant, sha256)];
      if (await exists(to)) return 'clean';
      if (!(await exists(from))) throw attachmentRefusals.absent();
      const verdict = await scan(await openSealed(from, tenant, sha256)).catch(() => 'unavailable' as const);
      if (verdict === 'unavailable') return 'quarantined';
      if (verdict === 'clean') {
        await moveDurably(root, from, to);
        return 'clean';
      }
      await rm(from, { force: true });
      throw attachmentRefusals.infected();
    },

    async remove(tenant, sha256) {
      for (const tree of ['files', 'quarantine'] as const) await rm(at(tree, tenant, sha256), { force: true });
    },
  };
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const contextOf = (sha256: string) => ({ table: 'attachment', column: 'bytes', row: sha256 });
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Address parts come from requests: anything but a plain tenant and a digest is no file of this store. */
function pathOf(root: string, tree: string, tenant: string, sha256: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(tenant) || !/^[0-9a-f]{64}$/.test(sha256)) throw attachmentRefusals.absent();
  return join(root, tree, tenant, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

function refuseUnreadablePdf(bytes: Buffer): void {
  if (!bytes.subarray(-2048).includes('%%EOF')) throw attachmentRefusals.damaged();
  if (/\/Encrypt\b/.test(bytes.toString('latin1'))) throw attachmentRefusals.locked();
}
