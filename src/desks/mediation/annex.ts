import { z } from 'zod';
import type { Term } from '../../registers/matters/effect.ts';
import { choice, day, id, money } from '../../registers/matters/fields.ts';
import { neededWords, type PartyRow, words } from '../../registers/matters/model.ts';

/** One annex a person (§8.1): a single promise to, or by, each of one side, with each one's amount from a pasted table. */
export const Annex = z.object({
  side: choice('哪一方的每个人', { applicants: '申请人一方', respondents: '被申请人一方' }),
  groupLabel: words(40, '分组').optional().meta({ zh: '只限哪一组', hint: '登记时写的分组，例如木工班' }),
  way: choice('他们', { get: '收', give: '付' }),
  otherId: id('另一头是谁', 'party'),
  what: neededWords(480, '做什么').meta({ zh: '做什么' }),
  dueOn: day('哪天之前'),
  doneNow: z.boolean().optional().meta({ zh: '当场已履行', widget: 'tick' }),
  amountFen: money('每人一样多的，写金额').optional(),
  amounts: z
    .array(
      z.object({
        name: neededWords(60, '姓名').meta({ zh: '姓名' }),
        amountFen: z.number('没有金额').int().min(0).max(1e13).meta({ zh: '金额' }),
      }),
    )
    .max(500, '最多500人')
    .optional()
    .meta({ zh: '各人不一样多的，粘贴名单', hint: '一行一人：姓名、金额（元）', widget: 'amounts' }),
});
export type Annex = z.infer<typeof Annex>;

type Person = Pick<PartyRow, 'id' | 'name' | 'side' | 'groupLabel'>;
const plain = (name: string | null | undefined) => (name ?? '').normalize('NFKC').replace(/\s/g, '');
const list = (names: readonly string[]) => `${names.slice(0, 10).join('、')}${names.length > 10 ? `等${names.length}人` : ''}`;

/** Whom an annex speaks of among those still present. */
export const peopleOf = <P extends Person>({ side, groupLabel, otherId }: Annex, present: readonly P[]): P[] =>
  present.filter(
    (party) =>
      (party.side === 'respondent') === (side === 'respondents') &&
      party.id !== otherId &&
      (!groupLabel || plain(party.groupLabel) === plain(groupLabel)),
  );

/**
 * An annex spread over the people it speaks of: a term of their own for each, in the order of the parties. Where table and people do
 * not match one to one nothing is guessed: `trouble` says who, for the sentence beside the field. Pure.
 */
export function spread(annex: Annex, present: readonly Person[]): { terms: Term[] } | { trouble: Record<string, string> } {
  const people = peopleOf(annex, present);
  if (people.length === 0) return { trouble: annex.groupLabel ? { groupLabel: '这一方没有这一组' } : { side: '这一方没有人' } };
  const table = annex.amounts ?? [];
  if (table.length > 0 && annex.amountFen !== undefined) return { trouble: { amounts: '一样多的金额和名单，只填一处' } };
  const wrong = table.length > 0 ? mismatch(table, people) : '';
  if (wrong) return { trouble: { amounts: wrong } };
  const amountOf = new Map(table.map(({ name, amountFen }) => [plain(name), amountFen]));
  const { what, dueOn, doneNow, otherId, way } = annex;
  return {
    terms: people.map((party) => ({
      ...(way === 'get' ? { payerId: otherId, payeeId: party.id } : { payerId: party.id, payeeId: otherId }),
      what: `${what}（${party.name ?? '姓名未留'}）`,
      amountFen: amountOf.get(plain(party.name)) ?? annex.amountFen,
      dueOn,
      ...(doneNow && { doneNow }),
    })),
  };
}

function mismatch(table: NonNullable<Annex['amounts']>, people: readonly Person[]): string {
  const names = people.map((party) => plain(party.name));
  const rows = table.map(({ name }) => plain(name));
  const once = (all: readonly string[]) => [...new Set(all)];
  const strangers = once(rows.filter((name) => !names.includes(name)));
  const left = once(names.filter((name) => !rows.includes(name))).map((name) => name || '姓名未留的');
  const namesakes = once(names.filter((name, at) => rows.includes(name) && names.indexOf(name) !== at));
  const twice = once(rows.filter((name, at) => rows.indexOf(name) !== at && !namesakes.includes(name)));
  return [
    strangers.length > 0 && `这一方没有：${list(strangers)}`,
    left.length > 0 && `还没有写到：${list(left)}`,
    twice.length > 0 && `写了两次：${list(twice)}`,
    namesakes.length > 0 && `有同名的人，请在“履行安排”里一个一个写：${list(namesakes)}`,
  ]
    .filter(Boolean)
    .join('；');
}
