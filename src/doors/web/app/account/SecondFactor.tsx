import { QRCode } from 'antd';
import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Answer } from '../http.ts';
import { identity } from './identity.ts';

/** 动态码: what the phone shows, besides what the head knows. */
export function SecondFactor() {
  const [enrolled, setEnrolled] = useState<{ uri: string; secret: string }>();
  const [done, setDone] = useState(false);
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
      setDone(true);
      setEnrolled(undefined);
    });
  };
  return (
    <section className="card stack" aria-labelledby="totp-title">
      <h2 id="totp-title">{say('登录时再问一次动态码')}</h2>
      {done && (
        <p className="kept" role="status">
          ✓ {say('已开启。下次登录会问6位数字。')}
        </p>
      )}
      {!enrolled && !done && (
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
