import { useId, useState } from 'react';
import { first } from './first.ts';
import { Trouble, type TroubleWords } from './States.tsx';
import { say } from './say.ts';

/** A value shown in part. The whole is fetched with a reason, and stands there until the page is left. */
export function Masked({
  mask,
  what,
  reveal,
}: {
  mask: string;
  what: string;
  reveal?: ((reason: string) => Promise<string>) | undefined;
}) {
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState<string>();
  const [trouble, setTrouble] = useState<TroubleWords>();
  const id = useId();
  const look = async (form: HTMLFormElement) => {
    try {
      setWhole(await reveal!(String(new FormData(form).get('reason') ?? '').trim()));
      setAsking(false);
    } catch (error) {
      setTrouble(error as TroubleWords);
    }
  };
  if (whole) return <span className="code">{whole}</span>;
  return (
    <>
      <span className="code">{mask}</span>{' '}
      {reveal && !asking && (
        <button type="button" className="link small no-print" onClick={() => setAsking(true)}>
          {say('查看完整{{what}}', { what: say(what) })}
        </button>
      )}
      {asking && (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            void look(event.currentTarget);
          }}
        >
          <label htmlFor={id} className="small">
            {say('为什么要看？会记下来，本人可以查到。')}
          </label>
          <div className="row tight">
            <input id={id} name="reason" className="input grow" required minLength={2} maxLength={200} ref={first} />
            <button type="submit" className="btn slim">
              {say('查看并记录')}
            </button>
            <button type="button" className="btn quiet slim" onClick={() => setAsking(false)}>
              {say('不看了')}
            </button>
          </div>
          {trouble && <Trouble trouble={trouble} />}
        </form>
      )}
    </>
  );
}
