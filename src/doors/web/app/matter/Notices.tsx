import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView } from '../api.ts';
import { Standing, Tell, useNotices } from '../pieces/notices.tsx';

/** What has to be told, to whom, and what has been: nothing goes out by itself. */
export function Notices({ view }: { view: MatterView }) {
  const { data } = useNotices({ matter: view.id, to: 'all', limit: 500 });
  if (!data || data.lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby="notices-title">
      <h2 id="notices-title">{say('通知')}</h2>
      <ul className="plain stack tight">
        {data.lines.map((notice) => (
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
    </section>
  );
}
