import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { printOn } from '../../../../ground/ui/print.ts';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { PaperSheet } from '../api.ts';
import { ask } from '../http.ts';
import { linesOf } from '../matter/paperLines.ts';
import { reasons } from '../matter/reasons.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { useRules } from '../pieces/Promise.tsx';
import { useWho } from '../who.ts';

const marks: Record<string, string> = { signature: '签名', fingerprint: '手印', seal: '盖章' };

/** A paper as plain print: heading, number, lines, places for hand and seal. */
export default function PaperPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { session } = useWho();
  const { data: rules } = useRules();
  const routes = (code: string) =>
    String(
      rules?.routes.find((r) => r.code === code)?.zh ??
        rules?.categories.find((c) => c.code === code)?.zh ??
        say(reasons[code] ?? code),
    );
  const paper = useQuery({ queryKey: ['document', id], queryFn: () => ask<PaperSheet>(`/api/documents/${id}`) });
  return (
    <Page
      title={paper.data?.title ?? say('文书')}
      acts={
        <>
          <button type="button" className="btn slim" onClick={() => window.history.back()}>
            {say('返回')}
          </button>
          <button type="button" className="btn slim main" onClick={() => printOn('A4')}>
            {say('打印A4')}
          </button>
        </>
      }
    >
      <Loaded of={paper}>
        {(p) => (
          <article className="paper-sheet stack">
            <h2 style={{ textAlign: 'center', fontSize: '1.375rem' }}>
              {session.centre.zh}
              <br />
              {p.title}
            </h2>
            {p.number && (
              <p style={{ textAlign: 'end' }} className="code">
                {p.number}
              </p>
            )}
            {(p.lines ?? linesOf(p, routes)).map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a fixed paper
              <section key={i}>
                {line.zh && <h3>{line.zh}</h3>}
                <p className="pre">{line.text}</p>
              </section>
            ))}
            {p.code && (
              <p>
                {say('编码')}：<span className="code">{p.code}</span>
              </p>
            )}
            {p.marks.length > 0 && (
              <ul className="plain">
                {p.marks.map((m) => (
                  <li key={`${m.by}${m.at}`}>
                    {p.names?.[m.by] ?? say('当事人')}（{say(marks[m.kind] ?? m.kind)}）<When at={m.at} full />
                  </li>
                ))}
              </ul>
            )}
            <div className="twin" style={{ marginTop: 48 }}>
              <p>{say('当事人（签名、指印）：')}</p>
              <p>{say('调解员（签名）：')}</p>
              <p>{say('单位（盖章）：')}</p>
            </div>
            <p style={{ textAlign: 'end' }}>
              {p.issuedAt ? <When at={p.issuedAt} full /> : p.madeAt ? <When at={p.madeAt} full /> : null}
            </p>
          </article>
        )}
      </Loaded>
    </Page>
  );
}
