import { type FormEvent, useEffect, useRef, useState } from 'react';
import { first } from '../../../ground/ui/first.ts';
import { Trouble } from '../../../ground/ui/States.tsx';
import { say } from '../../../ground/ui/say.ts';
import type { Directory, Session } from './api.ts';
import { Answer, ask, setCsrf } from './http.ts';
import { NewPassword } from './NewPassword.tsx';
import { language, speak } from './words.ts';

interface Props {
  directory: Directory;
  session: Session | null;
  enter: (session: Session) => void;
}

/** The door: name and password, the second factor when the account has one, a new password when it must be changed. */
export function SignIn({ directory, session, enter }: Props) {
  const { centre } = directory;
  useEffect(() => {
    document.title = `${say('登录')} · ${centre.zh}`;
  }, [centre.zh]);
  return (
    <div className="door">
      <header className="door-head">
        <p className="door-centre">{centre.zh}</p>
        <button
          type="button"
          className="btn quiet"
          lang={language() === 'en' ? 'zh-CN' : 'en'}
          onClick={() => void speak(language() === 'en' ? 'zh-CN' : 'en')}
        >
          {language() === 'en' ? '中文' : 'English'}
        </button>
      </header>
      <main className="door-main">
        {session ? <NewPassword session={session} enter={enter} /> : <NameAndPassword directory={directory} enter={enter} />}
      </main>
      <footer className="door-foot small">{say('这里只给工作人员用。群众办事请到窗口，或打12345。')}</footer>
    </div>
  );
}

function NameAndPassword({ directory, enter }: Omit<Props, 'session'>) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [second, setSecond] = useState(false);
  const [trouble, setTrouble] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const secret = useRef<HTMLInputElement>(null);

  const knock = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      const session = await ask<Session>('/api/session', {
        body: { username: username.trim(), password, ...(second ? { totp } : {}) },
      });
      setCsrf(session.csrfToken);
      enter(session);
    } catch (error) {
      const answer = error as Answer;
      if (answer.code === 'identity.secondFactor' && !second) setSecond(true);
      else setTrouble(answer instanceof Answer ? answer : new Answer(500, {}));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <form className="door-form stack" onSubmit={knock}>
        <h1>{second ? say('再输一次动态码') : say('登录')}</h1>
        {trouble && <Trouble trouble={trouble} />}
        {second ? (
          <div className="field">
            <label htmlFor="totp">{say('手机验证器上的6位数字')}</label>
            <input
              id="totp"
              className="input code"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6}"
              maxLength={6}
              required
              ref={first}
              value={totp}
              onChange={(e) => setTotp(e.target.value)}
            />
          </div>
        ) : (
          <>
            <div className="field">
              <label htmlFor="username">{say('用户名')}</label>
              <input
                id="username"
                className="input"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                ref={first}
                value={username}
                onChange={(e) => setUsername(e.target.value)}
              />
            </div>
            <div className="field">
              <label htmlFor="password">{say('密码')}</label>
              <input
                id="password"
                ref={secret}
                className="input"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(e) => setPassword(e.target.value)}
              />
            </div>
          </>
        )}
        <button type="submit" className="btn main" disabled={busy}>
          {busy ? say('正在登录…') : say('登录')}
        </button>
        {second && (
          <button type="button" className="btn quiet" onClick={() => setSecond(false)}>
            {say('换一个账户')}
          </button>
        )}
        {directory.oidc && !second && (
          <a className="btn" href="/api/oidc/start">
            {say('用单位统一账户登录')}
          </a>
        )}
      </form>
      {directory.demo && directory.accounts && !second && (
        <section className="door-demo" aria-labelledby="demo-title">
          <h2 id="demo-title">{say('演示账户')}</h2>
          <p className="small soft">{say('人和事都是编的。点一个账户填好用户名，密码见启动时的提示。')}</p>
          <ul className="plain door-accounts">
            {directory.accounts.map((a) => (
              <li key={a.username}>
                <button
                  type="button"
                  aria-pressed={username === a.username}
                  onClick={() => {
                    setUsername(a.username);
                    secret.current?.focus();
                  }}
                >
                  <span className="strong">{say(a.zh.split('：')[0] ?? a.zh)}</span>{' '}
                  <span className="code faint">{a.username}</span>
                  <span className="small soft">
                    {a.name}
                    {(a.does ?? a.zh.split('：')[1]) && ` · ${say(a.does ?? a.zh.split('：')[1] ?? '')}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
