-- The charter is a room of its own: its versions move over as they are.
create schema charter;
grant usage on schema charter to ${app};
alter table commons.charter set schema charter;
alter table charter.charter rename to version;
