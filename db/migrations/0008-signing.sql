-- Signing and sealing. A party without an account signs by a link made for them alone: one party, one paper, one text, a day. Only the
-- hash of the token is kept, and nothing on the row ever changes: what ended a link stands in the matter.
create table signing_link (
  tenant_id int not null, id uuid not null, token_hash text not null, matter_id uuid not null, document_id uuid not null,
  party_id uuid not null, digest text not null, made_by uuid not null, made_at timestamptz not null, expires_at timestamptz not null,
  readers text[] not null,
  primary key (tenant_id, id)
);
create unique index signing_link_token on signing_link (tenant_id, token_hash);
create index signing_link_expires on signing_link (tenant_id, expires_at);

-- One mark on one text. The picture of a signature lies sealed for its row.
create table signature (
  tenant_id int not null, id uuid not null, matter_id uuid not null, document_id uuid not null, revision int not null default 1,
  signer text not null, party_id uuid, staff_id uuid, way text not null, digest text not null,
  image bytea not null, image_sha256 text not null, made_at timestamptz not null,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create index signature_matter on signature (tenant_id, matter_id, made_at);

-- The seal-use register of each committee: numbered without gaps by year, from the request to the stamp.
create table seal_use (
  tenant_id int not null, id uuid not null, revision int not null default 1, organisation_id uuid not null,
  matter_id uuid not null, document_id uuid not null, year int, number int, paper text not null, code text not null,
  pages int not null, copies int not null, across boolean not null,
  asked_by uuid not null, asked_at timestamptz not null, approved_by uuid, approved_at timestamptz,
  readers text[] not null, sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index seal_use_number on seal_use (tenant_id, organisation_id, year, number) where number is not null;
create index seal_use_asked on seal_use (tenant_id, asked_at desc);
create index seal_use_document on seal_use (tenant_id, document_id);

-- What a stranger may know of an issued paper: that it exists, and how to tell that a file is it. No name, no matter.
create table public_paper (
  tenant_id int not null, id uuid not null, code text not null, kind text not null, number text, effective_on date,
  pages int not null, sha256 text not null, issued_at timestamptz not null, event_id uuid not null,
  sealed_by uuid, seal_salt text,
  primary key (tenant_id, id)
);
create unique index public_paper_code on public_paper (tenant_id, code);
