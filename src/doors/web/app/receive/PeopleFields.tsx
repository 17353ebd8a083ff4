import type { ReactNode } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { PlaceField } from '../widgets/Place.tsx';
import type { Receiving } from './model.ts';

interface Props {
  form: Receiving;
  set: (change: Partial<Receiving>) => void;
  wrong: Record<string, string>;
  children?: ReactNode;
}

/** Who came, whom it is about, where: all of it may stay empty. */
export function PeopleFields({ form, set, wrong, children }: Props) {
  return (
    <div className="stack">
      <section className="card" aria-labelledby="who-title">
        <div className="head">
          <h2 id="who-title">{say('谁来说的')}</h2>
          <span className="small faint">{say('都可不填，不留姓名也给登记')}</span>
        </div>
        <div className="twin">
          <Line
            id="reporter.name"
            zh="姓名"
            value={form.reporter?.name}
            wrong={wrong}
            set={(name) => set({ reporter: { ...form.reporter, name } })}
          />
          <Line
            id="reporter.phone"
            zh="电话"
            mode="tel"
            value={form.reporter?.phone}
            wrong={wrong}
            set={(phone) => set({ reporter: { ...form.reporter, phone } })}
          />
          <Line
            id="reporter.idNumber"
            zh="身份证号"
            value={form.reporter?.idNumber}
            wrong={wrong}
            set={(idNumber) => set({ reporter: { ...form.reporter, idNumber } })}
          />
          <Line
            id="reporter.address"
            zh="住址"
            value={form.reporter?.address}
            wrong={wrong}
            set={(address) => set({ reporter: { ...form.reporter, address } })}
          />
        </div>
      </section>
      <section className="card" aria-labelledby="about-title">
        <h2 id="about-title">{say('和谁有关，在哪里')}</h2>
        <div className="stack">
          <div className="twin">
            <Line
              id="respondent.name"
              zh="对方姓名或名称"
              value={form.respondent?.name}
              wrong={wrong}
              set={(name) => set({ respondent: { ...form.respondent, name } })}
            />
            <Line
              id="respondent.phone"
              zh="对方电话"
              mode="tel"
              value={form.respondent?.phone}
              wrong={wrong}
              set={(phone) => set({ respondent: { ...form.respondent, phone } })}
            />
          </div>
          <PlaceField
            id="place"
            name="place"
            schema={{}}
            describedBy={undefined}
            invalid={Boolean(wrong.place)}
            value={form.place}
            set={(place) => set({ place: place as Receiving['place'] })}
          />
        </div>
      </section>
      {children}
    </div>
  );
}

function Line({
  id,
  zh,
  value,
  set,
  wrong,
  mode = 'text',
}: {
  id: string;
  zh: string;
  value: string | undefined;
  set: (v: string) => void;
  wrong: Record<string, string>;
  mode?: 'text' | 'tel';
}) {
  const dom = id.replace('.', '-');
  return (
    <div className="field">
      <label htmlFor={dom}>{say(zh)}</label>
      <input
        id={dom}
        className="input"
        inputMode={mode}
        autoComplete="off"
        value={value ?? ''}
        aria-invalid={wrong[id] ? true : undefined}
        aria-describedby={wrong[id] ? `${dom}-wrong` : undefined}
        onChange={(e) => set(e.target.value)}
      />
      {wrong[id] && (
        <p className="wrong" id={`${dom}-wrong`} role="alert">
          {wrong[id]}
        </p>
      )}
    </div>
  );
}
