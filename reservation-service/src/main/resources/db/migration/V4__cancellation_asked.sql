-- When a cancellation was first asked for: whether it costs a fee is judged by that, not by when the gate let go of the car.
alter table reservation add column cancellation_asked_at timestamptz;
