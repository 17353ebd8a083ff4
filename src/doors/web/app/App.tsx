import i18next from 'i18next';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { closeDrafts } from '../../../ground/ui/draft.ts';
import { Trouble, Waiting } from '../../../ground/ui/States.tsx';
import { say } from '../../../ground/ui/say.ts';
import type { Directory, Session } from './api.ts';
import { type Answer, ask, onSignedOut, setCsrf } from './http.ts';
import { SignIn } from './SignIn.tsx';

const Workbench = lazy(() => import('./Workbench.tsx'));
const SetUp = lazy(() => import('./pages/SetUp.tsx'));

/** Outside the door: who is it? Only after that is the workbench fetched. */
export function App() {
  const [session, setSession] = useState<Session | null>();
  const [directory, setDirectory] = useState<Directory>();
  const [trouble, setTrouble] = useState<Answer>();
  const [spoken, setSpoken] = useState(i18next.language);

  const enter = useCallback((next: Session | null) => {
    setCsrf(next?.csrfToken ?? '');
    setSession(next);
  }, []);
  const look = useCallback(async () => {
    try {
      const [who, found] = await Promise.all([
        ask<Session>('/api/session').catch((a: Answer) => (a.status === 401 ? null : Promise.reject(a))),
        ask<Directory>('/api/directory'),
      ]);
      setDirectory(found);
      enter(who);
      setTrouble(undefined);
    } catch (answer) {
      setTrouble(answer as Answer);
    }
  }, [enter]);

  useEffect(() => {
    void look();
    onSignedOut(() => enter(null));
    i18next.on('languageChanged', setSpoken);
    return () => i18next.off('languageChanged', setSpoken);
  }, [look, enter]);

  const leave = useCallback(async () => {
    if (session) await closeDrafts(session.user.id);
    await ask('/api/session', { method: 'DELETE' }).catch(() => undefined);
    window.location.assign('/');
  }, [session]);

  if (trouble)
    return (
      <main className="outside">
        <h1 className="unseen">解纷</h1>
        <Trouble trouble={trouble}>
          <button type="button" className="btn" onClick={() => void look()}>
            {say('再试一次')}
          </button>
        </Trouble>
      </main>
    );
  if (session === undefined || !directory)
    return (
      <main className="outside">
        <Waiting />
      </main>
    );
  if (directory.empty && !session)
    return (
      <Suspense fallback={<Waiting />}>
        <SetUp done={look} />
      </Suspense>
    );
  if (session === null || session.mustChange)
    return <SignIn key={spoken} directory={directory} session={session} enter={enter} />;
  return (
    <Suspense
      fallback={
        <main className="outside">
          <Waiting />
        </main>
      }
    >
      <Workbench key={spoken} session={session} directory={directory} leave={leave} again={look} />
    </Suspense>
  );
}
