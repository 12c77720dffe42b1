package coppice.server.transvestment;

import coppice.server.commons.Commons;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.AssetBought;
import coppice.server.ledger.ClaimOver;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import coppice.server.transvestment.Instrument.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// The steps of an instrument and the money that goes with them, by the authority of its campaign. The caller holds
/// the campaign's lock.
///
/// Money that was paid in waits in an account of its campaign. It becomes active at once, or, where it is all
/// or nothing, when the target is reached; at its cap it is out of the logic of capital.
@Component
class Lifecycle {
    private final InstrumentTables tables;
    private final CampaignTables campaigns;
    private final Ledger ledger;
    private final Today today;
    private final ApplicationEventPublisher events;

    Lifecycle(
            InstrumentTables tables,
            CampaignTables campaigns,
            Ledger ledger,
            Today today,
            ApplicationEventPublisher events) {
        this.tables = tables;
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.today = today;
        this.events = events;
    }

    private LocalDate totoday() {
        return today.date();
    }

    List<Instrument> of(Commons commons, Campaign campaign) {
        return tables.instruments(commons.id(), campaign.id());
    }

    void bought(Commons commons, Campaign campaign, long minorUnits) {
        if (!campaign.terms().asset().isEmpty())
            events.publishEvent(new AssetBought(
                    commons.id(), campaign.id(), campaign.terms().asset(), minorUnits, today.date()));
    }

    EntryId giveBack(Commons commons, Campaign campaign, Instrument instrument) {
        return post(
                commons,
                campaign,
                Optional.empty(),
                "refund:" + instrument.id(),
                new Leg(
                        campaign.escrow(),
                        Spec.external(Ledger.CAPITAL, Optional.of(instrument.party())),
                        instrument.principal()));
    }

    EntryId post(Commons commons, Campaign campaign, Optional<PartyId> by, String key, Leg leg) {
        return ledger.post(
                        commons,
                        Posting.under(
                                        campaign.authority(),
                                        campaign.authorityRef(),
                                        by,
                                        today.date(),
                                        RequestKey.of("transvestment-" + key, leg.minorUnits()))
                                .described(campaign.terms().title())
                                .of(leg))
                .id();
    }

    void move(
            Commons commons,
            Instrument instrument,
            State to,
            Optional<PartyId> by,
            Optional<EntryId> entry,
            String note) {
        if (!tables.move(commons.id(), instrument.id(), instrument.state(), to))
            throw new Refused(new TransvestmentRefusal.NotPossibleNow(instrument.state()));
        tables.note(commons.id(), instrument.id(), to, today.now(), by, entry, note);
    }

    /// Lets the money that has come go to work, where it need not wait for more.
    void activate(Commons commons, Campaign campaign, PartyId by) {
        var all = of(commons, campaign);
        long come = all.stream()
                .filter(one -> one.state() != State.WITHDRAWN && one.state() != State.COMMITTED)
                .mapToLong(Instrument::principal)
                .sum();
        boolean reached = come >= campaign.terms().target();
        if (campaign.terms().allOrNothing() && !reached) return;
        for (var instrument : all) {
            if (instrument.state() != State.PAID_IN) continue;
            var entry = post(
                    commons,
                    campaign,
                    Optional.of(by),
                    "active:" + instrument.id(),
                    new Leg(campaign.escrow(), Ledger.GENERAL, instrument.principal()));
            move(commons, instrument, State.ACTIVE, Optional.of(by), Optional.of(entry), "");
        }
        if (reached && campaign.outcome().isEmpty()) {
            campaigns.end(commons.id(), campaign.id(), "SUCCEEDED");
            bought(commons, campaign, come);
        }
        for (var instrument : of(commons, campaign))
            if (instrument.state() == State.ACTIVE && instrument.left() == 0)
                transvest(commons, campaign, instrument, Optional.of(by));
    }

    /// At its cap: the claim is over, what it bought is the commons' own for good, and the name stays.
    void transvest(Commons commons, Campaign campaign, Instrument instrument, Optional<PartyId> by) {
        move(commons, instrument, State.CAP_REACHED, by, Optional.empty(), "");
        if (!tables.move(commons.id(), instrument.id(), State.CAP_REACHED, State.TRANSVESTED))
            throw new IllegalStateException("an instrument left its cap: " + instrument.id());
        tables.note(commons.id(), instrument.id(), State.TRANSVESTED, today.now(), by, Optional.empty(), "");
        lockWhenFree(commons, campaign);
    }

    /// What a campaign bought is locked as soon as nobody has a claim on the campaign any more.
    void lockWhenFree(Commons commons, Campaign campaign) {
        boolean free =
                of(commons, campaign).stream().allMatch(one -> one.state().isOver());
        if (free) events.publishEvent(new ClaimOver(commons.id(), campaign.id()));
    }
}
