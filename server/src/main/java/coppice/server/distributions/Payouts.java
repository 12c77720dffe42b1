package coppice.server.distributions;

import coppice.server.commons.Commons;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;

/// Pays members what the commons owes them, in batches: every account that holds enough is emptied by one
/// entry, so nothing is ever paid twice.
@Service
public class Payouts {
    private final PayoutTables tables;
    private final BankTables banks;
    private final DistributionTables desk;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Payouts(
            PayoutTables tables,
            BankTables banks,
            DistributionTables desk,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.banks = banks;
        this.desk = desk;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// @param entry  the entry that paid it
    /// @param debtor the commons' own account at its bank, as it stood
    public record Batch(PayoutId id, int number, Instant madeAt, PartyId madeBy, EntryId entry, BankAccount debtor) {
        /// What a bank knows the batch by.
        public String messageId() {
            return "COPPICE-"
                    + HexFormat.of()
                            .toHexDigits(id.value().getLeastSignificantBits())
                            .toUpperCase(Locale.ROOT);
        }

        /// What a bank knows the payment of one party by.
        public String endToEndId(PartyId party) {
            return "C" + RequestKey.of("", id, party).digest().substring(0, 30).toUpperCase(Locale.ROOT);
        }
    }

    /// What one party is paid, and where to.
    public record Line(PartyId party, long minorUnits, BankAccount account) {}

    /// Who would be paid what, the largest first.
    ///
    /// @param least members to whom less is owed wait for a later batch, in minor units
    public List<Line> due(Commons commons, long least) {
        var accounts = banks.accounts(commons.id());
        return ledger.accounts(commons.id()).stream()
                .filter(account -> account.holder() == Holder.MEMBER && account.holdsMinorUnits() >= Math.max(1, least))
                .flatMap(account -> account.party().stream()
                        .map(party -> new Line(
                                party, account.holdsMinorUnits(), accounts.getOrDefault(party, BankAccount.NONE))))
                .sorted(Comparator.comparingLong(Line::minorUnits)
                        .reversed()
                        .thenComparing(line -> line.party().toString()))
                .toList();
    }

    /// Pays everybody to whom at least `least` is owed.
    public Batch make(Steward steward, long least, String key) {
        var commons = steward.commons();
        return transactions.run(() -> {
            desk.lockDesk(commons.id());
            var request = RequestKey.asked("payout", steward.party(), key, least);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return known.get();
            var lines = due(commons, least);
            if (lines.isEmpty()) throw new Refused(new DistributionRefusal.NothingToPayOut());
            int number = tables.nextNumber(commons.id());
            var entry = ledger.post(
                    commons,
                    Posting.by(steward, today.date(), request.at("payout:" + number))
                            .of(lines.stream()
                                    .map(line -> new Leg(
                                            Spec.member(line.party()),
                                            DistributionFunds.paidOut(line.party()),
                                            line.minorUnits()))
                                    .toList()));
            var batch = new Batch(
                    ids.next(PayoutId::new), number, today.now(), steward.party(), entry.id(), banks.own(commons.id()));
            tables.add(commons.id(), batch, lines, request);
            return batch;
        });
    }

    /// The newest first.
    public List<Batch> batches(CommonsId commons) {
        return tables.batches(commons);
    }

    public Batch batch(CommonsId commons, int number) {
        return batches(commons).stream()
                .filter(batch -> batch.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    public List<Line> lines(CommonsId commons, Batch batch) {
        return tables.lines(commons, batch.id());
    }
}
