package coppice.server.cobudgeting;

import coppice.rules.budgeting.files.MemberLists;
import coppice.rules.budgeting.files.UnreadableBudget;
import coppice.rules.money.Apportionment;
import coppice.server.charter.Charters;
import coppice.server.cobudgeting.CobudgetingMotions.Source;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.commons.Authorised;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.distributions.Distributions;
import coppice.server.identity.Identity;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Posting.Leg;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Rounds: opened and funded by decision, their money handed out to members, cancelled.
@Service
public class Rounds {
    private final RoundTables tables;
    private final Movements movements;
    private final Clockwork clockwork;
    private final Commonses commonses;
    private final Charters charters;
    private final Circles circles;
    private final Funders funders;
    private final News news;
    private final Identity identity;
    private final Distributions distributions;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Rounds(
            RoundTables tables,
            Movements movements,
            Clockwork clockwork,
            Commonses commonses,
            Charters charters,
            Circles circles,
            Funders funders,
            News news,
            Identity identity,
            Distributions distributions,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.movements = movements;
        this.clockwork = clockwork;
        this.commonses = commonses;
        this.charters = charters;
        this.circles = circles;
        this.funders = funders;
        this.news = news;
        this.identity = identity;
        this.distributions = distributions;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public static String address(Commons commons, UUID round) {
        return commons.address() + "/cobudgeting/rounds/" + round;
    }

    private static Spec account(Source source) {
        return source == Source.RESERVE ? Ledger.RESERVE : Pool.ACCOUNT;
    }

    /// Refuses a round that could not be opened now.
    void check(Commons commons, OpenRound draft) {
        if (!end(draft).isAfter(today.now())) throw new Refused(new CobudgetingRefusal.RoundInThePast());
        draft.proposers().ifPresent(circle -> circles.circle(commons.id(), circle));
        draft.funders().ifPresent(circle -> circles.circle(commons.id(), circle));
        refuseMoreThanThereIs(commons, draft.source(), draft.amount().minorUnits());
    }

    void refuseMoreThanThereIs(Commons commons, Source source, long amount) {
        long holds = movements.holds(commons, account(source));
        if (amount > holds)
            throw new Refused(new CobudgetingRefusal.PoolTooSmall(commons.money(holds), commons.money(amount)));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant end(OpenRound draft) {
        return begin(draft.fundingUntil().plusDays(1));
    }

    /// Opens a round and moves what it begins with into it.
    public Round open(Authorised by, OpenRound draft, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            tables.lockDesk(commons.id());
            var request = RequestKey.asked("round", by.party(), key, draft);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return found(commons.id(), known.get());
            commonses.mayDecide(by, draft.source().matter());
            check(commons, draft);
            var now = today.now();
            var round = new Round(
                    ids.next(),
                    tables.nextNumber(commons.id()),
                    draft.title(),
                    draft.guidelines().orElse(""),
                    draft.rule(),
                    draft.terms(),
                    begin(draft.ideasUntil().plusDays(1)),
                    begin(draft.fundingFrom()),
                    end(draft),
                    now,
                    by.party(),
                    by.authority(),
                    by.reference(),
                    Optional.empty(),
                    Optional.empty(),
                    begin(draft.fundingFrom()));
            tables.add(by, round, request);
            move(round, by, draft.source(), draft.amount().minorUnits(), Movements.key("open", round.id()));
            news.opened(commons, round);
            return round;
        });
    }

    private void move(Round round, Authorised by, Source source, long amount, RequestKey key) {
        try {
            movements.move(
                    by.commons(),
                    round,
                    Optional.of(by.party()),
                    round.title(),
                    key,
                    List.of(new Leg(account(source), round.account(), amount)));
        } catch (Refused refused) {
            if (refused.refusal() instanceof LedgerRefusal.Overdraft(var _, Money holds, Money asked))
                throw new Refused(new CobudgetingRefusal.PoolTooSmall(holds, asked));
            throw refused;
        }
    }

    /// Moves more money into a round, by its own authority.
    public Round fund(Authorised by, UUID id, Source source, long amount, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            commonses.mayDecide(by, source.matter());
            var request = RequestKey.asked("fund-round", by.party(), key, id, source, amount);
            if (movements.isBooked(commons, request)) return found(commons.id(), id);
            var round = open(commons.id(), id);
            move(round.allowedBy(by), by, source, amount, request);
            return round;
        });
    }

    private Round open(CommonsId commons, UUID id) {
        var round = tables.lock(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        refuseEnded(round);
        return round;
    }

    void refuseEnded(Round round) {
        var phase = round.phase(today.now());
        if (phase == Phase.CLOSED || phase == Phase.CANCELLED)
            throw new Refused(new CobudgetingRefusal.FundingOver(
                    round.cancelledAt().or(round::settledAt).orElse(round.fundingUntil())));
    }

    /// Ends the funding now, as if its last day had passed.
    public Round close(Authorised by, UUID id) {
        var commons = by.commons();
        return transactions.run(() -> {
            commonses.mayDecide(by, Matter.SURPLUS);
            var round = open(commons.id(), id);
            if (round.phase(today.now()) == Phase.IDEAS)
                throw new Refused(new CobudgetingRefusal.FundingNotBegun(round.fundingFrom()));
            clockwork.settle(commons, round);
            return found(commons.id(), id);
        });
    }

    /// Calls a round off: everything that was not spent goes back where it came from.
    public void cancel(Authorised by, UUID id, String reason) {
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.SURPLUS);
            clockwork.cancel(by.commons(), open(by.commons().id(), id), by.party(), Fields.text("reason", reason, 500));
        });
    }

    /// How a round's money is handed out to members.
    public enum How {
        /// The same to everyone who may fund.
        EQUALLY,
        /// The same to everyone in one role.
        BY_ROLE,
        /// As the charter's value equation would share it.
        BY_CONTRIBUTION,
        /// By a list of addresses and amounts.
        LIST
    }

    /// @param amount how much in all; of no meaning for a list
    /// @param role   BY_ROLE: which
    /// @param csv    LIST: an address and an amount a line
    /// @param sets   LIST: the amounts are what members shall have; else what they get on top
    public record Giving(How how, long amount, @Nullable Role role, String csv, boolean sets) {}

    /// What one member would get; below 0: what would be taken back.
    public record Given(PartyId party, String name, long minorUnits, long holds) {}

    /// Who would get what; stores nothing, and refuses a list in which anything is wrong.
    public List<Given> plan(Commons commons, UUID id, Giving giving) {
        var round = found(commons.id(), id);
        if (round.rule() != Round.Rule.DIRECT) throw new Refused(new CobudgetingRefusal.PartsOnlyWhereMembersFund());
        var able = funders.all(commons.id(), round);
        var held = parts(commons, round, able);
        var amounts = switch (giving.how()) {
            case LIST -> listed(commons, able, giving, held);
            case EQUALLY -> weighted(giving.amount(), able, _ -> 1);
            case BY_ROLE ->
                weighted(
                        giving.amount(),
                        able.stream()
                                .filter(member -> member.role() == giving.role())
                                .toList(),
                        _ -> 1);
            case BY_CONTRIBUTION -> byContribution(commons, able, giving.amount());
        };
        return able.stream()
                .filter(member -> amounts.getOrDefault(member.party(), 0L) != 0)
                .map(member -> new Given(
                        member.party(),
                        member.name(),
                        amounts.getOrDefault(member.party(), 0L),
                        held.getOrDefault(member.party(), 0L)))
                .toList();
    }

    private interface Weight {
        long of(MemberLine member);
    }

    private static Map<PartyId, Long> weighted(long amount, List<MemberLine> members, Weight weight) {
        long[] weights = members.stream().mapToLong(weight::of).toArray();
        if (java.util.Arrays.stream(weights).sum() == 0) throw new Refused(new CobudgetingRefusal.NobodyToGiveTo());
        long[] parts = Apportionment.largestRemainder(amount, weights);
        var amounts = new HashMap<PartyId, Long>();
        for (int i = 0; i < parts.length; i++) amounts.put(members.get(i).party(), parts[i]);
        return amounts;
    }

    private Map<PartyId, Long> byContribution(Commons commons, List<MemberLine> able, long amount) {
        var shared = distributions
                .tryOut(
                        commons,
                        charters.inForce(commons.id()).charter(),
                        amount,
                        today.date().plusDays(1))
                .paid();
        return weighted(
                amount, able, member -> shared.getOrDefault(member.party().toString(), 0L));
    }

    private Map<PartyId, Long> listed(Commons commons, List<MemberLine> able, Giving giving, Map<PartyId, Long> held) {
        try {
            var amounts = new HashMap<PartyId, Long>();
            for (var line : MemberLists.parts(giving.csv(), commons.currency().getDefaultFractionDigits())) {
                var party = identity.byEmail(line.email()).stream()
                        .flatMap(account -> commonses.seats(account).stream())
                        .filter(seat -> seat.commons().id().equals(commons.id()))
                        .map(Commonses.Seat::party)
                        .filter(seat ->
                                able.stream().anyMatch(member -> member.party().equals(seat)))
                        .findFirst()
                        .orElseThrow(
                                () -> new Refused(new CobudgetingRefusal.UnknownMember(line.line(), line.email())));
                amounts.put(
                        party, giving.sets() ? line.minorUnits() - held.getOrDefault(party, 0L) : line.minorUnits());
            }
            return amounts;
        } catch (UnreadableBudget unreadable) {
            throw new Refused(
                    new CobudgetingRefusal.LineOfParts(unreadable.line(), String.valueOf(unreadable.getMessage())));
        }
    }

    /// What members have to fund with, by party.
    Map<PartyId, Long> parts(Commons commons, Round round, List<MemberLine> members) {
        var accounts = movements.holds(
                commons,
                members.stream().map(member -> round.part(member.party())).toList());
        var held = new HashMap<PartyId, Long>();
        accounts.values()
                .forEach(account -> account.party().ifPresent(party -> held.put(party, account.holdsMinorUnits())));
        return held;
    }

    public Map<PartyId, Long> parts(Commons commons, Round round) {
        return parts(commons, round, funders.all(commons.id(), round));
    }

    /// Hands a round's money out to members, all of it as planned or none.
    public void give(Steward steward, UUID id, Giving giving, String key) {
        var commons = steward.commons();
        transactions.run(() -> {
            var request = RequestKey.asked("parts", steward.party(), key, id, giving);
            if (movements.isBooked(commons, request)) return;
            var round = open(commons.id(), id);
            var legs = new ArrayList<Leg>();
            for (var given : plan(commons, id, giving)) {
                var part = round.part(given.party());
                legs.add(
                        given.minorUnits() > 0
                                ? new Leg(round.account(), part, given.minorUnits())
                                : new Leg(part, round.account(), -given.minorUnits()));
            }
            if (legs.isEmpty()) throw new Refused(new CobudgetingRefusal.NobodyToGiveTo());
            try {
                movements.move(commons, round, Optional.of(steward.party()), round.title(), request, legs);
            } catch (Refused refused) {
                if (refused.refusal() instanceof LedgerRefusal.Overdraft(var _, Money holds, Money asked))
                    throw new Refused(new CobudgetingRefusal.PoolTooSmall(holds, asked));
                throw refused;
            }
        });
    }

    /// All rounds, the newest first, as they are at this moment.
    public List<Round> rounds(Commons commons) {
        clockwork.settleDue(commons);
        return tables.rounds(commons.id());
    }

    public Round round(Commons commons, UUID id) {
        clockwork.settleDue(commons);
        return found(commons.id(), id);
    }

    /// The round of a bucket that has just been read.
    public Round of(Commons commons, Bucket bucket) {
        return found(commons.id(), bucket.round());
    }

    Round found(CommonsId commons, UUID id) {
        return tables.round(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// What a round can still give out, in minor units.
    public long holds(Commons commons, Round round) {
        return movements.holds(commons, round.account());
    }

    /// What a round was given, and what of it it can still give out, in minor units.
    public record Purse(long given, long holds) {}

    /// What rounds have, by round.
    public Map<UUID, Purse> purses(Commons commons, List<Round> rounds) {
        var accounts =
                movements.holds(commons, rounds.stream().map(Round::account).toList());
        var purses = new HashMap<UUID, Purse>();
        for (var round : rounds) {
            var account = Optional.ofNullable(accounts.get(round.account().code()));
            purses.put(
                    round.id(),
                    new Purse(
                            account.map(Account::creditMinorUnits).orElse(0L),
                            account.map(Account::holdsMinorUnits).orElse(0L)));
        }
        return purses;
    }

    /// What the commons has for rounds to come.
    public long pool(Commons commons) {
        return movements.holds(commons, Pool.ACCOUNT);
    }
}
