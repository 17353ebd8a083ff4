import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Answer } from '../http.ts';
import { PasswordField } from '../NewPassword.tsx';
import { useRoles } from '../who.ts';
import { identity } from './identity.ts';

/** The key to separate talks, for those who may have one: opened by what it was locked with, or made anew. */
export function OwnKey() {
  const [trouble, setTrouble] = useState<Answer>();
  const [done, setDone] = useState('');
  if (!useRoles('mediator', 'safety')) return null;
  const act = (verb: 'openKey' | 'renewKey', zh: string) => async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const secret = new FormData(target).get(verb);
    setTrouble(undefined);
    setDone('');
    try {
      await identity(verb, { secret, ...(verb === 'renewKey' && { lost: true }) });
      target.reset();
      setDone(zh);
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <section className="card stack" aria-labelledby="own-key-title">
      <h2 id="own-key-title">{say('谈话钥匙')}</h2>
      <p className="small soft">
        {say(
          '单独谈话用您自己的钥匙加密。用密码登录时自动打开，平时不用管。密码被管理员重设过、用统一认证登录的，才要在这里办。',
        )}
      </p>
      <form className="stack tight" onSubmit={act('openKey', '已打开')}>
        <PasswordField id="openKey" zh="原来的密码，或当时设的口令" complete="off" />
        <button type="submit" className="btn">
          {say('打开钥匙')}
        </button>
      </form>
      <details>
        <summary>{say('想不起来，或者第一次设口令：换新钥匙')}</summary>
        <form className="stack tight" onSubmit={act('renewKey', '已换新')}>
          <p className="note soon-note small">
            {say('换了以后，以前存的单独谈话您自己打不开了；当事人拿谈话码来，还能再打开。')}
          </p>
          <PasswordField id="renewKey" zh="新口令（用密码登录的，填现在的密码）" complete="off" />
          <label className="tick">
            <input type="checkbox" required />
            {say('我知道以前存的打不开了')}
          </label>
          <button type="submit" className="btn warn">
            {say('换新钥匙')}
          </button>
        </form>
      </details>
      {trouble && <Trouble trouble={trouble} />}
      <p role="status" className="kept">
        {done && `✓ ${say(done)}`}
      </p>
    </section>
  );
}
