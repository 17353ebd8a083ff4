import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { refusals } from '../../registers/matters/refusals.ts';
import type { Paper } from './package.ts';

const labels: Record<string, string> = {
  court: '受理法院',
  number: '协议编号',
  effectiveAt: '生效日期',
  parties: '申请人',
  claims: '请求事项',
  text: '协议内容',
  agreement: '协议',
  declare: '声明',
  enclosed: '附送材料',
  organisation: '调解组织',
  mediator: '调解员',
  fee: '费用',
  signedAt: '签署日期',
};

function say(value: unknown): string {
  if (Array.isArray(value)) return value.map((one, at) => `${at + 1}. ${say(one)}`).join('\r\n');
  if (value && typeof value === 'object') {
    const { name, text } = value as { name?: unknown; text?: unknown };
    return String(name ?? text ?? '');
  }
  const words = String(value ?? '');
  return /^\d{4}-\d\d-\d\dT/.test(words) ? sayDay(dayInChina(new Date(words))) : words;
}

/** A paper as plain print: title, number, its known lines. What a row has no name for is left out. */
export const plainPaper =
  (work: Work): Paper =>
  async (documentId) => {
    const found = await work.one<{ title: string; number: string | null; body: Record<string, unknown> }>(
      sql`select title, number, body from document where tenant_id = ${work.tenantId} and id = ${documentId} and lane = 'open'`,
    );
    if (!found) throw refusals.notFound();
    const lines = Object.entries(labels).flatMap(([key, zh]) => {
      const words = found.body[key] === undefined || found.body[key] === null ? '' : say(found.body[key]);
      return words ? [`${zh}：${words}`] : [];
    });
    const print = [found.title, found.number ?? '', ...lines].filter(Boolean).join('\r\n\r\n');
    return { pdf: Buffer.from(`\uFEFF${print}\r\n`, 'utf8'), pages: 1, title: found.title };
  };
