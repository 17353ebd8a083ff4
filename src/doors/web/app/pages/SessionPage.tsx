import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterReply } from '../api.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { readMatter } from '../pieces/moves.ts';
import { Page } from '../pieces/Page.tsx';
import { printAlone } from '../session/printAlone.ts';
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

/** The address with its question: one of several ways to sit is the present one. */
const whole = { exact: true, includeSearch: true };

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
        <Link className="btn slim" to={`/matters/${view.id}`} activeOptions={whole}>
          {say('回到事项')}
        </Link>
      }
    >
      <nav className="row tight no-print" aria-label={say('和谁谈')}>
        <Link className={`btn slim ${party ? '' : 'main'}`} to={`/matters/${view.id}/session`} search={{}} activeOptions={whole}>
          {say('双方当面')}
        </Link>
        {sessions.data?.holds &&
          present.map((one) => (
            <Link
              key={one.id}
              className={`btn slim ${one.id === partyId ? 'main' : ''}`}
              to={`/matters/${view.id}/session`}
              search={{ with: one.id } as never}
              activeOptions={whole}
            >
              {say('单独和{{name}}', { name: one.name ?? callParty(one) })}
            </Link>
          ))}
      </nav>
      <div className="stack" style={{ marginTop: 16 }}>
        {kept !== undefined && <KeptNote words={kept} code={view.code} />}
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
        {/* Never beside a joint record: the other side may be looking at this screen. */}
        {party && sessions.data?.holds && <Talks view={view} sessions={sessions.data} />}
      </div>
    </Page>
  );
}

/** What is told once is brought before the eyes, and can be printed by itself. */
function KeptNote({ words, code }: { words: string; code: string }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.focus();
    note.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={note} className="note kept-note stack tight" role="status" tabIndex={-1}>
      <p>✓ {say('已存好。')}</p>
      {words && (
        <>
          <p className="strong code-told">{words}</p>
          <p className="small soft">
            {say('编码')}：<span className="code">{code}</span>
          </p>
          <p className="no-print">
            <button type="button" className="btn slim" onClick={() => printAlone(note.current)}>
              {say('打印给当事人')}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
