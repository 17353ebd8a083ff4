import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClientConfig } from 'pg';
import { Centre } from '../../centre.ts';
import type { Config } from '../../ground/config/index.ts';
import { chance } from '../../ground/ids/index.ts';
import { bootstrap } from '../../ground/store/bootstrap.ts';
import { migrate, Store } from '../../ground/store/index.ts';
import type { Postgres } from '../../ground/store/postgres/index.ts';
import { openKeyring, openVault, type Vault } from '../../ground/vault/index.ts';
import { type SealKeys, sealKeys } from '../../support/documents/seal/index.ts';
import { type LedgerKeys, ledgerKeys } from '../../support/ledger/keys.ts';
import { type Opened, openRunningOrStart } from './running.ts';

/** The house opened on one data folder or one database: everything a verb needs, and the way to close it again. */
export interface House {
  config: Config;
  centre: Centre;
  store: Store;
  vault: Vault;
  keys: LedgerKeys;
  seals: SealKeys;
  /** Owner's connection: migrations, backup and the audit use it; no request ever does. */
  admin: ClientConfig;
  app: ClientConfig;
  postgres: Postgres | undefined;
  close(): Promise<void>;
}

/** The clone's own folder, seen from the sources as well as from the built files, wherever these lie. */
export const root = folderWith('package.json', import.meta.dirname);

function folderWith(file: string, from: string): string {
  const above = path.dirname(from);
  return existsSync(path.join(from, file)) || above === from ? from : folderWith(file, above);
}

/** `open`: the server opens its own database (`openOwn`); every other verb shares that of the running server, or starts one for itself. */
export async function openHouse(
  config: Config,
  log: (line: string) => void = () => {},
  open: typeof openRunningOrStart = openRunningOrStart,
): Promise<House> {
  const opened = await open(config, log);
  return furnish(config, opened, log).catch((error) => opened.leave().then(() => Promise.reject(error)));
}

async function furnish(config: Config, { admin, postgres, leave }: Opened, log: (line: string) => void): Promise<House> {
  const { app, advice } = await bootstrap(admin);
  if (advice.length > 0) log(`可以更好：请数据库管理员执行 ${advice.join(' ')}`);
  await migrate(admin, path.join(root, 'db'));
  const vault = openVault(openKeyring(path.join(config.folder, 'keys')));
  const keys = ledgerKeys(path.join(config.folder, 'ledger-keys'), { sm3: config.sm3 });
  const seals = sealKeys(path.join(config.folder, 'ledger-keys'));
  const store = new Store({ connection: app });
  return {
    config,
    store,
    vault,
    keys,
    seals,
    admin,
    app,
    postgres,
    centre: new Centre({ store, vault, chance }),
    async close() {
      await store.close();
      await leave();
    },
  };
}
