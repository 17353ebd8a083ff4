import { createHash } from 'node:crypto';
import { sayDay } from '../../../ground/clock/index.ts';

/** The five answers, equal in size and in what they cost: nothing (人民调解法 3、17、23). */
export const answers = {
  talk: '愿意谈',
  write: '愿意，先书面说',
  helper: '愿意，请人陪我',
  notNow: '现在不谈',
  court: '去法院',
} as const;
export type AnswerKey = keyof typeof answers;
export const meaning: Readonly<Record<AnswerKey, string>> = {
  talk: '约个时间，见面或者电话里谈',
  write: '写下来寄来或交来都行',
  helper: '亲属、朋友、律师都可以',
  notNow: '以后想谈再打电话',
  court: '调解就此结束，马上可以起诉',
};
/** Open by the same link as long as the mediation runs: taking back takes no more steps than giving. */
export const laterAnswers = { leave: '退出调解', court: '去法院' } as const;
export const willing: ReadonlySet<string> = new Set(['talk', 'write', 'helper']);

export const LETTER_VERSION = 'invitation-1';

/** What is told to the invited party, the same on paper, by telephone and on the page. Never the other side's story. */
export interface Letter {
  version: string;
  centre: string;
  committee: string;
  code: string;
  /** Who, and about what, in one plain sentence. */
  about: string;
  phone: string;
  address: string;
  /** `YYYY-MM-DD` */
  answerBy: string;
}

export const LETTER_TITLE = '有人希望和您谈谈这件事';
export const verifying = ({ centre, address, code, phone }: Letter): string =>
  `怎样核实是真的：可以不用这里的号码，打12345政务热线转${centre}，或者到中心当面问，报编码${code}${address ? `；中心在${address}` : ''}。我们公布的电话是${phone}。我们不会要您转账，不会要验证码。`;

/** The text in its lines: what is read out, printed, shown, and hashed into the receipt. */
export const linesOf = (letter: Letter): string[] => [
  LETTER_TITLE,
  letter.about,
  `主持调解的是${letter.committee}。调解自愿、免费，可以不来；不来、不答复，都不会因此对您不利。`,
  `您可以选一样：${(Object.keys(answers) as AnswerKey[]).map((key) => `${answers[key]}（${meaning[key]}）`).join('；')}。愿意谈的随时可以退出。`,
  `请在${sayDay(letter.answerBy)}前告诉我们：电话${letter.phone}，当面、来信都可以。这是真人接的电话。`,
  '任何时候您都可以直接去法院，不用我们同意。您可以要求换调解员，可以请人陪同。',
  `编码：${letter.code}`,
  verifying(letter),
];
export const textOf = (letter: Letter): string => linesOf(letter).join('\n');
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const PART = 70;
/** How many short messages a text takes: seventy characters each, as the operators count Chinese. */
export const partsOf = (text: string): number => Math.ceil(text.length / PART);

/** A neutral sender and the matter's code; no name, nothing of what it is about: somebody else may read the screen. */
export const smsOf = ({ centre, code, phone, answerBy }: Letter, link?: string): string =>
  `【${centre}】有件事想听听您的意思，自愿、免费，可以不理会。编码${code}，${sayDay(answerBy).slice(5)}前回电${phone}${link ? `，或点 ${link} 答复` : ''}。12345可核实。`;

/** What the caller says, in this order. */
export const phoneScriptOf = (letter: Letter): string[] => [
  '先问：“现在说话方便吗？”不方便就约时间，别的什么也不说。',
  `“我是${letter.centre}的工作人员，我们的电话是${letter.phone}，您可以挂了打回来，或者打12345核实，编码${letter.code}。”`,
  `“${letter.about}”`,
  '“调解自愿、免费，可以不来。不来不会对您不利，任何时候都可以直接去法院。”',
  `“您可以选：${Object.values(answers).join('；')}。不用现在定，${sayDay(letter.answerBy)}前告诉我们就行。”`,
  '对方的话原样记下；不转述另一方的经过，不劝，不吓。',
];
