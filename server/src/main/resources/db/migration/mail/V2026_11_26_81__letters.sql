-- What is told is kept as what it is about, and said when it is read or sent; a mere text is a sentence of before.
alter table mail.outbox
  alter column subject type jsonb using to_jsonb(subject),
  alter column words type jsonb using to_jsonb(words);
