-- Drawn from db/migrations by `npx jiefen draw`; a test compares. Do not edit.
-- Distributes the tables of a migrated database by centre (tenant). docs/operate/citus.md says when and how.
-- Run once, on the coordinator, as superuser, with the program stopped. Running it again skips what is done.
create extension if not exists citus;

-- The context of the acting person is set with SET LOCAL; this carries it to the workers.
do $$ begin
  execute format('alter database %I set citus.propagate_set_commands = %L', current_database(), 'local');
end $$;
set citus.propagate_set_commands = 'local';

-- Array search under row-level security uses its index only where the operator is marked leakproof: on every worker too.
alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;
select run_command_on_workers('alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof');
select run_command_on_workers('alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof');

-- The directory of centres is small and the same everywhere.
select create_reference_table('centre')
  where not exists (select 1 from citus_tables where table_name = 'centre'::regclass);

-- Everything of a centre stands together: same shard count, same colocation, so that a command touches one node.
select create_distributed_table('place', 'tenant_id', colocate_with => 'none', shard_count => 32)
  where not exists (select 1 from citus_tables where table_name = 'place'::regclass);
select create_distributed_table('place_post', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'place_post'::regclass);
select create_distributed_table('organisation', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'organisation'::regclass);
select create_distributed_table('staff', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'staff'::regclass);
select create_distributed_table('credential', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'credential'::regclass);
select create_distributed_table('session', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'session'::regclass);
select create_distributed_table('oidc_identity', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'oidc_identity'::regclass);
select create_distributed_table('matter', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'matter'::regclass);
select create_distributed_table('party', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'party'::regclass);
select create_distributed_table('document', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'document'::regclass);
select create_distributed_table('attachment', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'attachment'::regclass);
select create_distributed_table('instalment', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'instalment'::regclass);
select create_distributed_table('handover', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'handover'::regclass);
select create_distributed_table('matter_link', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'matter_link'::regclass);
select create_distributed_table('clock', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'clock'::regclass);
select create_distributed_table('notice', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'notice'::regclass);
select create_distributed_table('draft', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'draft'::regclass);
select create_distributed_table('saved_view', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'saved_view'::regclass);
select create_distributed_table('import', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'import'::regclass);
select create_distributed_table('import_row', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'import_row'::regclass);
select create_distributed_table('idempotency', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'idempotency'::regclass);
select create_distributed_table('file_number', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'file_number'::regclass);
select create_distributed_table('ledger_event', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'ledger_event'::regclass);
select create_distributed_table('event_detail', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'event_detail'::regclass);
select create_distributed_table('ledger_queue', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'ledger_queue'::regclass);
select create_distributed_table('ledger_position', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'ledger_position'::regclass);
select create_distributed_table('ledger_tile', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'ledger_tile'::regclass);
select create_distributed_table('ledger_checkpoint', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'ledger_checkpoint'::regclass);
select create_distributed_table('signing_link', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'signing_link'::regclass);
select create_distributed_table('signature', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'signature'::regclass);
select create_distributed_table('seal_use', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'seal_use'::regclass);
select create_distributed_table('public_paper', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'public_paper'::regclass);
select create_distributed_table('public_key', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'public_key'::regclass);
select create_distributed_table('sitting', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'sitting'::regclass);
select create_distributed_table('talk', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'talk'::regclass);
select create_distributed_table('talk_key', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'talk_key'::regclass);
select create_distributed_table('talk_code', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'talk_code'::regclass);
select create_distributed_table('talk_opening', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'talk_opening'::regclass);
select create_distributed_table('consent', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'consent'::regclass);
select create_distributed_table('party_token', 'tenant_id', colocate_with => 'place')
  where not exists (select 1 from citus_tables where table_name = 'party_token'::regclass);
