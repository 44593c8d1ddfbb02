-- What an operator did last with a lasting effect at a lane: asked by whoever takes the lane up, among 400 days of events.
-- Events wait in the journals while it is made.
create index gate_event_kept_open on gate_event (lot_id, gate_id, at desc)
  where kind in ('OVERRIDE_KEEP_OPEN', 'OVERRIDE_KEEP_OPEN_FAILED', 'OVERRIDE_CLOSE');
