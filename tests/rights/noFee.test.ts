import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as law from '../../law/index.ts';
import { commands, matterCommands } from '../../src/centre.ts';
import { schema, snake, tablesIn } from './schema.ts';

/** Words of money asked by the centre. What the parties owe each other (`amount`, 赔偿) is none. */
const ENGLISH = /(^|_)(fees?|charges?|payments?|price|invoices?|tariff|cashier|billing)(_|$)/;
const CHINESE = /收费|费用|缴费|交费|付费|押金|手续费/;
/** Said only to say that there is none. */
const FREE = /不收费|免费/g;

const columnsOf = (sql: string): string[] => tablesIn(sql).flatMap(({ name, fields }) => [name, ...fields]);

/** Every property name and label in a JSON schema. */
function wordsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsOf);
  if (node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) => [
    snake(key),
    ...(key === 'zh' && typeof value === 'string' ? [value] : []),
    ...wordsOf(value),
  ]);
}
const breaches = (words: readonly string[]): string[] =>
  words.filter((word) => ENGLISH.test(word) || CHINESE.test(word.replace(FREE, '')));

interface Said {
  name: string;
  zh: string;
  causes?: string;
  input: z.ZodType;
}
const inCommand = ({ name, zh, causes = '', input }: Said): string[] =>
  breaches([
    snake(name.replace('.', '_')),
    zh,
    causes,
    ...wordsOf(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' })),
  ]);

/** Fees of other doors (court, arbitration) are told, so that a person can choose; the law packs of mediation know none. */
const packs = Object.entries(law as Record<string, unknown>).filter(([name]) => name !== 'routes' && name !== 'force');

describe('人民调解不收费（人民调解法 4）', () => {
  test('没有收费的表和字段', () => {
    expect(columnsOf(schema)).toEqual(expect.arrayContaining(['matter', 'amount_fen', 'confirmation']));
    expect(breaches(columnsOf(schema))).toEqual([]);
  });

  test('没有一个步骤、一项填写内容是收费', () => {
    expect(commands.flatMap((command) => inCommand(command as never))).toEqual([]);
  });

  test('期限、核对、类型、方法这些法律数据里没有收费一栏', () => {
    expect(packs.length).toBeGreaterThan(4);
    expect(packs.flatMap(([, pack]) => breaches(wordsOf(pack)))).toEqual([]);
  });

  test('加一张收费表、一个收费栏、一句收费，马上发现', () => {
    expect(breaches(columnsOf('create table mediation_fee (\n  id uuid,\n  charge_fen bigint\n);'))).toEqual([
      'mediation_fee',
      'charge_fen',
    ]);
    const accept = matterCommands.find(({ name }) => name === 'triage.accept')!;
    expect(inCommand({ ...accept, input: z.object({ paymentFen: z.number() }) })).toEqual(['payment_fen']);
    expect(inCommand({ ...accept, input: z.object({ n: z.number().meta({ zh: '调解收费' }) }) })).toEqual(['调解收费']);
    expect(inCommand({ ...accept, causes: '不收费，但要交押金' })).toEqual(['不收费，但要交押金']);
    expect(breaches(wordsOf([{ code: 'D05', fee: '50元' }]))).toEqual(['fee']);
  });
});
