package coppice.server.transvestment;

import coppice.rules.returns.Returns;
import coppice.server.commons.Commons;
import coppice.server.distributions.Destination;
import coppice.server.distributions.Run;
import coppice.server.distributions.RunId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.ledger.Flows;
import coppice.server.transvestment.Instrument.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Returns as a part of the surplus: each instrument by its own rule, older ranks first, never beyond a cap.
@Service
public class ReturnsOfRuns implements Destination {
    private final PaymentTables tables;
    private final Campaigns campaigns;
    private final Instruments instruments;
    private final Lifecycle lifecycle;
    private final Flows flows;
    private final Today today;

    ReturnsOfRuns(
            PaymentTables tables,
            Campaigns campaigns,
            Instruments instruments,
            Lifecycle lifecycle,
            Flows flows,
            Today today) {
        this.campaigns = campaigns;
        this.lifecycle = lifecycle;
        this.tables = tables;
        this.instruments = instruments;
        this.flows = flows;
        this.today = today;
    }

    @Override
    public String name() {
        return "returns";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Reach reach() {
        return Reach.OWNERS;
    }

    @Override
    public Optional<String> address(Commons commons, Run run) {
        return Optional.of(commons.address() + "/transvestment");
    }

    @Override
    public ReturnsPlan plan(Asked asked) {
        var commons = asked.commons();
        var campaigns = new HashMap<CampaignId, Campaign>();
        this.campaigns.campaigns(commons).forEach(campaign -> campaigns.put(campaign.id(), campaign));
        var last = asked.until().minusDays(1);
        var paidThisYear = tables.paidSince(commons.id(), last.withDayOfYear(1));
        var rows = new ArrayList<ReturnsPlan.Row>();
        for (var instrument : instruments.instruments(commons.id())) {
            if (instrument.state() != State.ACTIVE) continue;
            var campaign = campaigns.get(instrument.campaign());
            if (campaign == null) throw new IllegalStateException("an instrument without its campaign");
            long base = base(asked, instrument, campaign);
            long limit = campaign.terms()
                    .yearlyLimit()
                    .map(most -> Math.max(0, most - paidThisYear.getOrDefault(instrument.id(), 0L)))
                    .orElse(Long.MAX_VALUE);
            boolean early = campaign.terms().earliest().filter(last::isBefore).isPresent();
            long due = early ? 0 : Returns.pay(base, campaign.rate(), instrument.cap(), instrument.paid(), limit);
            rows.add(new ReturnsPlan.Row(instrument, campaign, base, due, 0, asked.amount()));
        }
        var paid = Returns.share(
                asked.amount(),
                rows.stream()
                        .map(row -> new Returns.Due(
                                row.instrument().id().toString(),
                                row.campaign().terms().rank(),
                                row.due(),
                                row.instrument().left()))
                        .toList());
        return new ReturnsPlan(rows.stream()
                .map(row -> new ReturnsPlan.Row(
                        row.instrument(),
                        row.campaign(),
                        row.base(),
                        row.due(),
                        paid.getOrDefault(row.instrument().id().toString(), 0L),
                        row.available()))
                .toList());
    }

    private long base(Asked asked, Instrument instrument, Campaign campaign) {
        return switch (campaign.terms().kind()) {
            case CAPPED_SHARE -> asked.surplus();
            case REVENUE_SHARE -> {
                LocalDate from = instrument.countedUntil().orElse(instrument.committedOn());
                yield from.isBefore(asked.until())
                        ? flows.revenue(asked.commons().id(), from, asked.until())
                        : 0;
            }
            case COMMUNITY_SHARE, LOAN -> instrument.principal();
            case GIFT -> 0;
        };
    }

    @Override
    public void adopted(Asked asked, Run run, Plan plan) {
        var commons = asked.commons();
        for (var row : ((ReturnsPlan) plan).rows()) {
            campaigns.lock(commons, row.campaign().id());
            var until = row.instrument()
                    .countedUntil()
                    .filter(counted -> counted.isAfter(asked.until()))
                    .orElse(asked.until());
            if (!tables.pay(commons.id(), row.instrument().id(), row.amount(), until))
                throw new Refused(new TransvestmentRefusal.NotPossibleNow(instruments
                        .instrument(commons.id(), row.instrument().id())
                        .state()));
            tables.addPayment(commons.id(), run.id(), row, today.date());
            if (row.amount() == row.instrument().left())
                lifecycle.transvest(commons, row.campaign(), row.instrument(), Optional.empty());
        }
    }

    /// What a run paid on an instrument, with what it was computed from.
    public record Payment(
            InstrumentId instrument, int run, long base, long due, long amount, long paidBefore, LocalDate on) {
        public long paidAfter() {
            return paidBefore + amount;
        }
    }

    /// Every payment, the oldest first.
    public List<Payment> payments(CommonsId commons, List<Run> runs) {
        var numbers = new HashMap<RunId, Integer>();
        runs.forEach(run -> numbers.put(run.id(), run.number()));
        return tables.payments(commons).stream()
                .map(one -> new Payment(
                        one.instrument(),
                        numbers.getOrDefault(one.run(), 0),
                        one.base(),
                        one.due(),
                        one.amount(),
                        one.paidBefore(),
                        one.on()))
                .toList();
    }
}
