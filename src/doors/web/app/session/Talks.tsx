import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { callParty } from '../widgets/Party.tsx';
import { printAlone } from './printAlone.ts';
import { Sheet } from './Sheet.tsx';
import type { Opening, Said, Sessions, Talk } from './types.ts';

const named = (view: MatterView, partyId: string): string => {
  const party = view.parties.find(({ id }) => id === partyId);
  return party ? callParty(party) : say('当事人');
};

/** Separate talks of the mediator's own matter: who, when; opened one at a time. */
export function Talks({ view, sessions }: { view: MatterView; sessions: Sessions }) {
  return (
    <section className="card stack tight" aria-labelledby="talks-title">
      <h2 id="talks-title">{say('单独谈话')}</h2>
      <p className="small soft">{say('加密存放。只有您看得到；领导、管理员、法院看不到，也不会导出。他们只知道谈过一次。')}</p>
      {sessions.key !== 'open' && sessions.key && <KeyNote state={sessions.key} />}
      {sessions.talks.length === 0 && <p className="soft">{say('还没有单独谈过，或者是换您承办以前谈的。')}</p>}
      <ul className="plain stack tight">
        {sessions.talks.map((talk) => (
          <OneTalk key={talk.id} who={named(view, talk.partyId)} talk={talk} />
        ))}
      </ul>
    </section>
  );
}

function KeyNote({ state }: { state: 'shut' | 'none' }) {
  return (
    <p className="note soon-note small">
      {say(state === 'shut' ? '这次登录没有打开您的谈话钥匙，存着的看不了。' : '您还没有谈话钥匙，单独谈话存不了。')}{' '}
      <Link to="/account">{say('到“我的账户”办理')}</Link>
    </p>
  );
}

function OneTalk({ who, talk }: { who: string; talk: Talk }) {
  const [body, setBody] = useState<Said>();
  const [trouble, setTrouble] = useState<Answer>();
  const open = async () => {
    if (body) return setBody(undefined);
    setTrouble(undefined);
    try {
      setBody((await ask<{ body: Said }>(`/api/talks/${talk.id}`)).body);
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <li className="stack tight">
      <p className="row tight">
        <span className="grow">
          {who} · <When at={talk.heldAt} />
        </span>
        <button type="button" className="btn slim" aria-expanded={body !== undefined} onClick={() => void open()}>
          {say(body ? '收起' : '打开看')}
        </button>
      </p>
      {trouble && <Trouble trouble={trouble} />}
      {body && (
        <div className="sub paper-sheet">
          <Sheet body={body} />
          <button
            type="button"
            className="btn slim no-print"
            onClick={(e) => printAlone(e.currentTarget.closest<HTMLElement>('.paper-sheet'))}
          >
            {say('打印一份给本人')}
          </button>
        </div>
      )}
    </li>
  );
}

/** For the safety reviewers of a matter under protection: two of them, in danger to life, for an hour. */
export function Reviewing({ view, sessions, me }: { view: MatterView; sessions: Sessions; me: string }) {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: ['sessions', view.id] });
  return (
    <section className="card stack tight" aria-labelledby="reviewing-title">
      <h2 id="reviewing-title">{say('单独谈话')}</h2>
      <p className="small soft">
        {say(
          '内容加密，您看不到。有人有生命危险、非看不可时，两位复核员一起可以打开一次，只看60分钟；当事人和调解员都会知道。情况紧急先打110、120。',
        )}
      </p>
      {sessions.key !== 'open' && sessions.key && <KeyNote state={sessions.key} />}
      <ul className="plain stack">
        {sessions.talks.map((talk) => {
          const openings = sessions.openings.filter(({ talkId }) => talkId === talk.id);
          const current = openings.find(({ open, until }) => open || new Date(until) > new Date());
          return (
            <li key={talk.id} className="stack tight">
              <p>
                {named(view, talk.partyId)} · <When at={talk.heldAt} />
              </p>
              {current ? (
                <Current view={view} opening={current} me={me} again={again} />
              ) : (
                <Asking view={view} talk={talk} again={again} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Asking({ view, talk, again }: { view: MatterView; talk: Talk; again: () => Promise<void> }) {
  const [trouble, setTrouble] = useState<Answer>();
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
    try {
      await ask(`/api/mediation/${view.id}/ask-opening`, { body: { talkId: talk.id, reason } });
      await again();
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <details>
      <summary>{say('危及生命，申请打开')}</summary>
      <form className="stack tight" onSubmit={send}>
        <div className="field">
          <label htmlFor={`reason-${talk.id}`}>{say('谁有什么危险')}</label>
          <textarea id={`reason-${talk.id}`} name="reason" className="input" maxLength={1000} required />
        </div>
        {trouble && <Trouble trouble={trouble} />}
        <button type="submit" className="btn warn">
          {say('申请打开，请另一位复核员同意')}
        </button>
      </form>
    </details>
  );
}

function Current({ view, opening, me, again }: { view: MatterView; opening: Opening; me: string; again: () => Promise<void> }) {
  const [body, setBody] = useState<Said>();
  const [trouble, setTrouble] = useState<Answer>();
  const act = async (make: () => Promise<unknown>) => {
    setTrouble(undefined);
    try {
      await make();
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  const agree = () =>
    act(async () => {
      await ask(`/api/mediation/${view.id}/agree-opening`, { body: { openingId: opening.id } });
      await again();
    });
  const read = () => act(async () => setBody((await ask<{ body: Said }>(`/api/talk-openings/${opening.id}`)).body));
  return (
    <div className="note soon-note stack tight">
      <p className="pre">{opening.reason}</p>
      {opening.open ? (
        <p>
          {say('已打开，看到')} <When at={opening.until} />{' '}
          <button type="button" className="btn slim" onClick={() => void read()}>
            {say('打开看')}
          </button>
        </p>
      ) : opening.askedBy === me ? (
        <p>{say('等另一位复核员同意。')}</p>
      ) : (
        <button type="button" className="btn warn" onClick={() => void agree()}>
          {say('同意打开60分钟')}
        </button>
      )}
      {trouble && <Trouble trouble={trouble} />}
      {body && <Sheet body={body} />}
    </div>
  );
}
