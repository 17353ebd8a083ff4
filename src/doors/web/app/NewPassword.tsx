import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../ground/ui/States.tsx';
import { say } from '../../../ground/ui/say.ts';
import type { Session } from './api.ts';
import { Answer, ask } from './http.ts';

/** The first password was known to someone else: nothing else is open until the person has made their own. */
export function NewPassword({ session, enter }: { session: Session; enter: (session: Session) => void }) {
  const [trouble, setTrouble] = useState<Answer>();
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (form.get('next') !== form.get('again'))
      return setTrouble(new Answer(422, { message: say('两次输入的新密码不一样。'), waysOn: [say('请再输一遍。')] }));
    try {
      await ask('/api/identity/change-password', { body: { old: form.get('old'), next: form.get('next') } });
      enter(await ask<Session>('/api/session'));
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  return (
    <form className="door-form stack" onSubmit={change}>
      <h1>{say('先换成您自己的密码')}</h1>
      <p className="soft">{say('{{name}}，现在的密码是别人给您的。换好之后就可以办事了。', { name: session.user.name })}</p>
      {trouble && <Trouble trouble={trouble} />}
      <input type="hidden" autoComplete="username" value={session.user.username} readOnly />
      <PasswordField id="old" zh="现在的密码" complete="current-password" wrong={trouble?.fields.old} />
      <PasswordField
        id="next"
        zh="新密码"
        complete="new-password"
        hint="至少10个字符；一句您记得住的话就很好。"
        wrong={trouble?.fields.next}
      />
      <PasswordField id="again" zh="再输一遍新密码" complete="new-password" />
      <button type="submit" className="btn main">
        {say('换好密码，开始办事')}
      </button>
    </form>
  );
}

export function PasswordField({
  id,
  zh,
  complete,
  hint,
  wrong,
}: {
  id: string;
  zh: string;
  complete: string;
  hint?: string;
  wrong?: string | undefined;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{say(zh)}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {say(hint)}
        </p>
      )}
      <input
        id={id}
        name={id}
        className="input"
        type="password"
        autoComplete={complete}
        required
        aria-invalid={wrong ? true : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
