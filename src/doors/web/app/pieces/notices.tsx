import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { Notice, NoticeList } from '../api.ts';
import { type Answer, ask, query } from '../http.ts';
import { useWho } from '../who.ts';
import { hows, notInContact } from './noticeWords.ts';

export const useNotices = (filter: Record<string, string | number>, enabled = true) =>
  useQuery({
    queryKey: ['notices', filter],
    queryFn: () => ask<NoticeList>(`/api/notices${query(filter)}`),
    enabled,
    refetchInterval: 60_000,
  });

/** Writes down how it was told. The server alone decides whether it may be. */
function useTell(notice: Notice) {
  const client = useQueryClient();
  const { message } = App.useApp();
  return useMutation<unknown, Answer, string>({
    // Whose part in the matter is over reads the last word of it without opening it.
    mutationFn: (how) =>
      notice.code === null
        ? ask('/api/notices/seen', { body: { noticeId: notice.id } })
        : ask(`/api/matters/${notice.matterId}/deliver`, { body: { noticeIds: [notice.id], how } }),
    onSuccess: () => void message.success(say('已记下：{{what}}', { what: notice.title })),
    onError: (answer) => void message.error([answer.message, ...answer.waysOn].join(' ')),
    onSettled: () => {
      for (const key of ['notices', 'notice', 'matter']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** What can be done with a notice that waits: print it, and say how it was told. */
export function Tell({ notice, printed = false }: { notice: Notice; printed?: boolean }) {
  const { session } = useWho();
  const tell = useTell(notice);
  const inContact = session.roles.some((role) => !notInContact.includes(role));
  const button = ([how, zh]: (typeof hows)[number]) => (
    <button
      key={how}
      type="button"
      className="btn slim"
      disabled={tell.isPending}
      aria-label={`${say(zh)}：${notice.title}，${notice.toZh}`}
      onClick={() => tell.mutate(how)}
    >
      {say(zh)}
    </button>
  );
  if (notice.state === 'held') return null;
  return (
    <span className="row tight">
      {notice.toParty && !printed && (
        <Link className="btn slim" to={`/notices/${notice.id}`} aria-label={`${say('打印')}：${notice.title}，${notice.toZh}`}>
          {say('打印')}
        </Link>
      )}
      {notice.state === 'waiting' && inContact && notice.toParty && hows.map(button)}
      {notice.state === 'waiting' && notice.toMe && button(['seen', '知道了'])}
    </span>
  );
}

const tones = { waiting: 'soon', held: 'danger', done: 'kept' } as const;
const signs = { waiting: '', held: '✕ ', done: '✓ ' } as const;

/** How it stands with a notice, in a word and, once told, how, by whom and when. */
export function Standing({ notice }: { notice: Notice }) {
  return (
    <>
      <span className={`word ${tones[notice.state]}`}>
        {signs[notice.state]}
        {say(notice.stateZh)}
      </span>
      {notice.doneAt && (
        <span className="small soft">
          {' '}
          {notice.howZh && say(notice.howZh)} {notice.doneBy} <When at={notice.doneAt} />
        </span>
      )}
    </>
  );
}
