import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { PaperSheet } from '../api.ts';
import { ask, readable } from '../http.ts';
import { linesOf } from '../matter/paperLines.ts';
import { reasons } from '../matter/reasons.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { useRules } from '../pieces/Promise.tsx';
import { useWho } from '../who.ts';

const marks: Record<string, string> = { signature: '签名', fingerprint: '手印', seal: '盖章' };

/** A browser that shows no PDF in a page (most telephones) shows the words instead; the file is one tap away. */
const showsPdf = () => navigator.pdfViewerEnabled !== false && window.matchMedia('(min-width: 721px)').matches;

/** A paper as it will be printed, to print or take away; its words below, for ears and small screens. */
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
  // Looked at before it is shown: a paper that cannot be set is refused in words, not as an empty frame.
  const set = useQuery({ queryKey: ['paper', id], queryFn: () => readable(`/api/documents/${id}/paper.pdf`), staleTime: 0 });
  const frame = useRef<HTMLIFrameElement>(null);
  const pdf = `/api/documents/${id}/paper.pdf`;
  const inPage = showsPdf();
  // Printed is the set paper, never this page.
  const print = () => (inPage && frame.current?.contentWindow ? frame.current.contentWindow.print() : window.open(pdf, '_blank'));
  return (
    <Page
      title={paper.data?.title ?? say('文书')}
      acts={
        <>
          <button type="button" className="btn slim" onClick={() => window.history.back()}>
            {say('返回')}
          </button>
          <a className="btn slim" href={`/api/documents/${id}/paper.docx`} download>
            {say('下载Word')}
          </a>
          <a className="btn slim" href={pdf} download={`${paper.data?.title ?? ''}.pdf`}>
            {say('下载PDF')}
          </a>
          <button type="button" className="btn slim main" onClick={print}>
            {say('打印')}
          </button>
        </>
      }
    >
      <Loaded of={paper}>
        {(p) => (
          <>
            <Loaded of={set}>
              {() =>
                inPage && (
                  <iframe ref={frame} className="paper-frame" title={say('印出来的样子')} src={`${pdf}#navpanes=0&view=FitH`} />
                )
              }
            </Loaded>
            <details open={!inPage} className="paper-words">
              <summary>{say('文字版')}</summary>
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
            </details>
          </>
        )}
      </Loaded>
    </Page>
  );
}
