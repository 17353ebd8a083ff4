import { expect, test } from 'vitest';
import type { PaperSheet } from '../api.ts';
import { linesOf } from './paperLines.ts';

const paper = (body: unknown): PaperSheet => ({ kind: 'F13', title: '终止调解告知书', number: null, body, marks: [] });
const told = (body: unknown) => linesOf(paper(body), (code) => (code === 'court' ? '一方去法院' : code));

test('途径写成能念给当事人听的句子，标点不打架', () => {
  const routes = [
    { code: 'court', zh: '向法院起诉', plain: '带上身份证和起诉状到法院立案。', timeLimit: '一般三年', fee: '' },
    { code: 'police', zh: '报警110', plain: '马上打110' },
  ];
  expect(told({ reason: 'court', routes })).toEqual([
    { zh: '理由', text: '一方去法院' },
    {
      zh: '其他途径',
      text: '1. 向法院起诉：带上身份证和起诉状到法院立案。时限：一般三年。\n2. 报警110：马上打110。',
    },
  ]);
});

test('纸上的日子带年份，没填的不留空栏，认不得的栏不印', () => {
  expect(
    told({ acceptedAt: '2026-11-24T04:10:00Z', words: '', instalmentId: 'x', applicant: { name: '凌桂英', side: 'applicant' } }),
  ).toEqual([
    { zh: '受理时间', text: '2026年11月24日（周二）12:10' },
    { zh: '申请人', text: '姓名或名称：凌桂英，身份：申请人' },
  ]);
});
