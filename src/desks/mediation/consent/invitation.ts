import { z } from 'zod';
import { dayInChina, startOfDay } from '../../../ground/clock/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { choice, day, maybeText } from '../../../registers/matters/fields.ts';
import { hearsOf } from '../../../registers/matters/hearing.ts';
import type { MatterRow, PartyRow } from '../../../registers/matters/model.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { sentenceOf, tellsTheStory, type Wanted } from './about.ts';
import { hashOf, LETTER_TITLE, LETTER_VERSION, type Letter, linesOf, phoneScriptOf, smsOf, textOf } from './letter.ts';
import { refusals } from './refusals.ts';

const DAY_MS = 86_400_000;
/** [D] A week to answer, thirty days at most; the link itself stays good for as long as mediation may run: consent is withdrawn by it too. */
const ANSWER_DAYS = 7;
const MOST_DAYS = 30;
const LINK_DAYS = 90;

export const invitationFields = {
  about: choice('信里怎样说是什么事', { kind: '按纠纷类型说', neutral: '只说“一件与您有关的事”', own: '自己写一句' }).default(
    'kind',
  ),
  aboutWords: maybeText('自己写的一句', 60, '一句话，不写对方说的经过'),
  named: z.boolean().default(true).meta({ zh: '写明是谁希望谈', widget: 'tick' }),
  answerBy: day('请对方在哪天前答复').optional(),
  callNumber: maybeText('给对方回电的号码（不填用公布的）', 30),
};
type Fields = Wanted & { answerBy?: string | undefined; callNumber?: string | undefined };

/** The number that the body or the centre publishes; where neither has one, the line that every county has. */
async function published(work: Work, organisationId: string | null) {
  const row = await work.one<{ zh: string; address: string | null; committee: string | null; phone: string | null }>(sql`
    select c.zh, c.settings->>'address' as address, o.zh as committee, coalesce(o.settings->>'phone', c.settings->>'phone') as phone
    from centre c left join organisation o on o.tenant_id = c.id and o.id = ${organisationId} where c.id = ${work.tenantId}`);
  const centre = row?.zh ?? '社会治理中心';
  return { centre, committee: row?.committee ?? centre, phone: row?.phone ?? '12345', address: row?.address ?? '' };
}

/** The letter as it would go out. Refusals `noSentence`, `story`, `answerBy`. */
export async function letterOf(
  work: Work,
  matter: MatterRow,
  parties: readonly PartyRow[],
  { callNumber, answerBy = dayInChina(new Date(work.now.getTime() + ANSWER_DAYS * DAY_MS)), ...wanted }: Fields,
): Promise<Letter> {
  if (wanted.about === 'own' && !wanted.aboutWords) throw refusals.noSentence({ fields: { aboutWords: '写一句话' } });
  if (wanted.about === 'own' && tellsTheStory(wanted.aboutWords!, matter.narrative))
    throw refusals.story({ fields: { aboutWords: '换成自己的一句话' } });
  const days = (startOfDay(answerBy).getTime() - work.now.getTime()) / DAY_MS;
  if (days < 0 || days > MOST_DAYS) throw refusals.answerBy({ fields: { answerBy: `选明天起${MOST_DAYS}天以内的日子` } });
  const { phone, ...body } = await published(work, matter.organisationId);
  return {
    version: LETTER_VERSION,
    ...body,
    phone: callNumber || phone,
    code: matter.code,
    about: sentenceOf(matter, parties, wanted),
    answerBy,
  };
}

export type How = 'phone' | 'letter' | 'visit' | 'message';
const wayOf = { phone: 'phone', letter: 'print', visit: 'print', message: 'sms' } as const;

/** To whom a link may be given: who may be told now. While a matter is held, how to reach the other side safely is for the reviewers. */
const mayHaveLink = (m: OpenMatter, party: PartyRow): boolean => hearsOf(m.row, party, 'invitation') === 'now';

/** The letter becomes a paper of the file, a notice for each, and a link for each; the links are told once and kept nowhere. */
export function sendLetter(m: OpenMatter, letter: Letter, to: readonly PartyRow[], way: How, words?: string) {
  const text = textOf(letter);
  m.addDocument('邀请', '调解邀请', { ...letter, text, textHash: hashOf(text), way, words: words ?? '' });
  m.facts({ answerBy: letter.answerBy });
  const expiresAt = new Date(startOfDay(letter.answerBy).getTime() + LINK_DAYS * DAY_MS);
  const body =
    way === 'message' ? smsOf(letter) : (way === 'phone' ? phoneScriptOf(letter) : linesOf(letter).slice(1)).join('\n');
  const letters = [];
  for (const party of to) {
    m.notice('invitation', LETTER_TITLE, body, { partyId: party.id, way: wayOf[way] });
    if (!mayHaveLink(m, party)) continue;
    const path = `/i/${m.opensPage(party.id, 'answer', expiresAt)}`;
    letters.push({ partyId: party.id, name: party.name, path, sms: smsOf(letter, '{链接}') });
  }
  return { letters };
}
