import { dayInChina, sayInstant } from '../../../ground/clock/index.ts';
import { sayCapital, sayYuan } from '../../../ground/ui/money.ts';
import { categoryOn, gatesOn, ruleOn } from '../../../support/deadlines/index.ts';
import { shortId } from '../../../support/documents/paperCodes.ts';
import {
  type FormCode,
  forms,
  isForm,
  type PaperData,
  type PersonOnPaper,
  sayDay,
} from '../../../support/documents/papers/index.ts';
import { channels, type DocumentRow, type MatterRow, type PartyRow } from '../model.ts';
import type { Aggregate } from '../store.ts';
import { coverFields } from './cover.ts';
import { endingWords, entryWords, markWords, satisfactionWords, wayWords } from './words.ts';

/** What a paper needs besides the record: names by id, the centre, the court. */
export interface Around {
  names: Readonly<Record<string, string>>;
  centre: string;
  court: string | undefined;
}
/** Everything of one paper, ready to be set. */
export interface Sheet {
  form: FormCode;
  version: number;
  data: PaperData;
}

type Body = Record<string, unknown>;
interface Told {
  found: Aggregate;
  row: DocumentRow;
  body: Body;
  around: Around;
}
type Filled = Partial<Pick<PaperData, 'fields' | 'rows' | 'entries' | 'people' | 'signatures' | 'issuer'>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const dayOf = (value: unknown): string =>
  value instanceof Date
    ? sayDay(dayInChina(value))
    : sayDay(/T/.test(text(value)) ? dayInChina(new Date(text(value))) : text(value));

const momentOf = (at: Date) => `${dayOf(at)}${sayInstant(at).slice(-5)}`;

/** Which form a kind of document is printed on; what has none of its own is a plain record. */
export const formOf = (kind: string): FormCode => (kind === '法院材料包' ? 'court-pack' : isForm(kind) ? kind : 'general');

/** The data of one paper, from the record alone: numbers stay masked as they stand there. */
export function sheetOf(found: Aggregate, row: DocumentRow, around: Around): Sheet {
  const form = formOf(row.kind);
  const { matter } = found;
  const filled = (fillers[form] ?? plain)({ found, row, body: row.body as Body, around });
  const on =
    isAgreement(row.kind) && matter.agreement?.effectiveAt && row.state === 'issued'
      ? new Date(matter.agreement.effectiveAt)
      : (row.issuedAt ?? row.madeAt);
  const data: PaperData = {
    issuer: committee(matter, around),
    title: `${isAgreement(row.kind) || form === 'F3' ? forms[form].zh : row.title}${row.state === 'void' ? '（已作废）' : ''}`,
    number: row.number ?? undefined,
    code: matter.code,
    square: isAgreement(row.kind) ? { matterCode: matter.code, document: shortId(row.id) } : undefined,
    on: row.state === 'draft' ? undefined : dayInChina(on),
    ...filled,
  };
  return { form, version: forms[form].version, data };
}

/** The paper twin: who and what is known stands on it already, the rest is left open. */
export function blankOf(found: Aggregate, form: FormCode, around: Around): Sheet {
  const { matter } = found;
  const people = forms[form].people === 'none' || matter.collective ? undefined : peopleOf(found.matter, found.parties);
  const known: Record<string, string> = { matter: matter.title, ...(form === 'F18' && around.court && { court: around.court }) };
  const fields = Object.fromEntries(
    Object.entries(known).filter(([key]) => forms[form].fields.some((field) => field.key === key)),
  );
  return {
    form,
    version: forms[form].version,
    data: { issuer: committee(matter, around), code: matter.code, people, fields, blank: true },
  };
}

const isAgreement = (kind: string) => kind === 'F7' || kind === 'F8';
const committee = (matter: MatterRow, { names, centre }: Around) =>
  (matter.organisationId && names[matter.organisationId]) || centre;
const sides = { applicant: '申请人', respondent: '被申请人', joined: '共同申请人' } as const;

/** The 17th digit, which the mask leaves, says man or woman; the birth date stays hidden, so no age. */
const sexOf = (mask: string | null) =>
  mask?.length === 18 && /\d/.test(mask[16]!) ? (Number(mask[16]) % 2 ? '男' : '女') : undefined;

/**
 * A paper goes to both sides. Where somebody has to be protected, nobody's address and number stand on it, also after the release
 * (反家庭暴力法 5、13); who wants them there writes them by hand.
 */
function peopleOf({ safety }: MatterRow, parties: readonly PartyRow[], role?: string): PersonOnPaper[] {
  const open = safety === 'NONE';
  return parties.map((party) => ({
    role: role ?? sides[party.side],
    kind: party.kind,
    name: party.name ?? undefined,
    sex: party.kind === 'person' ? sexOf(party.idMask) : undefined,
    idNumber: party.idMask ?? undefined,
    phone: (open && party.phoneMask) || undefined,
    address: (open && party.address) || undefined,
    creditCode: party.creditCode ?? undefined,
  }));
}
const present = ({ parties }: Aggregate) => parties.filter((party) => !party.goneAt);
const nameOf = ({ parties }: Aggregate, id: unknown) => parties.find((party) => party.id === id)?.name ?? '';
const namesOf = (parties: readonly PartyRow[]) => {
  const all = parties.map((party) => `${sides[party.side]}${party.name ?? '（未登记姓名）'}`);
  return all.length > 12 ? `${all.slice(0, 12).join('、')}等${all.length}人` : all.join('、');
};
const categoryZh = ({ category, receivedAt }: MatterRow) =>
  category ? (categoryOn(category, dayInChina(receivedAt))?.zh ?? category) : '';

interface RouteRow {
  zh?: string;
  plain?: string;
  timeLimit?: string;
}
const routeRows = (value: unknown) =>
  ((value ?? []) as RouteRow[]).map(({ zh = '', plain = '', timeLimit = '' }) => [zh, plain, timeLimit]);

interface Duty {
  payerId?: string;
  payeeId?: string;
  what: string;
  amountFen?: number;
  dueOn: string;
  doneNow?: boolean;
}
/** Each promise as a line: who to whom, in figures and capitals, by when. */
function dutyRows(found: Aggregate, value: unknown): string[][] {
  return ((value ?? []) as Duty[]).map(({ payerId, payeeId, what, amountFen, dueOn, doneNow }, i) => [
    String(i + 1),
    [payerId && nameOf(found, payerId), payeeId && `向${nameOf(found, payeeId)}`].filter(Boolean).join('') +
      (payerId || payeeId ? '：' : '') +
      what,
    amountFen === undefined || amountFen === null ? '' : sayMoney(amountFen),
    doneNow ? '当场已履行' : `${sayDay(dueOn)}前`,
  ]);
}
export const sayMoney = (fen: number) => `${sayYuan(fen)}元（人民币${sayCapital(fen)}）`;

const doneBy = ({ row }: Told, who: string | null): string | undefined => {
  const mark = row.marks.findLast(({ by }) => by === who);
  return mark && `${markWords[mark.kind] ?? '已签'}　${dayOf(mark.at)}`;
};

/** One place for each hand that the law asks for (人民调解法 29), with what stands there already. */
function hands(told: Told, oral: boolean): PaperData['signatures'] {
  const { found, around } = told;
  const parties = present(found);
  const each = parties.map((party) => ({
    label: `${sides[party.side]}${party.name ?? ''}${oral ? '（可以不签）' : '（签名、盖章或按指印）'}`,
    done: doneBy(told, party.id),
  }));
  const { mediatorId } = found.matter;
  return [
    ...(parties.length > 12 ? [{ label: '各方当事人', done: '见附表' }] : each),
    { label: `人民调解员${(mediatorId && around.names[mediatorId]) || ''}（签名）`, done: doneBy(told, mediatorId) },
    { label: '记录人（签名）' },
  ];
}

const chinese = '零一二三四五六七八九十';
const sayCount = (n: number) => (n <= 10 ? chinese[n]! : String(n));

/** Clauses where an agreement has them, else its text. */
function termsOf(body: Body): string {
  const clauses = (body.clauses as Array<string | { text?: string }> | undefined)
    ?.map((one) => (typeof one === 'string' ? one : text(one.text)))
    .filter(Boolean);
  return clauses?.length ? clauses.map((one, i) => `${i + 1}．${one}`).join('\n') : text(body.text);
}
function agreement(told: Told): Filled {
  const { found, body, row } = told;
  const oral = row.kind === 'F8';
  const facts = text(body.facts) || found.matter.narrative;
  return {
    people: peopleOf(found.matter, present(found)).map((person, i) => ({ ...person, done: doneBy(told, present(found)[i]!.id) })),
    fields: { facts, outline: facts, terms: termsOf(body), copies: sayCount(present(found).length + 1) },
    rows: dutyRows(found, body.instalments),
    signatures: hands(told, oral),
  };
}

const fillers: Partial<Record<FormCode, (told: Told) => Filled>> = {
  F1: ({ found }) => ({ people: peopleOf(found.matter, found.parties), fields: { outline: found.matter.narrative } }),
  F2: ({ found, body }) => ({
    people: peopleOf(found.matter, found.parties),
    fields: {
      receivedOn: dayOf(found.matter.receivedAt),
      acceptedOn: dayOf(body.acceptedAt),
      category: categoryZh(found.matter),
      source: channels[found.matter.channel],
      place: found.matter.placeText ?? '',
      late: body.lateEntry ? `事后补录，${dayOf(found.matter.recordedAt)}记` : '',
      outline: found.matter.narrative,
    },
  }),
  F6: ({ found, row, body, around }) => ({
    fields: {
      at: momentOf(text(body.at) ? new Date(text(body.at)) : row.madeAt),
      place: text(body.place),
      parties: namesOf(present(found)),
      present: text(body.present),
      mediators: (found.matter.mediatorId && around.names[found.matter.mediatorId]) || '',
      way: wayWords[text(body.joint)] ?? wayWords.joint!,
      said: text(body.said) || (text(body.reason) ? `再调一轮。原因：${text(body.reason)}` : ''),
      points: text(body.points),
    },
  }),
  F7: agreement,
  F8: agreement,
  F9: ({ found, body }) => ({
    fields: {
      visited: nameOf(found, body.partyId),
      agreement: text(body.number) || found.matter.agreement?.number || '',
      matter: found.matter.title,
      way: wayWords[text(body.way)] ?? '',
      satisfied: satisfactionWords[text(body.satisfied)] ?? '',
      finding: text(body.finding),
    },
  }),
  F10: ({ found, row, body, around }) => ({
    fields: coverFields(found, around, row),
    rows: ((body.contents ?? []) as Array<{ title?: string; number?: string | null }>).map(({ title, number }, i) => [
      String(i + 1),
      title ?? '',
      number ?? '',
      '',
      '',
    ]),
  }),
  F11: ({ found, body, around }) => ({
    people: peopleOf(found.matter, found.parties),
    fields: {
      handler: (found.matter.mediatorId && around.names[found.matter.mediatorId]) || '',
      source: channels[found.matter.channel],
      acceptedOn: dayOf(found.documents.find(({ kind }) => kind === 'F2')?.madeAt),
      closedOn: dayOf(found.documents.find(({ kind }) => kind === 'F11')?.madeAt),
      facts: found.matter.narrative,
      result: [endingWords[text(body.reason) as keyof typeof endingWords], text(body.feedback)].filter(Boolean).join('。'),
    },
  }),
  F13: ({ found, body }) => ({
    fields: {
      to: body.partyId ? nameOf(found, body.partyId) : namesOf(found.parties),
      matter: found.matter.title,
      reason: body.partyId ? '本人退出调解' : (endingWords[text(body.reason) as keyof typeof endingWords] ?? text(body.reason)),
      limitation: `申请调解之日（${dayOf(found.matter.receivedAt)}）起诉讼时效中断，重新计算（民法典第一百九十五条）。`,
    },
    rows: routeRows(body.routes),
  }),
  F14: ({ found, body, around }) => ({
    issuer: around.centre,
    fields: {
      to: namesOf(found.parties.filter(({ side }) => side !== 'respondent')),
      matter: found.matter.title,
      basis: gatesOn(dayInChina(found.matter.receivedAt)).find(({ code }) => code === body.code)?.zh ?? text(body.code),
      reason: text(body.reason),
    },
    rows: routeRows(body.routes),
  }),
  F15: ({ found, body, around }) => ({
    fields: {
      mediator: text(body.name) || around.names[text(body.mediatorId)] || '',
      matter: found.matter.title,
      disclosure: text(body.disclosure) || '无',
      decision: !text(body.disclosure) || body.disclosure === '无' ? '各方没有异议' : body.accepted ? '各方知情后接受' : '',
    },
  }),
  F16: ({ found, body }) => ({
    fields: { matter: found.matter.title, until: dayOf(body.until), reason: text(body.reason) },
    signatures: present(found)
      .slice(0, 12)
      .map((party) => ({
        label: `${sides[party.side]}${party.name ?? ''}（签名、盖章或按指印）`,
        ...(((body.signedBy ?? []) as string[]).includes(party.id) && { done: '已签字' }),
      })),
  }),
  F17: ({ found, body, around }) => {
    const sent = found.handovers.find(({ toOrg, reason }) => toOrg === body.to && reason === body.reason);
    return {
      issuer: (sent?.fromOrg && around.names[sent.fromOrg]) || around.centre,
      people: peopleOf(found.matter, found.parties),
      fields: {
        to: around.names[text(body.to)] ?? '',
        matter: found.matter.title,
        basis: text(body.legalBasis),
        contact: sent?.contact ?? '',
        outline: sent?.outline ?? found.matter.title,
        reason: text(body.reason),
      },
    };
  },
  F18: ({ found, body, around }) => {
    const { matter } = found;
    const number = text(body.number) || matter.agreement?.number || '';
    const on = dayOf(matter.agreement?.effectiveAt);
    const body29 = `${committee(matter, around)}主持调解，自愿达成${number}人民调解协议`;
    return {
      people: peopleOf(found.matter, present(found), '申请人'),
      fields: {
        court: around.court ?? '',
        request: `请求人民法院依法确认申请人于${on}经${body29}有效。`,
        facts: `申请人之间因“${matter.title}”发生纠纷（${categoryZh(matter)}），于${on}经${body29}，协议自当日起生效。现依照《中华人民共和国人民调解法》第三十三条、《中华人民共和国民事诉讼法》第二百零五条，共同申请司法确认。`,
        delivery: peopleOf(matter, present(found).slice(0, 12))
          .map(({ name, address, phone }) => `${name ?? ''}：${[address, phone].filter(Boolean).join('，')}`)
          .join('\n'),
        attachments: [
          '人民调解协议书',
          '人民调解委员会主持调解的证明',
          '申请人的身份证明、资格证明',
          '与协议有关的财产权利证明（有的附）',
          '住所、联系方式说明',
        ]
          .map((zh, i) => `${i + 1}．${zh}`)
          .join('\n'),
      },
      signatures: present(found)
        .slice(0, 12)
        .map((party) => ({
          label: `申请人${party.name ?? ''}（签名、盖章或按指印）`,
          ...(party.f18At && { done: `已签　${dayOf(party.f18At)}` }),
        })),
    };
  },
  F19: ({ found, body }) => {
    const part = found.instalments.find(({ id }) => id === body.instalmentId);
    return {
      fields: {
        agreement: found.matter.agreement?.number ?? '',
        clause: part ? `第${part.seq}期：${part.what}` : '',
        payer: nameOf(found, part?.payerId),
        payee: nameOf(found, part?.payeeId),
        amount: part?.amountFen === null || part?.amountFen === undefined ? '' : sayMoney(part.amountFen),
        doneOn: dayOf(part?.doneOn),
        how: wayWords[text(body.how)] ?? text(body.how),
        words: text(body.words),
      },
    };
  },
  F20: ({ found, body, around }) => {
    const part = found.instalments.find(({ id }) => id === body.instalmentId);
    const rule = text(body.code) ? ruleOn(text(body.code), dayInChina(found.matter.receivedAt)) : undefined;
    return {
      issuer: part ? committee(found.matter, around) : around.centre,
      fields: {
        to: part ? nameOf(found, part.payerId) || namesOf(present(found)) : committee(found.matter, around),
        matter: found.matter.title,
        issue: part
          ? `按协议${found.matter.agreement?.number ?? ''}，${part.what}${part.amountFen ? `，${sayMoney(part.amountFen)}` : ''}`
          : text(body.about) || (rule?.zh ?? ''),
        basis: part ? '人民调解法第三十一条' : /^\[/.test(rule?.source ?? '[') ? '本中心的工作时限' : rule!.source,
        deadline: part ? `${sayDay(part.dueOn)}前` : '',
      },
    };
  },
  'court-pack': ({ found, body, around }) => {
    const asker = body.asker as { name?: string | null; side?: keyof typeof sides } | undefined;
    const mediation = body.mediation as { ended?: string | null; agreementReached?: boolean } | undefined;
    const settled = body.agreement as { text?: string; number?: string; effectiveAt?: string } | undefined;
    const parties = (body.parties ?? []) as Array<{ name?: string | null; side: keyof typeof sides }>;
    return {
      issuer: around.centre,
      fields: {
        asker: `${asker?.side ? sides[asker.side] : ''}${asker?.name ?? ''}`,
        parties: parties
          .map((p) => `${sides[p.side]}${p.name ?? ''}`)
          .slice(0, 40)
          .join('、'),
        category: categoryZh(found.matter),
        requestedOn: dayOf(body.requestReceivedAt),
        ended: settled ? '已达成调解协议' : mediation?.ended ? `调解已于${dayOf(mediation.ended)}结束，未达成协议` : '',
        agreement: settled ? `${settled.number ?? ''}，${dayOf(settled.effectiveAt)}生效` : '',
        request: text(body.request),
        terms: settled?.text ?? '',
        limitation: text(body.limitation),
      },
      rows: routeRows(body.next),
    };
  },
};

const sayEntry = (key: string, value: unknown): string => {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value))
    return value.map((one) => gatesOn('2026-01-01').find(({ code }) => code === one)?.zh ?? text(one)).join('、');
  const said = text(value);
  return key === 'way' || key === 'reason' ? (wayWords[said] ?? said) : /^\d{4}-\d\d-\d\d/.test(said) ? dayOf(said) : said;
};
const plain = ({ body }: Told): Filled => ({
  entries: Object.entries(body).flatMap(([key, value]) => {
    const said = entryWords[key] ? sayEntry(key, value) : '';
    return said ? [[entryWords[key]!, said] as [string, string]] : [];
  }),
});
