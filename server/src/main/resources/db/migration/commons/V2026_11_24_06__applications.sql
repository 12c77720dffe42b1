-- Who asks to become a member.
create table commons.application (
  commons_id  uuid not null references commons.commons,
  id          uuid not null,
  account_id  uuid not null references identity.account,
  words       text not null,
  made_at     timestamptz not null,
  admitted_at timestamptz,
  primary key (commons_id, id)
);
create unique index application_open on commons.application (commons_id, account_id) where admitted_at is null;
grant select, insert on commons.application to ${app};
grant update (admitted_at) on commons.application to ${app};
