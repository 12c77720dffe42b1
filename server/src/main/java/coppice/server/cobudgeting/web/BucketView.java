package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.expenses.Spending;
import coppice.server.expenses.Spendings;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread.Comment;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The page of a bucket, for every form on it.
@Component
class BucketView {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final Spendings spendings;
    private final Comments comments;
    private final PartyNames partyNames;
    private final Today today;

    BucketView(
            Rounds rounds,
            Buckets buckets,
            Fundings fundings,
            Ballots ballots,
            Spendings spendings,
            Comments comments,
            PartyNames partyNames,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.spendings = spendings;
        this.comments = comments;
        this.partyNames = partyNames;
        this.today = today;
    }

    /// @param promised what it can use at most
    /// @param funded   what was ever put into it and not given back
    /// @param mine     what the viewer put into it
    /// @param mayDo    what the viewer can let happen to it
    record BucketPage(
            Commons commons,
            Round round,
            Phase phase,
            Bucket bucket,
            Bucket.Details details,
            Money funded,
            Optional<LedgerAccountId> account,
            int width,
            int least,
            boolean hides,
            Map<PartyId, Long> stakes,
            Money mine,
            Money purse,
            boolean canFund,
            boolean canTakeBack,
            Optional<Ballots.Reached> reached,
            int support,
            int supportLeft,
            List<BucketState.Deed> mayDo,
            boolean responsible,
            boolean member,
            Spending spending,
            List<Comment> comments,
            Optional<PartyId> me,
            Names names,
            Form form) {
        String base() {
            return Buckets.address(commons, bucket.id());
        }
    }

    Page page(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var bucket = buckets.bucket(standing, id);
        var round = rounds.of(commons, bucket);
        var phase = round.phase(today.now());
        var details = buckets.details(commons.id(), id);
        var money = buckets.money(commons, List.of(bucket)).getOrDefault(id, new Buckets.Money(0, 0, Optional.empty()));
        boolean member = standing.isMember();
        Optional<PartyId> me = standing.membership().map(one -> one.party());
        boolean hides = RoundPages.hides(round, phase);
        var stakes = fundings.stakes(commons.id(), id);
        var spending = spendings.spending(standing, bucket.budget(commons, round), commons.money(money.holds()));
        long spent = spending.spent().minorUnits();
        long mine = me.map(party -> stakes.getOrDefault(party, 0L)).orElse(0L);
        List<Comment> said = member && bucket.thread().isPresent()
                ? comments.comments(commons.id(), bucket.thread().get())
                : List.of();
        var parties = new ArrayList<PartyId>(details.responsible());
        parties.add(bucket.proposedBy());
        parties.addAll(details.sponsors());
        parties.addAll(stakes.keySet());
        details.changes().forEach(change -> change.by().ifPresent(parties::add));
        said.forEach(comment -> parties.add(comment.saidBy()));
        parties.addAll(spending.parties());
        boolean responsible = me.isPresent() && details.responsible().contains(me.get());
        boolean supports = round.rule() == Round.Rule.CONVICTION && bucket.state() == BucketState.FUNDING;
        var support = supports && member
                ? ballots.support(commons, round, standing.member().party())
                : Map.<UUID, Integer>of();
        int elsewhere = support.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(id))
                .mapToInt(Map.Entry::getValue)
                .sum();
        boolean canFund = member && Buckets.canFund(round, bucket, today.now());
        return Page.of(
                "cobudgeting/web/bucket.jte",
                new BucketPage(
                        commons,
                        round,
                        phase,
                        bucket,
                        details,
                        commons.money(money.holds() + spent),
                        money.account(),
                        RoundPages.thousandths(money.holds() + spent, bucket.most()),
                        RoundPages.thousandths(bucket.minimum(), bucket.most()),
                        hides,
                        hides ? Map.of() : stakes,
                        commons.money(mine),
                        commons.money(canFund ? fundings.purse(standing.member(), round) : 0),
                        canFund,
                        canFund
                                && mine > 0
                                && round.terms().takeBack()
                                && bucket.state() == BucketState.FUNDING
                                && money.holds() < bucket.minimum(),
                        supports
                                ? Optional.ofNullable(
                                        ballots.convictions(commons, round).get(id))
                                : Optional.empty(),
                        support.getOrDefault(id, 0),
                        100 - elsewhere,
                        mayDo(standing, bucket, responsible),
                        responsible,
                        member,
                        spending,
                        said,
                        me,
                        partyNames.of(standing, text, parties),
                        form));
    }

    private static List<BucketState.Deed> mayDo(Standing standing, Bucket bucket, boolean responsible) {
        var may = new ArrayList<BucketState.Deed>();
        for (var deed : BucketState.Deed.values()) {
            if (bucket.state().after(deed.event()).isEmpty()) continue;
            boolean allowed = switch (deed) {
                case WORK_OUT -> standing.isMember();
                case CANCEL ->
                    responsible
                            || standing.isSteward()
                            || (bucket.state() == BucketState.IDEA
                                    && standing.membership()
                                            .filter(one -> one.party().equals(bucket.proposedBy()))
                                            .isPresent());
                case COMPLETE -> responsible || (standing.isSteward() && bucket.state() == BucketState.OVERDUE);
                default -> responsible;
            };
            if (allowed) may.add(deed);
        }
        return may;
    }
}
