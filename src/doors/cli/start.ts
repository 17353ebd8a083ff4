import path from 'node:path';
import type { Config } from '../../ground/config/index.ts';
import { paperBytes } from '../../registers/matters/papers/index.ts';
import { openClockDoor } from '../clock/index.ts';
import { Directory } from '../http/directory.ts';
import { serveAll } from '../http/index.ts';
import { servePortal } from '../http/portal.ts';
import { buildServer, servePages } from '../http/server.ts';
import type { SetUp } from '../http/setup.ts';
import { serveInvitation } from '../portal/index.ts';
import { demoAccounts, makeDemo } from './demo.ts';
import { foundCentre } from './found.ts';
import { openHouse, root } from './house.ts';
import { openOwn } from './running.ts';
import { verifyTenant } from './verify.ts';

/** Starts the house: database, migrations, rule packs, demo county on first start, clock door, server. */
export async function run(_argv: string[], config: Config): Promise<number> {
  const say = (line: string) => console.log(line);
  const house = await openHouse(config, () => {}, openOwn);
  let ready = false;
  if (config.demo) await makeDemo(house, say);
  const directory = await Directory.read(house.admin);
  const app = await buildServer({ centre: house.centre, directory, config, ready: () => ready });
  const inside = { centre: house.centre, directory, config, ready: () => ready };
  const tenants = () => directory.all.map((centre) => ({ id: centre.id, key: house.keys.of(centre) }));
  const found = async (input: SetUp) => {
    await foundCentre(house, input);
    await directory.reread();
  };
  await serveAll(app, inside, {
    keys: house.keys,
    seals: house.seals,
    paperBytes,
    verify: (tenantId) => verifyTenant(house, tenantId),
    accounts: config.demo ? demoAccounts() : [],
    found,
  });
  servePortal(app, path.join(root, 'dist/portal'));
  await serveInvitation(app, inside);
  await servePages(app, path.join(root, 'dist/web'));
  const clock = openClockDoor(house.centre, tenants, (error) =>
    console.error(JSON.stringify({ clock: String((error as Error).message) })),
  );
  await app.listen({ port: config.port, host: config.host });
  ready = true;
  say(`\n解纷已启动：http://${config.host}:${config.port}`);
  if (config.demo) sayAccounts(say, config);
  else if (directory.all.length === 0) say('还没有建中心：打开上面的地址，按页面提示建立。');
  say('按 Ctrl-C 停止。');
  void house.postgres?.died.then(async (death) => {
    if (death.asked) return;
    console.error('数据库意外停止，程序随之退出；重新启动即可恢复，已确认的内容都在。');
    process.exit(1);
  });
  await stopAsked();
  say('正在停止…');
  await app.close();
  await clock.stop();
  await house.close();
  return 0;
}

function sayAccounts(say: (line: string) => void, { demoPassword }: Config): void {
  say(`\n演示账号（密码都是 ${demoPassword}）：`);
  for (const { username, zh } of demoAccounts()) say(`  ${username.padEnd(12)}${zh}`);
}

const stopAsked = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
