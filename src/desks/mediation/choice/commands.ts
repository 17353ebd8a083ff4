import { z } from 'zod';
import { sql } from '../../../ground/store/index.ts';
import { type MatterCommand, matterCommand } from '../../../registers/matters/command.ts';
import { choice, id, maybeText, partyMove } from '../../../registers/matters/fields.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { receive } from '../consent/receipt.ts';
import { moves } from '../lifecycle.ts';
import { refusals as mediationRefusals } from '../refusals.ts';
import { refusals } from './refusals.ts';
import { heedHints } from './settle.ts';

async function mediatorNamed(m: OpenMatter, mediatorId: string): Promise<string> {
  const found = await m.call.work.one<{ name: string }>(
    sql`select name from staff where tenant_id = ${m.row.tenantId} and id = ${mediatorId} and active and 'mediator' = any(roles)`,
  );
  if (!found) throw mediationRefusals.notMediator();
  return found.name;
}
const some = (zh: string) => z.array(z.uuid()).max(3, '最多三位').default([]).meta({ zh, widget: 'mediators' });

/** Whom this party would have, and whom not: their own word, without a reason (人民调解法 19、23(1)). */
export const chooseMediator = matterCommand({
  name: 'mediation.chooseMediator',
  row: moves.chooseMediator,
  event: 'mediation.mediatorWished',
  causes: '记下这一方想要谁、不要谁；可以再改',
  input: z.object({ ...partyMove, wants: some('想要谁（最多三位）'), strikes: some('不要谁（最多三位，不问理由）') }),
  run: async (m, { partyId, by, words, wants, strikes }) => {
    m.party(partyId);
    if (wants.some((one) => strikes.includes(one))) throw refusals.both();
    for (const one of [...wants, ...strikes]) await mediatorNamed(m, one);
    m.facts({ choices: { ...m.row.facts.choices, [partyId]: { wants, strikes } } });
    m.tell({ partyId, by, words, wants, strikes });
    for (const [answer, list] of [
      ['wants', wants],
      ['strikes', strikes],
    ] as const)
      for (const subjectId of list) receive(m, { partyId, about: 'choice', answer, subjectId, channel: by });
  },
});

/** The director proposes, with a reason that every party hears; whom a party struck is not proposed. */
export const proposeMediator = matterCommand({
  name: 'mediation.proposeMediator',
  row: moves.proposeMediator,
  event: 'mediation.mediatorProposed',
  causes: '各方收到姓名，可以接受，也可以不接受',
  input: z.object({ mediatorId: id('推荐哪一位', 'mediator'), reason: maybeText('为什么推荐他', 200) }),
  run: async (m, { mediatorId, reason }) => {
    const name = await mediatorNamed(m, mediatorId);
    const struck = m.present.some((party) => m.row.facts.choices?.[party.id]?.strikes.includes(mediatorId));
    if (struck) throw refusals.struck();
    m.facts({ proposal: { mediatorId, said: {} } });
    const why = reason ? `推荐的理由：${reason}。` : '';
    m.noticeAll(
      'assigned',
      '推荐的调解员',
      `推荐${name}担任调解员。${why}您可以接受，可以不接受，也可以自己从名册里选，都不用说理由。`,
    );
    m.tell({ mediatorId, name, reason });
  },
});

export const answerProposal = matterCommand({
  name: 'mediation.answerProposal',
  row: moves.answerProposal,
  event: 'mediation.proposalAnswered',
  causes: '记下这一方接受不接受；不问理由',
  input: z.object({ ...partyMove, answer: choice('怎样说', { accepted: '接受', declined: '不接受' }) }),
  run: (m, { partyId, by, words, answer }) => {
    m.party(partyId);
    const { proposal } = m.row.facts;
    if (!proposal) throw refusals.notProposed();
    m.facts({ proposal: { ...proposal, said: { ...proposal.said, [partyId]: answer } } });
    receive(m, { partyId, about: 'mediator', answer, subjectId: proposal.mediatorId, channel: by });
    m.tell({ partyId, by, words, answer });
  },
});

const companionKinds = {
  coMediator: '共同调解的调解员',
  relative: '亲属',
  neighbour: '邻里',
  colleague: '同事',
  expert: '有专门知识的人',
  body: '有关社会组织',
} as const;

/** A second mediator, a relative, an expert: only when every party has said yes to this very person (人民调解法 19、20). */
export const bringIn = matterCommand({
  name: 'mediation.bringIn',
  row: moves.bringIn,
  event: 'mediation.companionBroughtIn',
  causes: '这一位从现在起参加；任何一方随时可以收回同意',
  input: z.object({
    kind: choice('请的是谁', companionKinds),
    mediatorId: z.uuid().optional().meta({ zh: '哪一位调解员（共同调解才填）', widget: 'mediator' }),
    name: maybeText('姓名或单位（不是调解员的填）', 60),
    agreedBy: z.array(z.uuid()).meta({ zh: '同意请他参加的当事人', widget: 'parties' }),
    by: partyMove.by,
    hintsChecked: maybeText('系统提示有利害关系的，写明怎样核实的', 300),
  }),
  run: async (m, { kind, mediatorId, name, agreedBy, by, hintsChecked }) => {
    const other = kind === 'coMediator' && mediatorId !== m.row.mediatorId ? mediatorId : undefined;
    if (kind === 'coMediator' && !other) throw refusals.whichMediator({ fields: { mediatorId: '选另一位调解员' } });
    if (kind !== 'coMediator' && !name) throw refusals.whatName({ fields: { name: '写上姓名或单位' } });
    if (!m.present.every((party) => agreedBy.includes(party.id))) throw refusals.everyConsent();
    const called = other ? await mediatorNamed(m, other) : name!;
    if (other) await heedHints(m, other, hintsChecked);
    const companionId = other ?? m.call.chance.id(m.now);
    const companion = { id: companionId, kind, name: called, ...(other && { staffId: other }) };
    m.facts({ companions: [...(m.row.facts.companions ?? []).filter((one) => one.id !== companionId), companion] });
    if (other)
      m.facts({ coMediators: [...new Set([...(m.row.facts.coMediators ?? []), other])] })
        .admit({ member: other })
        .notice('assigned', '请您共同调解', m.row.title, { staffId: other });
    for (const { id: partyId } of m.present)
      receive(m, { partyId, about: 'companion', answer: 'given', subjectId: companionId, channel: by });
    m.addDocument('参加人', '邀请参加调解', { name: called, kind: companionKinds[kind], hintsChecked: hintsChecked ?? '' });
    m.tell({ companionId, kind, name: called });
  },
});

/** One party's consent taken back is enough: the companion takes no part from then on. */
export const takeOut = matterCommand({
  name: 'mediation.takeOut',
  row: moves.takeOut,
  event: 'mediation.companionTakenOut',
  causes: '这一位从现在起不再参加；不问理由',
  input: z.object({ ...partyMove, companionId: z.uuid('请选择参加人').meta({ zh: '哪一位参加人', widget: 'companion' }) }),
  shut: (row) => ((row.facts.companions ?? []).length === 0 ? refusals.noSuchCompanion : undefined),
  run: (m, { partyId, by, words, companionId }) => {
    m.party(partyId);
    const companion = (m.row.facts.companions ?? []).find((one) => one.id === companionId);
    if (!companion) throw refusals.noSuchCompanion();
    m.facts({ companions: m.row.facts.companions!.filter((one) => one !== companion) });
    m.facts({ coMediators: (m.row.facts.coMediators ?? []).filter((one) => one !== companion.staffId) });
    if (companion.staffId && companion.staffId !== m.row.mediatorId) m.dismiss({ member: companion.staffId });
    receive(m, { partyId, about: 'companion', answer: 'withdrawn', subjectId: companionId, channel: by });
    m.tell({ partyId, by, words, name: companion.name });
  },
});

export const commands = [chooseMediator, proposeMediator, answerProposal, bringIn, takeOut] as unknown as MatterCommand[];
