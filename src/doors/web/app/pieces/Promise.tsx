import { useQuery } from '@tanstack/react-query';
import { say } from '../../../../ground/ui/say.ts';
import { Left, When } from '../../../../ground/ui/When.tsx';
import { Why } from '../../../../ground/ui/Why.tsx';
import type { PromiseLine, Row, Rules } from '../api.ts';
import { ask } from '../http.ts';
import { plainSource } from './basis.ts';

export const useRules = (enabled = true) =>
  useQuery({ queryKey: ['rules'], queryFn: () => ask<Rules>('/api/rules'), staleTime: 3_600_000, enabled });

/** What was promised, by when, what is left: the same line that the citizen sees. Tapping 为什么 opens the rule and the article. */
export function Promised({ promise, why = false, by }: { promise: PromiseLine | null; why?: boolean; by?: string }) {
  const { data } = useRules(by !== undefined);
  const owedBy = promise?.dueAt && data?.deadlines.find((r) => r.code === promise.code)?.owedBy;
  if (!promise) return <p className="small faint">{say('眼下没有在走的时限')}</p>;
  return (
    <p className="promise small">
      <span>
        {by && (owedBy === 'centre' || owedBy === 'partner') && `${owedBy === 'centre' ? by : say('接收单位')}：`}
        {say(promise.zh)}
      </span>
      {promise.dueAt && promise.certain && (
        <>
          <span className="soft">
            <When at={promise.dueAt} due />
          </span>
          <Left dueAt={promise.dueAt} />
        </>
      )}
      {!promise.certain && <span className="word soon">{say('日期待定')}</span>}
      {why && promise.code && (
        <Why>
          <RuleText code={promise.code} />
        </Why>
      )}
    </p>
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const units: Record<string, string> = { wd: '个工作日', cal: '日', h: '小时', min: '分钟', s: '秒', month: '个月', year: '年' };
export const sayTerm = (value: unknown): string => {
  const term = value as { n?: number; unit?: string } | undefined;
  return term?.n === undefined ? text(value) : `${term.n}${say(units[term.unit ?? ''] ?? term.unit ?? '')}`;
};
const kinds: Record<string, string> = { statutory: '法定', default: '本中心承诺', practice: '通行做法', agreement: '协议约定' };

export function RuleText({ code }: { code: string }) {
  const { data } = useRules();
  const rule = data?.deadlines.find((r: Row) => r.code === code);
  if (!rule) return <p>{say('这条时限的说明没有载入。')}</p>;
  return (
    <div className="stack tight">
      <p className="strong">{text(rule.zh)}</p>
      <dl className="facts small">
        <dt>{say('从什么算起')}</dt>
        <dd>{text(rule.from)}</dd>
        <dt>{say('多久')}</dt>
        <dd>{text(rule.lengthZh) || sayTerm(rule.length)}</dd>
        <dt>{say('到期怎么办')}</dt>
        <dd>{text(rule.onExpiryZh) || text(rule.onExpiry)}</dd>
        <dt>{say('依据')}</dt>
        <dd>
          {plainSource(text(rule.basis))}
          {rule.kind ? `（${say(kinds[text(rule.kind)] ?? '')}）` : ''}
        </dd>
        {text(rule.source) && (
          <>
            <dt>{say('出处')}</dt>
            <dd>{plainSource(text(rule.source))}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
