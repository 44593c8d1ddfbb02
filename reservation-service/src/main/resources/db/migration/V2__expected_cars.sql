-- A gate asks for a plate whose booking it has not heard of yet.
create index reservation_expected on reservation (lot_id, plate) where status = 'CONFIRMED';
