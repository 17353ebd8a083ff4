import type { ClientConfig } from 'pg';
import { pg } from '../../ground/store/index.ts';

export interface CentreEntry {
  id: number;
  code: string;
  zh: string;
  label: string;
  hosts: string[];
  isDefault: boolean;
}

/** The one directory of centres: which host is whose. Read at start and again when a centre is added. */
export class Directory {
  private entries: CentreEntry[] = [];
  private readonly connection: ClientConfig;
  private constructor(connection: ClientConfig) {
    this.connection = connection;
  }

  static async read(connection: ClientConfig): Promise<Directory> {
    const directory = new Directory(connection);
    await directory.reread();
    return directory;
  }

  async reread(): Promise<void> {
    const client = new pg.Client(this.connection);
    await client.connect();
    try {
      const { rows } = await client.query('select id, code, zh, label, hosts, is_default as "isDefault" from centre order by id');
      this.entries = rows;
    } finally {
      await client.end();
    }
  }

  get all(): readonly CentreEntry[] {
    return this.entries;
  }

  /** The centre of a host name; the default one for hosts nobody claimed. */
  tenantOf(host: string): CentreEntry {
    const name = host.split(':')[0]!.toLowerCase();
    const found =
      this.entries.find((entry) => entry.hosts.includes(name)) ??
      this.entries.find((entry) => entry.isDefault) ??
      this.entries[0];
    return found ?? { id: 1, code: '', zh: '', label: '', hosts: [], isDefault: true };
  }
}
