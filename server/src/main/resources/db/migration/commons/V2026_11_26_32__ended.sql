-- That a commons has ended is a fact of the commons, which everything in it goes by.
alter table commons.commons add column ended_at timestamptz;
alter table commons.commons add unique (id, ended_at);
grant update (ended_at) on commons.commons to ${app};
