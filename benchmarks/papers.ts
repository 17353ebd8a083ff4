import { performance } from 'node:perf_hooks';
import {
  bindFile,
  forms,
  type PaperData,
  type Part,
  pressPid,
  type Rendered,
  renderPaper,
  stopPress,
} from '../src/support/documents/papers/index.ts';
import { cpuOf, memoryOf } from './cost.ts';
import { rounded } from './rig.ts';

/**
 * Papers as the product sets them, without the database: the first one with the press still cold, then agreements one after another (no
 * two alike; their share of the processor says more than the clock on a busy machine), then whole files of forty pages from their papers to the bound PDF. Memory is that of the press and of this process.
 */
export async function papers(agreements: number, files: number): Promise<object> {
  const cold = await timed(() => renderPaper(agreement(0)));
  const each: number[] = [];
  const [began, cpu] = [performance.now(), cpuOf(pressPid()!)];
  for (let i = 1; i <= agreements; i++) each.push((await timed(() => renderPaper(agreement(i)))).ms);
  const perSecond = rounded(agreements / ((performance.now() - began) / 1000), 1);
  const cpuMs = rounded((cpuOf(pressPid()!) - cpu) / agreements);
  const bound: number[] = [];
  let pages = 0;
  for (let i = 0; i < files; i++) {
    const one = await timed(() => wholeFile(i));
    bound.push(one.ms);
    pages = one.value.pages;
  }
  const memory = { pressMb: memoryOf(pressPid()!), ownMb: memoryOf(process.pid) };
  stopPress();
  return {
    bench: 'papers',
    agreements,
    perSecond,
    firstMs: rounded(cold.ms),
    agreementMs: { ...share(each), cpu: cpuMs },
    files,
    pages,
    fileMs: share(bound),
    memory,
  };
}

async function timed<T>(act: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now();
  const value = await act();
  return { ms: performance.now() - began, value };
}

function share(taken: number[]) {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (part: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!);
  return { p50: at(0.5), p99: at(0.99) };
}

const head = (i: number): PaperData => ({
  issuer: '石埠镇人民调解委员会',
  number: `（2026）石埠人调字第${i}号`,
  code: `7K3MQ9TX${String(i).padStart(4, '0')}`,
  on: '2026-11-25',
});
const people: PaperData['people'] = [
  { role: '申请人', name: '买买提·艾力', sex: '男', idNumber: '990101********0019', address: '小桥县石埠镇横塘村3组12号' },
  { role: '被申请人', kind: 'organisation', name: '小桥县宏兴建筑有限公司', creditCode: '91990108MA00000000' },
];
const facts = '申请人在被申请人承包的工地做木工，被申请人欠付工资，双方对工期没有争议，对计件单价有争议。';

function agreement(i: number) {
  const rows = Array.from({ length: 1 + (i % 6) }, (_, k) => [
    `${k + 1}`,
    `第${k + 1}期工资`,
    `${i}元`,
    `2027年${k + 1}月15日前`,
  ]);
  const fields = { facts: `${i}号：${facts.repeat(1 + (i % 4))}`, terms: `1．付${i}元。\n2．其余互不追究。`, copies: '三' };
  return { form: 'F7', version: forms.F7.version, data: { ...head(i), people, fields, rows } };
}
const record = (i: number) => ({
  form: 'F6',
  version: forms.F6.version,
  data: { ...head(i), fields: { at: `${i}`, place: '调解室', said: facts.repeat(24) } },
});

/** Nineteen sessions of two pages and an agreement: forty pages between contents and back cover. */
async function wholeFile(i: number): Promise<Rendered> {
  const parts: Part[] = [];
  const add = async (title: string, paper: Parameters<typeof renderPaper>[0]) =>
    parts.push({ title, ...(await renderPaper(paper, { plain: true })) });
  for (let k = 0; k < 19; k++) await add('人民调解记录', record(i * 100 + k));
  await add('人民调解协议书', agreement(i * 100));
  const rows = parts.map(({ title, pages }, k) => [`${k + 1}`, title, '', `${pages}`, '']);
  const of = (form: 'F10' | 'F10-back', more: Partial<PaperData>) =>
    renderPaper({ form, version: 1, data: { ...head(i), ...more } }, { plain: true });
  return bindFile(await of('F10', { rows }), parts, await of('F10-back', {}));
}
