import { QRCode } from 'antd';
import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Answer } from '../http.ts';
import { PasswordField } from '../NewPassword.tsx';
import { useWho } from '../who.ts';
import { identity } from './identity.ts';

/** 动态码: what the phone shows, besides what the head knows. */
export function SecondFactor() {
  const [enrolled, setEnrolled] = useState<{ uri: string; secret: string }>();
  const { session, again } = useWho();
  const [on, setOn] = useState(session.totpOn ?? false);
  const [done, setDone] = useState<'on' | 'off'>();
  const [trouble, setTrouble] = useState<Answer>();
  const tried = async (act: () => Promise<void>) => {
    setTrouble(undefined);
    await act().catch((error: Answer) => setTrouble(error));
  };
  const start = () =>
    tried(async () => {
      const { extra } = await identity('enrolTotp');
      setEnrolled(extra as unknown as { uri: string; secret: string });
    });
  const confirm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token'));
    void tried(async () => {
      await identity('confirmTotp', { token });
      setDone('on');
      setOn(true);
      setEnrolled(undefined);
      await again();
    });
  };
  const drop = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    void tried(async () => {
      await identity('dropTotp', { password });
      setDone('off');
      setOn(false);
      await again();
    });
  };
  return (
    <section className="card stack" aria-labelledby="totp-title">
      <h2 id="totp-title">{say('登录时再问一次动态码')}</h2>
      {done && (
        <p className="kept" role="status">
          ✓ {done === 'on' ? say('已开启。下次登录会问6位数字。') : say('已关闭。下次登录只问密码。')}
        </p>
      )}
      {on && <TurnOff drop={drop} wrong={trouble?.fields.password} />}
      {!enrolled && !on && (
        <>
          <p className="soft">{say('手机上装一个验证器，密码被别人知道了也进不来。')}</p>
          <div>
            <button type="button" className="btn" onClick={() => void start()}>
              {say('开启动态码')}
            </button>
          </div>
        </>
      )}
      {enrolled && (
        <form className="stack" onSubmit={confirm}>
          <p>
            {say('1. 用验证器扫这个码，或手工输入：')}
            <span className="code" style={{ whiteSpace: 'normal' }}>
              {enrolled.secret}
            </span>
          </p>
          <div role="img" aria-label={say('给验证器扫的二维码')}>
            <QRCode value={enrolled.uri} type="svg" color="#000" bgColor="#fff" />
          </div>
          <div className="field">
            <label htmlFor="token">{say('2. 输入验证器上的6位数字')}</label>
            <input
              id="token"
              name="token"
              className="input code"
              inputMode="numeric"
              pattern="[0-9]{6}"
              maxLength={6}
              required
              autoComplete="one-time-code"
            />
          </div>
          <div>
            <button type="submit" className="btn main">
              {say('确认并开启')}
            </button>
          </div>
        </form>
      )}
      {trouble && <Trouble trouble={trouble} />}
    </section>
  );
}

/** The password once more: a session left open on a desk must not be enough. */
function TurnOff({ drop, wrong }: { drop: (event: FormEvent<HTMLFormElement>) => void; wrong: string | undefined }) {
  return (
    <details>
      <summary>{say('现在开着。不用了就关掉')}</summary>
      <form className="stack" onSubmit={drop} style={{ marginTop: 8 }}>
        <PasswordField
          id="password"
          zh="现在的密码"
          complete="current-password"
          hint="关掉以后，知道密码的人就能登录。"
          wrong={wrong}
        />
        <div>
          <button type="submit" className="btn warn">
            {say('关闭动态码')}
          </button>
        </div>
      </form>
    </details>
  );
}
