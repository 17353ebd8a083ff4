-- Sessions of mediation as they are planned, and separate talks, each sealed under a key of its own (docs/adr/0012-sealed-talks.md).
-- A person's own key: the secret half lies under their password, and in a session under the token that only their browser has.
alter table credential add column key_salt bytea, add column key_sealed bytea;
alter table session add column own_key bytea;
create table public_key (
  tenant_id int not null, staff_id uuid not null, key bytea not null, made_at timestamptz not null,
  primary key (tenant_id, staff_id)
);

create table sitting (
  tenant_id int not null, id uuid not null, matter_id uuid not null, revision int not null default 1,
  form text not null, party_ids uuid[] not null, starts_at timestamptz not null, ends_at timestamptz not null,
  place text not null, online boolean not null default false, interpreter text, companions jsonb not null default '[]',
  state text not null, moved_from uuid, why text, made_by uuid not null, changed_at timestamptz not null, reminded_at timestamptz,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index sitting_matter on sitting (tenant_id, matter_id, starts_at);
create index sitting_planned on sitting (tenant_id, starts_at) where state = 'planned';

create table talk (
  tenant_id int not null, id uuid not null, matter_id uuid not null, revision int not null default 1,
  party_id uuid not null, held_at timestamptz not null, written_by uuid not null, written_at timestamptz not null, sealed bytea not null,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index talk_matter on talk (tenant_id, matter_id, held_at);
-- The talk's key, boxed for each who may open it: a holder, the party (by the code on paper), a share for each safety reviewer.
create table talk_key (
  tenant_id int not null, id uuid not null, talk_id uuid not null, matter_id uuid not null,
  holder_id uuid not null, kind text not null, boxed bytea not null,
  readers text[] not null,
  primary key (tenant_id, id)
);
create index talk_key_talk on talk_key (tenant_id, talk_id);
create table talk_code (
  tenant_id int not null, id uuid not null, matter_id uuid not null, key bytea not null, secret_sealed bytea not null, made_at timestamptz not null,
  readers text[] not null,
  primary key (tenant_id, id)
);
create table talk_opening (
  tenant_id int not null, id uuid not null, talk_id uuid not null, matter_id uuid not null, reason text not null,
  asked_by uuid not null, asked_at timestamptz not null, agreed_by uuid, agreed_at timestamptz, until timestamptz not null,
  boxes jsonb not null default '{}', sealed bytea,
  readers text[] not null,
  primary key (tenant_id, id)
);
create index talk_opening_matter on talk_opening (tenant_id, matter_id);
