import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterReply } from '../api.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { readMatter } from '../pieces/moves.ts';
import { Page } from '../pieces/Page.tsx';
import { Recorder } from '../session/Recorder.tsx';
import { Talks } from '../session/Talks.tsx';
import { useSessions } from '../session/useSessions.ts';
import { callParty } from '../widgets/Party.tsx';

/** The mediator's page while people sit before them: who says what, and what comes of it. */
export default function SessionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const page = useQuery({ queryKey: ['matter', id], queryFn: () => readMatter(id) });
  return <Loaded of={page}>{(reply) => <Session reply={reply} />}</Loaded>;
}

function Session({ reply }: { reply: MatterReply }) {
  const { view } = reply;
  const { with: partyId } = useSearch({ strict: false }) as { with?: string };
  const sessions = useSessions(view.id);
  const client = useQueryClient();
  const [kept, setKept] = useState<string>();
  const party = view.parties.find(({ id }) => id === partyId);
  const sitting = sessions.data?.sittings.find(
    ({ state, form, partyIds }) =>
      state === 'planned' && (party ? form === 'separate' && partyIds.includes(party.id) : form === 'joint'),
  );
  const present = view.parties.filter((one) => !one.gone).slice(0, 12);
  const done = (answer: MatterReply) => {
    setKept(String(answer.extra?.zh ?? ''));
    void client.invalidateQueries({ queryKey: ['matter', view.id] });
    void client.invalidateQueries({ queryKey: ['sessions', view.id] });
  };
  return (
    <Page
      title={say(party ? '单独谈话' : '现场记录')}
      lead={<span className="soft">{view.title}</span>}
      acts={
        <Link className="btn slim" to={`/matters/${view.id}`}>
          {say('回到事项')}
        </Link>
      }
    >
      <nav className="row tight no-print" aria-label={say('和谁谈')}>
        <Link className="btn slim" aria-current={party ? undefined : 'page'} to={`/matters/${view.id}/session`} search={{}}>
          {say('双方当面')}
        </Link>
        {sessions.data?.holds &&
          present.map((one) => (
            <Link
              key={one.id}
              className="btn slim"
              aria-current={one.id === partyId ? 'page' : undefined}
              to={`/matters/${view.id}/session`}
              search={{ with: one.id } as never}
            >
              {say('单独和{{name}}', { name: one.name ?? callParty(one) })}
            </Link>
          ))}
      </nav>
      <div className="stack" style={{ marginTop: 16 }}>
        {kept !== undefined && (
          <div className="note kept-note" role="status">
            <p>✓ {say('已存好。')}</p>
            {kept && <p className="strong code-told">{kept}</p>}
          </div>
        )}
        {party && (
          <p className="note">
            {say('您在单独和{{name}}谈。写下的加密存放，只有您和他看得到。', { name: party.name ?? callParty(party) })}
          </p>
        )}
        {!party && view.held && (
          <p className="note danger-note">
            {say('安全保护中，双方当面的步骤先停下。可以分别、单独谈；当事人随时可以退出或去法院。')}
          </p>
        )}
        {/* The planned session is known before the record begins, so that its place stands there. */}
        {sessions.data && (
          <Recorder
            key={`${view.id}${party?.id ?? ''}${kept ?? ''}`}
            page={reply}
            partyId={party?.id}
            sitting={sitting}
            done={done}
          />
        )}
        {sessions.data?.holds && <Talks view={view} sessions={sessions.data} />}
      </div>
    </Page>
  );
}
