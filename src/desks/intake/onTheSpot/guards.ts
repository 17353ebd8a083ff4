import { dayInChina } from '../../../ground/clock/index.ts';
import type { Refusal } from '../../../ground/refusal/index.ts';
import { standingLaw } from '../../../registers/matters/clocks.ts';
import { gateVerdict, hasLimit, type Limit, limits, type Verdict } from '../../../registers/matters/gate.ts';
import { categoryOn, dueAt } from '../../../support/deadlines/index.ts';
import { refusals } from '../refusals.ts';
import type { OnTheSpot } from './input.ts';

/**
 * Every guard of the rows that the page jumps over (domain §8.1 rows 1, 7–15), asked of the page itself. Refusals `intake.future`, `tooLongAgo`,
 * `needParties`, `gateOpen`, `gateStops`, `notAnswered`, `notAllMarked`.
 */
export function checkSpot(input: OnTheSpot, now: Date): void {
  const happenedAt = new Date(input.happenedAt);
  if (happenedAt > now) throw refusals.future({ fields: { happenedAt: '不能晚于现在' } });
  if (lateEntryClosed(happenedAt, now)) throw refusals.tooLongAgo({ fields: { happenedAt: '选近一年里的时间' } });
  if (!input.reporter.name) throw refusals.needParties({ fields: { 'reporter.name': '写上姓名' } });
  if (!input.respondent.name) throw refusals.needParties({ fields: { 'respondent.name': '写上姓名' } });
  if (!categoryOn(input.category, dayInChina(now))) throw refusals.notAnswered({ fields: { category: '没有这个类型' } });
  const obstacle = obstacleTo(input, gateVerdict(input.gate, now), now);
  if (obstacle) throw obstacle;
}

/** [D] D28: what lies longer back is a ledger of history, not a late entry. */
function lateEntryClosed(happenedAt: Date, now: Date): boolean {
  const { rulesOf, calendar } = standingLaw();
  const rule = rulesOf('D28', dayInChina(now));
  return rule !== undefined && dueAt({ rule, fromAt: happenedAt, calendar }).dueAt < now;
}

/** G01–G04 close joint steps and G07–G09, G12 close mediation: such a matter is never settled on one page. */
function obstacleTo(input: OnTheSpot, { missing, stops, dangers }: Verdict, now: Date): Refusal | undefined {
  if (missing.length > 0) return refusals.gateOpen({ say: `还差：${missing.join('、')}。`, fields: { gate: '逐条回答' } });
  if (input.result === 'failed')
    return input.failReason ? undefined : refusals.notAnswered({ fields: { failReason: '选一个原因' } });
  if (stops.length > 0 || dangers.length > 0) return refusals.gateStops({ say: stops.join('；') });
  const limited = limitsOf(input, now);
  if (limited.length > 0) return refusals.gateStops({ say: limited.map((limit) => limits[limit]).join('；') });
  const open = unanswered(input);
  if (Object.keys(open).length > 0) return refusals.notAnswered({ say: `还差：${Object.values(open).join('、')}`, fields: open });
  const marked = input.partiesMarked !== 'none';
  return input.form === 'written' && !(marked && input.mediatorSigned && input.sealed) ? refusals.notAllMarked() : undefined;
}

/** A sham, harm to others, somebody who cannot decide alone: not for one page. A mediator's own interest only where it is not told. */
const limitsOf = ({ gate, disclosure }: OnTheSpot, now: Date): Limit[] =>
  (Object.keys(limits) as Limit[]).filter(
    (limit) => hasLimit({ answers: gate }, limit, now) && !(limit === 'needsDisclosure' && disclosure),
  );

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
