import { z } from 'zod';
import { choice, day, gateAnswers, id, instant, maybeText, money, tick, yes } from '../../../registers/matters/fields.ts';
import { neededWords, PlaceInput, words } from '../../../registers/matters/model.ts';
import { checkCreditCode, checkIdNumber, normalisePhone, PartyInput } from '../../../registers/parties/index.ts';

const who = { applicant: '申请人', respondent: '被申请人' };

/** Parties have no ids yet on this page, so an instalment names its payer by side: the first person of that side. */
export const SpotInstalment = z.object({
  payer: choice('谁履行', who).optional(),
  payee: choice('给谁', who).optional(),
  what: neededWords(500, '做什么').meta({ zh: '做什么' }),
  amountFen: money('金额').optional(),
  dueOn: day('哪天之前'),
  doneNow: z.boolean().optional().meta({ zh: '当场已履行', widget: 'tick' }),
});

export const failReasons = {
  noAgreement: '谈不拢',
  refused: '一方不愿意调解',
  left: '一方中途不愿再谈',
  unsuited: '不适合调解',
  unsigned: '一方不签',
};

/** One page: every guard of the states that it passes through is a field here (domain §8.1 row 1a). */
export const OnTheSpot = z.object({
  happenedAt: instant('什么时候谈的'),
  place: PlaceInput.optional().meta({ zh: '在哪里', widget: 'place' }),
  narrative: neededWords(20_000, '经过').meta({ zh: '什么事（怎么谈的不写在这里）', widget: 'longtext' }),
  title: words(120, '标题').optional().meta({ zh: '标题（可不填）' }),
  reporter: PartyInput.meta({ zh: '申请人', widget: 'person' }),
  respondent: PartyInput.meta({ zh: '对方', widget: 'person' }),
  others: z.array(PartyInput).max(498, '一件事项最多登记500位当事人').optional().meta({ zh: '一起来的人', widget: 'partyTable' }),
  category: z
    .string()
    .regex(/^[A-Z]{3}\d\d$/, '请选择纠纷类型')
    .meta({ zh: '纠纷类型', widget: 'category' }),
  gate: gateAnswers,
  rightsTold: yes('已告知权利义务：自愿、不收费、随时可以退出、可以去法院'),
  bothWilling: tick('双方都自愿当场调解'),
  mediatorAccepted: tick('双方接受这位调解员'),
  mediatorId: id('调解员', 'mediator').optional(),
  disclosure: maybeText('调解员披露的利害关系（没有就不填）', 500),
  disclosureAccepted: tick('各方知情后仍然接受'),
  result: choice('结果', { agreed: '谈成了', failed: '没谈成' }),
  failReason: choice('没谈成的原因', failReasons).optional(),
  failWords: maybeText('没谈成的说明', 1000),
  form: choice('协议形式', { oral: '口头协议', written: '书面协议' }).default('oral'),
  text: maybeText('协议内容', 8000),
  instalments: z.array(SpotInstalment).max(200).default([]).meta({ zh: '履行安排', widget: 'rows' }),
  lawful: tick('内容不违法，不损害国家、集体和他人的利益'),
  readBack: tick('已逐条读给各方听，各方认可'),
  partiesMarked: choice('各方怎样签的', { none: '没有签', signature: '签名', fingerprint: '按手印', seal: '盖章' }).default(
    'none',
  ),
  mediatorSigned: tick('调解员已签名'),
  sealed: tick('调委会已盖章（书面协议要有）'),
});
export type OnTheSpot = z.infer<typeof OnTheSpot>;

/** A number that does not stand up to its check would refuse the person too: it is asked again later. */
const sure = ({ phone, idNumber, creditCode, ...rest }: PartyInput): PartyInput => ({
  ...rest,
  ...(phone && normalisePhone(phone).verdict !== 'bad' && { phone }),
  ...(idNumber && checkIdNumber(idNumber).verdict !== 'bad' && { idNumber }),
  ...(creditCode && checkCreditCode(creditCode).verdict !== 'bad' && { creditCode }),
});
const nameAlone = (value: unknown): PartyInput =>
  PartyInput.safeParse({ name: (value as { name?: unknown } | undefined)?.name }).data ?? {};

const { narrative, reporter, respondent, others, title, place, category, happenedAt } = OnTheSpot.shape;
/** The same page where a danger was told on it and nothing else is sure: what cannot be read is left out, and keeps nothing from being heard. */
export const Heard = z.object({
  narrative: narrative.catch('（补录当场调解，经过还没有写清）'),
  reporter: reporter.catch(({ value }) => nameAlone(value)).transform(sure),
  respondent: respondent.catch(({ value }) => nameAlone(value)).transform(sure),
  others: others.catch(undefined).transform((list) => list?.map(sure)),
  title: title.catch(undefined),
  place: place.catch(undefined),
  category: category.optional().catch(undefined),
  happenedAt: happenedAt.optional().catch(undefined),
});
