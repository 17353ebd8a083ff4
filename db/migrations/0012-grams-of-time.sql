-- A common word is looked for in the newest days first: the day, month and year of receipt stand among the grams of a matter.
update matter set grams = grams || array[
  (received_at at time zone 'Asia/Shanghai')::date - date '1970-01-01',
  100000 + extract(year from received_at at time zone 'Asia/Shanghai')::int * 12 + extract(month from received_at at time zone 'Asia/Shanghai')::int,
  200000 + extract(year from received_at at time zone 'Asia/Shanghai')::int];
