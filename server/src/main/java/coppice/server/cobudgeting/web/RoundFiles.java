package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Download;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// A round as files: its buckets, who gave what, the votes for other programs.
@Controller
class RoundFiles {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final PartyNames partyNames;
    private final Today today;

    RoundFiles(Rounds rounds, Buckets buckets, Fundings fundings, Ballots ballots, PartyNames partyNames, Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.partyNames = partyNames;
        this.today = today;
    }

    private Round round(Standing standing, String id) {
        return rounds.round(standing.commons(), Ids.parse(id));
    }

    private boolean hides(Round round) {
        Phase phase = round.phase(today.now());
        return RoundPages.hides(round, phase);
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/buckets.csv")
    @Allow(Access.PUBLIC)
    Download buckets(Standing standing, @PathVariable String round) {
        var found = round(standing, round);
        var commons = standing.commons();
        var all = buckets.ofRound(standing, found.id());
        var money = buckets.money(commons, all);
        boolean hides = hides(found);
        return Download.csv("buckets-" + found.number() + ".csv", csv -> {
            csv.add("bucket", "title", "state", "minimum", "most", "holds", "currency", "id");
            for (var bucket : all)
                csv.add(
                        String.valueOf(bucket.number()),
                        bucket.title(),
                        bucket.state().name(),
                        commons.money(bucket.minimum()).plain(),
                        commons.money(bucket.most()).plain(),
                        hides
                                ? ""
                                : commons.money(money.getOrDefault(
                                                        bucket.id(), new Buckets.Money(0, 0, Optional.empty()))
                                                .holds())
                                        .plain(),
                        commons.currency().getCurrencyCode(),
                        bucket.id().toString());
        });
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/fundings.csv")
    @Allow(Access.MEMBER)
    Download fundings(Standing standing, Text text, @PathVariable String round) {
        var found = round(standing, round);
        if (hides(found)) throw new Refused(new KernelRefusal.NotFound());
        var commons = standing.commons();
        return Download.csv("fundings-" + found.number() + ".csv", csv -> {
            csv.add("bucket", "title", "member", "amount", "currency");
            for (var bucket : buckets.ofRound(standing, found.id())) {
                var stakes = fundings.stakes(commons.id(), bucket.id());
                var names = partyNames.of(standing, text, List.copyOf(stakes.keySet()));
                stakes.forEach((party, amount) -> csv.add(
                        String.valueOf(bucket.number()),
                        bucket.title(),
                        names.of(party),
                        commons.money(amount).plain(),
                        commons.currency().getCurrencyCode()));
            }
        });
    }

    /// The votes in Pabulib's format, without names.
    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/votes.pb")
    @Allow(Access.PUBLIC)
    Download votes(Standing standing, @PathVariable String round) {
        var found = round(standing, round);
        if (hides(found)) throw new Refused(new KernelRefusal.NotFound());
        return Download.text(
                "round-" + found.number() + ".pb", "text/plain", ballots.pabulib(standing.commons(), found));
    }
}
