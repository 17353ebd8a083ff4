import type { Config } from '../../ground/config/index.ts';
import { clockActor } from '../clock/index.ts';
import { Directory } from '../http/directory.ts';
import { makeDemo } from './demo.ts';
import { openHouse } from './house.ts';
import { importPath } from './import.ts';
import { peopleOf } from './people.ts';

const usage = '用法：npx jiefen import <文件或文件夹> [--dry-run] [--as 账号] [--centre 区划代码]';

/** `jiefen import`: brings in a file or a folder in the name of an account (the first window clerk unless said otherwise). */
export async function run(argv: string[], config: Config): Promise<number> {
  const target = argv.find((word, at) => !word.startsWith('--') && !['--as', '--centre'].includes(argv[at - 1] ?? ''));
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  if (!target) {
    console.log(usage);
    return 2;
  }
  const house = await openHouse(config);
  try {
    if (config.demo) await makeDemo(house, console.log);
    const directory = await Directory.read(house.admin);
    const code = option('--centre');
    const centre = code
      ? directory.all.find((one) => one.code === code)
      : (directory.all.find((one) => one.isDefault) ?? directory.all[0]);
    if (!centre) throw new Error('还没有建中心：先运行 npm start，按页面提示建立。');
    const reader = clockActor(centre.id);
    const people = await house.store.within(centre.id, { ...reader, actorId: reader.id }, peopleOf);
    const actor = people.account(option('--as') ?? 'window');
    const totals = await importPath({
      centre: house.centre,
      actor,
      tenantId: centre.id,
      target,
      dryRun: argv.includes('--dry-run'),
      say: (line) => console.log(line),
    });
    console.log(JSON.stringify(totals));
    return 0;
  } finally {
    await house.close();
  }
}
