package coppice.server.equity;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.server.charter.Charters;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Shares that follow from what people do: the charter says how much of what earns one.
@Service
public class Earnings {
    private final Register register;
    private final RegisterTables tables;
    private final Measures measures;
    private final Charters charters;
    private final Transactions transactions;
    private final Contracts contracts;
    private final Today today;

    Earnings(
            Register register,
            RegisterTables tables,
            Measures measures,
            Charters charters,
            Transactions transactions,
            Contracts contracts,
            Today today) {
        this.register = register;
        this.tables = tables;
        this.measures = measures;
        this.charters = charters;
        this.transactions = transactions;
        this.contracts = contracts;
        this.today = today;
    }

    /// What somebody has given of what earns shares.
    ///
    /// @param given   in the source's unit
    /// @param earned  shares, over all time
    /// @param issued  of those
    /// @param mayHave false: a worker without a running contract
    public record Earned(
            Ownership.Qualification rule, PartyId party, Ratio given, long earned, long issued, boolean mayHave) {
        public long due() {
            return mayHave ? Math.max(0, earned - issued) : 0;
        }

        /// Hundredths of the way to the next share.
        public long wayToNext() {
            var shares = given.dividedBy(Ratio.parse(rule.perShare().toPlainString()));
            return shares.minus(Ratio.of(shares.floor())).times(Ratio.of(100)).floor();
        }
    }

    static String source(Ownership.Qualification rule) {
        return "earned:" + rule.source();
    }

    /// Who has earned what by each rule of the charter, counted from the founding on.
    public List<Earned> all(Commons commons) {
        var founded = register.founded(commons.id());
        if (founded.isEmpty()) return List.of();
        var charter = charters.inForce(commons.id()).charter();
        var tomorrow = today.date().plusDays(1);
        var workers = contracts.all(commons.id()).stream()
                .filter(Contracts.Contract::runs)
                .map(Contracts.Contract::party)
                .toList();
        var issued = issued(commons);
        var all = new ArrayList<Earned>();
        for (var rule : register.ownership(commons.id()).qualifications())
            measures.given(commons, charter, rule.source(), founded.get(), tomorrow, today.now())
                    .forEach((party, given) -> all.add(new Earned(
                            rule,
                            party,
                            given,
                            given.dividedBy(Ratio.parse(rule.perShare().toPlainString()))
                                    .floor(),
                            issued.getOrDefault(rule.of() + source(rule) + party, 0L),
                            rule.of() != ShareClass.WORKER || workers.contains(party))));
        return all;
    }

    private Map<String, Long> issued(Commons commons) {
        var issued = new HashMap<String, Long>();
        for (var event : register.events(commons.id()))
            if (event.kind() == Kind.ISSUE && event.source().startsWith("earned:"))
                issued.merge(event.of() + event.source() + event.party(), event.shares(), Long::sum);
        return issued;
    }

    /// Issues what is due, by the charter; any member may ask for it. Gives how many shares.
    public long issue(Member member, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("earn", member.party(), key);
            register.lock(commons.id());
            if (tables.byKey(commons.id(), request).isPresent()) return 0L;
            var charter = charters.inForce(commons.id());
            var change =
                    register.change(commons.id(), member.party(), Authority.CHARTER, "charter " + charter.version());
            long shares = 0;
            for (var earned : all(commons))
                if (earned.due() > 0) {
                    change.add(
                            Kind.ISSUE,
                            earned.rule().of(),
                            earned.party(),
                            earned.due(),
                            today.date(),
                            source(earned.rule()),
                            "");
                    shares += earned.due();
                }
            if (change.isEmpty()) throw new Refused(new EquityRefusal.NothingEarned());
            change.store(request);
            return shares;
        });
    }
}
