package coppice.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A file of money rows that somebody brought.
public record Statement(
        StatementId id,
        String name,
        Form form,
        Instant broughtAt,
        Optional<Instant> bookedAt,
        int bookedRows,
        int knownRows,
        Optional<Long> endStated,
        long endSum) {

    /// False when the file's own last balance is not what its rows add up to.
    public boolean agrees() {
        return endStated.map(stated -> stated == endSum).orElse(true);
    }

    public enum Form {
        /// Open Collective's CSV export.
        OPEN_COLLECTIVE,
        /// Columns `date`, `amount`, `description`, `party`, `category`, `id`; the first two are needed.
        PLAIN
    }

    /// One row as it will be booked, in minor units.
    ///
    /// @param fee      what a payment service kept (negative) or gave back
    /// @param withheld what was kept back without a column of its own: the net less amount and fee
    /// @param balance  the file's own running balance after the row
    public record Row(
            long line,
            String id,
            LocalDate day,
            String description,
            String category,
            String partyKey,
            String partyName,
            long amount,
            long fee,
            long withheld,
            Optional<Long> balance) {
        public long net() {
            return amount + fee + withheld;
        }
    }

    /// A place where the file's own running balance is not what its rows add up to.
    ///
    /// @param explained true when the difference is exactly the fee of that row
    public record Difference(Row row, long stated, long sum, boolean explained) {
        public long tooHigh() {
            return stated - sum;
        }
    }

    /// What booking a file would do, or did: the reconciliation.
    ///
    /// @param known       rows that are booked already
    /// @param differences rows whose stated balance is off, the last one first
    /// @param endSum      what the rows add up to, from the balance before the first
    public record Report(
            int rows,
            int known,
            LocalDate first,
            LocalDate last,
            long in,
            long out,
            long endSum,
            Optional<Long> endStated,
            List<Difference> differences) {
        /// True when the file's last stated balance is what its rows add up to, or it states none.
        public boolean agrees() {
            return endStated.map(stated -> stated == endSum).orElse(true);
        }

        public long unexplained() {
            return differences.stream()
                    .filter(difference -> !difference.explained())
                    .count();
        }
    }
}
