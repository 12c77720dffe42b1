package coppice.server.site.cli;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Motions;
import coppice.server.commons.Procedure;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.contributions.Contributions;
import coppice.server.contributions.Contributions.Telling;
import coppice.server.contributions.Histories;
import coppice.server.contributions.Verdict;
import coppice.server.decisions.Decisions;
import coppice.server.distributions.Distributions;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Ids;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import coppice.server.ledger.Statements;
import coppice.server.outcomes.Results;
import coppice.server.polls.Poll;
import coppice.server.polls.PollCounts;
import coppice.server.polls.PollDraft;
import coppice.server.polls.Polls;
import coppice.server.polls.SecretBallots;
import coppice.server.talk.Comments;
import coppice.server.talk.Templates;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import coppice.server.web.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.context.ApplicationContext;

/// The demo's commons: a small fictional village workshop, the public record of a real project, and a town's
/// vote.
///
/// Everything goes through the verbs that people use, with keys of its own, so telling the story again
/// changes nothing.
public final class DemoStory {
    /// Counted up when the story is told otherwise: what an older edition left lies in a folder of its own.
    public static final int EDITION = 6;

    public static final String VILLAGE = "hazel-yard";
    public static final String RECORD = "hledger-record";
    public static final String CITY = "green-budget";

    private final Identity identity;
    private final Commonses commonses;
    private final Charters charters;
    private final Contributions contributions;
    private final Histories histories;
    private final Ledger ledger;
    private final Statements statements;
    private final Distributions distributions;
    private final Decisions decisions;
    private final Motions motions;
    private final Polls polls;
    private final PollCounts counts;
    private final Threads threads;
    private final Comments comments;
    private final Templates templates;
    private final Circles circles;
    private final Results results;
    private final Clock clock;
    private final Ids ids;
    private final BudgetStory budgets;
    private final OwnershipStory ownership;
    private final Presets presets;

    public DemoStory(ApplicationContext house) {
        identity = house.getBean(Identity.class);
        commonses = house.getBean(Commonses.class);
        charters = house.getBean(Charters.class);
        contributions = house.getBean(Contributions.class);
        histories = house.getBean(Histories.class);
        ledger = house.getBean(Ledger.class);
        statements = house.getBean(Statements.class);
        distributions = house.getBean(Distributions.class);
        decisions = house.getBean(Decisions.class);
        motions = house.getBean(Motions.class);
        polls = house.getBean(Polls.class);
        counts = house.getBean(PollCounts.class);
        threads = house.getBean(Threads.class);
        comments = house.getBean(Comments.class);
        templates = house.getBean(Templates.class);
        circles = house.getBean(Circles.class);
        results = house.getBean(Results.class);
        clock = house.getBean(Clock.class);
        ids = house.getBean(Ids.class);
        presets = house.getBean(Presets.class);
        budgets = new BudgetStory(house);
        ownership = new OwnershipStory(house);
    }

    /// Somebody of the fictional world; made on first use, with a password nobody knows.
    public Account person(String name) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
        return identity.byEmail(email).orElseGet(() -> identity.create(name, email, ids.secret()));
    }

    private Member member(Commons commons, Account account) {
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return commonses.standing(commons.slug(), viewer).member();
    }

    private Steward steward(Commons commons, Account account) {
        return (Steward) member(commons, account);
    }

    private Member join(Steward steward, String name) {
        var account = person(name);
        if (commonses.of(account).stream().noneMatch(steward.commons()::equals))
            commonses.join(account, commonses.invite(steward, Role.MEMBER));
        return member(steward.commons(), account);
    }

    /// Hazel Yard: a workshop that a village keeps together.
    public Commons village() {
        var ana = person("Ana");
        var charter = presets.charter(
                Preset.VALUE_NETWORK,
                "A workshop that the village keeps together: tools for everyone, repairs for whoever comes.");
        var commons =
                charters.found(ana, "Hazel Yard", VILLAGE, "EUR", charter.with(DecisionRules.NONE), "demo:village");
        var steward = steward(commons, ana);
        var ben = join(steward, "Ben");
        var cy = join(steward, "Cy");
        var dot = join(steward, "Dot");

        income(steward, 1, "2026-09-05", "sales", "Bicycle repairs at the market", "Saturday market", 41250);
        income(steward, 2, "2026-09-20", "grants", "Starting grant of the parish", "Parish council", 150000);
        income(steward, 3, "2026-10-03", "sales", "Chairs for the school", "Village school", 62000);
        book(steward, 4, "2026-10-07", "general", "expenses", "Timber and screws", "Sawmill", 18340);

        tell(steward, ben, 1, "work", "12", 0, "Bicycles", "2026-09-04", "Repairs before the market");
        tell(ben, steward, 2, "work", "6.5", 0, "Bicycles", "2026-09-05", "At the market");
        tell(steward, cy, 3, "work", "22", 0, "Chairs", "2026-09-28", "Forty chairs");
        tell(ben, cy, 4, "equipment", "9", 0, "Chairs", "2026-09-28", "My band saw");
        tell(cy, dot, 5, "expense", "1", 8460, "Bicycles", "2026-09-02", "Tyres and cables");
        tell(cy, dot, 6, "work", "8", 0, "House", "2026-10-01", "Roof of the shed");

        distributions.adopt(steward, 120000, LocalDate.parse("2026-10-11"), 1, "demo:run:1");
        charters.amend(
                steward,
                1,
                charter.with(DecisionRules.NONE
                        .withProcedures(Map.of(
                                Matter.CHARTER,
                                Procedure.CONSENT,
                                Matter.SURPLUS,
                                Procedure.CONSENT.withStewards(true),
                                Matter.RESERVE,
                                new Procedure(Method.YES_NO, Majority.TWO_THIRDS, 50, 5, false),
                                Matter.MEMBERSHIP,
                                Procedure.CONSENT.withStewards(true),
                                Matter.OTHER,
                                Procedure.CONSENT))
                        .withEmergency(Procedure.WITHIN_A_DAY)),
                "From now on all of us decide",
                "demo:charter:2");
        kiln(commons, List.of(steward, ben, cy));
        polls(commons, List.of(steward, ben, cy, dot));
        circles(steward, List.of(ben, cy));
        budgets.village(steward, ben, cy, dot);
        tell(ben, cy, 9, "work", "25", 0, "Chairs", "2026-10-15", "Benches for the school yard");
        tell(ben, dot, 10, "equipment", "12", 0, "House", "2026-10-16", "The lathe, for my stairs");
        trust();
        ownership.village(steward, List.of(steward, ben, cy, dot));
        contributions.log(ben, telling("work", "3", 0, "House", "2026-10-12", "New shelves"), "demo:7");
        contributions.log(dot, telling("work", "4.5", 0, "Chairs", "2026-10-14", "Varnish"), "demo:8");
        return commons;
    }

    /// The trust that would carry on what the village keeps, and has to consent to some of what it does.
    private void trust() {
        var maren = person("Maren");
        var charter = presets.charter(Preset.TIME_BANK, "A trust that keeps roofs over workshops, and never sells one.")
                .with(DecisionRules.NONE);
        var trust = charters.found(maren, "Roof Trust", OwnershipStory.TRUST, "EUR", charter, "demo:trust");
        ownership.trust(trust, steward(trust, maren));
    }

    /// A thread that grew into a proposal, open when the demo starts.
    private void kiln(Commons commons, List<Member> members) {
        var thread = threads.start(
                members.get(1),
                "A second-hand kiln",
                "The school gives theirs away for the cost of moving it. Do we have the room, and does the reserve have "
                        + "the money?",
                "demo:thread:1");
        comments.comment(members.get(2), thread, "Behind the shed there is a dry corner with a socket.", "demo:c:1");
        var haulage = new SpendReserve(
                "expenses", commons.money(12_000), Optional.of("Haulier"), Optional.of("Moving the kiln"));
        var put = new Decisions.Put(
                Optional.of(thread),
                Optional.of(motions.act(commons, haulage)),
                "Fetch the school’s kiln",
                "It costs 120 to move it, and we could fire our own tiles for the shed.",
                false);
        var proposal = decisions.propose(members.get(1), put, "demo:proposal:1");
        var now = decisions.proposal(commons, proposal);
        if (!now.isOpen() || !decisions.voices(commons.id(), proposal).isEmpty()) return;
        decisions.take(members.get(1), proposal, Stance.YES, "Tiles of our own, at last.");
        decisions.take(members.get(2), proposal, Stance.ABSTAIN, "");
    }

    /// One poll that is over, one that asks for a time, and a secret one that has just begun.
    private void polls(Commons commons, List<Member> members) {
        var name = polls.open(
                members.get(3),
                ask(
                        "A name for the kiln",
                        Poll.Kind.RANKED,
                        List.of("Ember", "Salamander", "Old Smoky", "Dragon"),
                        false),
                "demo:poll:1");
        var orders = List.of(List.of(1, 0, 2), List.of(0, 1), List.of(1, 3), List.of(2, 0, 1, 3));
        if (polls.poll(commons, name).isOpen()) {
            for (int i = 0; i < members.size(); i++) {
                var marks = new HashMap<Integer, Integer>();
                for (int rank = 0; rank < orders.get(i).size(); rank++)
                    marks.put(orders.get(i).get(rank), rank + 1);
                polls.vote(members.get(i), name, new SecretBallots.Vote(marks, "", "", "demo:vote:" + i));
            }
            polls.closeEarly(members.getFirst(), name);
        }
        var day = LocalDate.now(clock).plusDays(9);
        var time = polls.open(
                members.get(1),
                ask(
                        "When do we fetch it?",
                        Poll.Kind.TIME,
                        List.of(day + " 10:00", day + " 17:30", day.plusDays(1) + " 10:00"),
                        false),
                "demo:poll:2:" + day);
        if (counts.given(commons, time, members.get(2).party()).orElse(0) == 0)
            polls.vote(members.get(2), time, new SecretBallots.Vote(Map.of(0, 2, 2, 1), "", "", "demo:time"));
        polls.open(
                members.getFirst(),
                ask("Who keeps the keys?", Poll.Kind.CHOOSE, List.of("Ben", "Cy", "Dot"), true),
                "demo:poll:3");
    }

    /// A circle with a thread of its own, a class, words to begin with, and what became of a choice.
    private void circles(Steward steward, List<Member> makers) {
        var commons = steward.commons();
        var keepers = circles.make(steward, "Kiln keepers", "They fire on the first Saturday.", "demo:circle:1");
        circles.change(steward, keepers, makers.getFirst().party(), true);
        var makersClass =
                circles.makeClass(steward, steward, "Makers", "Whoever works at the benches.", "demo:class:1");
        for (var maker : makers) circles.changeClass(steward, makersClass, maker.party(), true);
        var thread =
                threads.start(steward, "First firing", "Who brings the cones?", Optional.of(keepers), "demo:thread:2");
        var first = comments.comments(commons.id(), thread).getFirst();
        if (first.reactions().isEmpty()) comments.react(makers.getFirst(), first.id(), Thread.Reaction.AGREE);
        if (templates.all(commons.id()).isEmpty())
            templates.keep(
                    steward, "Check-in", "How are we?", "Everyone in turn: how I am, what I need, what I can give.");
        var name = polls.polls(steward.party(), commons, Optional.empty(), 10).stream()
                .filter(poll -> !poll.isOpen())
                .findFirst();
        if (name.isEmpty()) return;
        var result = results.result(steward, name.get().id());
        if (!result.lines().isEmpty()) return;
        results.write(
                makers.getFirst(),
                result.subject(),
                new Results.Note(
                        "The sign is cut; it wants painting.",
                        List.of(makers.getFirst().party()),
                        60,
                        Optional.of(LocalDate.now(clock).plusDays(20))));
        results.addMilestone(
                makers.getFirst(),
                result.subject(),
                "Hang it up",
                Optional.of(LocalDate.now(clock).plusDays(12)));
    }

    private static PollDraft ask(String title, Poll.Kind kind, List<String> options, boolean secret) {
        return new PollDraft(
                Optional.empty(),
                title,
                "",
                kind,
                options,
                "Europe/London",
                1,
                1,
                Optional.empty(),
                1,
                secret,
                Poll.Shows.ALWAYS,
                10);
    }

    private void income(Steward steward, int number, String day, String from, String what, String who, long cents) {
        book(steward, number, day, from, "general", what, who, cents);
    }

    private void book(
            Steward steward, int number, String day, String from, String to, String what, String who, long cents) {
        ledger.book(
                steward, new Ledger.ByHand(LocalDate.parse(day), what, from, to, who, cents), "demo:entry:" + number);
    }

    private static Telling telling(String type, String quantity, long value, String work, String day, String note) {
        return new Telling(type, new BigDecimal(quantity), value, work, LocalDate.parse(day), note, Optional.empty());
    }

    private void tell(
            Member peer,
            Member by,
            int number,
            String type,
            String quantity,
            long value,
            String work,
            String day,
            String note) {
        var id = contributions.log(by, telling(type, quantity, value, work, day, note), "demo:" + number);
        if (contributions.one(peer.commons().id(), id).recognised() == 0)
            contributions.say(peer, id, Verdict.Word.RECOGNISED, "");
    }

    /// The public record of a real project, names replaced, with an equation adopted for illustration.
    ///
    /// @param contributed hears how many contributions are loaded
    /// @param booked      hears how many money rows are booked
    public Commons record(LongConsumer contributed, LongConsumer booked) {
        var maren = person("Maren");
        var charter = presets.charter(
                        Preset.SOFTWARE,
                        "The public record of a free accounting program: its changes since 2007 and its money since 2017.")
                .with(DecisionRules.NONE)
                .with(new PrivacyRules(true));
        var commons = charters.found(maren, "hledger, public record", RECORD, "USD", charter, "demo:record");
        var steward = steward(commons, maren);
        commonses.announce(
                steward,
                "A real public record with people’s names replaced. The value equation and its run are an illustration, "
                        + "not the project’s own.");
        histories.bring(
                steward,
                "git",
                "change",
                Histories.fromCsv(file("hledger.commits.csv"), file("hledger.areas.csv")),
                contributed);
        if (statements.brought(commons.id()).isEmpty()) {
            var statement =
                    statements.bring(steward, "hledger-open-collective.csv", file("hledger-open-collective.csv"));
            statements.book(steward, statement, booked);
        }
        distributions.adopt(
                steward,
                100000,
                LocalDate.parse("2026-08-05"),
                charters.inForce(commons.id()).version(),
                "demo:run:1");
        return commons;
    }

    /// A real vote of a town on its budget, replayed.
    public Commons city() {
        var maren = person("Maren");
        var charter = presets.charter(
                        Preset.TIME_BANK,
                        "The Green Budget of Wieliczka, a town in Poland: what 6,586 people voted for in April 2023.")
                .with(DecisionRules.NONE);
        var commons = charters.found(maren, "Green Budget, replayed", CITY, "PLN", charter, "demo:city");
        var steward = steward(commons, maren);
        commonses.announce(
                steward, "A real vote of a town, without names. The same projects are funded here as the town funded.");
        budgets.city(steward, file("wieliczka-2023-green-budget.pb"));
        return commons;
    }

    /// Those whom the demo offers sign-in links for, with what they are.
    public List<Account> cast() {
        return List.of(person("Ana"), person("Ben"), person("Maren"));
    }

    private static byte[] file(String name) {
        try (var in = DemoStory.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) throw new IllegalStateException("missing demo file " + name);
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
