package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Ballots.Choice;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
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

/// Votes in a round, and why its money went where it went.
@Controller
class BallotPages {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Ballots ballots;
    private final Fundings fundings;
    private final Today today;

    BallotPages(Rounds rounds, Buckets buckets, Ballots ballots, Fundings fundings, Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.ballots = ballots;
        this.fundings = fundings;
        this.today = today;
    }

    record BallotPage(Commons commons, Round round, List<Bucket> buckets, Map<UUID, Long> said, Form form) {}

    /// @param paid what the viewer's own part paid for, by bucket
    /// @param held what each bucket got, where members fund themselves
    record OutcomePage(
            Commons commons,
            Round round,
            Phase phase,
            List<Bucket> all,
            Optional<Ballots.Counted> counted,
            Map<UUID, Long> paid,
            Map<UUID, Long> held,
            List<Ballots.Would> would,
            Money pool,
            long voters,
            boolean member) {}

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/ballot")
    @Allow(Access.MEMBER)
    Page ballot(Standing standing, @PathVariable String round) {
        return ballotPage(standing, Ids.parse(round), Form.fresh(Map.of()));
    }

    private Page ballotPage(Standing standing, UUID id, Form form) {
        var commons = standing.commons();
        var round = rounds.round(commons, id);
        return Page.of(
                "cobudgeting/web/ballot.jte",
                new BallotPage(
                        commons,
                        round,
                        buckets.ofRound(standing, id).stream()
                                .filter(bucket -> bucket.state() == BucketState.FUNDING)
                                .toList(),
                        ballots.ballot(commons.id(), round, standing.member().party()),
                        form));
    }

    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/ballot")
    @Allow(Access.MEMBER)
    Reply vote(Standing standing, @PathVariable String round, Form form) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        return form.submit(
                () -> {
                    var choices = new ArrayList<Choice>();
                    form.values().forEach((name, value) -> {
                        if (!name.startsWith("bucket.") || value.isBlank() || value.equals("0")) return;
                        choices.add(new Choice(
                                Ids.parse(name.substring(7)),
                                value.equals("yes") ? 1 : Fields.whole(name, value, 0, 1000)));
                    });
                    ballots.vote(standing.member(), id, choices);
                    return Rounds.address(commons, id);
                },
                again -> ballotPage(standing, id, again));
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/outcome")
    @Allow(Access.PUBLIC)
    Page outcome(Standing standing, @PathVariable String round) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        var found = rounds.round(commons, id);
        var phase = found.phase(today.now());
        boolean hides = RoundPages.hides(found, phase);
        Optional<Ballots.Counted> counted =
                found.rule().votes() && !hides ? Optional.of(ballots.count(commons, found)) : Optional.empty();
        var all = buckets.ofRound(standing, id).stream()
                .filter(bucket -> !bucket.state().isForMembers())
                .toList();
        return Page.of(
                "cobudgeting/web/outcome.jte",
                new OutcomePage(
                        commons,
                        found,
                        phase,
                        all,
                        counted,
                        paid(standing, found, counted, all),
                        hides || counted.isPresent() ? Map.of() : got(commons, all),
                        hides ? List.of() : ballots.everyRule(commons, found),
                        commons.money(ballots.pool(commons, found)),
                        ballots.voters(commons.id(), id),
                        standing.isMember()));
    }

    private Map<UUID, Long> paid(Standing standing, Round round, Optional<Ballots.Counted> counted, List<Bucket> all) {
        if (!standing.isMember()) return Map.of();
        var me = standing.member().party();
        if (counted.isPresent()) return ballots.paid(counted.get(), standing.commons(), round, me);
        var mine = new HashMap<UUID, Long>();
        for (var bucket : all) {
            long stake = fundings.stake(standing.commons().id(), bucket.id(), me);
            if (stake > 0) mine.put(bucket.id(), stake);
        }
        return mine;
    }

    private Map<UUID, Long> got(Commons commons, List<Bucket> all) {
        var got = new HashMap<UUID, Long>();
        buckets.money(commons, all).forEach((bucket, money) -> got.put(bucket, money.in()));
        return got;
    }
}
