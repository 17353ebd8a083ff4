-- A promise is kept when both sides say so: what the payer says of an obligation, with its proof, and what the payee answers.
alter table instalment add column said jsonb;
-- Who wants to be left alone after a settlement is (§8.1).
alter table party add column left_alone_at timestamptz;
-- Whose paper it is: each side takes to court what that side brought.
alter table attachment add column brought_by uuid;
-- What was handed over, word for word, by the schema of §8.3.
alter table handover add column payload jsonb;
