import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { Empty } from '../../../../ground/ui/States.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayStamp } from '../../../../ground/ui/when.ts';
import type { MatterReply, Move, Notice, Work, WorkLine } from '../api.ts';
import { ask } from '../http.ts';
import { Words } from '../matter/Head.tsx';
import { MoveDrawer } from '../matter/MoveDrawer.tsx';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { readMatter } from '../pieces/moves.ts';
import { Tell, useNotices } from '../pieces/notices.tsx';
import { Page } from '../pieces/Page.tsx';
import { Promised } from '../pieces/Promise.tsx';

const tones: Record<string, string> = { overdue: 'danger', today: 'soon', week: '', waiting: 'faint' };

/** 我的待办: what breaks first stands first; the next move is one key away. */
export default function WorkPage() {
  const work = useQuery({ queryKey: ['work'], queryFn: () => ask<Work>('/api/me/work') });
  const lines = work.data?.groups.flatMap((g) => g.lines) ?? [];
  const exported = lines.map((l) => [
    l.code,
    l.title,
    l.stateZh,
    l.need,
    l.promise?.zh,
    sayStamp(l.promise?.dueAt),
    sayStamp(l.receivedAt),
  ]);
  return (
    <Page
      title={say('我的待办')}
      lead={work.data && <span className="small soft">{say('今天办了{{n}}步', { n: work.data.finishedToday })}</span>}
      acts={
        <ExportRows
          name={say('我的待办')}
          head={['编码', '事项', '状态', '要我做的', '答应的', '到期', '收到']}
          rows={exported}
        />
      }
    >
      <OwnNotices />
      <Loaded of={work}>{(data) => <Groups work={data} />}</Loaded>
    </Page>
  );
}

/** What colleagues and the clock tell me, the newest first; each goes when I have seen it. A long list does not push the work off the screen. */
function OwnNotices() {
  const { data } = useNotices({ to: 'me', state: 'waiting', limit: 50 });
  if (!data || data.lines.length === 0) return null;
  const lines = [...data.lines].reverse();
  const rest = lines.slice(3);
  return (
    <section className="card" aria-labelledby="own-notices" style={{ marginBottom: 16 }}>
      <h2 id="own-notices">{say('我的通知')}</h2>
      <OwnList notices={lines.slice(0, 3)} />
      {rest.length > 0 && (
        <details>
          <summary>{say('还有{{n}}条通知', { n: rest.length })}</summary>
          <OwnList notices={rest} />
        </details>
      )}
    </section>
  );
}

const OwnList = ({ notices }: { notices: readonly Notice[] }) => (
  <ul className="plain stack tight">
    {notices.map((notice) => (
      <li key={notice.id} className="row tight">
        <span className="grow">
          {notice.code ? <Link to={`/matters/${notice.matterId}`}>{notice.title}</Link> : notice.title}{' '}
          <span className="small soft">{notice.body}</span>
        </span>
        <span className="row tight">
          <span className="small faint">
            <When at={notice.madeAt} />
          </span>
          <Tell notice={notice} />
        </span>
      </li>
    ))}
  </ul>
);

function Groups({ work }: { work: Work }) {
  const groups = work.groups.filter((g) => g.lines.length > 0);
  const lines = groups.flatMap((g) => g.lines);
  const [at, setAt] = useState(-1);
  const [opened, setOpened] = useState<{ page: MatterReply; move: Move }>();
  const go = useNavigate();
  const current = lines[at];
  useEffect(() => {
    if (current) document.getElementById(`row-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const start = async (line: WorkLine) => {
    // Where more than one step is open, none is chosen for the person: the matter itself is opened.
    const page = line.next && (await readMatter(line.id).catch(() => undefined));
    const move = page?.moves.find((m) => !m.closed && m.command === line.next?.command);
    if (page && move) setOpened({ page, move });
    else void go({ to: `/matters/${line.id}` });
  };
  useKeys([
    { key: 'j', zh: '下一行', run: () => setAt(Math.min(at + 1, lines.length - 1)) },
    { key: 'k', zh: '上一行', run: () => setAt(Math.max(at - 1, 0)) },
    {
      key: 'enter',
      zh: '打开这一行',
      run: () => {
        if (current) void go({ to: `/matters/${current.id}` });
      },
    },
    {
      key: 'd',
      zh: '办这一行的下一步',
      run: () => {
        if (current) void start(current);
      },
    },
  ]);
  if (groups.length === 0) {
    return (
      <Empty>
        <h2>{say('手上没有事了')}</h2>
        <p>
          {work.finishedToday > 0 ? say('今天办了{{n}}步。', { n: work.finishedToday }) : say('新的事分给您时，会出现在这里。')}
        </p>
        <p>
          <Link to="/matters">{say('看看全部事项')}</Link>
        </p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      {groups.map((group) => (
        <section key={group.key} className="work-group" aria-labelledby={`group-${group.key}`}>
          <h2 id={`group-${group.key}`} className={tones[group.key]}>
            {say(group.zh)} <span className="small faint num">{group.lines.length + (group.more ?? 0)}</span>
          </h2>
          <div className="work-list">
            {group.lines.map((line) => (
              <WorkRow key={line.id} line={line} at={line === current} start={() => void start(line)} />
            ))}
          </div>
        </section>
      ))}
      {opened && (
        <MoveDrawer page={opened.page} move={opened.move} cacheId={opened.page.view.id} close={() => setOpened(undefined)} />
      )}
    </div>
  );
}

function WorkRow({ line, at, start }: { line: WorkLine; at: boolean; start: () => void }) {
  return (
    <div className={`work-row ${at ? 'at' : ''}`} id={`row-${line.id}`} aria-current={at || undefined}>
      <div>
        <Link className="work-title" to={`/matters/${line.id}`}>
          {line.title || say('（还没有标题）')}
        </Link>
        <p className="small soft row tight">
          <span className="code">{line.code}</span>
          <Words line={line} />
          {line.placeText && <span>{line.placeText}</span>}
        </p>
        <Promised promise={line.promise} />
      </div>
      <p className="small">
        <span className="faint">{say('要我做：')}</span>
        {say(line.need)}
      </p>
      {line.next ? (
        <button type="button" className="btn slim" onClick={start}>
          {sayName(line.next.zh, 'move')}
        </button>
      ) : (
        <Link className="btn slim" to={`/matters/${line.id}`}>
          {say('打开来选')}
        </Link>
      )}
    </div>
  );
}
