-- What each party said to each question: a receipt in the ledger, added to and never changed (人民调解法 17、20、23；个人信息保护法 14–16、29、31).
create table consent (
  tenant_id int not null, id uuid not null, matter_id uuid not null, revision int not null default 1,
  party_id uuid not null, round int not null, about text not null, answer text not null, subject_id uuid,
  channel text not null, code text not null, text_version text not null, text_hash text not null,
  language text not null, read_aloud boolean not null default false, note text,
  answered_at timestamptz not null, recorded_by uuid,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index consent_matter on consent (tenant_id, matter_id, answered_at);
create index consent_subject on consent (tenant_id, subject_id) where subject_id is not null;

-- A party's own page, opened by a link: of the link only its hash is kept.
create table party_token (
  tenant_id int not null, hash bytea not null, matter_id uuid not null, party_id uuid not null, purpose text not null,
  made_by uuid not null, made_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz,
  readers text[] not null,
  primary key (tenant_id, hash)
);
create index party_token_party on party_token (tenant_id, party_id, purpose);
create index party_token_expired on party_token (tenant_id, expires_at);
