import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { allRefusals } from '../../src/ground/refusal/index.ts';
import { drawnFrom, page, table } from './markdown.ts';

const src = path.resolve(import.meta.dirname, '../../src');

/** Reads every file that declares refusals, so that none is missed because nobody imported its room. */
async function declareAll(): Promise<void> {
  const files = (await readdir(src, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !/\.(test|d)\.ts$/.test(file))
    .sort();
  for (const file of files) {
    const full = path.join(src, file);
    if (/= defineRefusals\(/.test(await readFile(full, 'utf8'))) await import(/* @vite-ignore */ pathToFileURL(full).href);
  }
}

/** Every expected "no" of the house with its way on. */
export async function drawRefusals(): Promise<Record<string, string>> {
  await declareAll();
  const all = [...allRefusals.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const rooms = [...new Set(all.map(({ room }) => room))];
  const parts = rooms.map((room) => {
    const rows = all
      .filter((row) => row.room === room)
      .map((row) => [`\`${row.code}\``, String(row.status), row.zh, row.waysOn.join('；')]);
    return [`## ${room}`, table(['代码', 'HTTP', '怎么说', '出路'], rows)];
  });
  const says = '拒绝不是故障：它是业务的一部分，用人话说清，并且总有出路。故障（500）另有编号，只记一次。';
  return { 'docs/refusals.md': page(drawnFrom('every refusals.ts'), '# 拒绝与出路', says, ...parts.flat()) };
}
