import { padOn } from '../../../ground/ui/pad.ts';
import { ask, fill, make, sayDay, show, type Trouble, troubleNote } from './dom.ts';

interface Part {
  payer: string;
  payee: string;
  what: string;
  amountFen?: number;
  dueOn: string;
  doneNow: boolean;
}
interface SigningPage {
  title: string;
  code: string;
  you: { name: string | null; sideZh: string };
  text: string;
  parts: Part[];
  signers: { name: string | null; sideZh: string; marked: boolean }[];
  contact: { organisation: string; mediator: string | null; phone: string | null; address: string | null };
  ways: { move: string; zh: string; says: string }[];
  digest: string;
  expiresAt: string;
}

const token = window.location.hash.slice(1);
type Step = 'read' | 'sign' | 'ways';

function start(page: SigningPage): void {
  const steps: Record<Step, () => void> = { read: () => read(page, go), sign: () => sign(page, go), ways: () => ways(page, go) };
  const go = (step: Step) => {
    window.history.pushState({ step }, '');
    steps[step]();
  };
  window.addEventListener('popstate', (event) => steps[((event.state as { step?: Step } | null)?.step ?? 'read') as Step]());
  read(page, go);
}
type Go = (step: Step) => void;

/** The whole text, plain and large; nothing is chosen beforehand. */
function read(page: SigningPage, go: Go): void {
  show(
    make('h1', {}, page.title),
    make(
      'p',
      { class: 'soft' },
      `编码 ${page.code.replace(/(.{4})(?=.)/g, '$1 ')}。您是${page.you.sideZh}${page.you.name ?? ''}。`,
    ),
    make('p', { class: 'note' }, '请从头看完。签不签由您决定，不用今天决定；不签也可以去法院，都不收费。'),
    aloud(page),
    make(
      'section',
      { 'aria-label': '协议内容' },
      make('h2', {}, '协议内容'),
      ...page.text.split('\n').map((line) => make('p', { class: 'text' }, line)),
    ),
    page.parts.length > 0 &&
      make(
        'section',
        {},
        make('h2', {}, '谁在什么时候做什么'),
        make('ol', { class: 'text' }, ...page.parts.map((part) => make('li', {}, sayPart(part)))),
      ),
    make(
      'section',
      {},
      make('h2', {}, '谁签'),
      make(
        'ul',
        {},
        ...page.signers.map(({ name, sideZh, marked }) =>
          make('li', {}, `${sideZh} ${name ?? ''}：${marked ? '✓ 已签' : '还没有签'}`),
        ),
      ),
      make('p', { class: 'soft' }, '当事人都签了，调解员签名、调委会盖章，最后一个签完的那天生效。'),
    ),
    make(
      'div',
      { class: 'doors' },
      button('看完了，去签名', () => go('sign'), 'main'),
      button('不签，或者有别的想法', () => go('ways')),
    ),
    contact(page),
  );
}

function sayPart({ payer, payee, what, amountFen, dueOn, doneNow }: Part): string {
  const money = amountFen ? `，${(amountFen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}元` : '';
  const who = payer && payee ? `${payer}向${payee}：` : payer ? `${payer}：` : '';
  return `${who}${what}${money}，${doneNow ? '当场已履行' : `${sayDay(dueOn)}前`}`;
}

/** Read aloud by the telephone itself, where it can. */
function aloud(page: SigningPage): HTMLElement | false {
  const voice = window.speechSynthesis;
  if (!voice) return false;
  const one = button('读给我听', () => {
    if (voice.speaking) {
      voice.cancel();
      one.textContent = '读给我听';
      return;
    }
    const words = new SpeechSynthesisUtterance([page.title, page.text, ...page.parts.map(sayPart)].join('。'));
    words.lang = 'zh-CN';
    words.rate = 0.9;
    words.onend = () => {
      one.textContent = '读给我听';
    };
    voice.speak(words);
    one.textContent = '停下';
  });
  return one;
}

function sign(page: SigningPage, go: Go): void {
  const canvas = make('canvas', { role: 'img', 'aria-label': '签名处，用手指写姓名' });
  const troubles = make('div');
  const done = button('就这样签', () => void send(), 'main');
  const hint = make('p', { class: 'soft', role: 'status' }, '用手指在框里写下姓名。');
  show(
    make('h1', {}, '签名'),
    make('p', {}, `您签的是《${page.title}》，编码 ${page.code}。`),
    hint,
    canvas,
    make(
      'div',
      { class: 'row' },
      button('擦掉重写', () => pad.clear()),
    ),
    troubles,
    make(
      'div',
      { class: 'doors' },
      done,
      button('回去再看一遍', () => go('read')),
      button('不签，或者有别的想法', () => go('ways')),
    ),
    make('p', { class: 'soft' }, '手写不方便的，可以到调委会按手印。'),
    contact(page),
  );
  const pad = padOn(canvas, () => {
    fill(troubles);
    hint.textContent = pad.isEmpty() ? '用手指在框里写下姓名。' : '写好了就点“就这样签”。';
  });
  async function send(): Promise<void> {
    fill(troubles);
    if (pad.isEmpty()) {
      troubles.append(troubleNote({ message: '签名处还是空的。', waysOn: ['用手指写下姓名', '不想签可以不签'] }));
      return;
    }
    done.disabled = true;
    try {
      await ask('/api/signing/sign', { token, image: pad.picture(), digest: page.digest });
      finished(
        '已签好',
        ['您的签名已收到。', '最后一个签完的那天，协议生效，调委会会告诉您。', '生效前想改，请马上打电话。'],
        page,
      );
    } catch (error) {
      done.disabled = false;
      troubles.append(troubleNote(error as Trouble));
    }
  }
}

/** The four ways, always the same: stay, change, leave, court. One is chosen, then said once more, then done. */
function ways(page: SigningPage, go: Go): void {
  show(
    make('h1', {}, '由您决定'),
    make('p', {}, '不用说理由。选哪一样，都不影响您以后的权利。'),
    way('再看一遍', '回到协议。想好了再签，一天之内这个链接都有效。', () => go('read')),
    ...page.ways.map(({ move, zh, says }) => way(zh, says, () => confirm(page, go, move, zh, says))),
    contact(page),
  );
}

const way = (zh: string, says: string, act: () => void): HTMLElement =>
  make('div', { class: 'way' }, button(zh, act), make('p', { class: 'soft' }, says));

function confirm(page: SigningPage, go: Go, move: string, zh: string, says: string): void {
  const troubles = make('div');
  const words = make('textarea', { rows: '3', maxlength: '500', id: 'words' });
  const done = button(`确定：${zh}`, () => void send(), 'main');
  show(
    make('h1', {}, zh),
    make('p', {}, says),
    make('label', { for: 'words' }, '想说的话（可不填）'),
    words,
    troubles,
    make(
      'div',
      { class: 'doors' },
      done,
      button('不，回去', () => go('ways')),
    ),
    contact(page),
  );
  async function send(): Promise<void> {
    done.disabled = true;
    fill(troubles);
    try {
      await ask('/api/signing/move', { token, move, words: words.value || undefined });
      finished(after[move]?.zh ?? '已办好', after[move]?.says ?? [], page);
    } catch (error) {
      done.disabled = false;
      troubles.append(troubleNote(error as Trouble));
    }
  }
}

const after: Readonly<Record<string, { zh: string; says: string[] }>> = {
  reconsider: { zh: '已记下：回去再谈', says: ['这一版不算数了，签过的都作废。', '调解员会再找双方。'] },
  leave: { zh: '已退出调解', says: ['调解结束了。', '您可以去法院，也可以走别的途径；告知书会给您。'] },
  goToCourt: { zh: '可以去法院了', says: ['调解结束了，材料包已备好，不收费，向调委会领取。', '里面没有调解时说过的话。'] },
};

function finished(zh: string, says: string[], page: SigningPage): void {
  window.history.replaceState({}, '', window.location.pathname);
  show(
    make('h1', {}, `✓ ${zh}`),
    ...says.map((line) => make('p', {}, line)),
    make('p', {}, '这个页面可以关掉了。'),
    contact(page),
  );
}

function contact({ contact: { organisation, mediator, phone, address } }: SigningPage): HTMLElement {
  return make(
    'footer',
    {},
    make('p', {}, `${organisation}${mediator ? `，调解员 ${mediator}` : ''}`),
    phone && make('p', {}, '有话要问，请打 ', make('a', { href: `tel:${phone}` }, phone)),
    address && make('p', {}, address),
  );
}

function button(zh: string, act: () => void, kind = ''): HTMLButtonElement {
  return make('button', { type: 'button', class: kind, click: act }, zh);
}

ask<SigningPage>('/api/signing', { token }).then(start, (trouble: Trouble) =>
  show(make('h1', {}, '打不开'), troubleNote(trouble), make('p', {}, '打不开不影响您的任何权利。')),
);
