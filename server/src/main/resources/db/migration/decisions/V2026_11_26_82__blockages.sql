-- Why it could not be done is kept as what it is about, and said when it is read; a mere text is a sentence of before.
alter table decisions.blockage alter column words type jsonb using to_jsonb(words);
