import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView, Notice } from '../api.ts';
import { Standing, Tell, useNotices } from '../pieces/notices.tsx';

/** What has to be told, to whom, and what has been: nothing goes out by itself. */
export function Notices({ view }: { view: MatterView }) {
  const { data } = useNotices({ matter: view.id, to: 'all', limit: 500 });
  if (!data || data.lines.length === 0) return null;
  const told = data.lines.filter(({ state }) => state === 'done');
  return (
    <section className="card" aria-labelledby="notices-title">
      <h2 id="notices-title">{say('通知')}</h2>
      <List notices={data.lines.filter(({ state }) => state !== 'done')} />
      {told.length > 0 && (
        <details open={told.length <= 3}>
          <summary>{say('已告知的{{n}}份', { n: told.length })}</summary>
          <List notices={told} />
        </details>
      )}
    </section>
  );
}

const List = ({ notices }: { notices: readonly Notice[] }) => (
  <ul className="plain stack tight">
    {notices.map((notice) => (
      <li key={notice.id}>
        <p className="row tight">
          <span className="grow">
            <span className="strong">{notice.title}</span> <span className="small soft">{notice.toZh}</span>
          </span>
          <Standing notice={notice} />
        </p>
        <p className="small soft">
          {say(notice.wayZh)} · <When at={notice.madeAt} />
        </p>
        <p className="small pre">{notice.body ?? say('安全复核员解除保护以后再告知。')}</p>
        <Tell notice={notice} />
      </li>
    ))}
  </ul>
);
