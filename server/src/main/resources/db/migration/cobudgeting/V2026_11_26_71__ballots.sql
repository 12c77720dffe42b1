-- Shared-out points were never asked for on a ballot: such a round counted whom its voters named.
update cobudgeting.round set terms = replace(terms, '"ballots":"CUMULATIVE"', '"ballots":"APPROVAL"')
where terms like '%"ballots":"CUMULATIVE"%';
