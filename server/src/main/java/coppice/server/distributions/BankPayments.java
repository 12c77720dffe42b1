package coppice.server.distributions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.distributions.BankStatement.Row;
import coppice.server.distributions.Payouts.Batch;
import coppice.server.distributions.Payouts.Line;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Payouts on their way through a bank: the order as a file, and what the bank's statement says of it.
///
/// A line is paid once and comes back once, whatever is brought again. What has come back stands on the
/// party's account again and is part of the next batch.
@Service
public class BankPayments {
    private final BankTables tables;
    private final Payouts payouts;
    private final DistributionTables desk;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    BankPayments(
            BankTables tables,
            Payouts payouts,
            DistributionTables desk,
            Commonses commonses,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.payouts = payouts;
        this.desk = desk;
        this.commonses = commonses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// What became of a line.
    ///
    /// @param byBank a statement says so; else a steward
    public record Mark(
            PartyId party, Kind kind, LocalDate on, String reference, boolean byBank, Optional<EntryId> entry) {
        public enum Kind {
            PAID,
            RETURNED
        }
    }

    public BankAccount own(CommonsId commons) {
        return tables.own(commons);
    }

    public BankAccount of(CommonsId commons, PartyId party) {
        return tables.accounts(commons).getOrDefault(party, BankAccount.NONE);
    }

    public void setOwn(Steward steward, BankAccount account) {
        tables.set(steward, ids.next(), Optional.empty(), account, today.now());
    }

    /// Says where one's own money goes.
    public void set(Member member, BankAccount account) {
        tables.set(member, ids.next(), Optional.of(member.party()), account, today.now());
    }

    /// Says where the money of somebody goes who has no account here.
    public void setFor(Steward steward, PartyId party, BankAccount account) {
        if (commonses.party(steward.commons().id(), party).isEmpty())
            throw new Refused(new BadField("party", BadField.Fault.NOT_A_CHOICE, party.toString()));
        tables.set(steward, ids.next(), Optional.of(party), account, today.now());
    }

    public List<Mark> marks(CommonsId commons, Batch batch) {
        return tables.marks(commons, batch.id());
    }

    public Optional<Instant> firstFetched(CommonsId commons, Batch batch) {
        return tables.firstFetched(commons, batch.id());
    }

    /// The order for the bank; the same bytes each time, and none once the bank has begun to carry it out.
    public byte[] order(Steward steward, int number) {
        var commons = steward.commons();
        return transactions.run(() -> {
            desk.lockDesk(commons.id());
            var batch = payouts.batch(commons.id(), number);
            if (!batch.debtor().isKnown()) throw new Refused(new DistributionRefusal.NoOwnAccount());
            if (ledger.entry(commons.id(), batch.entry()).correctedBy().isPresent())
                throw new Refused(new DistributionRefusal.BatchTakenBack(number));
            if (!tables.marks(commons.id(), batch.id()).isEmpty())
                throw new Refused(new DistributionRefusal.CarriedOut(number));
            var lines = withAccount(commons, batch);
            if (lines.isEmpty()) throw new Refused(new DistributionRefusal.NoLineWithAccount());
            tables.fetched(steward, ids.next(), batch.id(), today.now());
            return CreditTransfer.write(commons, batch, lines);
        });
    }

    /// Notes that a list went out by which somebody may pay the batch.
    public void listFetched(Steward steward, Batch batch) {
        tables.fetched(steward, ids.next(), batch.id(), today.now());
    }

    private List<Line> withAccount(Commons commons, Batch batch) {
        return payouts.lines(commons.id(), batch).stream()
                .filter(line -> line.account().isKnown())
                .toList();
    }

    /// A steward knows that a line was paid, or has come back, some other way.
    public void mark(Steward steward, int number, PartyId party, Mark.Kind kind) {
        var commons = steward.commons();
        transactions.run(() -> {
            desk.lockDesk(commons.id());
            var batch = payouts.batch(commons.id(), number);
            var line = payouts.lines(commons.id(), batch).stream()
                    .filter(one -> one.party().equals(party))
                    .findFirst()
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            if (ledger.entry(commons.id(), batch.entry()).correctedBy().isPresent())
                throw new Refused(new DistributionRefusal.BatchTakenBack(number));
            if (!note(steward, batch, line, kind, today.date(), "", false))
                throw new Refused(new DistributionRefusal.MarkedAlready());
        });
    }

    /// False when it was known.
    private boolean note(
            Steward steward, Batch batch, Line line, Mark.Kind kind, LocalDate on, String reference, boolean byBank) {
        boolean isKnown = tables.marks(steward.commons().id(), batch.id()).stream()
                .anyMatch(mark -> mark.party().equals(line.party()) && mark.kind() == kind);
        if (isKnown) return false;
        Optional<EntryId> entry =
                kind == Mark.Kind.PAID ? Optional.empty() : Optional.of(giveBack(steward, batch, line, on));
        tables.mark(steward, batch.id(), new Mark(line.party(), kind, on, reference, byBank, entry), today.now());
        return true;
    }

    private EntryId giveBack(Steward steward, Batch batch, Line line, LocalDate on) {
        return ledger.post(
                        steward.commons(),
                        Posting.by(
                                        steward,
                                        on,
                                        RequestKey.of(
                                                "payout-returned:" + batch.number() + ":" + line.party(),
                                                line.minorUnits()))
                                .of(new Leg(
                                        DistributionFunds.paidOut(line.party()),
                                        Spec.member(line.party()),
                                        line.minorUnits())))
                .id();
    }

    /// What a statement came to.
    ///
    /// @param known lines that had been marked before
    /// @param other movements that are no payout of ours
    /// @param wrong ids of ours with another amount or currency: nothing was marked for them
    public record Report(int paid, int returned, int known, int other, List<String> wrong) {}

    private record Known(Batch batch, Line line) {}

    /// Marks what a statement says was paid or has come back. All of it or nothing; the same statement again
    /// marks nothing.
    public Report read(Steward steward, byte[] file) {
        var commons = steward.commons();
        var rows = BankStatement.read(file);
        return transactions.run(() -> {
            desk.lockDesk(commons.id());
            var byId = new HashMap<String, Known>();
            var byOrder = new HashMap<String, Batch>();
            for (var batch : payouts.batches(commons.id())) {
                if (ledger.entry(commons.id(), batch.entry()).correctedBy().isPresent()) continue;
                byOrder.put(batch.messageId(), batch);
                for (var line : payouts.lines(commons.id(), batch))
                    byId.put(batch.endToEndId(line.party()), new Known(batch, line));
            }
            var reading = new Reading(steward);
            for (var row : rows) {
                var one = byId.get(row.endToEnd());
                var all = byOrder.get(row.order());
                if (one != null) reading.line(row, one);
                else if (all != null && row.endToEnd().isEmpty()) reading.batch(row, all);
                else reading.other++;
            }
            return new Report(reading.paid, reading.returned, reading.known, reading.other, reading.wrong);
        });
    }

    /// A statement on its way in.
    private final class Reading {
        private final Steward steward;
        private final Commons commons;
        private final List<String> wrong = new ArrayList<>();
        private int paid;
        private int returned;
        private int known;
        private int other;

        Reading(Steward steward) {
            this.steward = steward;
            this.commons = steward.commons();
        }

        private boolean isAmount(Row row, long minorUnits) {
            return row.currency().equals(commons.currency().getCurrencyCode())
                    && row.amount().compareTo(commons.money(minorUnits).decimal()) == 0;
        }

        void line(Row row, Known one) {
            if (!isAmount(row, one.line().minorUnits())) {
                wrong.add(row.endToEnd());
                return;
            }
            var kind = row.isReturn() || !row.isDebit() ? Mark.Kind.RETURNED : Mark.Kind.PAID;
            count(kind, note(steward, one.batch(), one.line(), kind, row.on(), row.reference(), true));
        }

        private void count(Mark.Kind kind, boolean isNew) {
            if (!isNew) known++;
            else if (kind == Mark.Kind.PAID) paid++;
            else returned++;
        }

        /// The bank booked the whole order as one movement.
        void batch(Row row, Batch batch) {
            var lines = withAccount(commons, batch);
            long sum = lines.stream().mapToLong(Line::minorUnits).sum();
            if (!row.isDebit() || !isAmount(row, sum)) {
                wrong.add(row.order());
                return;
            }
            for (var line : lines)
                count(Mark.Kind.PAID, note(steward, batch, line, Mark.Kind.PAID, row.on(), row.reference(), true));
        }
    }

    /// The latest marks by party, for a page.
    public Map<PartyId, List<Mark>> byParty(CommonsId commons, Batch batch) {
        var byParty = new HashMap<PartyId, List<Mark>>();
        for (var mark : marks(commons, batch))
            byParty.computeIfAbsent(mark.party(), _ -> new ArrayList<>()).add(mark);
        return byParty;
    }

    /// What went to the bank is not taken back as a whole: what comes back is marked line by line.
    @EventListener
    void keepWhatWentToTheBank(EntryTakenBack takenBack) {
        tables.batchOf(takenBack.commons(), takenBack.entry()).ifPresent(number -> {
            throw new Refused(new DistributionRefusal.EntryOfPayout(number));
        });
    }
}
