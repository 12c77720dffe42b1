package coppice.server.equity;

import coppice.rules.shares.CapitalGain;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Funders' shares issued to workers and users for what the commons has become worth.
@Service
public class Gains {
    private final Register register;
    private final RegisterTables registerTables;
    private final GainTables tables;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Today today;

    Gains(
            Register register,
            RegisterTables registerTables,
            GainTables tables,
            Commonses commonses,
            Transactions transactions,
            Today today) {
        this.register = register;
        this.registerTables = registerTables;
        this.tables = tables;
        this.commonses = commonses;
        this.transactions = transactions;
        this.today = today;
    }

    /// An issue for a gain, with all that it was computed from.
    public record Gain(int number, ShareForm form, CapitalGain.Asked asked, CapitalGain result, LocalDate on) {}

    /// A gain that is not booked yet, and who would be issued how much.
    public record Preview(ShareForm form, CapitalGain.Asked asked, CapitalGain result, SortedMap<String, Long> issue) {}

    static CapitalGain compute(ShareForm form, CapitalGain.Asked asked) {
        return form == ShareForm.COMPANY || form == ShareForm.FOUR_QUARTERS
                ? CapitalGain.atFairPrice(asked)
                : CapitalGain.atPar(asked);
    }

    /// What a new value would come to. The reference value is the last one; before the first, what funders
    /// put in.
    public Preview preview(Commons commons, long newValue) {
        var ownership = register.ownership(commons.id());
        if (!ownership.form().paysOut())
            throw new Refused(new EquityRefusal.NotInThisForm(ownership.form().name()));
        var holdings = register.holdings(commons.id());
        long issued = sharesOf(holdings, ShareClass.FUNDER).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (issued == 0) throw new Refused(new EquityRefusal.NoFundersShares());
        long reference = tables.all(commons.id()).stream()
                .findFirst()
                .map(last -> last.asked().newValue())
                .orElseGet(() -> holdings.stream()
                        .filter(holding -> holding.of() == ShareClass.FUNDER)
                        .mapToLong(Holding::minorUnits)
                        .sum());
        var asked = new CapitalGain.Asked(
                issued, reference, newValue, ownership.gain(), ownership.parMinorUnits(), ownership.boundMinorUnits());
        var result = compute(ownership.form(), asked);
        return new Preview(
                ownership.form(),
                asked,
                result,
                result.issue(sharesOf(holdings, ShareClass.WORKER), sharesOf(holdings, ShareClass.USER)));
    }

    private static Map<String, Long> sharesOf(List<Holding> holdings, ShareClass of) {
        var shares = new HashMap<String, Long>();
        for (var holding : holdings)
            if (holding.of() == of) shares.put(holding.party().toString(), holding.shares());
        return shares;
    }

    /// Books the new value and issues the shares.
    public int issue(Authorised by, long newValue, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("gain", by.party(), key, newValue);
            register.lock(commons.id());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.mayDecide(by, Matter.SURPLUS);
            var preview = preview(commons, newValue);
            int number = tables.all(commons.id()).size() + 1;
            var change = register.change(commons.id(), by.party(), by.authority(), by.reference());
            preview.issue()
                    .forEach((party, shares) -> change.add(
                            Kind.ISSUE,
                            ShareClass.FUNDER,
                            new PartyId(UUID.fromString(party)),
                            shares,
                            today.date(),
                            "gain:" + number,
                            ""));
            tables.add(by, number, preview, today.date(), request, today.now());
            if (!change.isEmpty()) change.store(RequestKey.of("gain-shares:" + number, newValue));
            return number;
        });
    }

    /// The newest first.
    public List<Gain> all(CommonsId commons) {
        return tables.all(commons);
    }
}
