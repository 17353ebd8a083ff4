import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { Waiting } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Why } from '../../../../ground/ui/Why.tsx';
import { useRules } from '../pieces/Promise.tsx';
import { useTheMatter } from './context.ts';

type Said = 'yes' | 'no' | 'unknown';
const answers: Array<[Said, string]> = [
  ['no', '否'],
  ['yes', '是'],
  ['unknown', '不清楚'],
];
const word = (value: unknown) => (typeof value === 'string' ? value : '');

/** The mediability gate as plain questions. Nothing is answered beforehand: a default here would be a guess about someone's safety. */
export function GateField(p: WidgetProps) {
  const { data } = useRules();
  const before = useTheMatter()?.gate?.answers;
  const said = (p.value ?? {}) as Record<string, Said>;
  const last = (code: string) => answers.find(([value]) => value === before?.[code])?.[1];
  if (!data) return <Waiting />;
  const open = data.gates.filter((g) => !said[word(g.code)]);
  return (
    <div className="stack tight">
      {open.length > 0 && (
        <div className="row tight small">
          <span className="soft">{say('还有{{n}}条没有回答', { n: open.length })}</span>
          <button
            type="button"
            className="link"
            onClick={() => p.set({ ...said, ...Object.fromEntries(open.map((g) => [word(g.code), 'no'])) })}
          >
            {say('其余都问过了，都是“否”')}
          </button>
        </div>
      )}
      {data.gates.map((gate) => {
        const code = word(gate.code);
        return (
          <fieldset key={code} className="field" style={{ borderTop: '1px solid var(--line)', paddingTop: 8 }}>
            <legend className="unseen">{word(gate.question) || word(gate.zh)}</legend>
            <p aria-hidden="true">{word(gate.question) || word(gate.zh)}</p>
            <div className="row">
              <div className="choices">
                {answers.map(([value, zh]) => (
                  <label key={value}>
                    <input
                      type="radio"
                      name={`${p.id}-${code}`}
                      checked={said[code] === value}
                      onChange={() => p.set({ ...said, [code]: value })}
                    />
                    {say(zh)}
                  </label>
                ))}
              </div>
              {last(code) && <span className="small faint">{say('上次答：{{what}}', { what: say(last(code)!) })}</span>}
              {word(gate.route) && (
                <Why label="答“是”会怎样">
                  <p>{word(gate.hint)}</p>
                  <p>{word(gate.route)}</p>
                  <p className="small soft">{word(gate.basis)}</p>
                </Why>
              )}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
