import { z } from 'zod';
import { unlawful } from '../../../law/clauses/index.ts';
import { sayCapital, sayYuan } from '../../ground/ui/money.ts';
import { categoryOn, type Day, inForce, isWorkday, lawCalendar } from '../deadlines/index.ts';
import { dated } from '../deadlines/model.ts';
import { interestCapOn } from '../reckoning/index.ts';
import { type Amount, amountsIn, readCapital } from './amounts.ts';
import { refusals } from './refusals.ts';

const Unlawful = z
  .object({ code: z.string(), zh: z.string(), pattern: z.string(), blocks: z.boolean(), wayOn: z.string(), ...dated })
  .transform((row) => ({ ...row, reads: new RegExp(row.pattern, 'g') }));
const forbidden = z.array(Unlawful).parse(unlawful);

export interface Promised {
  payerId?: string;
  payeeId?: string;
  what: string;
  amountFen?: number;
  dueOn: Day;
  doneNow?: boolean;
}

/** What is about to be signed, as the form has it. */
export interface Draft {
  form: 'written' | 'oral';
  text: string;
  instalments: readonly Promised[];
  category: string | null;
  /** The day of signing: today, or the day it was settled for a late entry. */
  on: Day;
  /** Written down afterwards: days between the settling and now may already have passed. */
  late?: boolean;
  /** Four times the LPR, in parts of a million, and whether that is certain; by itself that of the day. */
  interestCap?: { parts: number; certain: boolean };
  /** Only a commercial body may ask a fee (人民调解法 4). */
  mayCharge?: boolean;
}

/** What is wrong or wants a second look: where, why, and what to do. `block`: nobody could perform or confirm it as it stands. */
export interface Finding {
  code: string;
  severity: 'block' | 'warn';
  /** Path of the form field. */
  at: string;
  zh: string;
  wayOn: string;
}

const block = (code: string, at: string, zh: string, wayOn: string): Finding => ({ code, severity: 'block', at, zh, wayOn });
const warn = (code: string, at: string, zh: string, wayOn: string): Finding => ({ code, severity: 'warn', at, zh, wayOn });

/** Every finding on a draft, those that block first. Pure: the day is handed in. */
export function lintTerms(draft: Draft): Finding[] {
  const amounts = amountsIn(draft.text);
  const found = [
    ...draft.instalments.flatMap((one, i) => promised(one, i, draft)),
    ...capitals(amounts),
    ...sums(draft, amounts),
    ...days(draft.text),
    ...words(draft),
    ...interest(draft),
    ...paper(draft),
  ];
  return found.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'block' ? -1 : 1));
}

/** Who, what, how much, when, how: one promise (民诉法解释 358(5)). */
function promised(one: Promised, i: number, { on, late }: Draft): Finding[] {
  const at = `instalments.${i}`;
  const nth = `第${i + 1}项`;
  const found: Finding[] = [];
  if (!one.payerId) found.push((one.amountFen ? block : warn)('who', `${at}.payerId`, `${nth}没有写谁来履行。`, '选履行的人。'));
  if (one.amountFen && !one.payeeId) found.push(block('toWhom', `${at}.payeeId`, `${nth}没有写付给谁。`, '选收钱的人。'));
  if (one.payerId && one.payerId === one.payeeId)
    found.push(block('same', `${at}.payeeId`, `${nth}付的和收的是同一个人。`, '核对谁付给谁。'));
  if (one.amountFen === 0) found.push(block('zero', `${at}.amountFen`, `${nth}金额是0。`, '填上金额；不是付钱的，把金额空着。'));
  if (one.amountFen && !/转账|汇|现金|微信|支付宝|银行|卡|账户|支票|抵扣|当场|当面|扣/.test(one.what))
    found.push(warn('how', `${at}.what`, `${nth}没有写怎么付。`, '写明转账、现金还是别的，到哪个户名。'));
  if (one.dueOn < on && !one.doneNow && !late)
    found.push(
      block('past', `${at}.dueOn`, `${nth}的日期${one.dueOn}已经过了。`, '改成今天以后的日子；已经付了的，勾“当场已履行”。'),
    );
  if (one.dueOn > `${Number(on.slice(0, 4)) + 10}${on.slice(4)}`)
    found.push(warn('far', `${at}.dueOn`, `${nth}要到${one.dueOn}，超过十年。`, '核对年份。'));
  if (isWorkday(one.dueOn, lawCalendar) === false && one.dueOn >= on && !one.doneNow)
    found.push(
      warn(
        'restDay',
        `${at}.dueOn`,
        `${nth}到期的${one.dueOn}是休息日，银行和单位可能不上班。`,
        '改到前一个工作日；不改也有效。',
      ),
    );
  return found;
}

/** Figures and capitals of one amount say the same. */
function capitals(amounts: readonly Amount[]): Finding[] {
  return amounts.flatMap(({ figure, fen, capital }) => {
    if (capital === undefined) return [];
    const read = readCapital(capital);
    if (read === fen) return [];
    return [block('capital', 'text', `“${figure}”和大写“${capital}”对不上。`, `大写应是“${sayCapital(fen)}”，或者改数字。`)];
  });
}

const total =
  /(?:(?:支付|给付|付给|付清|赔偿|补偿|偿还|返还|归还)[^。；;，,\n\d]{0,16}(?:共计|合计|总计|总共|一共|共)|(?:共计|合计|总计|总共|一共|共)(?:支付|给付|赔偿|补偿|偿还|返还))[^。；;，,\n\d]{0,6}$/;

/** What the words promise together is what the plan pays together. */
function sums({ instalments, text }: Draft, amounts: readonly Amount[]): Finding[] {
  const plan = instalments.reduce((sum, one) => sum + (one.amountFen ?? 0), 0);
  const paid = instalments.filter((one) => one.amountFen);
  if (amounts.length > 0 && instalments.length === 0 && /付|赔|还|给/.test(text))
    return [
      warn(
        'noPlan',
        'instalments',
        '协议里写了钱，履行安排是空的：到期没有人提醒，不履行也没有材料。',
        '把每一笔加到履行安排；从条款库选的会自动写好。',
      ),
    ];
  if (paid.length === 0) return [];
  const stated = amounts.filter(({ at }) => total.test(text.slice(0, at)));
  const found: Finding[] = [];
  if (stated.length === 1 && stated[0]!.fen !== plan)
    found.push(
      block(
        'sum',
        'instalments',
        `协议内容里一共是${stated[0]!.figure}，履行安排加起来是${sayYuan(plan)}元。`,
        '核对每一期的金额，或者改协议内容。',
      ),
    );
  const known = new Set([...amounts.map(({ fen }) => fen), amounts.reduce((sum, { fen }) => sum + fen, 0)]);
  if (amounts.length > 0 && !known.has(plan) && !paid.some(({ amountFen }) => known.has(amountFen!)))
    found.push(warn('unsaid', 'text', `履行安排的金额（共${sayYuan(plan)}元）在协议内容里找不到。`, '核对金额，两处写成一样。'));
  return found;
}

/** Days that no calendar has. */
function days(text: string): Finding[] {
  return [...text.matchAll(/(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?/g)].flatMap(
    ([said, year, month, day]) => {
      const iso = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
      const real = !Number.isNaN(Date.parse(iso)) && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);
      return real ? [] : [block('noSuchDay', 'text', `日历上没有“${said}”这一天。`, '核对年月日，改成日历上有的日子。')];
    },
  );
}

function words({ text, instalments, on, mayCharge }: Draft): Finding[] {
  const whole = [text, ...instalments.map(({ what }) => what)].join('\n');
  return forbidden
    .filter((row) => inForce(row, on) && !(row.code === 'fee' && mayCharge))
    .flatMap((row) => {
      const [first] = whole.match(row.reads) ?? [];
      return first
        ? [(row.blocks ? block : warn)(row.code, 'text', `“${first}”：${row.zh}`, `${row.wayOn}（${row.source}）`)]
        : [];
    });
}

/** A rate above four times the LPR; a certain cap blocks, one that may have moved only warns. */
function interest({ text, on, interestCap = interestCapOn(on) }: Draft): Finding[] {
  if (!interestCap) return [];
  return [...text.matchAll(/(年利率|年息|年化|月利率|月息)\s*(?:为|按|是)?\s*(\d+(?:\.\d+)?)\s*(%|％|分)/g)].flatMap(
    ([said, kind, number, unit]) => {
      // 一分 is 1 % a month, or 10 % a year.
      const percent = Number(number) * (kind!.startsWith('月') ? 12 : unit === '分' ? 10 : 1);
      if (Math.round(percent * 10_000) <= interestCap.parts) return [];
      const cap = `${interestCap.parts / 10_000}%`;
      return [
        (interestCap.certain ? block : warn)(
          'interest',
          'text',
          `“${said}”合年利率${Number(percent.toFixed(2))}%，超过LPR四倍（${cap}${interestCap.certain ? '' : '，请核对最新LPR'}）。`,
          `改到不超过${cap}（《民间借贷规定》第二十五条）。`,
        ),
      ];
    },
  );
}

/** What the kind of dispute asks of the paper and of the way it is signed. */
function paper({ category, on, form }: Draft): Finding[] {
  const flags = category ? (categoryOn(category, on)?.flags ?? []) : [];
  return [
    ...(flags.includes('noESign') && form === 'written'
      ? [warn('ink', 'form', '婚姻家庭、继承的文书不能用电子签名。', '用笔签名或者按手印（《电子签名法》第三条）。')]
      : []),
    ...(flags.includes('labourRules') && form === 'oral'
      ? [
          warn(
            'labourPaper',
            'form',
            '劳动争议的口头协议不能申请支付令。',
            '涉及工资、工伤费用、补偿的写成书面（《劳动争议调解仲裁法》第十四条、第十六条）。',
          ),
        ]
      : []),
    ...(flags.includes('medicalRules') && form === 'oral'
      ? [warn('medicalPaper', 'form', '医疗纠纷达成一致的，要签书面协议。', '改成书面（《医疗纠纷预防和处理条例》第三十九条）。')]
      : []),
  ];
}

/** Blocking findings are refused, each beside its field with its way on. Refusal `unsound`. */
export function refuseUnsound(draft: Draft): void {
  const blocks = lintTerms(draft).filter(({ severity }) => severity === 'block');
  if (blocks.length === 0) return;
  const fields = Object.fromEntries([...blocks].reverse().map(({ at, zh, wayOn }) => [at, `${zh}${wayOn}`]));
  throw refusals.unsound({
    say: blocks.map(({ zh }) => zh).join(''),
    fields,
    waysOn: [...new Set(blocks.map(({ wayOn }) => wayOn)), '拿不准的先不写进协议，其余照签'],
  });
}
