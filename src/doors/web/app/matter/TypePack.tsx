import { Link } from '@tanstack/react-router';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterView } from '../api.ts';
import { useRules } from '../pieces/Promise.tsx';
import { useReckon } from '../reckon/reckoning.ts';

interface Pack {
  zh: string;
  suits: string[];
  body: string;
  material: Array<{ zh: string; why: string }>;
  experts: string[];
  calculators: string[];
  hints: string[];
  basis: string;
}

/** What this kind of dispute needs on the table: reminders for whoever handles it, no step depends on them. */
export function TypePack({ view }: { view: MatterView }) {
  const { data } = useRules();
  const { data: reckon } = useReckon();
  const pack = (data?.typePacks as Pack[] | undefined)?.find(({ suits }) =>
    suits.some((prefix) => view.category?.startsWith(prefix)),
  );
  const calculators = (reckon?.calculators ?? []).filter(({ code, suits }) =>
    pack ? pack.calculators.includes(code) : suits?.some((prefix) => view.category?.startsWith(prefix)),
  );
  if (!pack && calculators.length === 0) return null;
  return (
    <section className="card stack tight" aria-labelledby="pack-title">
      <h2 id="pack-title">{pack ? say('清单：{{kind}}', { kind: say(pack.zh) }) : say('可能用到的计算')}</h2>
      {calculators.length > 0 && (
        <p className="row tight no-print">
          {calculators.map(({ code, zh }) => (
            <Link key={code} className="btn slim" to="/reckon" search={{ of: code, matter: view.id } as never}>
              {say(zh)}
            </Link>
          ))}
        </p>
      )}
      {pack && (
        <details className="small">
          <summary>{say('要备的材料、要注意的事')}</summary>
          <h3>{say('材料')}</h3>
          <ul>
            {pack.material.map(({ zh, why }) => (
              <li key={zh}>
                {zh} <span className="faint">{why}</span>
              </li>
            ))}
          </ul>
          <h3>{say('要注意')}</h3>
          <ul>
            {pack.hints.map((hint) => (
              <li key={hint}>{hint}</li>
            ))}
          </ul>
          <p>
            <span className="strong">{say('可以请教：')}</span>
            {pack.experts.join('、')}
          </p>
          <p className="faint">{pack.basis}</p>
        </details>
      )}
    </section>
  );
}
