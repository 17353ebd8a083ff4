import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { staff } from '../../counties/demo/staff.ts';
import { configFrom } from '../../src/ground/config/index.ts';
import { storeys } from './map.ts';
import { table } from './markdown.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Puts drawn text between `<!-- drawn: name -->` and `<!-- /drawn -->` of a page that is otherwise written by hand. */
function fill(text: string, name: string, drawn: string): string {
  const [open, shut] = [`<!-- drawn: ${name} -->`, '<!-- /drawn -->'];
  const from = text.indexOf(open);
  const until = text.indexOf(shut, from);
  if (from < 0 || until < 0) throw new Error(`no place for ${name}`);
  return `${text.slice(0, from + open.length)}\n${drawn}\n${text.slice(until)}`;
}

const password = () => `\`${configFrom({}).demoPassword}\``;
const accounts = (headers: readonly [string, string, string]): string =>
  table(
    headers,
    staff().map(({ account, name, zh }) => [`\`${account}\``, name, zh]),
  );

/** The drawn parts of pages that are otherwise written by hand. */
export async function drawBlocks(): Promise<Record<string, string>> {
  const read = (file: string) => readFile(path.join(root, file), 'utf8');
  const chinese = fill(
    await read('README.md'),
    'accounts',
    `密码都是 ${password()}，可用 \`JIEFEN_DEMO_PASSWORD\` 另设。\n\n${accounts(['账号', '姓名', '能做什么'])}`,
  );
  const english = fill(
    await read('README.en.md'),
    'accounts',
    `All have the password ${password()}; set another with \`JIEFEN_DEMO_PASSWORD\`.\n\n${accounts(['account', 'name', 'does'])}`,
  );
  return {
    'README.md': chinese,
    'README.en.md': english,
    'ARCHITECTURE.md': fill(await read('ARCHITECTURE.md'), 'storeys', storeys()),
  };
}
