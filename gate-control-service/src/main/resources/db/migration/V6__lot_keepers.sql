-- Which instance drives a lot's barriers and watches its loops, until when by this database's clock.
create table lot_keeper (
  lot_id text primary key,
  keeper text not null,
  until timestamptz not null
);
create index lot_keeper_keeper on lot_keeper (keeper);
