-- How a notice was told and by whom: the outbox has a screen.
alter table notice add column how text, add column done_by uuid;
create index notice_done on notice (tenant_id, done_at) where state = 'done';
create index notice_staff on notice (tenant_id, staff_id, made_at) where staff_id is not null;
