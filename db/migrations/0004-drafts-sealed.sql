-- A draft is what somebody in distress just told: it lies sealed for its row, as telephone numbers do. What was saved before this
-- file still lies in `body`; the clock seals it in its first turn, for only the program holds the keys.
alter table draft alter column body drop not null;
alter table draft add column sealed bytea;
alter table draft add constraint draft_once check (body is null or sealed is null);
