package coppice.server.ledger;

import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;

/// What `ledger` refuses.
public sealed interface LedgerRefusal extends Refusal {
    sealed interface Invalid extends LedgerRefusal, Refusal.Invalid {}

    sealed interface Conflict extends LedgerRefusal, Refusal.Conflict {}

    /// An account would fall below zero.
    @About("amount")
    record Overdraft(String account, Money holds, Money asked) implements Conflict {}

    /// An account would hold more than it may.
    @About("amount")
    record OverLimit(String account, Money holds, Money most) implements Conflict {}

    /// Nothing here is called that: no fund, no category of a room, no word of a file that the commons brought.
    record NoSuchCategory(String field, String name, String funds, String categories) implements Invalid {}

    /// An account that a room keeps by its own rules is not booked by hand.
    @About("from")
    record KeptByRoom(String account) implements Conflict {}

    /// Locked value would leave the commons.
    @About("from")
    record Locked(String account) implements Conflict {}

    @About("to")
    record SameAccount() implements Invalid {}

    record AlreadyCorrected() implements Conflict {}

    /// A row of a file cannot be booked; nothing of the file was.
    @About("file")
    record BadRow(long line, String column, Refusal because) implements Invalid {}

    /// Two rows of a file have the same id.
    @About("file")
    record RowTwice(long line, String id) implements Invalid {}
}
