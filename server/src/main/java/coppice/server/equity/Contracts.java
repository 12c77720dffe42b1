package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commonses;
import coppice.server.commons.MemberReleased;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Contracts to work: without one there are no workers' shares, and they end with it.
@Service
public class Contracts {
    private final Register register;
    private final RegisterTables tables;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Contracts(
            Register register,
            RegisterTables tables,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.register = register;
        this.tables = tables;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public record Contract(PartyId party, LocalDate began, Optional<LocalDate> ended) {
        public boolean runs() {
            return ended.isEmpty();
        }
    }

    /// Begins somebody's contract to work, without which there are no workers' shares.
    public void begin(Steward steward, PartyId party, LocalDate on) {
        transactions.run(() -> {
            register.lock(steward.commons().id());
            commonses.member(steward.commons().id(), party);
            register.refuseFuture(on);
            all(steward.commons().id()).stream()
                    .filter(contract -> contract.runs() && contract.party().equals(party))
                    .findFirst()
                    .ifPresent(runs -> {
                        throw new Refused(new EquityRefusal.ContractRuns(runs.began()));
                    });
            tables.begin(steward.commons().id(), ids.next(), party, on, steward.party(), today.now());
        });
    }

    /// Ends it; the workers' shares end with it.
    public void end(Steward steward, PartyId party, LocalDate on) {
        transactions.run(() -> {
            register.lock(steward.commons().id());
            register.refuseFuture(on);
            if (tables.end(steward.commons().id(), party, on) == 0) throw new Refused(new EquityRefusal.NoContract(""));
            register.cancelAll(steward, party, List.of(ShareClass.WORKER), "contract");
        });
    }

    /// Whoever leaves keeps what they paid for, and nothing else.
    @EventListener
    void memberReleased(MemberReleased released) {
        if (tables.lock(released.by().commons().id()).isEmpty()) return;
        tables.end(released.by().commons().id(), released.member(), today.date());
        register.cancelAll(
                released.by(),
                released.member(),
                List.of(ShareClass.FOUNDER, ShareClass.WORKER, ShareClass.USER),
                "left");
    }

    public List<Contract> all(CommonsId commons) {
        return tables.contracts(commons);
    }
}
