package coppice.server.cobudgeting;

import coppice.rules.budgeting.Allocation;
import coppice.rules.budgeting.files.Pabulib;
import coppice.rules.budgeting.files.UnreadableBudget;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.MoneyTables.Cast;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.cobudgeting.RoundTerms.Ballot;
import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Members vote and support; what every rule makes of it is open to all.
@Service
public class Ballots {
    private static final int MOST_POINTS = 1000;

    private final RoundTables rounds;
    private final BucketTables buckets;
    private final MoneyTables tables;
    private final Changes changes;
    private final Clockwork clockwork;
    private final Votes votes;
    private final Funders funders;
    private final Movements movements;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Ballots(
            RoundTables rounds,
            BucketTables buckets,
            MoneyTables tables,
            Changes changes,
            Clockwork clockwork,
            Votes votes,
            Funders funders,
            Movements movements,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.tables = tables;
        this.changes = changes;
        this.clockwork = clockwork;
        this.votes = votes;
        this.funders = funders;
        this.movements = movements;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// A bucket on a ballot.
    ///
    /// @param points APPROVAL: of no meaning; SCORING: from 0; ORDINAL: its place, the best 1
    public record Choice(UUID bucket, long points) {}

    /// Votes, or votes otherwise than before; until the close.
    public void vote(Member member, UUID roundId, List<Choice> choices) {
        var commons = member.commons();
        clockwork.settleDue(commons);
        transactions.run(() -> {
            var round =
                    rounds.share(commons.id(), roundId).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            if (!round.rule().votes()) throw new Refused(new CobudgetingRefusal.NotByThisRule(round.rule()));
            Fundings.refuseClosed(round, today.now());
            funders.refuseOthers(member, round);
            var form = round.terms().ballots();
            var able = new HashSet<UUID>();
            for (var bucket : buckets.ofRound(commons.id(), roundId))
                if (bucket.state() == BucketState.FUNDING) able.add(bucket.id());
            var seen = new HashSet<UUID>();
            for (var choice : choices)
                if (!able.contains(choice.bucket())
                        || !seen.add(choice.bucket())
                        || choice.points() < 0
                        || choice.points() > MOST_POINTS)
                    throw new Refused(new CobudgetingRefusal.NotOnTheBallot(
                            choice.bucket().toString()));
            var order = new ArrayList<>(choices);
            if (form == Ballot.ORDINAL) order.sort(java.util.Comparator.comparingLong(Choice::points));
            tables.cast(
                    commons.id(),
                    roundId,
                    ids.next(),
                    new Cast(
                            Optional.of(member.party()),
                            1,
                            order.stream().map(Choice::bucket).toList(),
                            order.stream()
                                    .map(choice -> form == Ballot.SCORING ? choice.points() : 1L)
                                    .toList()),
                    today.now());
        });
    }

    /// What somebody's ballot says, by bucket: points, or the place where buckets are put in order.
    public Map<UUID, Long> ballot(CommonsId commons, Round round, PartyId party) {
        var said = new LinkedHashMap<UUID, Long>();
        for (var ballot : tables.ballots(commons, round.id()))
            if (ballot.party().equals(Optional.of(party)))
                for (int i = 0; i < ballot.buckets().size(); i++)
                    said.put(
                            ballot.buckets().get(i),
                            round.terms().ballots() == Ballot.ORDINAL
                                    ? i + 1L
                                    : ballot.points().get(i));
        return said;
    }

    public long voters(CommonsId commons, UUID round) {
        return tables.voters(commons, round);
    }

    /// Puts points of one's support on a bucket; all together a hundred at most.
    public void support(Member member, UUID bucketId, int points) {
        var commons = member.commons();
        clockwork.settleDue(commons);
        transactions.run(() -> {
            var found =
                    buckets.bucket(commons.id(), bucketId).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            var round = rounds.lock(commons.id(), found.round()).orElseThrow();
            if (round.rule() != Rule.CONVICTION) throw new Refused(new CobudgetingRefusal.NotByThisRule(round.rule()));
            Fundings.refuseClosed(round, today.now());
            funders.refuseOthers(member, round);
            var bucket = buckets.lock(commons.id(), List.of(bucketId)).getFirst();
            if (bucket.state() != BucketState.FUNDING)
                throw new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), Event.FILL));
            var standing = new HashMap<>(support(commons, round, member.party()));
            int before = standing.getOrDefault(bucketId, 0);
            standing.put(bucketId, points);
            if (points < 0
                    || standing.values().stream().mapToInt(Integer::intValue).sum() > RoundTerms.SUPPORT)
                throw new Refused(new CobudgetingRefusal.SupportTooMuch(RoundTerms.SUPPORT));
            int tick = Clockwork.tick(round, today.now());
            buckets.conviction(
                    commons.id(),
                    bucketId,
                    new Bucket.Support(
                            Clockwork.conviction(round, bucket.support(), tick),
                            bucket.support().points() - before + points,
                            tick));
            tables.support(commons.id(), round.id(), bucketId, member.party(), points);
        });
    }

    /// How somebody's support stands on buckets that wait for funding.
    public Map<UUID, Integer> support(Commons commons, Round round, PartyId party) {
        var open = new HashSet<UUID>();
        for (var bucket : buckets.ofRound(commons.id(), round.id()))
            if (bucket.state() == BucketState.FUNDING) open.add(bucket.id());
        var points = tables.support(commons.id(), round.id(), party);
        points.keySet().retainAll(open);
        return points;
    }

    /// How far a bucket's conviction has come.
    ///
    /// @param threshold absent: it asks for too much of what the round has
    public record Reached(BigDecimal conviction, Optional<BigDecimal> threshold) {
        /// In percent of the threshold, at most 100.
        public int percent() {
            return threshold
                    .map(most -> conviction
                            .multiply(BigDecimal.valueOf(100))
                            .divide(most, java.math.RoundingMode.DOWN)
                            .min(BigDecimal.valueOf(100))
                            .intValue())
                    .orElse(0);
        }
    }

    public Map<UUID, Reached> convictions(Commons commons, Round round) {
        long pool = movements.holds(commons, round.account());
        long members = funders.all(commons.id(), round).size();
        var reached = new HashMap<UUID, Reached>();
        var convictions = clockwork.convictions(commons, round);
        for (var bucket : buckets.ofRound(commons.id(), round.id()))
            reached.put(
                    bucket.id(),
                    new Reached(
                            convictions.getOrDefault(bucket.id(), BigDecimal.ZERO),
                            Clockwork.threshold(round, pool, bucket.minimum(), members)));
        return reached;
    }

    /// What the round has to give out, or had when it was settled.
    public long pool(Commons commons, Round round) {
        return movements.given(commons, round.account());
    }

    /// What the round's rule makes of the votes as they are, with reasons; only where members vote.
    ///
    /// @param buckets in the order of the allocation's projects
    public record Counted(Allocation allocation, List<Bucket> buckets) {}

    public Counted count(Commons commons, Round round) {
        var read = votes.read(commons, round, pool(commons, round));
        return new Counted(Votes.allocate(round, read), read.projects());
    }

    /// What one's own part paid for, by bucket, in minor units rounded down; only for equal shares.
    public Map<UUID, Long> paid(Counted counted, Commons commons, Round round, PartyId party) {
        var mine = ballot(commons.id(), round, party);
        var paid = new LinkedHashMap<UUID, Long>();
        if (mine.isEmpty()) return paid;
        var numbers = new HashMap<UUID, Integer>();
        for (int i = 0; i < counted.buckets().size(); i++)
            numbers.put(counted.buckets().get(i).id(), i);
        var chosen = new ArrayList<Integer>();
        var points = new ArrayList<Long>();
        mine.forEach((bucket, said) -> {
            Integer number = numbers.get(bucket);
            if (number == null) return;
            chosen.add(number);
            points.add(said);
        });
        counted.allocation()
                .payments(new coppice.rules.budgeting.BudgetVotes.Ballot(1, chosen, points))
                .forEach((project, amount) ->
                        paid.put(counted.buckets().get(project).id(), amount.floor()));
        return paid;
    }

    /// What is counted side by side, whatever the round's own rule is.
    public enum Method {
        EQUAL_SHARES,
        EQUAL_SHARES_THEN_GREEDY,
        EQUAL_SHARES_ADD1_THEN_GREEDY,
        SEQUENTIAL_PHRAGMEN,
        GREEDY,
        DIRECT,
        QUADRATIC,
        CONVICTION
    }

    /// What one rule would fund.
    public record Would(Method method, Set<UUID> funded, long minorUnits) {}

    /// Every rule on the same votes, side by side.
    public List<Would> everyRule(Commons commons, Round round) {
        return votes.everyRule(commons, round, pool(commons, round)).stream()
                .map(would -> new Would(would.method(), would.funded(), would.minorUnits()))
                .toList();
    }

    /// The votes as a `.pb` file, without names.
    public String pabulib(Commons commons, Round round) {
        var read = votes.read(commons, round, pool(commons, round));
        var selected = round.settledAt().isEmpty()
                ? List.<String>of()
                : read.projects().stream()
                        .filter(bucket -> bucket.state().isSpending()
                                || bucket.state() == BucketState.COMPLETED
                                || bucket.state() == BucketState.OVERDUE)
                        .map(Votes::id)
                        .toList();
        var meta = new LinkedHashMap<String, String>();
        meta.put("description", round.title());
        meta.put("unit", commons.name());
        meta.put("currency", commons.currency().getCurrencyCode());
        meta.put("rule", round.rule().name().toLowerCase(java.util.Locale.ROOT));
        return Pabulib.write(meta, read.votes(), selected);
    }

    /// Brings projects and votes of a `.pb` file into a round whose funding goes on: a bucket a project,
    /// and ballots that belong to nobody here.
    public void bring(Steward steward, UUID roundId, String text, String key) {
        var commons = steward.commons();
        transactions.run(() -> {
            var round = rounds.lock(commons.id(), roundId).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            var first = RequestKey.asked("pabulib", steward.party(), key + ":0", roundId, text);
            if (buckets.byKey(commons.id(), first).isPresent()) return;
            if (!round.rule().votes()) throw new Refused(new CobudgetingRefusal.NotByThisRule(round.rule()));
            if (round.phase(today.now()) == Phase.CLOSED || round.phase(today.now()) == Phase.CANCELLED)
                throw new Refused(new CobudgetingRefusal.FundingOver(round.fundingUntil()));
            var file = read(text);
            if (file.votes().form() != round.terms().ballots().form())
                throw new Refused(new CobudgetingRefusal.NotAVoteFile(
                        1,
                        "its votes are " + file.votes().form() + ", the round's "
                                + round.terms().ballots()));
            var made = new ArrayList<UUID>();
            for (var project : file.votes().projects())
                made.add(bring(steward, round, file, project, key, made.size()));
            for (var ballot : file.votes().ballots())
                tables.cast(
                        commons.id(),
                        roundId,
                        ids.next(),
                        new Cast(
                                Optional.empty(),
                                Math.toIntExact(ballot.count()),
                                ballot.chosen().stream().map(made::get).toList(),
                                ballot.points()),
                        today.now());
        });
    }

    private static Pabulib.PabulibFile read(String text) {
        try {
            return Pabulib.parse(text);
        } catch (UnreadableBudget unreadable) {
            throw new Refused(
                    new CobudgetingRefusal.NotAVoteFile(unreadable.line(), String.valueOf(unreadable.getMessage())));
        }
    }

    private UUID bring(
            Steward steward,
            Round round,
            Pabulib.PabulibFile file,
            coppice.rules.budgeting.Project project,
            String key,
            int place) {
        var commons = steward.commons();
        var cost = Money.parsePositive(
                "file",
                BigDecimal.valueOf(project.cost(), file.votes().digits()).toPlainString(),
                commons.currency());
        var bucket = new Bucket(
                ids.next(),
                round.id(),
                buckets.nextNumber(commons.id(), round.id()),
                project.name().isEmpty()
                        ? project.id()
                        : project.name()
                                .substring(0, Math.min(120, project.name().length())),
                project.id(),
                project.name(),
                BucketState.PUBLISHED,
                cost.minorUnits(),
                cost.minorUnits(),
                steward.party(),
                Map.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                "",
                today.now(),
                new Bucket.Support(BigDecimal.ZERO, 0, 0));
        buckets.add(
                commons.id(),
                bucket,
                place == 0
                        ? RequestKey.asked("pabulib", steward.party(), key + ":0", round.id(), "")
                        : RequestKey.asked("pabulib", steward.party(), key + ":" + place, round.id()));
        buckets.items(
                commons.id(),
                bucket.id(),
                List.of(new Bucket.Item(Bucket.Item.Kind.COST, project.id(), cost.minorUnits(), cost.minorUnits())));
        buckets.responsible(commons.id(), bucket.id(), List.of(steward.party()));
        if (round.phase(today.now()) == Phase.FUNDING)
            changes.happen(commons.id(), bucket, Event.OPEN, today.now(), Optional.empty(), "");
        return bucket.id();
    }
}
