import { z } from 'zod';
import type { Call } from '../../ground/command/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { checkCreditCode, checkIdNumber, maskId, maskPhone, normalisePhone } from './identifiers.ts';

export * from './identifiers.ts';

const refusals = defineRefusals('parties', {
  badPhone: { status: 422, zh: '电话号码不对。', waysOn: ['核对后再输一次', '先不填，以后补上'] },
  badId: { status: 422, zh: '证件号码核对不通过。', waysOn: ['对照证件再输一次', '先不填，以后补上'] },
});

const short = (max: number, zh: string) =>
  z
    .string()
    .max(max, `${zh}最多${max}字`)
    .refine((text) => text.isWellFormed(), `${zh}里有无法识别的字符`)
    .transform((text) => text.replace(/[\u0000-\u001f\u007f]/g, '').trim())
    .optional()
    .meta({ zh });

/** What a person tells of themselves; all of it may stay unknown. */
export const PartyInput = z
  .object({
    name: short(60, '姓名或单位名称'),
    kind: z
      .enum(['person', 'organisation'])
      .optional()
      .meta({ zh: '个人还是单位', options: { person: '个人', organisation: '单位' }, widget: 'choice' }),
    phone: short(40, '电话'),
    idNumber: short(30, '身份证号'),
    creditCode: short(30, '统一社会信用代码'),
    address: short(200, '住址'),
    groupLabel: short(40, '分组'),
    representative: z.boolean().optional().meta({ zh: '是代表人', widget: 'tick' }),
  })
  .meta({ zh: '当事人', widget: 'person' });
export type PartyInput = z.infer<typeof PartyInput>;

/** A new party's row: numbers checked, sealed with the tenant's key and indexed blind; only masks are readable. */
export function newParty(
  { work, vault, chance, now }: Call,
  side: 'applicant' | 'respondent' | 'joined',
  input: PartyInput,
  where = 'party',
) {
  const id = chance.id(now);
  const tenant = String(work.tenantId);
  const seal = (column: string, value: string) => vault.seal(tenant, { table: 'party', column, row: id }, value);
  const row: Record<string, unknown> & { id: string } = {
    id,
    side,
    kind: input.kind ?? 'person',
    name: input.name || null,
    address: input.address || null,
    groupLabel: input.groupLabel || null,
    representative: input.representative ?? false,
    creditCode: input.creditCode || null,
  };
  if (input.phone) {
    const phone = normalisePhone(input.phone);
    if (phone.verdict === 'bad') throw refusals.badPhone({ say: phone.message, fields: { [`${where}.phone`]: phone.message } });
    Object.assign(row, {
      phone: seal('phone', phone.value),
      phoneBlind: vault.blind(tenant, 'phone', phone.value),
      phoneMask: maskPhone(phone.value),
    });
  }
  if (input.idNumber) {
    const number = checkIdNumber(input.idNumber);
    if (number.verdict === 'bad')
      throw refusals.badId({ say: number.message, fields: { [`${where}.idNumber`]: number.message } });
    Object.assign(row, {
      idNumber: seal('id_number', number.value),
      idBlind: vault.blind(tenant, 'id', number.value),
      idMask: maskId(number.value),
    });
  }
  if (input.creditCode) {
    const code = checkCreditCode(input.creditCode);
    if (code.verdict === 'bad') throw refusals.badId({ say: code.message, fields: { [`${where}.creditCode`]: code.message } });
  }
  return row;
}
