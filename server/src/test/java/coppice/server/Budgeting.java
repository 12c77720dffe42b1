package coppice.server;

import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.expenses.Expenses;
import coppice.server.expenses.Spendings;
import coppice.server.files.Files.Brought;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A commons of four with 1,000.00 in its pool; a new one for every test.
@SuppressWarnings("this-escape")
public abstract class Budgeting {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    protected static final Duration LATER = Duration.ofDays(40);
    protected static final String CANNOT_PAY = "part-too-small";

    protected final House house = House.open();
    protected final Rounds rounds = house.room(Rounds.class);
    protected final Buckets buckets = house.room(Buckets.class);
    protected final Fundings fundings = house.room(Fundings.class);
    protected final Ballots ballots = house.room(Ballots.class);
    protected final Expenses expenses = house.room(Expenses.class);
    protected final Spendings spendings = house.room(Spendings.class);
    protected final Ledger ledger = house.room(Ledger.class);
    protected final Commonses commonses = house.room(Commonses.class);
    protected final Charters charters = house.room(Charters.class);
    protected final Commons commons;
    protected final Steward ana;
    protected final List<Member> members = new ArrayList<>();

    protected Budgeting() {
        String slug = "budgeting-" + NUMBER.incrementAndGet();
        commons = charters.found(
                house.story().person("Ana"),
                slug,
                slug,
                "EUR",
                charter(house.room(Presets.class)
                        .charter(Preset.TIME_BANK, "Made for a test")
                        .with(DecisionRules.NONE)),
                "found-" + slug);
        ana = (Steward) member("Ana");
        members.add(ana);
        for (var name : List.of("Ben", "Cy", "Dot")) {
            commonses.join(house.story().person(name), commonses.invite(ana, Role.MEMBER));
            members.add(member(name));
        }
        bookIn("cobudgeting", 100_000);
    }

    /// The charter it is founded with.
    protected Charter charter(Charter usual) {
        return usual;
    }

    protected void bookIn(String fund, long minorUnits) {
        ledger.book(
                ana,
                new Ledger.ByHand(LocalDate.of(2026, 11, 1), "Given", "contributions", fund, "", minorUnits),
                key());
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected Standing standing(String name) {
        var account = house.story().person(name);
        return commonses.standing(
                commons.slug(),
                new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty()));
    }

    protected Member member(String name) {
        return standing(name).member();
    }

    protected static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /// Fields of a round whose funding has begun and lasts another ten days.
    public static Map<String, String> fields(Round.Rule rule, String... more) {
        var fields = new HashMap<>(OpenRound.usual(today()));
        fields.put("title", "Autumn");
        fields.put("rule", rule.name());
        fields.put("amount", "600.00");
        fields.put("ideasUntil", today().plusDays(rule.votes() ? -1 : 5).toString());
        fields.put("fundingFrom", today().toString());
        fields.put("fundingUntil", today().plusDays(10).toString());
        for (int i = 0; i < more.length; i += 2) fields.put(more[i], more[i + 1]);
        return fields;
    }

    protected Round open(Round.Rule rule, String... more) {
        return rounds.open(ana, OpenRound.read(commons, fields(rule, more)), key());
    }

    /// A direct round in which everybody has the same part of what it began with: 150.00, if nothing else
    /// is said.
    protected Round direct(String... more) {
        var round = open(Round.Rule.DIRECT, more);
        rounds.give(
                ana,
                round.id(),
                new Rounds.Giving(Rounds.How.EQUALLY, rounds.holds(commons, round), null, "", false),
                key());
        return round;
    }

    protected static BucketDraft draft(String title, long minimum, long most) {
        return new BucketDraft(
                title,
                "In short",
                "At length",
                List.of(new Item(Item.Kind.COST, "Wood", minimum, most)),
                List.of(),
                Map.of(),
                true);
    }

    /// A published bucket of Ben's.
    protected UUID bucket(Round round, long minimum, long most) {
        return bucket(round, draft("Shelves", minimum, most));
    }

    protected UUID bucket(Round round, BucketDraft draft) {
        var id = buckets.suggest(members.get(1), round.id(), draft, false, key());
        buckets.publish(members.get(1), id);
        return id;
    }

    protected Bucket read(UUID bucket) {
        return buckets.bucket(standing("Ana"), bucket);
    }

    protected long holds(UUID bucket) {
        return buckets.money(commons, List.of(read(bucket))).get(bucket).holds();
    }

    protected EntryId fund(int member, UUID bucket, long minorUnits) {
        return fundings.fund(members.get(member), bucket, minorUnits, key());
    }

    protected UUID claim(int member, UUID bucket, long minorUnits) {
        return expenses.claim(
                members.get(member),
                bucket,
                new Expenses.Claim(
                        "Nails",
                        minorUnits,
                        "",
                        List.of(new Brought("bill.txt", "A bill".getBytes(StandardCharsets.UTF_8)))),
                key());
    }

    /// What members, rounds and buckets hold together.
    protected long inside() {
        return ledger.accounts(commons.id()).stream()
                .filter(account -> account.category().equals("cobudgeting"))
                .mapToLong(account -> account.holdsMinorUnits())
                .sum();
    }

    /// Who got letters with this subject.
    protected List<String> letters(String message) {
        return house.sql()
                .sql("""
                        select a.name from mail.outbox l join identity.account a on a.id = l.account_id
                        where l.commons_id = ? and position(? in l.subject::text) > 0 order by a.name""")
                .params(commons.id().value(), '"' + message + '"')
                .query(String.class)
                .list();
    }

    /// What 32 at once are answered.
    protected static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        try (var pool = Executors.newFixedThreadPool(32)) {
            var codes = new ArrayList<Integer>();
            for (var done : pool.invokeAll(calls)) codes.add(done.get());
            return codes;
        }
    }

    /// Somebody's program.
    protected Visitor asking(String name) {
        return Visitor.program(house.story().person(name), Scope.STEWARD);
    }

    protected Visitor reading(String name) {
        return Visitor.signedIn(house.story().person(name));
    }

    /// Everything that a refused request might have changed.
    protected List<Long> traces() {
        return Stream.of(
                        "cobudgeting.round",
                        "cobudgeting.bucket",
                        "cobudgeting.item",
                        "cobudgeting.change",
                        "cobudgeting.stake",
                        "cobudgeting.ballot",
                        "cobudgeting.support",
                        "expenses.expense",
                        "expenses.receipt",
                        "expenses.verdict",
                        "ledger.entry",
                        "files.file",
                        "mail.outbox",
                        "decisions.proposal")
                .map(table -> house.sql()
                        .sql("select count(*) from " + table + " where commons_id = ?")
                        .param(commons.id().value())
                        .query(Long.class)
                        .single())
                .toList();
    }

    protected static Refusal refusal(Runnable work) {
        return Asking.refusal(work);
    }

    protected static String code(Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            return refused.refusal().code();
        }
        return "";
    }
}
