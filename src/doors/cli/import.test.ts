import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { writeXlsx } from '../../support/tables/index.ts';
import { importPath } from './import.ts';

let desk: IntakeDesk;
const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-import-'));
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true });
});

test('a folder: every table in it, nothing else; totals add up; a second time adds nothing', async () => {
  writeFileSync(path.join(folder, 'a.csv'), '编号,内容\nA1,路灯不亮\nA2,\n');
  writeFileSync(path.join(folder, 'b.jsonl'), '{"id":"B1","text":"井盖丢了"}\nnot json\n{"id":"B2","text":"水管裂了"}\n');
  writeFileSync(path.join(folder, 'c.json'), '[{"id":"C1","title":"公厕","text":"漏水","date":"2026/1/1"}]');
  writeFileSync(
    path.join(folder, 'd.xlsx'),
    writeXlsx({ sheet: '表', columns: [{ zh: '内容', key: 'a' }], rows: [{ a: '树倒了' }] }),
  );
  writeFileSync(path.join(folder, 'notes.txt'), 'not a table');
  const lines: string[] = [];
  const bring = (dryRun = false) =>
    importPath({
      centre: desk.centre,
      actor: desk.as('window'),
      tenantId: TENANT,
      target: folder,
      dryRun,
      say: (line) => lines.push(line),
    });
  expect(await bring(true)).toMatchObject({ rows: 7, added: 5, known: 0, errors: 2 });
  expect(await desk.count('matter')).toBe(0);
  expect(await bring()).toMatchObject({
    rows: 7,
    added: 5,
    known: 0,
    errors: 2,
    files: [{ file: 'a.csv' }, { file: 'b.jsonl' }, { file: 'c.json' }, { file: 'd.xlsx' }],
  });
  expect(await bring()).toMatchObject({ rows: 7, added: 0, known: 5, errors: 2 });
  expect(await desk.count('matter')).toBe(5);
  expect(lines.join('\n')).toContain('a.csv：共 2 行，新登记 1，已有 0，没能导入 1');
});

test('an empty folder is said, not counted as done', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'jiefen-empty-'));
  await expect(importPath({ centre: desk.centre, actor: desk.as('window'), tenantId: TENANT, target: empty })).rejects.toThrow(
    '没有可以导入的表格',
  );
  rmSync(empty, { recursive: true });
});
