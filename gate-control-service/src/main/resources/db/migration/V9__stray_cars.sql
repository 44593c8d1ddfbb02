-- Why nobody may come in on a pass any more: also kept while a car is inside on it all the same.
alter table gate_pass add column revoked text;
