import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { say } from '../../../../ground/ui/say.ts';
import type { InvitationPreview, SentLetter } from '../api.ts';
import { Answer, ask } from '../http.ts';

/** What the move's form holds while it is filled in, shown as it would go out: word for word, before anything is sent. */
export function InvitationPreviewed({ matterId, values }: { matterId: string; values: Record<string, unknown> }) {
  const params = new URLSearchParams();
  for (const key of ['about', 'aboutWords', 'answerBy', 'callNumber', 'named'])
    if (values[key] !== undefined && values[key] !== '') params.set(key, String(values[key]));
  const { data, error } = useQuery({
    queryKey: ['invitation', matterId, params.toString()],
    queryFn: () => ask<InvitationPreview>(`/api/mediation/${matterId}/invitation?${params}`),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error instanceof Answer)
    return (
      <p className="note soon-note small" role="status">
        {error.message}
      </p>
    );
  if (!data) return null;
  const by = values.way;
  return (
    <section className="note" aria-label={say('发出去是这个样子')}>
      <p className="strong">{say('发出去是这个样子')}</p>
      {data.neutralBecause && <p className="small soon">{data.neutralBecause}</p>}
      {by === 'phone' && (
        <details open>
          <summary className="small">{say('电话里这样说')}</summary>
          <ol className="small">
            {data.script.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </details>
      )}
      <details open={by === 'message'}>
        <summary className="small">{say('短信（{{n}}条）', { n: data.parts })}</summary>
        <p className="small pre">{data.sms}</p>
      </details>
      <details open={by !== 'phone' && by !== 'message'}>
        <summary className="small">{say('信和网页')}</summary>
        {data.lines.map((line) => (
          <p key={line} className="small">
            {line}
          </p>
        ))}
      </details>
    </section>
  );
}

/** The links, told this once: the letter to print, the message to send. They are kept nowhere. */
export function Letters({ letters }: { letters: SentLetter[] }) {
  const { message } = App.useApp();
  const copy = (sms: string) =>
    navigator.clipboard.writeText(sms).then(
      () => void message.success(say('已复制')),
      () => void message.info(sms, 20),
    );
  return (
    <div className="stack tight" style={{ flexBasis: '100%' }}>
      <p className="small">{say('链接只在这里给一次，系统不留底；丢了就“再发一次邀请”。')}</p>
      {letters.map((letter) => (
        <p key={letter.partyId} className="row tight">
          <span className="strong">{letter.name ?? say('（姓名未留）')}</span>
          <a className="btn slim" href={`${letter.path}/letter`} target="_blank" rel="noreferrer">
            {say('打印这封信')}
          </a>
          <button
            type="button"
            className="btn slim"
            onClick={() => void copy(letter.sms.replace('{链接}', `${window.location.origin}${letter.path}`))}
          >
            {say('复制短信')}
          </button>
        </p>
      ))}
    </div>
  );
}
