import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { Money } from '../../../../ground/ui/Money.tsx';
import { printOn } from '../../../../ground/ui/print.ts';
import { say } from '../../../../ground/ui/say.ts';
import { inWords, type Line, lineText, putInTerms, type Reckoning } from './reckoning.ts';

const certainty: Record<string, string> = { K: '通行，未读原文', D: '常用算法', demo: '演示数据' };

/** The answer: what it comes to, each line with its formula and its article, what to beware of. */
export function Result({ found, matterId, back }: { found: Reckoning; matterId: string | undefined; back: () => void }) {
  const { message } = App.useApp();
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer is read out and brought into sight
  useEffect(() => {
    head.current?.focus();
  }, [found]);
  const copy = () =>
    navigator.clipboard.writeText(inWords(found)).then(
      () => void message.success(say('已复制')),
      () => void message.warning(say('这台机器不让复制，请选中文字复制')),
    );
  return (
    <section className="card stack" aria-label={say('算出来的结果')} aria-live="polite">
      <div className="head">
        <h2 id="result-title" ref={head} tabIndex={-1}>
          {found.zh}
        </h2>
        <span className="row tight no-print">
          <button type="button" className="btn slim" onClick={() => void copy()}>
            {say('复制')}
          </button>
          <button type="button" className="btn slim" onClick={() => printOn('A4')}>
            {say('打印')}
          </button>
          {matterId && (
            <button
              type="button"
              className="btn slim main"
              onClick={() => {
                putInTerms(matterId, found);
                void message.success(say('已放进协议草稿'));
                back();
              }}
            >
              {say('放进协议')}
            </button>
          )}
        </span>
      </div>
      <p className="reckoned">
        {found.total ? (
          <>
            <span className="soft">{found.total.zh}</span> <Money fen={found.total.fen} capital />
          </>
        ) : (
          found.said
        )}
      </p>
      {found.lines.length > 0 && <Lines lines={found.lines} />}
      <p className="small">
        <span className="strong">{say('算法')}：</span>
        {found.formula}
      </p>
      {found.steps && found.steps.length > 0 && (
        <details className="small" open>
          <summary>{say('一步一步怎么算的')}</summary>
          <ol>
            {found.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
      {found.warnings.length > 0 && (
        <div className="note soon-note small">
          <p className="strong">{say('要注意')}</p>
          <ul>
            {found.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="small soft">{found.total ? found.rounding : ''}</p>
    </section>
  );
}

function Lines({ lines }: { lines: Line[] }) {
  return (
    <ul className="plain reckoned-lines">
      {lines.map((line) => (
        <li key={line.zh + line.how}>
          <p className="row tight">
            <span className="strong grow">
              {line.zh}
              {line.monthly && <span className="word">{say('每月，不进合计')}</span>}
            </span>
            <span className="num strong">{lineText(line)}</span>
          </p>
          <p className="small soft">{line.how}</p>
          <p className="small faint">
            {line.source.zh}，{say('{{day}}起施行', { day: line.source.from })}
            {certainty[line.source.evidence] && <span className="word">{say(certainty[line.source.evidence]!)}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
