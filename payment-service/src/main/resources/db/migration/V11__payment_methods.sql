-- What a booking may be paid with, by the provider's names, separated by spaces; null for cards alone.
alter table payment add column payment_methods text;
