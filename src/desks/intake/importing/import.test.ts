import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../../tests/intakeDesk.ts';
import { refused } from '../../../../tests/smallCentre.ts';
import { gb18030ForTests } from '../../../support/tables/gb18030-for-tests.ts';
import { writeCsv, writeXlsx } from '../../../support/tables/index.ts';
import { importFile, rowErrors, undoWholeImport } from './index.ts';

let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());

const bring = (bytes: Buffer, filename: string, more: object = {}) =>
  importFile({ centre: desk.centre as never, actor: desk.as('window'), tenantId: TENANT, bytes, filename, ...more });
const adds = ({ rows, added, known, errors }: { rows: number; added: number; known: number; errors: number }) => {
  expect(added + known + errors).toBe(rows);
  return { rows, added, known, errors };
};
const csv = (tag: string, n: number) =>
  gb18030ForTests(
    [
      '编号,内容,联系电话,日期',
      ...Array.from(
        { length: n },
        (_, i) => `${tag}${i},${tag}路灯不亮第${i}盏,${i % 10 === 3 ? '123' : '13800000000'},2026/1/${(i % 28) + 1}`,
      ),
    ].join('\r\n'),
  );

describe('批量导入', () => {
  test('GB18030 的表：好行登记、坏行留着原因，数目对得上，再导一次什么也不加', async () => {
    const before = await desk.count('matter');
    const first = await bring(csv('甲', 450), '台账.csv');
    expect(adds(first)).toEqual({ rows: 450, added: 405, known: 0, errors: 45 });
    expect(await desk.count('matter')).toBe(before + 405);
    expect(await desk.count('ledger_event', `kind = 'intake.imported'`)).toBe(405);
    const again = await bring(csv('甲', 450), '台账.csv');
    expect(adds(again)).toEqual({ rows: 450, added: 0, known: 405, errors: 45 });
    expect(await desk.count('matter')).toBe(before + 405);
  });
  test('每件都有十二位编码、自己的时间、没有期限也没有通知', async () => {
    const { id } = await bring(csv('乙', 5), '乙.csv');
    const rows = await desk.db.look<{
      code: string;
      received_at: Date;
      state: string;
      channel: string;
      reference: string;
      revision: number;
    }>('select * from matter where import_id = $1 order by reference', [id]);
    expect(rows.map((row) => row.code).every((code) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code))).toBe(true);
    expect(rows[0]).toMatchObject({
      state: 'RECEIVED',
      channel: 'import',
      reference: '乙0',
      received_at: new Date('2026-01-01T04:00:00.000Z'),
    });
    expect(await desk.count('clock', `matter_id in (select id from matter where import_id = '${id}')`)).toBe(0);
    expect(await desk.count('notice', `matter_id in (select id from matter where import_id = '${id}')`)).toBe(0);
  });
  test('先试一遍：数目和真导的一样，什么也不写', async () => {
    const before = [await desk.count('matter'), await desk.count('import'), await desk.count('import_row')];
    const dry = await bring(csv('丙', 30), '丙.csv', { dryRun: true });
    expect([await desk.count('matter'), await desk.count('import'), await desk.count('import_row')]).toEqual(before);
    expect(dry.id).toBeNull();
    expect(adds(dry)).toEqual(adds(await bring(csv('丙', 30), '丙.csv')));
  });
  test('试导时就说出哪一行进不来、为什么', async () => {
    const bad = Buffer.from('标题,内容,姓名\n井盖,井盖丢了,程甲\n,,沈乙\n');
    const { rowErrors: told, ...dry } = await bring(bad, '坏.csv', { dryRun: true });
    expect(adds(dry)).toEqual({ rows: 2, added: 1, known: 0, errors: 1 });
    expect(told).toEqual([
      { row: 3, trouble: expect.stringContaining('内容'), content: expect.objectContaining({ 姓名: '沈乙' }) },
    ]);
  });
  test('乱表：标题行、空行、坏日期、表情、控制符、重复行', async () => {
    const columns = ['标题', '正文', '时间', '姓名', '电话'].map((zh, at) => ({ zh, key: String(at) }));
    const rows = [
      ['灯😀坏了', '桥头的灯😀坏了很久', '昨天', '程甲', ''],
      ['', '', '', '', ''],
      ['', '', '', '沈乙', ''],
      ['井盖', '井\u0007盖丢了', '2026-02-31', '', ''],
      ['灯😀坏了', '桥头的灯😀坏了很久', '昨天', '程甲', ''],
      ['只有标题', '', '46000', '', ''],
    ];
    const result = await bring(
      writeXlsx({
        sheet: '表',
        columns,
        rows: rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [String(at), cell]))),
      }),
      '乱.xlsx',
    );
    expect(adds(result)).toEqual({ rows: 5, added: 3, known: 1, errors: 1 });
    const errors = await desk.centre.run(TENANT, desk.as('window'), (work) => rowErrors(work, desk.vault, result.id!));
    expect(errors).toMatchObject([{ trouble: '没有内容', content: { 姓名: '沈乙' } }]);
  });
  test('同一编号、内容不同：不悄悄丢掉，留作错误行', async () => {
    await bring(Buffer.from('编号,内容\nX1,楼道灯不亮'), 'x.csv');
    expect(adds(await bring(Buffer.from('编号,内容\nX1,电梯停了'), 'y.csv'))).toMatchObject({ added: 0, errors: 1 });
  });
  test('坏行的原文加密存着，号码不以明文落库', async () => {
    await bring(Buffer.from('内容,电话\n路灯,139000011\n'), 'p.csv');
    expect(await desk.count('import_row', `content::text like '%139000011%'`)).toBe(0);
  });
  test('两人同时导同一份表，一件不重', async () => {
    const [a, b] = await Promise.all([bring(csv('丁', 300), '丁.csv'), bring(csv('丁', 300), '丁.csv')]);
    expect(adds(a).added + adds(b).added).toBe(270);
  });
  test('导到一半停下，再导接着来', async () => {
    let batches = 0;
    expect(await refused(bring(csv('戊', 500), '戊.csv', { stopped: () => ++batches > 1 }))).toBe('intake.importBusy');
    expect((await desk.db.look<{ state: string }>(`select state from import where file_name = '戊.csv'`))[0]!.state).toBe(
      'failed',
    );
    expect(adds(await bring(csv('戊', 500), '戊.csv'))).toEqual({ rows: 500, added: 270, known: 180, errors: 50 });
  });
  test('没有内容列的表、没有这项职责的人，都说明白', async () => {
    expect(await refused(bring(writeCsv({ columns: [{ zh: '甲', key: 'a' }], rows: [{ a: '1' }] }), 'n.csv'))).toBe(
      'intake.needTextColumn',
    );
    expect(await refused(bring(csv('己', 1), 'm.csv', { actor: desk.as('mediator') }))).toBe('matters.wrongRole');
    expect(
      await refused(
        desk.perform('window', 'intake.importRow', {
          row: 1,
          key: 'a'.repeat(64),
          digest: 'b'.repeat(32),
          kind: 'enquiry',
          matter: { channel: 'import', narrative: '假的' },
        }),
      ),
    ).toBe('intake.notInImport');
  });
});

describe('撤销导入', () => {
  test('没人办过的办结，办过的留下并列出；行键放开，可以再导', async () => {
    const { id } = await bring(csv('庚', 120), '庚.csv');
    const [touched] = await desk.db.look<{ id: string; code: string }>(
      `select id, code from matter where import_id = $1 order by reference limit 1`,
      [id],
    );
    await desk.perform('window', 'intake.answer', { reply: '已经修好' }, touched!.id);
    const matters = await desk.count('matter');
    const result = await undoWholeImport(desk.centre as never, TENANT, desk.as('window'), id!);
    expect(result).toMatchObject({ closed: 107, kept: [{ id: touched!.id, code: touched!.code }] });
    expect(await desk.count('matter')).toBe(matters);
    expect(await desk.count('matter', `import_id = '${id}' and state = 'DONE' and ending->>'reason' = 'importUndone'`)).toBe(107);
    expect(await refused(undoWholeImport(desk.centre as never, TENANT, desk.as('window'), id!))).toBe('intake.importBusy');
    expect(adds(await bring(csv('庚', 120), '庚.csv'))).toEqual({ rows: 120, added: 107, known: 1, errors: 12 });
  });
  test('单独一件不能借撤销来办结', async () => {
    const { id } = await bring(csv('辛', 2), '辛.csv');
    const [one] = await desk.db.look<{ id: string }>('select id from matter where import_id = $1 limit 1', [id]);
    expect(await refused(desk.perform('window', 'intake.undoImport', {}, one!.id))).toBe('intake.notInImport');
  });
});

const messages = path.resolve(import.meta.dirname, '../../../../../shared/data/messages/raw');
test.skipIf(!existsSync(messages))(
  '省信访平台的1,362条原文一条不丢，再导一次什么也不加（没有数据时跳过）',
  { timeout: 180_000 },
  async () => {
    const total = { rows: 0, added: 0, known: 0, errors: 0, seconds: 0 };
    for (const round of [0, 1]) {
      for (const name of readdirSync(messages).filter((file) => file.endsWith('.jsonl'))) {
        const result = await bring(readFileSync(path.join(messages, name)), name);
        adds(result);
        if (round === 0) for (const key of ['rows', 'added', 'known', 'errors', 'seconds'] as const) total[key] += result[key];
        else expect(result.added).toBe(0);
      }
    }
    console.log(JSON.stringify(total));
    expect(total).toMatchObject({ rows: 1362, added: 1362, errors: 0 });
    expect(await desk.count('matter', `title like 'K4县石期市镇老农贸市场%' and received_at = '2019-03-05T04:00:00Z'`)).toBe(1);
  },
);
