-- The attempt that paid a page, so that what is refunded of it is known to be the stay's; null where it was paid before this.
alter table exit_page add column intent_id text;
create index exit_page_intent on exit_page (intent_id) where intent_id is not null;
