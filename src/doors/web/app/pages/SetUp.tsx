import { type FormEvent, useState } from 'react';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Answer, ask } from '../http.ts';
import { PasswordField } from '../NewPassword.tsx';

/** An empty house: the first person names the centre and becomes its administrator. */
export default function SetUp({ done }: { done: () => Promise<void> }) {
  const [trouble, setTrouble] = useState<Answer>();
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (form.next !== form.again)
      return setTrouble(new Answer(422, { message: say('两次输入的新密码不一样。'), waysOn: [say('请再输一遍。')] }));
    try {
      await ask('/api/setup', {
        body: {
          label: form.label,
          zh: form.zh,
          code: form.code,
          name: form.name,
          username: form.username,
          password: form.next,
        },
      });
      await done();
    } catch (error) {
      setTrouble(error as Answer);
    }
  };
  const wrong = trouble?.fields ?? {};
  return (
    <main className="outside" style={{ marginTop: 48 }}>
      <form className="door-form stack" style={{ maxWidth: 560 }} onSubmit={make}>
        <h1>{say('给这个中心起名，设第一位管理员')}</h1>
        <p className="soft">{say('名称以后可以改。管理员看不到任何事项，只管人和岗位。')}</p>
        {trouble && <Trouble trouble={trouble} kept />}
        <div className="field">
          <label htmlFor="label">{say('叫什么中心')}</label>
          <select id="label" name="label" className="input">
            <option>社会治理中心</option>
            <option>矛调中心</option>
            <option>综治中心</option>
          </select>
        </div>
        <Line id="zh" zh="全称，例如：云溪县社会治理中心" wrong={wrong.zh} />
        <Line id="code" zh="行政区划代码（6位）" wrong={wrong.code} />
        <Line id="name" zh="管理员姓名" wrong={wrong.name} />
        <Line id="username" zh="管理员用户名" wrong={wrong.username} />
        <PasswordField
          id="next"
          zh="密码"
          complete="new-password"
          hint="至少10个字符；一句您记得住的话就很好。"
          wrong={wrong.password}
        />
        <PasswordField id="again" zh="再输一遍密码" complete="new-password" />
        <button type="submit" className="btn main">
          {say('建好中心，去登录')}
        </button>
      </form>
    </main>
  );
}

const Line = ({ id, zh, wrong }: { id: string; zh: string; wrong?: string | undefined }) => (
  <div className="field">
    <label htmlFor={id}>{say(zh)}</label>
    <input id={id} name={id} className="input" required aria-invalid={wrong ? true : undefined} />
    {wrong && (
      <p className="wrong" role="alert">
        {wrong}
      </p>
    )}
  </div>
);
