package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Entry;
import coppice.server.ledger.EntryTakenBack;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The money of rounds: every movement is an entry of the ledger by the authority that opened the round.
@Component
class Movements {
    private final Ledger ledger;
    private final Today today;

    Movements(Ledger ledger, Today today) {
        this.ledger = ledger;
        this.today = today;
    }

    Posting posting(Round round, Optional<PartyId> by, String words, RequestKey key, List<Leg> legs) {
        return posting(round, by, words, key, legs, Map.of());
    }

    Posting posting(
            Round round,
            Optional<PartyId> by,
            String words,
            RequestKey key,
            List<Leg> legs,
            Map<String, Long> mostHeld) {
        return Posting.under(round.authority(), round.authorityRef(), by, today.date(), key)
                .described(words)
                .holdingAtMost(mostHeld)
                .of(legs);
    }

    /// Books what has something in it; nothing for no legs.
    Optional<Entry> move(
            Commons commons, Round round, Optional<PartyId> by, String words, RequestKey key, List<Leg> legs) {
        var some = legs.stream().filter(leg -> leg.minorUnits() > 0).toList();
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(ledger.post(commons, posting(round, by, words, key, some)));
    }

    long holds(Commons commons, Spec spec) {
        return Optional.ofNullable(holds(commons, List.of(spec)).get(spec.code()))
                .map(Account::holdsMinorUnits)
                .orElse(0L);
    }

    /// What was ever given to it.
    long given(Commons commons, Spec spec) {
        return Optional.ofNullable(holds(commons, List.of(spec)).get(spec.code()))
                .map(Account::creditMinorUnits)
                .orElse(0L);
    }

    /// Accounts by code as they are; those that were never used are left out.
    Map<String, Account> holds(Commons commons, List<Spec> specs) {
        return ledger.known(commons.id(), specs.stream().map(Spec::code).toList());
    }

    /// What moved by a round's rule is put right there, not by taking an entry back.
    @EventListener
    void keepWhatMovedByRule(EntryTakenBack takenBack) {
        var entry = ledger.entry(takenBack.commons(), takenBack.entry());
        var touched = entry.legs().stream()
                .flatMap(leg -> Stream.of(leg.from(), leg.to()))
                .toList();
        for (var account : ledger.accounts(takenBack.commons(), touched).values())
            if (account.code().startsWith(Pool.ACCOUNT.code() + "."))
                throw new Refused(new CobudgetingRefusal.EntryOfRound(entry.description()));
    }

    boolean isBooked(Commons commons, RequestKey key) {
        return ledger.booked(commons.id(), key).isPresent();
    }

    static RequestKey key(String what, UUID about) {
        return RequestKey.of("cobudgeting:" + what + ":" + about, what, about);
    }
}
