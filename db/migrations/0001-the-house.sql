-- The first shape of the house. Tenant (centre) leads every key, so that the tables can be
-- distributed by tenant later (docs/operate/citus.md). No foreign key crosses tenants; the only
-- reference table is `centre`. PostgreSQL 15 features only.

-- Context of the acting person, set by SET LOCAL inside each transaction and nowhere else.
create function app_tenant() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::int $$;
create function app_actor() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create function app_roles() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[] $$;
create function app_sees() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.sees', true), ''), '{}')::text[] $$;
create function app_writes() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.writes', true), ''), '{}')::text[] $$;

-- Directory: codes, hosts and centres stand in one table.
create table centre (
  id int primary key,
  code text not null unique,
  zh text not null,
  label text not null,
  hosts text[] not null default '{}',
  is_default boolean not null default false,
  settings jsonb not null default '{}'
);

-- Registers -------------------------------------------------------------------------------
create table place (
  tenant_id int not null, id uuid not null,
  code text not null, level text not null, zh text not null, parent_code text,
  boundary jsonb, population int,
  effective_from date not null, effective_to date,
  revision int not null default 1, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index place_code on place (tenant_id, code, effective_from);

create table place_post (
  tenant_id int not null, id uuid not null,
  place_code text not null, post text not null, name text not null, staff_id uuid,
  effective_from date not null, effective_to date,
  primary key (tenant_id, id)
);
create index place_post_place on place_post (tenant_id, place_code);

create table organisation (
  tenant_id int not null, id uuid not null,
  key text not null, zh text not null, short_name text not null, kind text not null, level text,
  place_code text, duties text[] not null default '{}', settings jsonb not null default '{}',
  active boolean not null default true,
  revision int not null default 1, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index organisation_key on organisation (tenant_id, key);

create table staff (
  tenant_id int not null, id uuid not null,
  username text, name text not null, roles text[] not null, organisation_id uuid, place_codes text[] not null default '{}',
  does text, active boolean not null default true,
  absent_from timestamptz, absent_until timestamptz, hand_over_to uuid,
  mediator jsonb,
  revision int not null default 1, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index staff_username on staff (tenant_id, username);
create index staff_organisation on staff (tenant_id, organisation_id);
create index staff_hand_over on staff (tenant_id, hand_over_to) where hand_over_to is not null;

create table credential (
  tenant_id int not null, staff_id uuid not null,
  password_hash text not null, totp_secret bytea, totp_on boolean not null default false, totp_last int,
  failed int not null default 0, locked_until timestamptz, must_change boolean not null default false,
  changed_at timestamptz not null,
  primary key (tenant_id, staff_id)
);

create table session (
  tenant_id int not null, token_hash bytea not null, id uuid not null,
  staff_id uuid not null, csrf text not null, agent text,
  created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz,
  primary key (tenant_id, token_hash)
);
create index session_staff on session (tenant_id, staff_id);

create table oidc_identity (
  tenant_id int not null, issuer text not null, subject text not null, staff_id uuid not null,
  primary key (tenant_id, issuer, subject)
);

-- The one record of a matter --------------------------------------------------------------
create table matter (
  tenant_id int not null, id uuid not null, code text not null, revision int not null,
  kind text not null, category text collate "C", state text not null, round int not null default 1,
  safety text not null default 'NONE', performance text not null default 'NONE', confirmation text not null default 'NA',
  supervision int not null default 0, file_state text not null default 'OPEN',
  title text not null, narrative text not null, names text not null default '',
  channel text not null, place_code text collate "C", place_text text, lon float8, lat float8,
  received_at timestamptz not null, recorded_at timestamptz not null, happened_at timestamptz,
  recorded_by uuid not null, late_entry boolean not null default false,
  organisation_id uuid, mediator_id uuid, member_ids uuid[] not null default '{}', organisation_ids uuid[] not null default '{}',
  level text, step text, reference text, amount_fen bigint, collective boolean not null default false,
  urgent boolean not null default false,
  gate jsonb, agreement jsonb, ending jsonb, facts jsonb not null default '{}',
  previous_id uuid, import_id uuid,
  promise_zh text, promise_code text, due_at timestamptz, due_certain boolean,
  changed_at timestamptz not null,
  grams int[] not null default '{}',
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index matter_code on matter (tenant_id, code);
create index matter_newest on matter (tenant_id, received_at desc, id);
create index matter_category on matter (tenant_id, category, received_at desc, id desc);
create index matter_place on matter (tenant_id, place_code);
create index matter_state on matter (tenant_id, state, received_at desc);
create index matter_organisation on matter (tenant_id, organisation_id, due_at);
create index matter_mediator on matter (tenant_id, mediator_id, due_at);
create index matter_due on matter (tenant_id, due_at) where due_at is not null;
create index matter_import on matter (tenant_id, import_id) where import_id is not null;
-- Which word pairs are common decides between the index and walking the newest.
alter table matter alter column grams set statistics 1000;
create index matter_grams on matter using gin (grams) with (fastupdate = on);

create table party (
  tenant_id int not null, id uuid not null, matter_id uuid not null, seq int not null, revision int not null default 1,
  side text not null, kind text not null default 'person', name text,
  phone bytea, phone_blind bytea, phone_mask text,
  id_number bytea, id_blind bytea, id_mask text, credit_code text,
  address text, group_label text, representative boolean not null default false, represents uuid,
  consent text not null default 'unasked', mark text, marked_at timestamptz, f18_at timestamptz,
  safe_contact text, gone_at timestamptz,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index party_matter on party (tenant_id, matter_id, seq);
create index party_phone on party (tenant_id, phone_blind) where phone_blind is not null;
create index party_id_number on party (tenant_id, id_blind) where id_blind is not null;

create table document (
  tenant_id int not null, id uuid not null, matter_id uuid not null, revision int not null default 1,
  kind text not null, number text, title text not null, state text not null, lane text not null default 'open',
  body jsonb not null default '{}', marks jsonb not null default '[]', attachment_id uuid,
  made_at timestamptz not null, issued_at timestamptz,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index document_matter on document (tenant_id, matter_id, made_at);

create table attachment (
  tenant_id int not null, id uuid not null, matter_id uuid, revision int not null default 1,
  name text not null, type text not null, size int not null, sha256 text not null, state text not null, why text,
  added_by uuid not null, added_at timestamptz not null,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index attachment_matter on attachment (tenant_id, matter_id);

create table instalment (
  tenant_id int not null, id uuid not null, matter_id uuid not null, seq int not null, revision int not null default 1,
  payer_id uuid, payee_id uuid, what text not null, amount_fen bigint, due_on date not null,
  state text not null, done_on date, how text, urged int not null default 0,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index instalment_matter on instalment (tenant_id, matter_id, seq);

create table handover (
  tenant_id int not null, id uuid not null, matter_id uuid not null, revision int not null default 1,
  channel text not null, from_org uuid, to_org uuid not null, state text not null,
  reason text, legal_basis text, contact text, outline text,
  decline_code text, reply text, result text,
  sent_at timestamptz not null, signed_at timestamptz, answered_at timestamptz, fed_back_at timestamptz,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index handover_matter on handover (tenant_id, matter_id);
create index handover_desk on handover (tenant_id, to_org, state);

create table matter_link (
  tenant_id int not null, id uuid not null, matter_id uuid not null, other_id uuid not null,
  kind text not null, reason text, decided_by uuid not null, decided_at timestamptz not null,
  readers text[] not null,
  primary key (tenant_id, id)
);
create index matter_link_matter on matter_link (tenant_id, matter_id);
create index matter_link_other on matter_link (tenant_id, other_id);

-- Derived from events: recomputing gives the same rows.
create table clock (
  tenant_id int not null, matter_id uuid not null, code text not null, subject text not null,
  started_at timestamptz not null, due_at timestamptz, certain boolean not null, state text not null,
  met_at timestamptz, on_time boolean, level int not null default 0, next_at timestamptz,
  readers text[] not null,
  primary key (tenant_id, matter_id, code, subject)
);
create index clock_next on clock (tenant_id, next_at) where next_at is not null;

-- Outbox ------------------------------------------------------------------------------------
create table notice (
  tenant_id int not null, id uuid not null, matter_id uuid, party_id uuid, staff_id uuid,
  kind text not null, way text not null, title text not null, body text not null, state text not null,
  made_at timestamptz not null, done_at timestamptz, tries int not null default 0, trouble text,
  readers text[] not null,
  primary key (tenant_id, id)
);
create index notice_matter on notice (tenant_id, matter_id, made_at);
create index notice_waiting on notice (tenant_id, made_at) where state = 'waiting';

-- What a person is in the middle of ---------------------------------------------------------
create table draft (
  tenant_id int not null, staff_id uuid not null, key text not null,
  body jsonb not null, saved_at timestamptz not null,
  primary key (tenant_id, staff_id, key)
);
create table saved_view (
  tenant_id int not null, id uuid not null, staff_id uuid not null, zh text not null, page text not null, search text not null,
  made_at timestamptz not null,
  primary key (tenant_id, id)
);

-- Imports -----------------------------------------------------------------------------------
create table import (
  tenant_id int not null, id uuid not null, file_name text not null, sha256 text not null, made_by uuid not null,
  made_at timestamptz not null, mapping jsonb not null, state text not null,
  rows int not null default 0, added int not null default 0, known int not null default 0, errors int not null default 0,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
create table import_row (
  tenant_id int not null, import_id uuid not null, row_no int not null, key bytea, matter_id uuid, trouble text, content jsonb,
  primary key (tenant_id, import_id, row_no)
);
create index import_row_key on import_row (tenant_id, key);

create table idempotency (
  tenant_id int not null, actor_id uuid not null, key text not null, request_hash bytea not null,
  status int not null, body jsonb not null, made_at timestamptz not null,
  primary key (tenant_id, actor_id, key)
);

create table file_number (
  tenant_id int not null, organisation_id uuid not null, year int not null, last int not null,
  primary key (tenant_id, organisation_id, year)
);

-- Ledger ------------------------------------------------------------------------------------
-- `ledger_event` holds salted commitments only and is never changed; `event_detail` holds the
-- readable, erasable half. Partitioned by time.
create table ledger_event (
  tenant_id int not null, id uuid not null, at timestamptz not null, matter_id uuid,
  kind text not null, command text not null, from_state text, to_state text, actor_id uuid, role text not null,
  entry bytea not null, leaf bytea not null, seals jsonb not null default '{}',
  readers text[] not null,
  primary key (tenant_id, at, id)
) partition by range (at);
create table ledger_event_before partition of ledger_event for values from (minvalue) to ('2026-01-01');
create table ledger_event_2026 partition of ledger_event for values from ('2026-01-01') to ('2027-01-01');
create table ledger_event_2027 partition of ledger_event for values from ('2027-01-01') to ('2028-01-01');
create table ledger_event_2028 partition of ledger_event for values from ('2028-01-01') to ('2029-01-01');
create table ledger_event_later partition of ledger_event default;

create table event_detail (
  tenant_id int not null, id uuid not null, at timestamptz not null, matter_id uuid,
  kind text not null, actor_id uuid, lane text not null default 'open', clocks jsonb not null default '[]',
  data jsonb, salt text not null, readers text[] not null,
  primary key (tenant_id, at, id)
) partition by range (at);
create table event_detail_before partition of event_detail for values from (minvalue) to ('2026-01-01');
create table event_detail_2026 partition of event_detail for values from ('2026-01-01') to ('2027-01-01');
create table event_detail_2027 partition of event_detail for values from ('2027-01-01') to ('2028-01-01');
create table event_detail_2028 partition of event_detail for values from ('2028-01-01') to ('2029-01-01');
create table event_detail_later partition of event_detail default;
create index event_detail_matter on event_detail (tenant_id, matter_id, at);

create table ledger_queue (
  tenant_id int not null, seq bigint generated always as identity, event_id uuid not null, at timestamptz not null, leaf bytea not null,
  primary key (tenant_id, seq)
);
create table ledger_position (
  tenant_id int not null, index bigint not null, event_id uuid not null, at timestamptz not null, leaf bytea not null,
  primary key (tenant_id, index)
);
create unique index ledger_position_event on ledger_position (tenant_id, event_id);
create table ledger_tile (
  tenant_id int not null, level int not null, n bigint not null, hash bytea not null,
  primary key (tenant_id, level, n)
);
create table ledger_checkpoint (
  tenant_id int not null, size bigint not null, note text not null, sm3_peaks jsonb, at timestamptz not null,
  primary key (tenant_id, size)
);
