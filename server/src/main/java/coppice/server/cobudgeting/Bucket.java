package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.expenses.Budget;
import coppice.server.files.FileId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.ledger.Account.Spec;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Something that asks for a part of a round's pool.
///
/// @param minimum what it needs at least, in minor units
/// @param most    what it could use at most: its minimum, or more where items can stretch
/// @param answers to the round's own fields, by field
/// @param agreed  those who proposed it ticked the guidelines
/// @param report  what came of it; empty: nothing said yet
public record Bucket(
        UUID id,
        UUID round,
        int number,
        String title,
        String summary,
        String words,
        BucketState state,
        long minimum,
        long most,
        PartyId proposedBy,
        Map<String, String> answers,
        boolean agreed,
        Optional<ThreadId> thread,
        Optional<LocalDate> reportDue,
        String report,
        Instant stateSince,
        Support support) {

    /// Conviction as it was counted last.
    ///
    /// @param tick hours after the round's funding began
    public record Support(BigDecimal conviction, long points, int tick) {}

    /// A line of what it costs, or of what is there already.
    public record Item(Kind kind, String words, long amount, long stretch) {
        public enum Kind {
            COST,
            INCOME
        }
    }

    /// A change of state.
    public record Change(
            BucketState.Event event,
            BucketState from,
            BucketState to,
            Instant at,
            Optional<PartyId> by,
            String reason) {}

    /// Its lists, read together.
    public record Details(
            List<Item> items,
            List<PartyId> responsible,
            List<PartyId> sponsors,
            List<FileId> images,
            List<Change> changes) {}

    public Spec account() {
        return account(id);
    }

    /// As expenses are paid from it, by the authority of its round.
    public Budget budget(Commons commons, Round round) {
        return new Budget(
                id,
                title,
                Buckets.address(commons, id),
                account(),
                Optional.ofNullable(round.terms().largest()).map(commons::money),
                state.isSpending()
                        ? Optional.empty()
                        : Optional.of(new CobudgetingRefusal.CannotHappen(state, BucketState.Event.START)),
                round.authority(),
                round.authorityRef());
    }

    static Spec account(UUID bucket) {
        return Spec.kept(Pool.ACCOUNT.code(), "bucket." + bucket, Optional.empty());
    }
}
