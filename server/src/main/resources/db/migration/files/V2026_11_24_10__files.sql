create schema files;
grant usage on schema files to ${app};

create table files.file (
  commons_id uuid not null references commons.commons,
  id         uuid not null,
  name       text not null,
  type       text not null check (type in ('image/png', 'image/jpeg', 'application/pdf', 'text/plain')),
  size       bigint not null check (size >= 0),
  kept_by    uuid not null,
  kept_at    timestamptz not null,
  primary key (commons_id, id),
  foreign key (commons_id, kept_by) references commons.party
);

create table files.chunk (
  commons_id uuid not null,
  file_id    uuid not null,
  number     integer not null check (number >= 0),
  bytes      bytea not null,
  primary key (commons_id, file_id, number),
  foreign key (commons_id, file_id) references files.file
);
grant select, insert on files.file, files.chunk to ${app};
