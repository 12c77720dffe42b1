create schema mail;
grant usage on schema mail to ${app};

-- What is to reach somebody outside. Written in the transaction of what it tells of; sent at least once, always with
-- the same message id.
create table mail.outbox (
  commons_id uuid not null,
  id         uuid not null,
  account_id uuid not null references identity.account,
  subject    text not null,
  words      text not null,
  link       text not null,      -- a path on this server
  digest     boolean not null,   -- together with what else has come up by then
  created_at timestamptz not null,
  send_at    timestamptz not null,
  sent_at    timestamptz,
  tries      integer not null default 0,
  trouble    text not null default '',
  primary key (commons_id, id)
);
create index outbox_due on mail.outbox (send_at) where sent_at is null;
create index outbox_recent on mail.outbox (commons_id, id desc);

-- How somebody wants to hear from a commons; absent: each letter at once.
create table mail.subscription (
  commons_id uuid not null,
  account_id uuid not null references identity.account,
  level      text not null check (level in ('EACH', 'DAILY', 'NONE')),
  secret     text not null,      -- stands in the links that end it
  primary key (commons_id, account_id)
);
create unique index subscription_secret on mail.subscription (secret);

grant select, insert on mail.outbox, mail.subscription to ${app};
grant update (send_at, sent_at, tries, trouble) on mail.outbox to ${app};
grant update (level) on mail.subscription to ${app};
