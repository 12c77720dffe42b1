update commons.commons c set ended_at = d.ended_at from lock.dissolution d where d.commons_id = c.id;

-- An end stays, and is the same wherever it is read.
alter table lock.dissolution add foreign key (commons_id, ended_at) references commons.commons (id, ended_at);

-- Who carries on, where it is a commons here.
alter table lock.dissolution add column successor_id uuid;
update lock.dissolution d set successor_id = s.id
from commons.charter c join commons.commons s on s.slug = c.document->'lock'->>'successor'
where c.commons_id = d.commons_id
  and c.version = (select max(version) from commons.charter l where l.commons_id = d.commons_id);

-- Whose golden share a commons is under: what its charter in force says, to be found from the holder's side.
create table lock.guard (
  commons_id uuid primary key references commons.commons,
  partner_id uuid not null
);
create index guard_partner on lock.guard (partner_id);
insert into lock.guard (commons_id, partner_id)
select c.commons_id, p.id
from commons.charter c join commons.commons p on p.slug = c.document->'lock'->>'partner'
where c.version = (select max(version) from commons.charter l where l.commons_id = c.commons_id);
grant select, insert, delete on lock.guard to ${app};
grant update (partner_id) on lock.guard to ${app};
