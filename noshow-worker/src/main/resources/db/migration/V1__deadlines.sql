-- What has to happen at a time, one row per reservation and kind. The scheduler's own table below only wakes us; this one
-- is what the sweeper checks it against.
create table deadline (
  reservation_id text not null,
  kind text not null check (kind in ('HOLD_EXPIRY', 'NO_SHOW')),
  version bigint not null,
  lot_id text not null,
  due_at timestamptz not null,
  status text not null check (status in ('WAITING', 'DONE', 'DROPPED')),
  outcome text,
  primary key (reservation_id, kind)
);
create index deadline_overdue on deadline (due_at) where status = 'WAITING';

-- db-scheduler's table, as its documentation gives it.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
