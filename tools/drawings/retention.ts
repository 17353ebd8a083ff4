import { retention } from '../../src/registers/identity/retention.ts';
import { drawnFrom, page, table } from './markdown.ts';

export const drawRetention = (): Record<string, string> => ({
  'docs/operate/retention.md': page(
    drawnFrom('src/registers/identity/retention.ts'),
    '# 保管期限',
    '每张表的行留多久、为什么（个人信息保护法19：为实现目的所必要的最短时间）。写“时钟删”的由[时钟](clock.md)每小时删一遍；其余程序不自己删，到期由人按档案规定办。备份里的随备份的期限走，见[备份](backup.md)。',
    table(
      ['表', '留多久', '为什么'],
      retention.map(({ tables, zh, why }) => [tables.map((name) => `\`${name}\``).join('、'), zh, why]),
    ),
    '上传后还没导入的表格不在数据库里：加密存放在数据文件夹的 `uploads`，满一天后，下一次上传时删。',
  ),
});
