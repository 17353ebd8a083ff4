import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Vault } from '../../ground/vault/index.ts';

const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface Upload {
  name: string;
  bytes: Buffer;
}

/**
 * Uploaded tables that wait for their mapping, sealed on the disk for a day. The seal is bound to the person who brought the file:
 * nobody else can open it, whatever they know of its id.
 */
export class Uploads {
  private readonly folder: string;
  private readonly vault: Vault;
  constructor(folder: string, vault: Vault) {
    this.folder = folder;
    this.vault = vault;
  }

  async keep(tenantId: number, actorId: string, id: string, { name, bytes }: Upload): Promise<void> {
    const folder = this.folderOf(tenantId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await this.sweep(folder);
    const title = Buffer.from(name.slice(0, 200), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(title.length);
    const sealed = this.vault.sealBytes(String(tenantId), contextOf(actorId, id), Buffer.concat([length, title, bytes]));
    await writeFile(path.join(folder, id), sealed, { mode: 0o600 });
  }

  /** undefined when it is gone, or belongs to somebody else. */
  async find(tenantId: number, actorId: string, id: string): Promise<Upload | undefined> {
    if (!UUID.test(id)) return undefined;
    try {
      const clear = this.vault.openBytes(
        String(tenantId),
        contextOf(actorId, id),
        await readFile(path.join(this.folderOf(tenantId), id)),
      );
      const at = 4 + clear.readUInt32BE(0);
      return { name: clear.subarray(4, at).toString('utf8'), bytes: clear.subarray(at) };
    } catch {
      return undefined;
    }
  }

  private folderOf(tenantId: number): string {
    return path.join(this.folder, String(tenantId));
  }

  private async sweep(folder: string): Promise<void> {
    for (const name of await readdir(folder)) {
      const file = path.join(folder, name);
      const age = await stat(file).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > DAY_MS) await rm(file, { force: true });
    }
  }
}

const contextOf = (actorId: string, id: string) => ({ table: 'upload', column: actorId, row: id });
