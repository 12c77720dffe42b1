-- Every destination of the split takes its share.
alter table distributions.share drop column taken;
