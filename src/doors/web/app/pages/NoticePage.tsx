import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { Notice } from '../api.ts';
import { ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Standing, Tell } from '../pieces/notices.tsx';
import { Page } from '../pieces/Page.tsx';
import { PrintButtons } from '../receive/Slip.tsx';
import { useWho } from '../who.ts';

/** One notice as a slip to hand over, on A4 or the roll. It names the one it is for, and nobody else. */
export default function NoticePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { session } = useWho();
  const notice = useQuery({ queryKey: ['notice', id], queryFn: () => ask<Notice>(`/api/notices/${id}`) });
  return (
    <Page
      title={say('通知')}
      acts={
        notice.data && (
          <>
            {notice.data.code && (
              <Link className="btn slim" to={`/matters/${notice.data.matterId}`}>
                {say('回到事项')}
              </Link>
            )}
            {notice.data.body && <PrintButtons />}
          </>
        )
      }
    >
      <Loaded of={notice}>
        {(n) => (
          <div className="stack">
            <p className="row tight no-print">
              <Standing notice={n} />
              <Tell notice={n} printed />
            </p>
            {n.body ? (
              <article className="paper-sheet stack" aria-label={n.title}>
                <h2 style={{ textAlign: 'center', fontSize: '1.25rem' }}>
                  {session.centre.zh}
                  <br />
                  {n.title}
                </h2>
                <p>{n.toZh}</p>
                <p className="pre">{n.body}</p>
                <p className="small">
                  {say('编码')}：<span className="code">{n.code}</span>
                </p>
                <p style={{ textAlign: 'end' }}>
                  {session.centre.zh}
                  <br />
                  <When at={n.madeAt} />
                </p>
              </article>
            ) : (
              <p className="note">{say('安全复核员解除保护以后再告知。')}</p>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
