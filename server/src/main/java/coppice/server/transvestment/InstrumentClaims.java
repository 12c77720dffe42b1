package coppice.server.transvestment;

import coppice.server.commons.Commons;
import coppice.server.commons.CommonsEnded;
import coppice.server.commons.Mandate;
import coppice.server.ledger.Claims;
import coppice.server.transvestment.Instrument.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// At the end money that was not at work yet goes back whole; what was put in is paid back at par, and no further
/// than to its cap.
@Component
class InstrumentClaims implements Claims {
    private final Campaigns campaigns;
    private final InstrumentTables tables;
    private final Lifecycle lifecycle;

    InstrumentClaims(Campaigns campaigns, InstrumentTables tables, Lifecycle lifecycle) {
        this.campaigns = campaigns;
        this.tables = tables;
        this.lifecycle = lifecycle;
    }

    @Override
    public List<Stake> stakes(Commons commons) {
        var byId = new HashMap<CampaignId, Campaign>();
        campaigns.campaigns(commons).forEach(campaign -> byId.put(campaign.id(), campaign));
        var stakes = new ArrayList<Stake>();
        for (var one : tables.instruments(commons.id(), null)) {
            var campaign = byId.get(one.campaign());
            if (campaign == null) throw new IllegalStateException("an instrument without its campaign");
            if (one.state() == State.PAID_IN)
                stakes.add(new Stake.Held(
                        one.party(), one.principal(), campaign.escrow().code()));
            if (one.state() == State.ACTIVE)
                stakes.add(new Stake.Owed(
                        "instrument " + one.id(),
                        one.party(),
                        Math.min(one.principal(), one.left()),
                        campaign.terms().rank()));
        }
        return stakes;
    }

    @Override
    public void close(Mandate by) {
        var commons = by.commons();
        for (var campaign : campaigns.campaigns(commons)) campaigns.close(commons, campaign.id());
    }

    /// Whoever had money at work has got what there was.
    @EventListener
    void ended(CommonsEnded ended) {
        var by = ended.by();
        for (var one : tables.instruments(by.commons().id(), null))
            if (one.state() == State.ACTIVE)
                lifecycle.move(by.commons(), one, State.RELEASED, Optional.of(by.party()), ended.entry(), "");
    }
}
