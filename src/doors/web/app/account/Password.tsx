import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Answer } from '../http.ts';
import { PasswordField } from '../NewPassword.tsx';
import { identity } from './identity.ts';

export function Password() {
  const [trouble, setTrouble] = useState<Answer>();
  const [done, setDone] = useState(false);
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    setTrouble(undefined);
    if (form.get('next') !== form.get('again'))
      return setTrouble(new Answer(422, { message: say('两次输入的新密码不一样。'), waysOn: [say('请再输一遍。')] }));
    try {
      await identity('changePassword', { old: form.get('old'), next: form.get('next') });
      target.reset();
      setDone(true);
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title">{say('换密码')}</h2>
      <form className="stack" onSubmit={change}>
        <PasswordField id="old" zh="现在的密码" complete="current-password" wrong={trouble?.fields.old} />
        <PasswordField
          id="next"
          zh="新密码"
          complete="new-password"
          hint="至少10个字符；一句您记得住的话就很好。"
          wrong={trouble?.fields.next}
        />
        <PasswordField id="again" zh="再输一遍新密码" complete="new-password" />
        {trouble && <Trouble trouble={trouble} />}
        <div className="row">
          <button type="submit" className="btn main">
            {say('换成新密码')}
          </button>
          <span role="status" className="kept">
            {done && `✓ ${say('已换好')}`}
          </span>
        </div>
      </form>
    </section>
  );
}
