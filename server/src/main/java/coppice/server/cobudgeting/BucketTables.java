package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Change;
import coppice.server.cobudgeting.Bucket.Details;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about buckets.
@Repository
class BucketTables {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    BucketTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<RoundTables.Known> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from cobudgeting.bucket where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query((row, _) ->
                        new RoundTables.Known(row.getObject("id", UUID.class), row.getString("request_digest")))
                .optional();
    }

    int nextNumber(CommonsId commons, UUID round) {
        return db.sql(
                        "select coalesce(max(number), 0) + 1 from cobudgeting.bucket where commons_id = ? and round_id = ?")
                .params(commons.value(), round)
                .query(Integer.class)
                .single();
    }

    void add(CommonsId commons, Bucket bucket, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.bucket (commons_id, id, round_id, number, title, summary, words, state,
                          minimum, most, proposed_by, answers, agreed, state_since, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        bucket.id(),
                        bucket.round(),
                        bucket.number(),
                        bucket.title(),
                        bucket.summary(),
                        bucket.words(),
                        bucket.state().name(),
                        bucket.minimum(),
                        bucket.most(),
                        bucket.proposedBy().value(),
                        json.writeValueAsString(bucket.answers()),
                        bucket.agreed(),
                        Timestamp.from(bucket.stateSince()),
                        key.key(),
                        key.digest())
                .update();
    }

    void edit(CommonsId commons, UUID id, BucketDraft draft) {
        db.sql("""
                        update cobudgeting.bucket set title = ?, summary = ?, words = ?, minimum = ?, most = ?, answers = ?,
                          agreed = ? where commons_id = ? and id = ?""")
                .params(
                        draft.title(),
                        draft.summary(),
                        draft.words(),
                        draft.minimum(),
                        draft.most(),
                        json.writeValueAsString(draft.answers()),
                        draft.agreed(),
                        commons.value(),
                        id)
                .update();
    }

    void items(CommonsId commons, UUID bucket, List<Item> items) {
        db.sql("delete from cobudgeting.item where commons_id = ? and bucket_id = ?")
                .params(commons.value(), bucket)
                .update();
        for (int i = 0; i < items.size(); i++)
            db.sql("""
                            insert into cobudgeting.item (commons_id, bucket_id, position, kind, words, amount, stretch)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            commons.value(),
                            bucket,
                            i,
                            items.get(i).kind().name(),
                            items.get(i).words(),
                            items.get(i).amount(),
                            items.get(i).stretch())
                    .update();
    }

    void responsible(CommonsId commons, UUID bucket, Collection<PartyId> parties) {
        db.sql("delete from cobudgeting.responsible where commons_id = ? and bucket_id = ?")
                .params(commons.value(), bucket)
                .update();
        db.sql("""
                        insert into cobudgeting.responsible (commons_id, bucket_id, party_id)
                        select ?, ?, * from unnest(?::uuid[]) on conflict do nothing""")
                .params(
                        commons.value(),
                        bucket,
                        parties.stream().map(PartyId::value).toArray(UUID[]::new))
                .update();
    }

    boolean isResponsible(CommonsId commons, UUID bucket, PartyId party) {
        return db.sql("""
                        select count(*) from cobudgeting.responsible
                        where commons_id = ? and bucket_id = ? and party_id = ?""")
                        .params(commons.value(), bucket, party.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    /// Backs an idea, or no longer.
    void sponsor(CommonsId commons, UUID bucket, PartyId party, Instant now) {
        int gone = db.sql("delete from cobudgeting.sponsor where commons_id = ? and bucket_id = ? and party_id = ?")
                .params(commons.value(), bucket, party.value())
                .update();
        if (gone == 0)
            db.sql("insert into cobudgeting.sponsor (commons_id, bucket_id, party_id, since) values (?, ?, ?, ?)")
                    .params(commons.value(), bucket, party.value(), Timestamp.from(now))
                    .update();
    }

    void addImage(CommonsId commons, UUID bucket, UUID file, Instant now) {
        db.sql("insert into cobudgeting.image (commons_id, bucket_id, file_id, added_at) values (?, ?, ?, ?)")
                .params(commons.value(), bucket, file, Timestamp.from(now))
                .update();
    }

    void removeImage(CommonsId commons, UUID bucket, UUID file) {
        db.sql("delete from cobudgeting.image where commons_id = ? and bucket_id = ? and file_id = ?")
                .params(commons.value(), bucket, file)
                .update();
    }

    void thread(CommonsId commons, UUID bucket, UUID thread) {
        db.sql("update cobudgeting.bucket set thread_id = ? where commons_id = ? and id = ?")
                .params(thread, commons.value(), bucket)
                .update();
    }

    /// Stores a change of state that the table allows.
    void change(CommonsId commons, UUID bucket, UUID id, Change change) {
        db.sql("update cobudgeting.bucket set state = ?, state_since = ? where commons_id = ? and id = ?")
                .params(change.to().name(), Timestamp.from(change.at()), commons.value(), bucket)
                .update();
        db.sql("""
                        insert into cobudgeting.change (commons_id, id, bucket_id, event, from_state, to_state, at, by_party,
                          reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        id,
                        bucket,
                        change.event().name(),
                        change.from().name(),
                        change.to().name(),
                        Timestamp.from(change.at()))
                .param(change.by().map(PartyId::value).orElse(null))
                .param(change.reason())
                .update();
    }

    void goal(CommonsId commons, UUID bucket, long minimum, long most) {
        db.sql("update cobudgeting.bucket set minimum = ?, most = ? where commons_id = ? and id = ?")
                .params(minimum, most, commons.value(), bucket)
                .update();
    }

    void reportDue(CommonsId commons, UUID bucket, LocalDate due) {
        db.sql("update cobudgeting.bucket set report_due = ? where commons_id = ? and id = ?")
                .params(Date.valueOf(due), commons.value(), bucket)
                .update();
    }

    void report(CommonsId commons, UUID bucket, String report, LocalDate nextDue) {
        db.sql("update cobudgeting.bucket set report = ?, report_due = ? where commons_id = ? and id = ?")
                .params(report, Date.valueOf(nextDue), commons.value(), bucket)
                .update();
    }

    void conviction(CommonsId commons, UUID bucket, Bucket.Support support) {
        db.sql("""
                        update cobudgeting.bucket set conviction = ?, conviction_stake = ?, conviction_tick = ?
                        where commons_id = ? and id = ?""")
                .params(support.conviction(), support.points(), support.tick(), commons.value(), bucket)
                .update();
    }

    List<Bucket> ofRound(CommonsId commons, UUID round) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and round_id = ? order by number")
                .params(commons.value(), round)
                .query(this::bucket)
                .list();
    }

    Optional<Bucket> bucket(CommonsId commons, UUID id) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query(this::bucket)
                .optional();
    }

    /// Buckets whose state and goal stay as they are until the transaction ends, in the order of their ids.
    List<Bucket> lock(CommonsId commons, Collection<UUID> ids) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and id = any (?) order by id for update")
                .params(commons.value(), ids.toArray(UUID[]::new))
                .query(this::bucket)
                .list();
    }

    List<Bucket> lockRound(CommonsId commons, UUID round) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and round_id = ? order by id for update")
                .params(commons.value(), round)
                .query(this::bucket)
                .list();
    }

    Details details(CommonsId commons, UUID bucket) {
        var items = list(commons, bucket, "select * from cobudgeting.item", "position", row -> item(row));
        var changes = list(commons, bucket, "select * from cobudgeting.change", "id", row -> change(row));
        return db.sql("""
                        select array(select r.party_id from cobudgeting.responsible r where r.commons_id = b.commons_id
                            and r.bucket_id = b.id order by r.party_id) as responsible,
                          array(select s.party_id from cobudgeting.sponsor s where s.commons_id = b.commons_id
                            and s.bucket_id = b.id order by s.since) as sponsors,
                          array(select i.file_id from cobudgeting.image i where i.commons_id = b.commons_id
                            and i.bucket_id = b.id order by i.added_at) as images
                        from cobudgeting.bucket b where b.commons_id = ? and b.id = ?""")
                .params(commons.value(), bucket)
                .query((row, _) -> new Details(
                        items,
                        ids(row, "responsible").map(PartyId::new).toList(),
                        ids(row, "sponsors").map(PartyId::new).toList(),
                        ids(row, "images").toList(),
                        changes))
                .single();
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(CommonsId commons, UUID bucket, String select, String order, Row<T> reading) {
        return db.sql(select + " where commons_id = ? and bucket_id = ? order by " + order)
                .params(commons.value(), bucket)
                .query((row, _) -> reading.of(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                Item.Kind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getLong("amount"),
                row.getLong("stretch"));
    }

    private static Stream<UUID> ids(ResultSet row, String column) throws SQLException {
        return Stream.of((UUID[]) row.getArray(column).getArray());
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                Event.valueOf(row.getString("event")),
                BucketState.valueOf(row.getString("from_state")),
                BucketState.valueOf(row.getString("to_state")),
                row.getTimestamp("at").toInstant(),
                optional(row, "by_party").map(PartyId::new),
                row.getString("reason"));
    }

    private static Optional<UUID> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    Bucket bucket(ResultSet row, int number) throws SQLException {
        return new Bucket(
                id(row, "id"),
                id(row, "round_id"),
                row.getInt("number"),
                row.getString("title"),
                row.getString("summary"),
                row.getString("words"),
                BucketState.valueOf(row.getString("state")),
                row.getLong("minimum"),
                row.getLong("most"),
                new PartyId(id(row, "proposed_by")),
                json.readValue(row.getString("answers"), TEXTS),
                row.getBoolean("agreed"),
                optional(row, "thread_id"),
                Optional.ofNullable(row.getObject("report_due", LocalDate.class)),
                row.getString("report"),
                row.getTimestamp("state_since").toInstant(),
                new Bucket.Support(
                        row.getBigDecimal("conviction"),
                        row.getLong("conviction_stake"),
                        row.getInt("conviction_tick")));
    }

    /// Buckets by id, for pages that name several.
    Map<UUID, Bucket> byIds(CommonsId commons, Collection<UUID> ids) {
        return db
                .sql("select * from cobudgeting.bucket where commons_id = ? and id = any (?)")
                .params(commons.value(), ids.toArray(UUID[]::new))
                .query(this::bucket)
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Bucket::id, Function.identity()));
    }
}
