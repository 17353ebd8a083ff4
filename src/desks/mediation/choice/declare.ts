import { z } from 'zod';
import { dayInChina } from '../../../ground/clock/index.ts';
import { type Command, defineCommand } from '../../../ground/command/index.ts';
import { loadStaff, saveStaff } from '../../../registers/identity/index.ts';
import { maybeText, text } from '../../../registers/matters/fields.ts';
import { normalisePhone } from '../../../registers/parties/index.ts';
import { keep } from '../../../support/ledger/keep.ts';
import { refusals as mediationRefusals } from '../refusals.ts';
import { blindAddress } from './hints.ts';
import { refusals } from './refusals.ts';

const input = z.object({
  with: text('与谁（姓名或单位）', 100),
  reason: text('什么关系', 200, '如：堂弟；妻子的单位；本人住在该小区'),
  phone: maybeText('对方的电话（可不填，只存比对用的摘要）', 40),
  address: maybeText('对方的住址（可不填，只存比对用的摘要）', 200),
});

/**
 * A mediator's own word on whom they are tied to (特邀调解规定 15；在线调解规则 13). Numbers and addresses are kept blind: they only tell
 * whether a party has the same. Refusals `choice.badPhone`, `mediation.notMediator`.
 */
export const declareTie = defineCommand<z.infer<typeof input>>({
  name: 'mediation.declareTie',
  zh: '申报回避关系',
  by: ['mediator'],
  on: 'none',
  input,
  event: 'mediation.tieDeclared',
  async run(call, tie) {
    const { work, vault, actor, now } = call;
    const before = await loadStaff(work, actor.id);
    if (!before.mediator) throw mediationRefusals.notMediator();
    const phone = tie.phone ? normalisePhone(tie.phone) : undefined;
    if (phone?.verdict === 'bad') throw refusals.badPhone({ fields: { phone: phone.message } });
    const addressBlind = tie.address ? blindAddress(call, tie.address) : null;
    const kept = keep(call);
    const conflict = {
      with: tie.with,
      reason: tie.reason,
      declaredOn: dayInChina(now),
      ...(phone && { phoneBlind: vault.blind(String(work.tenantId), 'phone', phone.value).toString('hex') }),
      ...(addressBlind && { addressBlind }),
    };
    const conflicts = [...(before.mediator.conflicts ?? []), conflict];
    saveStaff(work, kept, before, { mediator: { ...before.mediator, conflicts } });
    return { event: kept.event('mediation.tieDeclared', { with: tie.with, reason: tie.reason }, [actor.id]), id: actor.id };
  },
});

export const commands = [declareTie] as readonly Command[];
