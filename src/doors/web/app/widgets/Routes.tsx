import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { useRules } from '../pieces/Promise.tsx';

const word = (value: unknown) => (typeof value === 'string' ? value : '');

/** Which other ways the person was told about. */
export function RoutesField(p: WidgetProps) {
  const { data } = useRules();
  const chosen = (Array.isArray(p.value) ? p.value : []) as string[];
  const own = p.schema.items?.options ?? p.schema.options;
  const routes = own
    ? Object.entries(own)
    : (data?.routes ?? []).map((r) => [word(r.code) || word(r.key), word(r.zh)] as [string, string]);
  const flip = (code: string) => p.set(chosen.includes(code) ? chosen.filter((c) => c !== code) : [...chosen, code]);
  return (
    <div className="choices lines">
      {routes.map(([code, zh]) => (
        <label key={code}>
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => flip(code)} />
          {say(zh)}
        </label>
      ))}
    </div>
  );
}
