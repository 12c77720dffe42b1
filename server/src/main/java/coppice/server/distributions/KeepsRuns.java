package coppice.server.distributions;

import coppice.server.commons.Authorised.Authority;
import coppice.server.contributions.ContributionCorrected;
import coppice.server.contributions.HistoryClaimed;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps what runs went by, whatever happens in the rooms below.
@Component
class KeepsRuns {
    private final DistributionTables tables;
    private final Ledger ledger;
    private final Today today;

    KeepsRuns(DistributionTables tables, Ledger ledger, Today today) {
        this.tables = tables;
        this.ledger = ledger;
        this.today = today;
    }

    @EventListener
    void keepWhatWasCounted(ContributionCorrected corrected) {
        tables.countedBy(corrected.commons(), corrected.original()).ifPresent(run -> {
            throw new Refused(new DistributionRefusal.AlreadyCounted(run));
        });
    }

    /// A run is paid out on claims that later runs count on, so its entry stays.
    @EventListener
    void keepWhatWasPaid(EntryTakenBack takenBack) {
        tables.runOf(takenBack.commons(), takenBack.entry()).ifPresent(run -> {
            throw new Refused(new DistributionRefusal.EntryOfRun(run));
        });
    }

    /// What an unclaimed history was paid goes to the member whose it turned out to be.
    @EventListener
    void handOver(HistoryClaimed claimed) {
        var from = ledger.account(claimed.commons(), Spec.member(claimed.history()));
        if (from.holdsMinorUnits() == 0) return;
        ledger.post(
                claimed.commons(),
                Posting.under(
                                Authority.STEWARDS_ACT,
                                "history " + claimed.history(),
                                Optional.of(claimed.confirmedBy().party()),
                                today.date(),
                                RequestKey.of("history:" + claimed.history(), claimed.history(), claimed.member()))
                        .of(new Leg(from.spec(), Spec.member(claimed.member()), from.holdsMinorUnits())));
    }
}
