import { ask, fill, make, sayDay, show, type Trouble, troubleNote } from './dom.ts';
import { sha256 } from './sha256.ts';

interface PublicPaper {
  centre: string;
  code: string;
  kind: string;
  number: string | null;
  effectiveOn: string | null;
  pages: number;
  sha256: string;
  issuedAt: string;
}

/** The code from the address, or one that is typed in from the paper. */
function asked(trouble?: Trouble): void {
  const field = make('input', { id: 'code', autocomplete: 'off', maxlength: '20', inputmode: 'text' });
  const form = make(
    'form',
    {},
    make('label', { for: 'code' }, '核对编码（12位，向持有文书的人要）'),
    field,
    make('div', { class: 'doors' }, make('button', { type: 'submit', class: 'main' }, '核对')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void look(field.value);
  });
  show(make('h1', {}, '核对文书真伪'), trouble && troubleNote(trouble), form);
}

async function look(code: string): Promise<void> {
  const plain = code.replace(/[^0-9A-Za-z]/g, '');
  if (!plain) return asked();
  try {
    found(await ask<PublicPaper>(`/api/public/papers/${encodeURIComponent(plain)}`));
  } catch (error) {
    asked(error as Trouble);
  }
}

function found(paper: PublicPaper): void {
  const result = make('div', { role: 'status' });
  const pick = make('input', { type: 'file', id: 'file', accept: 'application/pdf' });
  const drop = make(
    'div',
    { class: 'drop' },
    pick,
    make('label', { for: 'file', class: 'pick' }, '选手里的 PDF 文件，或拖到这里'),
    result,
  );
  const check = async (file: File | undefined) => {
    if (!file) return;
    fill(result, make('p', {}, '正在比对…'));
    const same = (await sha256(await file.arrayBuffer())) === paper.sha256;
    fill(
      result,
      make('p', { class: same ? 'good' : 'trouble' }, same ? '✓ 就是这一份，一个字节也不差。' : '✗ 不是这一份，或者被改动过。'),
      make('p', { class: 'soft' }, same ? '' : '纸打印出来再扫描的，也会不一样：请核对编号、日期和页数，或者打中心电话。'),
    );
  };
  pick.addEventListener('change', () => void check(pick.files?.[0]));
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    void check(event.dataTransfer?.files[0]);
  });
  const rows: [string, string | null][] = [
    ['出具', paper.centre],
    ['文书', paper.kind],
    ['编号', paper.number],
    ['生效', paper.effectiveOn && sayDay(paper.effectiveOn)],
    ['页数', `${paper.pages}页`],
    ['定稿', sayDay(new Date(Date.parse(paper.issuedAt) + 8 * 3_600_000).toISOString())],
    ['核对编码', paper.code],
  ];
  show(
    make('h1', {}, '✓ 有这份文书'),
    make('dl', {}, ...rows.flatMap(([zh, said]) => (said ? [make('dt', {}, zh), make('dd', {}, said)] : []))),
    drop,
    make('p', { class: 'soft' }, '文件只在您的手机或电脑上比对，不会上传。'),
    make('details', {}, make('summary', {}, '文件摘要（SHA-256）'), make('p', { class: 'digest' }, paper.sha256)),
    make('p', { class: 'soft' }, '本页只说明中心出具过这份文书，不说明它现在履行得怎样，也不显示当事人。'),
  );
}

const given = decodeURIComponent(window.location.pathname.replace(/^\/v\/?/, ''));
if (given) void look(given);
else asked();
