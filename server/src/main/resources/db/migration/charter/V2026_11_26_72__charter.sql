-- The charter is a room of its own: its versions move over as they are.
create schema charter;
grant usage on schema charter to ${app};
alter table commons.charter set schema charter;
alter table charter.charter rename to version;

-- Who may read members' names is asked on every page, so the room of the members keeps what the charter says of it.
alter table commons.commons add column names_public boolean not null default false;
grant update (names_public) on commons.commons to ${app};
update commons.commons c set names_public = (
  select coalesce((v.document->>'publicNames')::boolean, false) from charter.version v
  where v.commons_id = c.id order by v.version desc limit 1)
where exists (select 1 from charter.version v where v.commons_id = c.id);
