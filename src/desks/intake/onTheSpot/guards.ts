import { dayInChina } from '../../../ground/clock/index.ts';
import { gateVerdict } from '../../../registers/matters/gate.ts';
import { categoryOn } from '../../../support/deadlines/index.ts';
import { refusals } from '../refusals.ts';
import type { OnTheSpot } from './input.ts';

/**
 * Every guard of the rows that the page jumps over (domain §8.1 rows 1, 7–15), asked of the page itself. Returns whether safety
 * must be held. Refusals `intake.future`, `needParties`, `gateOpen`, `gateStops`, `notAnswered`, `notAllMarked`.
 */
export function checkSpot(input: OnTheSpot, now: Date): { holds: boolean } {
  if (new Date(input.happenedAt) > now) throw refusals.future({ fields: { happenedAt: '不能晚于现在' } });
  if (!input.reporter.name) throw refusals.needParties({ fields: { 'reporter.name': '写上姓名' } });
  if (!input.respondent.name) throw refusals.needParties({ fields: { 'respondent.name': '写上姓名' } });
  if (!categoryOn(input.category, dayInChina(now))) throw refusals.notAnswered({ fields: { category: '没有这个类型' } });
  const verdict = gateVerdict(input.gate, now);
  if (verdict.missing.length > 0)
    throw refusals.gateOpen({ say: `还差：${verdict.missing.join('、')}`, fields: { gate: '逐条回答' } });
  if (input.result === 'agreed') checkAgreed(input, verdict);
  else if (!input.failReason) throw refusals.notAnswered({ fields: { failReason: '选一个原因' } });
  return { holds: verdict.holds };
}

/** G01–G04 close joint steps and G07–G09, G12 close mediation: such a matter is never settled on one page. */
function checkAgreed(input: OnTheSpot, verdict: { stops: string[]; holds: boolean }): void {
  if (verdict.stops.length > 0 || verdict.holds) throw refusals.gateStops({ say: verdict.stops.join('；') });
  const open = unanswered(input);
  if (Object.keys(open).length > 0) throw refusals.notAnswered({ say: `还差：${Object.values(open).join('、')}`, fields: open });
  const marked = input.partiesMarked !== 'none';
  if (input.form === 'written' && !(marked && input.mediatorSigned && input.sealed)) throw refusals.notAllMarked();
}

function unanswered(input: OnTheSpot): Record<string, string> {
  const needed: Array<[field: string, met: unknown, zh: string]> = [
    ['bothWilling', input.bothWilling, '双方自愿'],
    ['mediatorAccepted', input.mediatorAccepted, '双方接受调解员'],
    ['disclosureAccepted', !input.disclosure || input.disclosureAccepted, '各方知情后接受披露的关系'],
    ['text', Boolean(input.text), '协议内容'],
    ['instalments', input.instalments.every((part) => !part.amountFen || (part.payer && part.payee)), '每一期谁付给谁'],
    ['lawful', input.lawful, '内容合法'],
    ['readBack', input.readBack, '读给各方听'],
    ['mediatorSigned', input.mediatorSigned, '调解员签名'],
  ];
  return Object.fromEntries(needed.filter(([, met]) => !met).map(([field, , zh]) => [field, zh]));
}
