import { createHash } from 'node:crypto';
import type { Kind } from '../../../registers/matters/model.ts';
import { checkIdNumber, normalisePhone } from '../../../registers/parties/index.ts';
import { cleanText, type TableRow } from '../../../support/tables/index.ts';
import { kindOf } from '../understanding/index.ts';
import { dateOf } from './dates.ts';
import type { Mapping } from './fields.ts';
import type { ImportRow } from './row.ts';

/** A row ready to be received, or the reason why not. */
export type Planned =
  | { row: number; ok: true; key: string; digest: string; sourceId: string; input: ImportRow }
  | { row: number; ok: false; trouble: string; cells: Readonly<Record<string, string>> };

const LONGEST = 20_000;
const TITLE = 120;
/** Cut to a length without leaving half of an emoji. */
const cut = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
const sha = (parts: readonly unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * Rows of a table to what would be received, in order, one for one. `key` is the row's natural key (source id, else title, text
 * and date, within the tenant): the same row again has the same key. `digest` is of the words alone, so that one number on two
 * different texts is noticed. Pure: the instant comes from outside.
 */
export function planImport(rows: readonly TableRow[], mapping: Mapping, tenantId: number, now: Date): Planned[] {
  return rows.map(({ row, cells }) => {
    const value = (field: string) => cleanText(cells[mapping[field] ?? ''] ?? '').trim();
    const trouble = troubleWith(value);
    return trouble ? { row, ok: false, trouble, cells } : planned(row, value, tenantId, now);
  });
}

type Value = (field: string) => string;

function troubleWith(value: Value): string | undefined {
  if (!value('text') && !value('title')) return '没有内容';
  const length = value('text').length + value('title').length;
  if (length >= LONGEST) return `内容太长（${length}字，最多${LONGEST}字）`;
  for (const [field, zh] of [
    ['phone', '电话'],
    ['respondentPhone', '对方电话'],
  ] as const) {
    const phone = value(field) ? normalisePhone(value(field)) : undefined;
    if (phone?.verdict === 'bad') return `${zh}：${phone.message}`;
  }
  const number = value('idNumber') ? checkIdNumber(value('idNumber')) : undefined;
  if (number?.verdict === 'bad') return `身份证号：${number.message}`;
  if (value('name').length > 60 || value('respondent').length > 60) return '姓名或单位名称超过60字';
  return undefined;
}

function planned(row: number, value: Value, tenantId: number, now: Date): Planned {
  const [title, text, date, sourceId] = [value('title'), value('text'), value('date'), value('id')];
  const long = title.length > TITLE;
  const narrative = text ? (long ? `${title}\n${text}` : text) : title;
  const receivedAt = date ? dateOf(date, now) : undefined;
  const key = sha(['import', tenantId, ...(sourceId ? ['id', sourceId] : ['words', title, text, date])]);
  const digest = sha([title, text]).slice(0, 32);
  const person = {
    name: value('name') || undefined,
    phone: value('phone') || undefined,
    idNumber: value('idNumber') || undefined,
    address: cut(value('address'), 200) || undefined,
  };
  const other = { name: value('respondent') || undefined, phone: value('respondentPhone') || undefined };
  const placeCode = /^\d{12}(\d{3})?$/.test(value('placeCode')) ? value('placeCode') : undefined;
  const place = { text: cut(value('place'), 200) || undefined, code: placeCode };
  const input: ImportRow = {
    row,
    key,
    digest,
    receivedAt: receivedAt?.toISOString(),
    dateText: date && !receivedAt ? cut(date, 60) : undefined,
    label: cut(value('label'), 60) || undefined,
    source: cut(value('channel'), 60) || undefined,
    kind: kindFor(`${title}\n${text}`, other.name !== undefined),
    matter: {
      channel: 'import',
      narrative,
      title: title ? (long ? `${cut(title, TITLE - 1)}…` : title) : undefined,
      urgent: false,
      reference: cut(sourceId, 60) || undefined,
      ...(Object.values(person).some(Boolean) && { reporter: person }),
      ...(Object.values(other).some(Boolean) && { respondent: other }),
      ...(Object.values(place).some(Boolean) && { place }),
    },
  };
  return { row, ok: true, key, digest, sourceId, input };
}

/** History goes on the short path: only a row that names the other side is a dispute. A clerk can convert any. */
function kindFor(text: string, named: boolean): Kind {
  const kind = kindOf(text, named).value as Kind;
  return kind === 'dispute' && !named ? 'enquiry' : kind;
}
