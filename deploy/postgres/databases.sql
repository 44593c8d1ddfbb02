-- One database and one owning role for each service, the relay's role, and the issuer's database. Run once, by psql, as
-- a superuser of a server with wal_level=logical; the passwords come from the environment.
\set ON_ERROR_STOP on
\getenv reservation RESERVATION_DATABASE_PASSWORD
\getenv inventory INVENTORY_DATABASE_PASSWORD
\getenv payment PAYMENT_DATABASE_PASSWORD
\getenv gate GATE_DATABASE_PASSWORD
\getenv session SESSION_DATABASE_PASSWORD
\getenv noshow NOSHOW_DATABASE_PASSWORD
\getenv notification NOTIFICATION_DATABASE_PASSWORD
\getenv keycloak KEYCLOAK_DATABASE_PASSWORD
\getenv relay RELAY_DATABASE_PASSWORD

create role reservation login password :'reservation';
create role inventory login password :'inventory';
create role payment login password :'payment';
create role gate login password :'gate';
create role session login password :'session';
create role noshow login password :'noshow';
create role notification login password :'notification';
create role keycloak login password :'keycloak';
create role relay login replication password :'relay';

create database reservation owner reservation;
create database inventory owner inventory;
create database payment owner payment;
create database gate owner gate;
create database session owner session;
create database noshow owner noshow;
create database notification owner notification;
create database keycloak owner keycloak;

revoke all on database reservation, inventory, payment, gate, session, noshow, notification, keycloak from public;
grant connect on database reservation, inventory, payment, gate, session to relay;

-- The relay may read the outbox and no other table.
\connect reservation
\ir outbox-access.psql
\connect inventory
\ir outbox-access.psql
\connect payment
\ir outbox-access.psql
\connect gate
\ir outbox-access.psql
\connect session
\ir outbox-access.psql
