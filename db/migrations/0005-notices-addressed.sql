-- A notice that is for no party and no one person is for a body, a role, or a role in a body. What waits from before for "the desk"
-- gets its addressee; the tables are their owner's for that moment, whose rows are otherwise guarded against the owner too.
alter table notice add column to_organisation_id uuid, add column to_role text;
create index notice_body on notice (tenant_id, to_organisation_id, made_at) where to_organisation_id is not null;
create index notice_role on notice (tenant_id, to_role, made_at) where to_role is not null;
alter table notice no force row level security;
alter table handover no force row level security;
update notice set to_role = 'safety' where kind = 'safety' and party_id is null and staff_id is null;
update notice set to_role = case when 'centre' = any(readers) then 'leader' else 'safety' end
  where kind = 'supervision' and party_id is null and staff_id is null;
update notice n set to_organisation_id = (select h.to_org from handover h
    where h.tenant_id = n.tenant_id and h.matter_id = n.matter_id and h.state = 'returned' and h.answered_at <= n.made_at
    order by h.answered_at desc limit 1)
  where kind = 'recalled' and party_id is null and staff_id is null;
alter table notice force row level security;
alter table handover force row level security;
