import type { Values } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import { type Terms, useClauses, useFindings } from './terms.ts';

/** What is looked over before signing: what stops it, what wants a second look, and the questions a court will ask. */
export function Findings({ terms, values }: { terms: Terms; values: Values }) {
  const found = useFindings(values, terms);
  const { data } = useClauses(terms.category);
  const groups = [
    ['block', '要先改好', 'danger-note'],
    ['warn', '再看一眼', 'soon-note'],
  ] as const;
  return (
    <section className="stack tight" aria-label={say('签字前核对')} aria-live="polite">
      {groups.map(([severity, zh, look]) => {
        const rows = found.filter((one) => one.severity === severity);
        return rows.length === 0 ? null : (
          <div key={severity} className={`note ${look} small`}>
            <p className="strong">{say(zh)}</p>
            <ul>
              {rows.map((one) => (
                <li key={one.code + one.at + one.zh}>
                  {one.zh} <span className="soft">{one.wayOn}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <details className="small">
        <summary>{say('签字前逐条问一遍（法院也这样看）')}</summary>
        <ul>
          {(data?.lawfulness ?? []).map((one) => (
            <li key={one.code}>
              {one.zh} <span className="soft">{one.hint}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
