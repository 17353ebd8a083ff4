-- What most matters do not have when they come in (a category, an organisation, a mediator) is not indexed until they have it, and a
-- matter with its word pairs (two to three kilobytes) stays in its row as it is: compressing it cost more than all its indexes.
drop index matter_category, matter_organisation, matter_mediator;
create index matter_category on matter (tenant_id, category, received_at desc, id desc) where category is not null;
create index matter_organisation on matter (tenant_id, organisation_id, due_at) where organisation_id is not null;
create index matter_mediator on matter (tenant_id, mediator_id, due_at) where mediator_id is not null;
alter table matter set (toast_tuple_target = 4080);
