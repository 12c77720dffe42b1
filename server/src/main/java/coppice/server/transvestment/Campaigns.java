package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Campaigns that let money in: offered, open until their day, settled by whoever looks first after it.
@Service
public class Campaigns {
    private final CampaignTables tables;
    private final Lifecycle lifecycle;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Campaigns(
            CampaignTables tables,
            Lifecycle lifecycle,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.lifecycle = lifecycle;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public static String address(Commons commons, CampaignId campaign) {
        return commons.address() + "/transvestment/campaigns/" + campaign;
    }

    /// Refuses terms that make no sense.
    void check(Campaign.Terms terms) {
        if (terms.deadline().isBefore(today.date()))
            throw new Refused(new TransvestmentRefusal.DeadlinePassed(terms.deadline()));
        if (terms.kind() == Kind.GIFT) return;
        if (terms.multiple().compareTo(Ratio.ONE) < 0) throw new Refused(new TransvestmentRefusal.CapBelowPrincipal());
        if (terms.multiple().compareTo(Ratio.of(100)) > 0)
            throw new Refused(
                    new TransvestmentRefusal.BadMultiple(terms.multiple().toString()));
        if (terms.ratePercent().signum() <= 0 || terms.ratePercent().compareTo(Ratio.of(100)) > 0)
            throw new Refused(
                    new TransvestmentRefusal.BadRate(terms.ratePercent().toString()));
    }

    /// Opens a campaign: from now on people may commit.
    public CampaignId offer(Authorised by, Campaign.Terms terms, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("campaign", by.party(), key, terms);
            var earlier = tables.campaignByKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.mayDecide(by, Matter.SURPLUS);
            check(terms);
            var id = ids.next(CampaignId::new);
            tables.lockDesk(commons.id());
            tables.add(by, id, tables.campaigns(commons.id()).size() + 1, terms, request, today.now());
            return id;
        });
    }

    /// All campaigns, the newest first; one whose deadline has passed is settled first.
    public List<Campaign> campaigns(Commons commons) {
        var all = tables.campaigns(commons.id());
        boolean settled = false;
        for (var campaign : all) settled |= settle(commons, campaign);
        return settled ? tables.campaigns(commons.id()) : all;
    }

    public Campaign campaign(Commons commons, CampaignId id) {
        var seen = found(commons, id);
        return settle(commons, seen) ? found(commons, id) : seen;
    }

    private Campaign found(Commons commons, CampaignId id) {
        return tables.campaign(commons.id(), id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// One at a time numbers campaigns and instruments of a commons.
    void lockDesk(Commons commons) {
        tables.lockDesk(commons.id());
    }

    Campaign lock(Commons commons, CampaignId id) {
        tables.lock(commons.id(), id);
        return found(commons, id);
    }

    /// Ends a campaign whose deadline has passed; gives the money back where it was all or nothing and did
    /// not reach its target.
    private boolean settle(Commons commons, Campaign seen) {
        if (seen.outcome().isPresent() || !today.date().isAfter(seen.terms().deadline())) return false;
        transactions.run(() -> {
            var campaign = lock(commons, seen.id());
            if (campaign.outcome().isPresent()) return;
            long come = end(commons, campaign);
            if (come == 0) return;
            lifecycle.bought(commons, campaign, come);
            lifecycle.lockWhenFree(commons, campaign);
        });
        return true;
    }

    /// The end of the commons: what has not gone to work goes back, and nothing is bought any more.
    void close(Commons commons, CampaignId id) {
        var campaign = lock(commons, id);
        if (campaign.outcome().isEmpty()) end(commons, campaign);
    }

    private long end(Commons commons, Campaign campaign) {
        for (var instrument : lifecycle.of(commons, campaign)) {
            var entry = instrument.state() == State.PAID_IN
                    ? Optional.of(lifecycle.giveBack(commons, campaign, instrument))
                    : Optional.<EntryId>empty();
            if (instrument.state() == State.PAID_IN || instrument.state() == State.COMMITTED)
                lifecycle.move(commons, instrument, State.WITHDRAWN, Optional.empty(), entry, "");
        }
        long come = lifecycle.of(commons, campaign).stream()
                .filter(one -> one.state() != State.WITHDRAWN)
                .mapToLong(Instrument::principal)
                .sum();
        tables.end(commons.id(), campaign.id(), come > 0 ? "SUCCEEDED" : "FAILED");
        return come;
    }
}
