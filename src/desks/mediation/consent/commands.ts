import { z } from 'zod';
import { type MatterCommand, matterCommand } from '../../../registers/matters/command.ts';
import { choice, id, maybeText, partyMove, tick, yes } from '../../../registers/matters/fields.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { goesToCourt, leaves, nextIsMediator } from '../commands.ts';
import { moves } from '../lifecycle.ts';
import { offered } from './answering.ts';
import { invitationFields, letterOf, sendLetter } from './invitation.ts';
import { answers, hashOf, laterAnswers, willing } from './letter.ts';
import { asked, receive, separateTexts } from './receipt.ts';
import { refusals } from './refusals.ts';

const howReached = choice('怎样联系', { phone: '电话', letter: '信函', visit: '上门', message: '短信' });

export const invite = matterCommand({
  name: 'mediation.invite',
  row: moves.invite,
  event: 'mediation.invited',
  causes: '对方会收到邀请：自愿、免费、可以不来',
  wayOut: 'continue',
  secret: true,
  input: z.object({
    way: howReached,
    safeContact: yes('这样联系是安全的'),
    ...invitationFields,
    words: maybeText('说了什么', 1000),
  }),
  run: async (m, { way, words, safeContact: _, ...wanted }) => {
    const letter = await letterOf(m.call.work, m.row, m.parties, wanted);
    m.to('CONSENT');
    // Who came with a request has said yes by it; the others are asked.
    for (const party of m.present)
      if (party.side === 'applicant' && party.consent === 'unasked') {
        m.saveParty(party.id, { consent: 'agreed' });
        receive(m, { partyId: party.id, answer: 'agreed', channel: 'request' });
      }
    m.tell({ way, words });
    return sendLetter(
      m,
      letter,
      m.present.filter(({ side }) => side === 'respondent'),
      way,
      words,
    );
  },
});

/** A letter that got lost, somebody who joined later: a new link, and the old one opens nothing any more. */
export const inviteAgain = matterCommand({
  name: 'mediation.inviteAgain',
  row: moves.inviteAgain,
  event: 'mediation.invitedAgain',
  causes: '发一份新的邀请和链接，旧链接作废',
  secret: true,
  input: z.object({
    partyId: id('给哪一位', 'party'),
    way: howReached,
    safeContact: yes('这样联系是安全的'),
    ...invitationFields,
  }),
  run: async (m, { partyId, way, safeContact: _, ...wanted }) => {
    const party = m.party(partyId);
    if (party.consent === 'agreed') throw refusals.alreadyAnswered();
    m.tell({ partyId, way });
    return sendLetter(m, await letterOf(m.call.work, m.row, m.parties, wanted), [party], way);
  },
});

/** The party by themselves, on the page that their own link opens: the acting person is the party. */
export const answer = matterCommand({
  name: 'mediation.answer',
  row: moves.answer,
  event: 'mediation.answered',
  causes: '立即生效；调解员开始办以前可以再改，以后随时可以退出',
  unlisted: true,
  input: z.object({
    answer: choice('答复', { ...answers, ...laterAnswers }),
    textVersion: z.string().max(40),
    textHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  run: async (m, { answer: said, textVersion, textHash }) => {
    const party = m.party(m.call.actor.id);
    const open = offered(m.row, party);
    if (open === 'none' || (open === 'leaving' && !(said in laterAnswers))) throw refusals.notNow();
    const text = { version: textVersion, hash: textHash };
    // Not this move ends anything, but what is said: coming in or waiting leaves the clocks as they are.
    m.keepClocks = true;
    m.tell({ partyId: party.id, answer: said });
    if (said === 'court' || said === 'leave') {
      m.keepClocks = false;
      const heard = { channel: 'page', text, byThemselves: true } as const;
      return said === 'court' ? goesToCourt(m, party.id, undefined, heard) : leaves(m, party.id, undefined, heard);
    }
    if (willing.has(said)) agrees(m, party.id);
    else waits(m, party.id);
    receive(m, { partyId: party.id, answer: said, channel: 'page', text, byThemselves: true });
  },
});

/** Yes, by whatever channel. */
function agrees(m: OpenMatter, partyId: string): void {
  m.saveParty(partyId, { consent: 'agreed', goneAt: null });
  nextIsMediator(m);
}

/** Not now is no yes: what was said before does not count any more, and nobody goes on without them. */
function waits(m: OpenMatter, partyId: string): void {
  const party = m.party(partyId);
  if (party.goneAt) return;
  if (party.consent === 'agreed') m.cancels('D04');
  m.saveParty(partyId, { consent: 'unasked' });
}

/** Sensitive data and a child's data are asked separately, each by its own text; taking back is the same one step (个人信息保护法 15、29、31). */
export const consentTo = matterCommand({
  name: 'mediation.consentTo',
  row: moves.consentTo,
  event: 'mediation.separatelyConsented',
  causes: '给一张回执；以后随时可以收回，一样是这一步',
  input: z.object({
    ...partyMove,
    about: choice('哪一项', { sensitive: asked.sensitive.zh, guardian: asked.guardian.zh }),
    answer: choice('怎样说', asked.sensitive.said),
    guardian: maybeText('监护人姓名和关系（孩子的信息要填）', 60),
    readAloud: tick('念给本人听过'),
  }),
  run: (m, { partyId, by, words, about, answer: said, guardian, readAloud }) => {
    m.party(partyId);
    if (about === 'guardian' && !guardian) throw refusals.whichGuardian({ fields: { guardian: '写上监护人' } });
    const { version, text } = separateTexts[about];
    const note = guardian ?? null;
    m.tell({ partyId, by, words, about, said });
    const { code } = receive(m, {
      partyId,
      about,
      answer: said,
      channel: by,
      text: { version, hash: hashOf(text) },
      readAloud,
      note,
    });
    return { zh: `回执号${code}` };
  },
});

export const commands = [invite, inviteAgain, answer, consentTo] as unknown as MatterCommand[];
