package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Change;
import coppice.server.cobudgeting.Bucket.Details;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.files.FileId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about buckets.
@Repository
class BucketTables {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Rows db;

    BucketTables(Rows db) {
        this.db = db;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from cobudgeting.bucket where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    int nextNumber(CommonsId commons, UUID round) {
        return db.sql(
                        "select coalesce(max(number), 0) + 1 from cobudgeting.bucket where commons_id = ? and round_id = ?")
                .with(commons, round)
                .single(Integer.class);
    }

    void add(CommonsId commons, Bucket bucket, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.bucket (commons_id, id, round_id, number, title, summary, words, state,
                          minimum, most, proposed_by, answers, agreed, state_since, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
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
                        db.json(bucket.answers()),
                        bucket.agreed(),
                        bucket.stateSince(),
                        key.key(),
                        key.digest())
                .update();
    }

    void edit(CommonsId commons, UUID id, BucketDraft draft) {
        db.sql("""
                        update cobudgeting.bucket set title = ?, summary = ?, words = ?, minimum = ?, most = ?, answers = ?,
                          agreed = ? where commons_id = ? and id = ?""")
                .with(
                        draft.title(),
                        draft.summary(),
                        draft.words(),
                        draft.minimum(),
                        draft.most(),
                        db.json(draft.answers()),
                        draft.agreed(),
                        commons,
                        id)
                .update();
    }

    void items(CommonsId commons, UUID bucket, List<Item> items) {
        db.sql("delete from cobudgeting.item where commons_id = ? and bucket_id = ?")
                .with(commons, bucket)
                .update();
        for (int i = 0; i < items.size(); i++)
            db.sql("""
                            insert into cobudgeting.item (commons_id, bucket_id, position, kind, words, amount, stretch)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .with(
                            commons,
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
                .with(commons, bucket)
                .update();
        db.sql("""
                        insert into cobudgeting.responsible (commons_id, bucket_id, party_id)
                        select ?, ?, * from unnest(?::uuid[]) on conflict do nothing""").with(commons, bucket, parties).update();
    }

    boolean isResponsible(CommonsId commons, UUID bucket, PartyId party) {
        return db.sql("""
                        select count(*) from cobudgeting.responsible
                        where commons_id = ? and bucket_id = ? and party_id = ?""").with(commons, bucket, party).single(Long.class) == 1;
    }

    /// Backs an idea, or no longer.
    void sponsor(CommonsId commons, UUID bucket, PartyId party, Instant now) {
        int gone = db.sql("delete from cobudgeting.sponsor where commons_id = ? and bucket_id = ? and party_id = ?")
                .with(commons, bucket, party)
                .update();
        if (gone == 0)
            db.sql("insert into cobudgeting.sponsor (commons_id, bucket_id, party_id, since) values (?, ?, ?, ?)")
                    .with(commons, bucket, party, now)
                    .update();
    }

    void addImage(CommonsId commons, UUID bucket, FileId file, Instant now) {
        db.sql("insert into cobudgeting.image (commons_id, bucket_id, file_id, added_at) values (?, ?, ?, ?)")
                .with(commons, bucket, file, now)
                .update();
    }

    void removeImage(CommonsId commons, UUID bucket, FileId file) {
        db.sql("delete from cobudgeting.image where commons_id = ? and bucket_id = ? and file_id = ?")
                .with(commons, bucket, file)
                .update();
    }

    void thread(CommonsId commons, UUID bucket, ThreadId thread) {
        db.sql("update cobudgeting.bucket set thread_id = ? where commons_id = ? and id = ?")
                .with(thread, commons, bucket)
                .update();
    }

    /// Stores a change of state that the table allows.
    void change(CommonsId commons, UUID bucket, UUID id, Change change) {
        db.sql("update cobudgeting.bucket set state = ?, state_since = ? where commons_id = ? and id = ?")
                .with(change.to().name(), change.at(), commons, bucket)
                .update();
        db.sql("""
                        insert into cobudgeting.change (commons_id, id, bucket_id, event, from_state, to_state, at, by_party,
                          reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        id,
                        bucket,
                        change.event().name(),
                        change.from().name(),
                        change.to().name(),
                        change.at(),
                        change.by(),
                        change.reason())
                .update();
    }

    void goal(CommonsId commons, UUID bucket, long minimum, long most) {
        db.sql("update cobudgeting.bucket set minimum = ?, most = ? where commons_id = ? and id = ?")
                .with(minimum, most, commons, bucket)
                .update();
    }

    void reportDue(CommonsId commons, UUID bucket, LocalDate due) {
        db.sql("update cobudgeting.bucket set report_due = ? where commons_id = ? and id = ?")
                .with(due, commons, bucket)
                .update();
    }

    void report(CommonsId commons, UUID bucket, String report, LocalDate nextDue) {
        db.sql("update cobudgeting.bucket set report = ?, report_due = ? where commons_id = ? and id = ?")
                .with(report, nextDue, commons, bucket)
                .update();
    }

    void conviction(CommonsId commons, UUID bucket, Bucket.Support support) {
        db.sql("""
                        update cobudgeting.bucket set conviction = ?, conviction_stake = ?, conviction_tick = ?
                        where commons_id = ? and id = ?""")
                .with(support.conviction(), support.points(), support.tick(), commons, bucket)
                .update();
    }

    List<Bucket> ofRound(CommonsId commons, UUID round) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and round_id = ? order by number")
                .with(commons, round)
                .list(this::bucket);
    }

    Optional<Bucket> bucket(CommonsId commons, UUID id) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and id = ?")
                .with(commons, id)
                .optional(this::bucket);
    }

    /// Buckets whose state and goal stay as they are until the transaction ends, in the order of their ids.
    List<Bucket> lock(CommonsId commons, Collection<UUID> ids) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and id = any (?) order by id for update")
                .with(commons, ids)
                .list(this::bucket);
    }

    List<Bucket> lockRound(CommonsId commons, UUID round) {
        return db.sql("select * from cobudgeting.bucket where commons_id = ? and round_id = ? order by id for update")
                .with(commons, round)
                .list(this::bucket);
    }

    Details details(CommonsId commons, UUID bucket) {
        var items = list(commons, bucket, "select * from cobudgeting.item", "position", row -> row.as(Item.class));
        var changes = list(commons, bucket, "select * from cobudgeting.change", "id", row -> change(row));
        return db.sql("""
                        select array(select r.party_id from cobudgeting.responsible r where r.commons_id = b.commons_id
                            and r.bucket_id = b.id order by r.party_id) as responsible,
                          array(select s.party_id from cobudgeting.sponsor s where s.commons_id = b.commons_id
                            and s.bucket_id = b.id order by s.since) as sponsors,
                          array(select i.file_id from cobudgeting.image i where i.commons_id = b.commons_id
                            and i.bucket_id = b.id order by i.added_at) as images
                        from cobudgeting.bucket b where b.commons_id = ? and b.id = ?""")
                .with(commons, bucket)
                .single(row -> new Details(
                        items,
                        row.list("responsible", PartyId.class),
                        row.list("sponsors", PartyId.class),
                        row.list("images", FileId.class),
                        changes));
    }

    private <T> List<T> list(CommonsId commons, UUID bucket, String select, String order, Function<Row, T> reading) {
        return db.sql(select + " where commons_id = ? and bucket_id = ? order by " + order)
                .with(commons, bucket)
                .list(reading);
    }

    private static Change change(Row row) {
        return new Change(
                row.value("event", Event.class),
                row.value("from_state", BucketState.class),
                row.value("to_state", BucketState.class),
                row.value("at", Instant.class),
                row.optional("by_party", PartyId.class),
                row.text("reason"));
    }

    Bucket bucket(Row row) {
        return new Bucket(
                row.value("id", UUID.class),
                row.value("round_id", UUID.class),
                row.whole("number"),
                row.text("title"),
                row.text("summary"),
                row.text("words"),
                row.value("state", BucketState.class),
                row.number("minimum"),
                row.number("most"),
                row.value("proposed_by", PartyId.class),
                row.json("answers", TEXTS),
                row.truth("agreed"),
                row.optional("thread_id", ThreadId.class),
                row.optional("report_due", LocalDate.class),
                row.text("report"),
                row.value("state_since", Instant.class),
                new Bucket.Support(
                        row.value("conviction", BigDecimal.class),
                        row.number("conviction_stake"),
                        row.whole("conviction_tick")));
    }

    /// Buckets by id, for pages that name several.
    Map<UUID, Bucket> byIds(CommonsId commons, Collection<UUID> ids) {
        return db
                .sql("select * from cobudgeting.bucket where commons_id = ? and id = any (?)")
                .with(commons, ids)
                .list(this::bucket)
                .stream()
                .collect(java.util.stream.Collectors.toMap(Bucket::id, Function.identity()));
    }
}
