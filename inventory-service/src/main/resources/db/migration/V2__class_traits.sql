-- What is special about a class wherever it is found: rows, so that a new one needs no code.
create table spot_class_trait (
  spot_class text primary key,
  fixed_at_booking boolean not null
);
insert into spot_class_trait (spot_class, fixed_at_booking) values ('ACCESSIBLE', true), ('PREMIUM', true);

-- A booking that never asked for a premium spot is not given one: it is had by asking for it.
insert into vehicle_category_fit (category, position, spot_class, only_on_preference) values
  ('SUV', 3, 'PREMIUM', true),
  ('COMPACT', 4, 'PREMIUM', true),
  ('EV', 3, 'PREMIUM', true);
