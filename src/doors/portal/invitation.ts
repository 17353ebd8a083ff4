import QRCode from 'qrcode';
import { type Answered, offered } from '../../desks/mediation/consent/answering.ts';
import {
  type AnswerKey,
  answers,
  LETTER_TITLE,
  type Letter,
  laterAnswers,
  linesOf,
  meaning,
  verifying,
} from '../../desks/mediation/consent/letter.ts';
import { sayAnswer } from '../../desks/mediation/consent/receipt.ts';
import { sayDay, sayInstant } from '../../ground/clock/index.ts';
import type { DocumentRow, MatterRow, PartyRow } from '../../registers/matters/model.ts';
import { html, Piece } from './shell.ts';

/** All that the page knows. */
export interface Invited {
  letter: Letter;
  textHash: string;
  offered: ReturnType<typeof offered>;
  last: Answered | undefined;
}

/** The letter that went out last, as it stands in the file. */
export function invitedBy(
  matter: MatterRow,
  party: PartyRow,
  documents: readonly DocumentRow[],
  last: Invited['last'],
): Invited | undefined {
  const paper = documents.findLast(({ kind, state }) => kind === '邀请' && state === 'issued')?.body;
  if (!paper) return undefined;
  return { letter: paper as unknown as Letter, textHash: String(paper.textHash), offered: offered(matter, party), last };
}

const saidZh = (answer: string): string => sayAnswer('mediation', answer === 'leave' ? 'left' : answer);
const receipt = ({ last, offered: open }: Invited): Piece | false =>
  last !== undefined &&
  html`<div class="said" role="status"><p><b>已收到您的答复：${saidZh(last.answer)}</b></p><p>${sayInstant(last.answeredAt)}　回执号 <span class="code">${last.code}</span></p>${
    open === 'all' && html`<p class="small">想改，再点另一个就行。</p>`
  }</div>`;

const choices = { all: answers, leaving: laterAnswers } as const;
function buttons({ offered: open, last, textHash }: Invited): Piece | false {
  if (open === 'none') return false;
  return html`<form class="answers no-print" method="post" aria-label="您的答复"><input type="hidden" name="text" value="${textHash}">${Object.entries(
    choices[open],
  ).map(([key, zh]) => {
    const mine = last?.answer === key;
    const note = open === 'all' ? meaning[key as AnswerKey] : key === 'court' ? meaning.court : '不问理由，调解就此结束';
    return html`<button name="answer" value="${key}"${mine && html` class="mine" aria-current="true"`}>${mine && '✓ '}${zh}<span>${note}</span></button>`;
  })}</form>`;
}

const number = ({ phone }: Letter): Piece => html`<a class="tel" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`;

/** The page: the letter's words, the five answers, a human's number. */
export function answerPage(invited: Invited): Piece {
  const { letter, offered: open } = invited;
  const ended = open === 'none';
  return html`<h1>${ended ? '这次调解已经结束' : LETTER_TITLE}</h1>${receipt(invited)}${
    ended
      ? html`<p>任何时候您都可以直接去法院，不用我们同意。材料包到中心窗口领取，不收费。</p>`
      : html`<p class="lead">${letter.about}</p><p class="free">不收费 · 自愿 · 可以不来</p><p>主持调解的是${letter.committee}。不来、不答复，都不会因此对您不利。</p>${
          open === 'leaving' && html`<p>您答应了调解。您随时可以退出，可以要求换调解员，可以请人陪同。</p>`
        }`
  }${buttons(invited)}<h2>想问清楚，打电话</h2>${number(letter)}<p class="small">这是真人接的电话。${
    !ended && html`请在${sayDay(letter.answerBy)}前告诉我们：点上面的一个，打电话，当面、来信都可以。`
  }</p>${!ended && html`<p>任何时候您都可以直接去法院，不用我们同意。您可以要求换调解员，可以请人陪同。</p>`}<h2>怎样核实是真的</h2><p>${verifying(letter).replace('怎样核实是真的：', '')}</p><p>编码：<span class="code">${letter.code}</span></p>`;
}

/** The same on paper: the letter, the code to scan, and a slip to tick, sign and send back. */
export async function letterPage({ letter }: Invited, address: string): Promise<Piece> {
  const qr = await QRCode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
  const [title, ...lines] = linesOf(letter);
  return html`<h1>${title}</h1><div class="qr">${new Piece(qr)}扫一扫，自己答复<br>不用注册</div>${lines.map((line) => html`<p>${line}</p>`)}<div class="slip"><h2>回条（填好寄回或交回，也可以不寄）</h2><ul>${Object.values(
    answers,
  ).map(
    (zh) => html`<li>□ ${zh}</li>`,
  )}</ul><p>编码：<span class="code">${letter.code}</span>　　签名：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿</p></div><p class="no-print small">用浏览器的“打印”印在A4纸上，装进信封，信封上不写是什么事。</p>`;
}
