import { readableCode } from '../../../ground/ids/index.ts';
import type { ConsentRow } from '../../../registers/matters/model.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { hashOf } from './letter.ts';

/** What a person is told before they say yes or no by word of mouth, where no letter went before. */
const SPOKEN = {
  version: 'spoken-1',
  text: '调解自愿、免费。可以不来，可以随时退出，不问理由，不会因此不利。可以选调解员，可以要求换人，可以请人陪同。任何时候都可以直接去法院。',
};

/** What the questions are about; each is asked and answered by itself (个人信息保护法 14、29、31). */
export const asked = {
  mediation: {
    zh: '调解',
    said: {
      talk: '愿意谈',
      write: '愿意，先书面说',
      helper: '愿意，请人陪我',
      agreed: '同意调解',
      notNow: '现在不谈',
      refused: '不同意调解',
      left: '退出调解',
      court: '去法院',
    },
  },
  sensitive: { zh: '使用敏感的个人信息', said: { given: '同意', withdrawn: '不同意或收回' } },
  guardian: { zh: '监护人：使用14岁以下孩子的信息', said: { given: '同意', withdrawn: '不同意或收回' } },
  choice: { zh: '选调解员', said: { wants: '想要', strikes: '不要' } },
  mediator: { zh: '调解员', said: { chosen: '选定', accepted: '接受', declined: '不接受' } },
  companion: { zh: '请人参加', said: { given: '同意', withdrawn: '收回同意' } },
} as const;
export type Asked = keyof typeof asked;
export const sayAnswer = (about: string, answer: string): string =>
  (asked[about as Asked]?.said as Record<string, string> | undefined)?.[answer] ?? answer;

export const channelsOfAnswer = {
  inPerson: '当面',
  phone: '电话',
  letter: '书面',
  message: '短信或微信',
  page: '本人在网页上',
  request: '申请的时候',
  recorded: '承办人记下',
} as const;

/** The separate texts, in the version that was read out. */
export const separateTexts: Readonly<Record<'sensitive' | 'guardian', { version: string; text: string }>> = {
  sensitive: {
    version: 'sensitive-1',
    text: '为了调解这件事，需要使用您的敏感个人信息（如病历、伤情、账户、行踪）。只给承办这件事的人看，只用在这件事上。不同意不影响调解其他部分；以后随时可以收回。',
  },
  guardian: {
    version: 'guardian-1',
    text: '为了调解这件事，需要使用您监护的孩子（不满14周岁）的信息。只给承办这件事的人看，只用在这件事上，不公开。不同意的，不使用；以后随时可以收回。',
  },
};

export interface Said {
  partyId: string;
  about?: Asked;
  answer: string;
  channel: string;
  text?: { version: string; hash: string };
  subjectId?: string | undefined;
  language?: string | undefined;
  readAloud?: boolean | undefined;
  note?: string | null;
  byThemselves?: boolean;
}

/** The text that stands before the person in this round: the letter that went out, or the spoken words. */
const textBefore = (m: OpenMatter): { version: string; hash: string } => {
  const letter = m.documents.findLast(({ kind, state }) => kind === '邀请' && state === 'issued')?.body;
  return letter
    ? { version: String(letter.version), hash: String(letter.textHash) }
    : { version: SPOKEN.version, hash: hashOf(SPOKEN.text) };
};

/**
 * The receipt of one answer, sealed by this very move: number, time, channel, language, and the hash of the text that was shown or
 * read. It stands in the ledger by its seal and in the event by its number.
 */
export function receive(m: OpenMatter, said: Said): ConsentRow {
  const text = said.text ?? textBefore(m);
  const row = m.addConsent({
    partyId: said.partyId,
    about: said.about ?? 'mediation',
    answer: said.answer,
    subjectId: said.subjectId ?? null,
    channel: said.channel,
    code: readableCode(m.call.chance, 8),
    textVersion: text.version,
    textHash: text.hash,
    language: said.language ?? 'zh',
    readAloud: said.readAloud ?? false,
    note: said.note ?? null,
    recordedBy: said.byThemselves ? null : m.call.actor.id,
  });
  const receipts = (m.data.receipts as unknown[] | undefined) ?? [];
  const { code, answer, channel, textVersion, textHash, language, readAloud } = row;
  m.tell({ receipts: [...receipts, { code, answer, channel, textVersion, textHash, language, readAloud }] });
  return row;
}
