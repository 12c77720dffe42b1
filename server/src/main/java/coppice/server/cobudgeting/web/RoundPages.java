package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.CobudgetingMotions.EndRound;
import coppice.server.cobudgeting.CobudgetingMotions.FundRound;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Acts;
import coppice.server.commons.Circle;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.Today;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Rounds opened, read, funded, ended.
@Controller
class RoundPages {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Ballots ballots;
    private final Fundings fundings;
    private final Circles circles;
    private final Commonses commonses;
    private final Acts acts;
    private final PartyNames partyNames;
    private final Today today;

    RoundPages(
            Rounds rounds,
            Buckets buckets,
            Ballots ballots,
            Fundings fundings,
            Circles circles,
            Commonses commonses,
            Acts acts,
            PartyNames partyNames,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.ballots = ballots;
        this.fundings = fundings;
        this.circles = circles;
        this.commonses = commonses;
        this.acts = acts;
        this.partyNames = partyNames;
        this.today = today;
    }

    record ListPage(Commons commons, List<Round> rounds, Map<UUID, Phase> phases, Money pool, boolean member) {}

    record NewPage(Commons commons, Form form, List<Circle> circles, Money pool, boolean mayAct, boolean authority) {}

    /// A bucket as one line of its round.
    ///
    /// @param held    what it holds or held; absent where the round hides it
    /// @param width   of the bar of what it holds, in thousandths of what it can use
    /// @param least   where on that bar its minimum is
    record Line(
            Bucket bucket,
            Optional<Money> held,
            int width,
            int least,
            Optional<Ballots.Reached> reached,
            long funders) {}

    /// @param holds what it can still give out
    /// @param part  what the viewer has to fund with
    record RoundPage(
            Commons commons,
            Round round,
            Phase phase,
            List<Line> lines,
            Money given,
            Money holds,
            Optional<Money> part,
            Optional<LedgerAccountId> partAccount,
            List<Round> along,
            long voters,
            String openedBy,
            boolean member,
            boolean steward,
            boolean mayAct,
            boolean authority,
            boolean takesIdeas,
            Form form) {
        String base() {
            return Rounds.address(commons, round.id());
        }
    }

    @GetMapping("/c/{slug}/cobudgeting")
    @Allow(Access.PUBLIC)
    Page list(Standing standing) {
        var commons = standing.commons();
        var all = rounds.rounds(commons);
        var phases = new HashMap<UUID, Phase>();
        for (var round : all) phases.put(round.id(), round.phase(today.now()));
        return Page.of(
                "cobudgeting/web/list.jte",
                new ListPage(commons, all, phases, commons.money(rounds.pool(commons)), standing.isMember()));
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/new")
    @Allow(Access.MEMBER)
    Page newForm(Standing standing) {
        return newPage(standing, Form.fresh(OpenRound.usual(today.date())));
    }

    private Page newPage(Standing standing, Form form) {
        var commons = standing.commons();
        return Page.of(
                "cobudgeting/web/round-new.jte",
                new NewPage(
                        commons,
                        form,
                        circles.all(commons.id()),
                        commons.money(rounds.pool(commons)),
                        commonses.mayAct(standing, Matter.SURPLUS),
                        acts.holdsAuthority(standing.member(), Matter.SURPLUS)));
    }

    /// Opens a round at once, or puts it to the members.
    @PostMapping("/c/{slug}/cobudgeting/rounds")
    @Allow(Access.MEMBER)
    Reply open(Standing standing, Text text, Form form) {
        return form.submit(() -> acts.submit(standing, form, text, OpenRound.class), again -> newPage(standing, again));
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable String round) {
        return one(standing, text, Ids.parse(round), Form.fresh(Map.of("source", "pool")));
    }

    private Page one(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var round = rounds.round(commons, id);
        var phase = round.phase(today.now());
        boolean member = standing.isMember();
        Optional<Money> part = member && round.rule().gives()
                ? Optional.of(commons.money(fundings.purse(standing.member(), round)))
                : Optional.empty();
        boolean mayTakeAlong =
                part.isPresent() && part.get().minorUnits() > 0 && round.rule() == Rule.DIRECT && phase == Phase.CLOSED;
        return Page.of(
                "cobudgeting/web/round.jte",
                new RoundPage(
                        commons,
                        round,
                        phase,
                        lines(standing, round, phase),
                        commons.money(ballots.pool(commons, round)),
                        commons.money(rounds.holds(commons, round)),
                        part,
                        member ? fundings.purseAccount(standing.member(), round) : Optional.empty(),
                        mayTakeAlong
                                ? rounds.rounds(commons).stream()
                                        .filter(other -> other.rule() == Rule.DIRECT
                                                && (other.phase(today.now()) == Phase.IDEAS
                                                        || other.phase(today.now()) == Phase.FUNDING))
                                        .toList()
                                : List.of(),
                        ballots.voters(commons.id(), id),
                        partyNames.of(standing, text, List.of(round.openedBy())).of(round.openedBy()),
                        member,
                        standing.isSteward(),
                        commonses.mayAct(standing, Matter.SURPLUS),
                        member && acts.holdsAuthority(standing.member(), Matter.SURPLUS),
                        round.takesIdeas(today.now()),
                        form));
    }

    private List<Line> lines(Standing standing, Round round, Phase phase) {
        var commons = standing.commons();
        var all = buckets.ofRound(standing, round.id());
        var money = buckets.money(commons, all);
        var funders = fundings.funders(commons.id(), round.id());
        Map<UUID, Ballots.Reached> reached =
                round.rule() == Rule.CONVICTION ? ballots.convictions(commons, round) : Map.of();
        boolean hides = hides(round, phase);
        var lines = new ArrayList<Line>();
        for (var bucket : all) {
            long in = money.getOrDefault(bucket.id(), new Buckets.Money(0, 0, Optional.empty()))
                    .holds();
            long spentToo = bucket.state().isSpending() || bucket.state() == BucketState.OVERDUE
                    ? money.getOrDefault(bucket.id(), new Buckets.Money(0, 0, Optional.empty()))
                            .in()
                    : in;
            lines.add(new Line(
                    bucket,
                    hides ? Optional.empty() : Optional.of(commons.money(spentToo)),
                    hides ? 0 : thousandths(spentToo, bucket.most()),
                    thousandths(bucket.minimum(), bucket.most()),
                    Optional.ofNullable(reached.get(bucket.id())).filter(_ -> bucket.state() == BucketState.FUNDING),
                    hides ? 0 : funders.getOrDefault(bucket.id(), 0L)));
        }
        return lines;
    }

    static boolean hides(Round round, Phase phase) {
        return round.terms().hides() && (phase == Phase.FUNDING || phase == Phase.IDEAS);
    }

    static int thousandths(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.min(1000, Math.multiplyHigh(part, 1000) != 0 ? 1000 : part * 1000 / whole);
    }

    /// Adds money from the pool or the reserve.
    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/money")
    @Allow(Access.MEMBER)
    Reply fund(Standing standing, Text text, @PathVariable String round, Form form) {
        return act(standing, text, round, form, FundRound.class);
    }

    private Reply act(Standing standing, Text text, String round, Form form, Class<? extends Record> type) {
        var id = Ids.parse(round);
        rounds.round(standing.commons(), id);
        var whole = form.with("round", round);
        return whole.submit(() -> acts.submit(standing, whole, text, type), again -> one(standing, text, id, again));
    }

    /// Ends the funding now, or calls the round off.
    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/end")
    @Allow(Access.MEMBER)
    Reply end(Standing standing, Text text, @PathVariable String round, Form form) {
        return act(standing, text, round, form, EndRound.class);
    }

    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/along")
    @Allow(Access.MEMBER)
    Reply takeAlong(Standing standing, Text text, @PathVariable String round, Form form) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        rounds.round(commons, id);
        return form.submit(
                () -> {
                    var into = Ids.parse(Fields.text("into", form.value("into"), 60));
                    fundings.takeAlong(standing.member(), id, into, form.key());
                    return Rounds.address(commons, into);
                },
                again -> one(standing, text, id, again));
    }

    /// Brings projects and votes of a Pabulib file.
    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/file")
    @Allow(Access.STEWARD)
    Reply bring(Standing standing, Text text, @PathVariable String round, Form form) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        rounds.round(commons, id);
        return form.submit(
                () -> {
                    ballots.bring(
                            standing.steward(), id, Fields.text("file", form.value("file"), 20_000_000), form.key());
                    return Rounds.address(commons, id);
                },
                again -> one(standing, text, id, again));
    }
}
