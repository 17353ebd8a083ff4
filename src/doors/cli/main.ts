import { configFrom } from '../../ground/config/index.ts';

/** `jiefen <verb> …`: each verb is loaded when it is called. */
const verbs: Record<string, () => Promise<{ run(argv: string[], config: ReturnType<typeof configFrom>): Promise<number> }>> = {
  start: () => import('./start.ts'),
  import: () => import('./importFiles.ts'),
  verify: () => import('./verify.ts'),
  'verify-document': () => import('./verifyDocument.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  draw: () => import('./draw.ts'),
  bench: () => import('./bench.ts'),
};

const usage = `用法：npx jiefen <命令>

  start                 启动（第一次会安装、建库、生成演示县）
  import <文件或文件夹>   批量导入，可重复执行
  verify                核对整本账和每一行记录
  verify-document <PDF>  核对一份盖了电子章的文书（不联网）
  backup <文件夹>        在线备份
  restore <文件夹>       从备份恢复
  bench <名称>           性能对比（比值）
  draw                  重画文档里的图表

环境变量：PORT HOST DATABASE_URL JIEFEN_DATA JIEFEN_DEMO JIEFEN_DEMO_PASSWORD`;

async function main(): Promise<number> {
  const [verb, ...argv] = process.argv.slice(2);
  const load = verb ? verbs[verb] : undefined;
  if (!load) {
    console.log(usage);
    return verb && verb !== 'help' && verb !== '--help' ? 2 : 0;
  }
  const { run } = await load();
  return run(argv, configFrom(process.env));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error as { waysOn?: string[]; wayOn?: string; message: string; stack?: string };
    console.error(known.waysOn || known.wayOn ? known.message : (known.stack ?? known.message));
    process.exit(1);
  },
);
