import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { readMatter } from '../pieces/moves.ts';
import { Page } from '../pieces/Page.tsx';
import { ReckonForm } from '../reckon/ReckonForm.tsx';
import { Result } from '../reckon/Result.tsx';
import { type Calculator, type Reckoning, suited, useReckon } from '../reckon/reckoning.ts';

/** 计算器: choose, fill in, read the answer with its articles. Opened from a matter in mediation, the answer can go into its terms. */
export default function ReckonPage() {
  const { of, matter } = useSearch({ strict: false }) as { of?: string; matter?: string };
  const all = useReckon();
  const page = useQuery({ queryKey: ['matter', matter], queryFn: () => readMatter(matter!), enabled: Boolean(matter) });
  const view = page.data?.view;
  return (
    <Page
      title={say('计算器')}
      lead={
        view && (
          <Link to={`/matters/${view.id}`} className="small">
            {say('回到 {{title}}', { title: view.title || view.code })}
          </Link>
        )
      }
    >
      <Loaded of={all}>
        {({ calculators }) => {
          const list = suited(calculators, view?.category);
          const chosen = list.find((one) => one.code === of) ?? list[0]!;
          const terms = view?.state === 'MEDIATING' && page.data?.moves.some((move) => move.command === 'mediation.agreeTerms');
          return (
            <div className="reckon">
              <Choose list={list} chosen={chosen} matter={matter} />
              <Desk key={chosen.code} calculator={chosen} matterId={terms ? view.id : undefined} />
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Choose({ list, chosen, matter }: { list: Calculator[]; chosen: Calculator; matter: string | undefined }) {
  return (
    <nav className="reckon-list no-print" aria-label={say('算什么')}>
      {list.map((one) => (
        <Link
          key={one.code}
          to="/reckon"
          search={{ of: one.code, ...(matter && { matter }) } as never}
          replace
          className={`btn ${one === chosen ? 'main' : ''}`}
          aria-current={one === chosen ? 'page' : undefined}
        >
          {say(one.zh)}
        </Link>
      ))}
    </nav>
  );
}

function Desk({ calculator, matterId }: { calculator: Calculator; matterId: string | undefined }) {
  const [found, setFound] = useState<Reckoning>();
  const go = useNavigate();
  return (
    <div className={`reckon-desk ${found ? 'answered' : ''}`}>
      <section className="card stack no-print" aria-labelledby="form-title">
        <div>
          <h2 id="form-title">{say(calculator.zh)}</h2>
          <p className="small soft">
            {say(calculator.about)} {say('填的内容不保存。')}
          </p>
        </div>
        <ReckonForm calculator={calculator} done={setFound} />
      </section>
      {found && <Result found={found} matterId={matterId} back={() => void go({ to: `/matters/${matterId}` })} />}
    </div>
  );
}
