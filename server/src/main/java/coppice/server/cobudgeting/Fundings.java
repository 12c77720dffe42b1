package coppice.server.cobudgeting;

import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.MoneyTables.Stake;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.Answer;
import coppice.server.kernel.Combining;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Ledger.Booked;
import coppice.server.ledger.LedgerAccountId;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Members put money into buckets and take it back.
///
/// Nobody spends more than they have, and no bucket takes more than it can use, whatever comes at once:
/// those who fund in one commons at the same moment share a transaction, in which buckets and accounts are
/// locked, and each is answered by itself.
@Service
public class Fundings {
    private final RoundTables rounds;
    private final BucketTables buckets;
    private final MoneyTables tables;
    private final Changes changes;
    private final Movements movements;
    private final Ledger ledger;
    private final Funders funders;
    private final Transactions transactions;
    private final Today today;
    private final Combining<CommonsId, Asked, EntryId> desk;

    Fundings(
            RoundTables rounds,
            BucketTables buckets,
            MoneyTables tables,
            Changes changes,
            Movements movements,
            Ledger ledger,
            Funders funders,
            Transactions transactions,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.tables = tables;
        this.changes = changes;
        this.movements = movements;
        this.ledger = ledger;
        this.funders = funders;
        this.transactions = transactions;
        this.today = today;
        this.desk = new Combining<>(transactions, (_, asked) -> each(asked));
    }

    /// @param minorUnits what goes in; below 0: what is taken back
    private record Asked(Commons commons, Member member, UUID bucket, long minorUnits, RequestKey key) {
        Stake stake() {
            return new Stake(bucket, member.party());
        }
    }

    /// Puts money into a bucket: from the member's part of the round, or, where gifts are matched, from
    /// what the commons owes them. Gives the entry of the ledger.
    public EntryId fund(Member member, UUID bucket, long minorUnits, String key) {
        if (minorUnits <= 0) throw new IllegalArgumentException("funding with " + minorUnits);
        return ask(new Asked(
                member.commons(),
                member,
                bucket,
                minorUnits,
                RequestKey.asked("fund", member.party(), key, bucket, minorUnits)));
    }

    /// Takes back what one put in, while the round lets one.
    public EntryId takeBack(Member member, UUID bucket, long minorUnits, String key) {
        if (minorUnits <= 0) throw new IllegalArgumentException("taking back " + minorUnits);
        return ask(new Asked(
                member.commons(),
                member,
                bucket,
                -minorUnits,
                RequestKey.asked("take-back", member.party(), key, bucket, minorUnits)));
    }

    private EntryId ask(Asked asked) {
        return transactions.running()
                ? each(List.of(asked)).getFirst().orRefuse()
                : desk.ask(asked.commons().id(), asked);
    }

    /// Everything asked for, in its order; of several requests about one member and one bucket each is
    /// decided when the one before it is.
    private List<Answer<EntryId>> each(List<Asked> asked) {
        var answers = new HashMap<Asked, Answer<EntryId>>();
        var commons = asked.getFirst().commons();
        var wanted = asked.stream().map(Asked::bucket).collect(Collectors.toSet());
        var open = new Open(
                new HashMap<>(),
                rounds.shareOf(commons.id(), wanted).stream().collect(Collectors.toMap(Round::id, round -> round)));
        for (var bucket : buckets.lock(commons.id(), wanted)) open.buckets().put(bucket.id(), bucket);
        List<Asked> waiting = new ArrayList<>(new java.util.LinkedHashSet<>(asked));
        while (!waiting.isEmpty()) {
            var pass = new ArrayList<Asked>();
            var seen = new HashSet<Stake>();
            for (var one : waiting) if (seen.add(one.stake())) pass.add(one);
            waiting.removeAll(pass);
            pass(commons, pass, open, answers);
        }
        return asked.stream()
                .map(one -> Objects.requireNonNull(answers.get(one)))
                .toList();
    }

    private record Open(Map<UUID, Bucket> buckets, Map<UUID, Round> rounds) {
        Bucket bucket(Asked asked) {
            var bucket = buckets.get(asked.bucket());
            if (bucket == null) throw new Refused(new KernelRefusal.NotFound());
            return bucket;
        }

        Round round(Bucket bucket) {
            return Objects.requireNonNull(rounds.get(bucket.round()));
        }
    }

    /// Decides requests of which no two are about the same member and bucket.
    private void pass(Commons commons, List<Asked> asked, Open open, Map<Asked, Answer<EntryId>> answers) {
        var stakes = tables.stakes(
                commons.id(),
                asked.stream().map(Asked::bucket).toList(),
                asked.stream().map(one -> one.member().party()).toList());
        var holds = holds(commons, open.buckets().values());
        var fit = new ArrayList<Asked>();
        var postings = new ArrayList<Posting>();
        for (var one : asked) {
            var posting = Answer.of(() -> posting(one, open, stakes, holds));
            switch (posting) {
                case Answer.Done<Posting>(var value) -> {
                    fit.add(one);
                    postings.add(value);
                }
                case Answer.No<Posting>(var refused) -> answers.put(one, known(commons, one, refused));
            }
        }
        if (fit.isEmpty()) return;
        var booked = ledger.each(commons, postings);
        var added = new LinkedHashMap<Stake, Long>();
        for (int i = 0; i < fit.size(); i++) {
            var one = fit.get(i);
            var answer = booked.get(i);
            answers.put(one, answered(commons, one, open.bucket(one), holds, answer));
            if (answer instanceof Answer.Done<Booked>(var done) && done.fresh().isPresent()) {
                added.merge(one.stake(), one.minorUnits(), Math::addExact);
                holds.merge(one.bucket(), one.minorUnits(), Math::addExact);
            }
        }
        tables.changeStakes(commons.id(), added);
        var now = today.now();
        for (var bucket : List.copyOf(open.buckets().values())) {
            var then = bucket;
            if (then.state() == BucketState.PUBLISHED
                    && added.keySet().stream().anyMatch(stake -> stake.bucket().equals(bucket.id())))
                then = changes.happen(commons.id(), then, Event.OPEN, now, Optional.empty(), "");
            if (then.state() == BucketState.FUNDING
                    && holds.getOrDefault(bucket.id(), 0L) >= bucket.most()
                    && bucket.most() > 0)
                then = changes.funded(commons.id(), open.round(bucket), then, Event.FILL, now, Optional.empty(), "");
            open.buckets().put(bucket.id(), then);
        }
    }

    private Map<UUID, Long> holds(Commons commons, Collection<Bucket> all) {
        var accounts =
                movements.holds(commons, all.stream().map(Bucket::account).toList());
        var holds = new HashMap<UUID, Long>();
        for (var bucket : all) {
            var account = accounts.get(bucket.account().code());
            holds.put(bucket.id(), account == null ? 0L : account.holdsMinorUnits());
        }
        return holds;
    }

    /// The movement asked for, or the round's no.
    private Posting posting(Asked asked, Open open, Map<Stake, Long> stakes, Map<UUID, Long> holds) {
        var bucket = open.bucket(asked);
        var round = open.round(bucket);
        refuseClosed(round, today.now());
        if (!round.rule().gives()) throw new Refused(new CobudgetingRefusal.NotByThisRule(round.rule()));
        var money = purse(asked.member().party(), round);
        long stake = stakes.getOrDefault(asked.stake(), 0L);
        if (asked.minorUnits() < 0) {
            if (!round.terms().takeBack()
                    || bucket.state() != BucketState.FUNDING
                    || holds.getOrDefault(bucket.id(), 0L) >= bucket.minimum())
                throw new Refused(new CobudgetingRefusal.NoTakingBack());
            if (stake < -asked.minorUnits())
                throw new Refused(
                        new CobudgetingRefusal.NotThatMuchThere(asked.commons().money(stake)));
            return movements.posting(
                    round,
                    Optional.of(asked.member().party()),
                    bucket.title(),
                    asked.key(),
                    List.of(new Leg(bucket.account(), money, -asked.minorUnits())));
        }
        funders.refuseOthers(asked.member(), round);
        if (bucket.state() != BucketState.FUNDING && bucket.state() != BucketState.PUBLISHED)
            throw new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), Event.FILL));
        Long most = round.terms().mostEach();
        if (most != null && stake + asked.minorUnits() > most)
            throw new Refused(
                    new CobudgetingRefusal.OverMostEach(asked.commons().money(most)));
        return movements.posting(
                round,
                Optional.of(asked.member().party()),
                bucket.title(),
                asked.key(),
                List.of(new Leg(money, bucket.account(), asked.minorUnits())),
                Map.of(bucket.account().code(), bucket.most()));
    }

    static void refuseClosed(Round round, Instant now) {
        switch (round.phase(now)) {
            case IDEAS -> throw new Refused(new CobudgetingRefusal.FundingNotBegun(round.fundingFrom()));
            case CLOSED, CANCELLED ->
                throw new Refused(new CobudgetingRefusal.FundingOver(
                        round.cancelledAt().or(round::settledAt).orElse(round.fundingUntil())));
            case FUNDING -> {}
        }
    }

    /// A request that is refused now may be one that was done before: then it has its first answer.
    private Answer<EntryId> known(Commons commons, Asked asked, Refused refused) {
        return Answer.of(() -> ledger.booked(commons.id(), asked.key()).orElseThrow(() -> refused));
    }

    private static Answer<EntryId> answered(
            Commons commons, Asked asked, Bucket bucket, Map<UUID, Long> holds, Answer<Booked> answer) {
        return switch (answer) {
            case Answer.Done<Booked>(var booked) -> new Answer.Done<>(booked.id());
            case Answer.No<Booked>(var refused) ->
                new Answer.No<>(
                        switch (refused.refusal()) {
                            case LedgerRefusal.OverLimit(var _, Money held, Money most) ->
                                new Refused(new CobudgetingRefusal.OverGoal(
                                        commons.money(Math.max(0, most.minorUnits() - held.minorUnits()))));
                            case LedgerRefusal.Overdraft(var _, Money held, Money wanted) ->
                                new Refused(new CobudgetingRefusal.PartTooSmall(held, wanted));
                            default -> refused;
                        });
        };
    }

    /// What somebody put into a bucket and did not take back.
    public long stake(CommonsId commons, UUID bucket, PartyId party) {
        return tables.stakes(commons, List.of(bucket), List.of(party)).getOrDefault(new Stake(bucket, party), 0L);
    }

    /// Who put what into a bucket, the most first.
    public Map<PartyId, Long> stakes(CommonsId commons, UUID bucket) {
        return tables.stakes(commons, bucket);
    }

    /// What somebody can fund with, in minor units.
    public long purse(Member member, Round round) {
        return movements.holds(member.commons(), purse(member.party(), round));
    }

    /// The account it lies in; absent when nothing was ever in it.
    public Optional<LedgerAccountId> purseAccount(Member member, Round round) {
        return movements.holds(member.commons(), List.of(purse(member.party(), round))).values().stream()
                .map(account -> account.id())
                .findFirst();
    }

    private static Spec purse(PartyId party, Round round) {
        return round.rule() == Rule.QUADRATIC ? Spec.member(party) : round.part(party);
    }

    /// How many funders each bucket of a round has.
    public Map<UUID, Long> funders(CommonsId commons, UUID round) {
        return tables.funders(commons, round);
    }

    /// Takes what is left of an ended round's part along into one that goes on.
    public void takeAlong(Member member, UUID from, UUID into, String key) {
        var commons = member.commons();
        transactions.run(() -> {
            var ended = rounds.share(commons.id(), from).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            var going = rounds.share(commons.id(), into).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            if (going.rule() != Rule.DIRECT) throw new Refused(new CobudgetingRefusal.NotByThisRule(going.rule()));
            if (going.phase(today.now()) == Phase.CLOSED || going.phase(today.now()) == Phase.CANCELLED)
                throw new Refused(new CobudgetingRefusal.FundingOver(going.fundingUntil()));
            funders.refuseOthers(member, going);
            var request = RequestKey.asked("take-along", member.party(), key, from, into);
            if (movements.isBooked(commons, request)) return;
            long left = movements.holds(commons, ended.part(member.party()));
            if (ended.phase(today.now()) != Phase.CLOSED || left == 0)
                throw new Refused(new CobudgetingRefusal.NotThatMuchThere(commons.money(left)));
            movements.move(
                    commons,
                    going,
                    Optional.of(member.party()),
                    going.title(),
                    request,
                    List.of(new Leg(ended.part(member.party()), going.part(member.party()), left)));
        });
    }
}
