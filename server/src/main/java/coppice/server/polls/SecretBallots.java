package coppice.server.polls;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll.Ballot;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/// Secret ballots of polls, and secret stances of proposals. A ballot has no name and no time; it is known by a receipt
/// that only the voter has seen. Until the close nobody reads them.
@Component
public class SecretBallots {
    private final SecretBallotTables tables;
    private final Ids ids;

    SecretBallots(SecretBallotTables tables, Ids ids) {
        this.tables = tables;
        this.ids = ids;
    }

    /// What somebody votes.
    ///
    /// @param receipt of a ballot that is to be changed; empty for a first one
    /// @param key     the same one again is the same ballot
    public record Vote(Map<Integer, Integer> marks, String words, String receipt, String key) {}

    /// Takes a ballot, or changes the one that has the receipt; gives the receipt.
    ///
    /// @param markVoted notes that somebody voted; false when they had before
    public String cast(CommonsId commons, Id subject, PartyId party, Vote vote, BooleanSupplier markVoted) {
        String receipt =
                vote.receipt().isBlank() ? Receipt.of(subject, party, vote.key(), ids) : Receipt.plain(vote.receipt());
        String digest = Ids.digest(receipt);
        if (markVoted.getAsBoolean()) tables.add(commons, subject, digest, vote);
        else if (!tables.change(commons, subject, digest, vote)) throw new Refused(new PollRefusal.BallotAlreadyCast());
        return receipt;
    }

    /// Makes them readable at the close: every ballot is written anew in the order of the receipts, by one
    /// transaction, so that neither order nor time says which belongs to whom.
    public void reveal(CommonsId commons, Id subject) {
        tables.reveal(commons, subject);
        tables.discard(commons, subject);
    }

    /// Deletes them unread.
    public void discard(CommonsId commons, Id subject) {
        tables.discard(commons, subject);
    }

    /// After the close.
    public List<Ballot> ballots(CommonsId commons, Id subject) {
        return tables.ballots(commons, subject);
    }

    /// The counted ballot that has this receipt.
    public Ballot byReceipt(CommonsId commons, Id subject, String receipt) {
        String digest = Ids.digest(Receipt.plain(receipt));
        return ballots(commons, subject).stream()
                .filter(ballot -> ballot.receipt().equals(digest))
                .findFirst()
                .orElseThrow(() -> new Refused(new PollRefusal.ReceiptUnknown()));
    }
}
