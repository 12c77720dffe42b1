package coppice.server.contributions;

import coppice.server.commons.Party;
import coppice.server.contributions.Contributions.Author;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Repository;

/// All SQL about histories: who wrote them, and which member they belong to.
@Repository
class AuthorTables {
    private final Rows db;

    AuthorTables(Rows db) {
        this.db = db;
    }

    Map<String, PartyId> authors(CommonsId commons, String source) {
        return db.sql("select author_key, party_id from contributions.author where commons_id = ? and source = ?")
                .with(commons, source)
                .map(row -> row.text("author_key"), row -> row.value("party_id", PartyId.class));
    }

    void addAuthor(CommonsId commons, String source, String key, PartyId party) {
        db.sql("insert into contributions.author (commons_id, source, author_key, party_id) values (?, ?, ?, ?)")
                .with(commons, source, key, party)
                .update();
    }

    List<Author> authors(CommonsId commons, Function<Collection<PartyId>, Map<PartyId, Party>> names) {
        record Written(String source, String key, PartyId party, long contributions, Optional<PartyId> owner) {}
        var rows = db.sql("""
                        select a.source, a.author_key as key, a.party_id, h.claimed_by as owner,
                          (select count(*) from contributions.contribution c
                           where c.commons_id = a.commons_id and c.party_id = a.party_id) as contributions
                        from contributions.author a
                        left join contributions.history_claim h on h.commons_id = a.commons_id
                          and h.party_id = a.party_id and h.confirmed_at is not null
                        where a.commons_id = ? order by contributions desc, a.author_key""").with(commons).list(Written.class);
        var claims = new HashMap<PartyId, List<PartyId>>();
        db.sql("""
                        select party_id, claimed_by from contributions.history_claim
                        where commons_id = ? and confirmed_at is null order by claimed_at""").with(commons).each(row -> {
            claims.computeIfAbsent(row.value("party_id", PartyId.class), _ -> new ArrayList<>())
                    .add(row.value("claimed_by", PartyId.class));
        });
        var wanted = new HashSet<PartyId>();
        rows.forEach(row -> {
            wanted.add(row.party());
            row.owner().ifPresent(wanted::add);
        });
        claims.values().forEach(wanted::addAll);
        var parties = names.apply(wanted);
        return rows.stream()
                .map(row -> new Author(
                        row.source(),
                        row.key(),
                        party(parties, row.party()),
                        row.contributions(),
                        row.owner().map(owner -> party(parties, owner)),
                        claims.getOrDefault(row.party(), List.of()).stream()
                                .map(claimant -> party(parties, claimant))
                                .toList()))
                .toList();
    }

    private static Party party(Map<PartyId, Party> parties, PartyId id) {
        return parties.getOrDefault(id, new Party(id, "", false));
    }

    boolean isAuthor(CommonsId commons, PartyId party) {
        return db.sql("select count(*) from contributions.author where commons_id = ? and party_id = ?")
                        .with(commons, party)
                        .single(Long.class)
                > 0;
    }

    Optional<UUID> owner(CommonsId commons, PartyId history) {
        return db.sql("""
                        select claimed_by from contributions.history_claim
                        where commons_id = ? and party_id = ? and confirmed_at is not null""").with(commons, history).optional(UUID.class);
    }

    void claimHistory(CommonsId commons, PartyId history, PartyId by, Instant now) {
        db.sql("""
                        insert into contributions.history_claim (commons_id, party_id, claimed_by, claimed_at)
                        values (?, ?, ?, ?) on conflict do nothing""").with(commons, history, by, now).update();
    }

    int confirmHistory(CommonsId commons, PartyId history, PartyId member, PartyId by, Instant now) {
        return db.sql("""
                        update contributions.history_claim set confirmed_by = ?, confirmed_at = ?
                        where commons_id = ? and party_id = ? and claimed_by = ? and confirmed_at is null""").with(by, now, commons, history, member).update();
    }
}
