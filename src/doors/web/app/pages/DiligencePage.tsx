import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { printOn } from '../../../../ground/ui/print.ts';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { Diligence } from '../api.ts';
import { ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { useRules } from '../pieces/Promise.tsx';
import { useWho } from '../who.ts';

const kinds: Record<string, [string, string]> = {
  known: ['知道', ''],
  told: ['告知', ''],
  done: ['做了', 'kept'],
  missed: ['误了', 'danger'],
};

/** 尽责证明: one page from the ledger — what was known, told, done, when. */
export default function DiligencePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { session } = useWho();
  const sheet = useQuery({ queryKey: ['diligence', id], queryFn: () => ask<Diligence>(`/api/matters/${id}/diligence`) });
  return (
    <Page
      title={say('尽责证明')}
      acts={
        <>
          <Link className="btn slim" to={`/matters/${id}`}>
            {say('回到事项')}
          </Link>
          <button type="button" className="btn slim main" onClick={() => printOn('A4')}>
            {say('打印A4')}
          </button>
        </>
      }
    >
      <Loaded of={sheet}>
        {(d) => (
          <article className="paper-sheet stack">
            <h2 style={{ textAlign: 'center', fontSize: '1.375rem' }}>
              {session.centre.zh} {say('尽责证明')}
            </h2>
            <p>
              {d.title}
              {' · '}
              <span className="code">{d.code}</span>
            </p>
            <table className="grid-table">
              <caption className="unseen">{say('按时间排列的经过')}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('时间')}</th>
                  <th scope="col">{say('类')}</th>
                  <th scope="col">{say('内容')}</th>
                </tr>
              </thead>
              <tbody>
                {d.rows.map((r, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two entries may stand at the same instant
                  <tr key={`${r.at}-${i}`}>
                    <td className="nowrap">
                      <When at={r.at} full />
                    </td>
                    <td className={`nowrap ${kinds[r.kind]?.[1] ?? ''}`}>{say(kinds[r.kind]?.[0] ?? r.kind)}</td>
                    <td>{r.zh}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <ClockTable clocks={d.clocks} />
            {d.proof && (
              <div className="small soft">
                <p>
                  {say('以上取自只增不改的账本，共{{size}}条。签名的检查点：', { size: d.proof.size.toLocaleString('en-US') })}
                </p>
                <pre className="code pre" style={{ margin: 0 }}>
                  {d.proof.checkpoint ?? d.proof.root}
                </pre>
              </div>
            )}
          </article>
        )}
      </Loaded>
    </Page>
  );
}

const word = (v: unknown) => (typeof v === 'string' ? v : '');

function ClockTable({ clocks }: { clocks: Array<Record<string, unknown>> }) {
  const { data: rules } = useRules();
  const named = (code: string) => word(rules?.deadlines.find((d) => d.code === code)?.zh) || code;
  if (clocks.length === 0) return null;
  return (
    <table className="grid-table">
      <caption>{say('时限')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('时限')}</th>
          <th scope="col">{say('到期')}</th>
          <th scope="col">{say('结果')}</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((c, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clock may run twice
          <tr key={`${word(c.code)}-${i}`}>
            <td>{word(c.zh) || named(word(c.code))}</td>
            <td>
              <When at={word(c.dueAt)} due full />
            </td>
            <td>
              {c.metAt ? (
                <>
                  {c.onTime === false ? say('✕ 晚了才做到') : say('✓ 按时做到')}（<When at={word(c.metAt)} full />）
                </>
              ) : (
                word(c.stateZh) || say(/cancel/i.test(word(c.state)) ? '不再需要' : '还在走')
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
