import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { useDuties, useOrganisations, usePlaces, useStaff } from '../pieces/names.ts';
import { useRules } from '../pieces/Promise.tsx';
import { answersTo, loadInitials } from '../shell/initials.ts';

interface Option {
  value: string;
  label: string;
  more?: string | undefined;
}

/** A list that answers to a piece of the name or its pinyin initials. */
export function PickOne({
  p,
  options,
  loading,
}: {
  p: Pick<WidgetProps, 'id' | 'value' | 'set' | 'invalid'>;
  options: Option[];
  loading: boolean;
}) {
  const [, setReady] = useState(false);
  useEffect(() => {
    void loadInitials().then(() => setReady(true));
  }, []);
  return (
    <Select
      id={p.id}
      allowClear
      loading={loading}
      style={{ width: '100%' }}
      value={(p.value as string | undefined) || undefined}
      onChange={(v) => p.set(v)}
      status={p.invalid ? 'error' : ''}
      placeholder={say('打几个字或拼音首字母')}
      options={options}
      showSearch={{
        filterOption: (typed, option) =>
          answersTo(`${option?.label ?? ''} ${option?.value ?? ''}`, typed) || answersTo(String(option?.label ?? ''), typed),
      }}
      optionRender={(o) => (
        <>
          {o.label}
          {o.data.more && <span className="small faint"> {o.data.more}</span>}
        </>
      )}
    />
  );
}

const today = () => new Date().toISOString();

function useMediators(): { options: Option[]; isLoading: boolean } {
  const { data, isLoading } = useStaff();
  const { data: organisations } = useOrganisations();
  const named = useDuties();
  const home = (id: string | null) => organisations?.find((o) => o.id === id)?.shortName ?? '';
  const free = (data ?? []).filter((s) => s.active && (s.mediator || s.roles.includes('mediator')));
  const options = free.map((s) => ({
    value: s.id,
    label: s.name,
    more: [home(s.organisationId), named(s.mediator?.skills ?? []), s.absentUntil && s.absentUntil > today() ? say('不在岗') : '']
      .filter(Boolean)
      .join(' · '),
  }));
  return { options, isLoading };
}

export function MediatorField(p: WidgetProps) {
  const { options, isLoading } = useMediators();
  return <PickOne p={p} options={options} loading={isLoading} />;
}

/** Up to three of the list, in the order of the person's wish. */
export function MediatorsField(p: WidgetProps) {
  const { options, isLoading } = useMediators();
  return (
    <Select
      id={p.id}
      mode="multiple"
      maxCount={3}
      loading={isLoading}
      style={{ width: '100%' }}
      value={(p.value as string[] | undefined) ?? []}
      onChange={p.set}
      placeholder={say('打几个字或拼音首字母')}
      options={options}
      showSearch={{ filterOption: (typed, option) => answersTo(String(option?.label ?? ''), typed) }}
    />
  );
}

export function StaffField(p: WidgetProps) {
  const { data, isLoading } = useStaff();
  return (
    <PickOne
      p={p}
      loading={isLoading}
      options={(data ?? [])
        .filter((s) => s.active)
        .map((s) => ({ value: s.id, label: s.name, more: s.rolesZh?.map((r) => sayName(r, 'role')).join('、') }))}
    />
  );
}

export function OrganisationField(p: WidgetProps) {
  const { data, isLoading } = useOrganisations();
  return <PickOne p={p} loading={isLoading} options={(data ?? []).map((o) => ({ value: o.id, label: o.zh }))} />;
}

export function CategoryField(p: WidgetProps) {
  const { data, isLoading } = useRules();
  return (
    <PickOne
      p={p}
      loading={isLoading}
      options={(data?.categories ?? []).map((c) => ({
        value: String(c.code ?? c.key ?? c.value),
        label: say(String(c.zh)),
      }))}
    />
  );
}

export function PlaceCodeField(p: Pick<WidgetProps, 'id' | 'value' | 'set' | 'invalid'>) {
  const { data, isLoading } = usePlaces();
  const parent = (code: string | null) => data?.find((x) => x.code === code)?.zh;
  return (
    <PickOne
      p={p}
      loading={isLoading}
      options={(data ?? []).map((x) => ({ value: x.code, label: x.zh, more: parent(x.parentCode) }))}
    />
  );
}

export function PlacesField(p: WidgetProps) {
  const { data, isLoading } = usePlaces();
  return (
    <Select
      id={p.id}
      mode="multiple"
      loading={isLoading}
      style={{ width: '100%' }}
      value={(p.value as string[] | undefined) ?? []}
      onChange={p.set}
      placeholder={say('打几个字或拼音首字母')}
      options={(data ?? []).map((x) => ({ value: x.code, label: x.zh }))}
      showSearch={{ filterOption: (typed, option) => answersTo(String(option?.label ?? ''), typed) }}
    />
  );
}
