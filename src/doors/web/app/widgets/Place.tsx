import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { PlaceCodeField } from './Pick.tsx';

export interface PlaceSaid {
  text?: string;
  code?: string;
  lon?: number;
  lat?: number;
}

/** Where: in the person's words, and the grid when it is known. */
export function PlaceField(p: WidgetProps) {
  const place = (p.value ?? {}) as PlaceSaid;
  return (
    <div className="twin">
      <div className="field">
        <label htmlFor={`${p.id}-text`}>{say('地点的说法')}</label>
        <input
          id={`${p.id}-text`}
          className="input"
          value={place.text ?? ''}
          placeholder={say('例如：云溪花苑3幢502')}
          onChange={(e) => p.set({ ...place, text: e.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${p.id}-code`}>{say('村（社区）或网格')}</label>
        <PlaceCodeField id={`${p.id}-code`} value={place.code} set={(code) => p.set({ ...place, code })} invalid={p.invalid} />
      </div>
    </div>
  );
}
