package coppice.server.cobudgeting;

import coppice.rules.budgeting.Allocation;
import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes;
import coppice.rules.budgeting.BudgetVotes.Form;
import coppice.rules.budgeting.Conviction;
import coppice.rules.budgeting.Project;
import coppice.rules.budgeting.QuadraticFunding;
import coppice.rules.budgeting.QuadraticFunding.Gift;
import coppice.rules.budgeting.Ties;
import coppice.rules.budgeting.Utility;
import coppice.server.cobudgeting.Ballots.Method;
import coppice.server.cobudgeting.MoneyTables.Cast;
import coppice.server.cobudgeting.MoneyTables.Stake;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Commons;
import coppice.server.kernel.RequestKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What members said in a round, as the rules count it: under its own rule, and under any other for
/// comparison.
@Component
class Votes {
    private static final int REMEMBERED = 200;

    private final BucketTables buckets;
    private final MoneyTables tables;
    private final Map<Said, List<Would>> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, List<Would>> eldest) {
            return size() > REMEMBERED;
        }
    });

    /// What an outcome follows from, so that it is counted once for the same votes.
    ///
    /// @param ballots a digest of them
    private record Said(UUID round, long pool, List<Map.Entry<UUID, Long>> goals, String ballots) {}

    Votes(BucketTables buckets, MoneyTables tables) {
        this.buckets = buckets;
        this.tables = tables;
    }

    /// Ballots as the rules read them, with the buckets they are about.
    ///
    /// @param projects buckets, in the order of the votes' projects
    record Read(BudgetVotes votes, List<Bucket> projects) {
        int number(UUID bucket) {
            for (int i = 0; i < projects.size(); i++) if (projects.get(i).id().equals(bucket)) return i;
            return -1;
        }
    }

    static String id(Bucket bucket) {
        return "%06d".formatted(bucket.number());
    }

    /// What a round gives out by votes, over `pool` minor units.
    Read read(Commons commons, Round round, long pool) {
        return read(commons, candidates(commons, round), form(round), pool, ballots(commons, round));
    }

    /// What its ballots say: amounts and support count as points.
    private static Form form(Round round) {
        return round.rule().votes() ? round.terms().ballots().form() : Form.SCORING;
    }

    /// The buckets it is decided on, or would be now.
    List<Bucket> candidates(Commons commons, Round round) {
        var wanted = new HashSet<>(tables.candidates(commons.id(), round.id()));
        return buckets.ofRound(commons.id(), round.id()).stream()
                .filter(bucket -> bucket.minimum() > 0)
                .filter(bucket -> wanted.contains(bucket.id()) || bucket.state() == BucketState.PUBLISHED)
                .toList();
    }

    private Read read(Commons commons, List<Bucket> projects, Form form, long pool, List<Cast> ballots) {
        var builder = BudgetVotes.builder(
                projects.stream()
                        .map(bucket -> new Project(id(bucket), bucket.title(), bucket.minimum()))
                        .toList(),
                pool,
                commons.currency().getDefaultFractionDigits(),
                form);
        var ids = new HashMap<UUID, String>();
        for (var bucket : projects) ids.put(bucket.id(), id(bucket));
        for (var ballot : ballots) {
            var chosen = new ArrayList<String>();
            var points = new ArrayList<Long>();
            for (int i = 0; i < ballot.buckets().size(); i++) {
                var id = ids.get(ballot.buckets().get(i));
                if (id == null) continue;
                chosen.add(id);
                points.add(ballot.points().get(i));
            }
            builder.add(ballot.voters(), chosen, points);
        }
        return new Read(builder.build(), projects);
    }

    /// Who said what: ballots where members vote, what they put into buckets where they fund, their support
    /// where that counts.
    List<Cast> ballots(Commons commons, Round round) {
        return switch (round.rule()) {
            case EQUAL_SHARES, GREEDY -> tables.ballots(commons.id(), round.id());
            case DIRECT, QUADRATIC -> byParty(tables.ofRound(commons.id(), round.id()));
            case CONVICTION -> {
                var support = new HashMap<Stake, Long>();
                tables.supportOfRound(commons.id(), round.id())
                        .forEach((stake, points) -> support.put(stake, (long) points));
                yield byParty(support);
            }
        };
    }

    private static List<Cast> byParty(Map<Stake, Long> amounts) {
        var byParty = new TreeMap<String, List<Stake>>();
        amounts.keySet()
                .forEach(stake -> byParty.computeIfAbsent(stake.party().toString(), _ -> new ArrayList<>())
                        .add(stake));
        var ballots = new ArrayList<Cast>();
        byParty.values().forEach(stakes -> {
            stakes.sort(java.util.Comparator.comparing(stake -> stake.bucket().toString()));
            ballots.add(new Cast(
                    Optional.of(stakes.getFirst().party()),
                    1,
                    stakes.stream().map(Stake::bucket).toList(),
                    stakes.stream()
                            .map(stake -> amounts.getOrDefault(stake, 0L))
                            .toList()));
        });
        return ballots;
    }

    static Utility utility(Form form) {
        return switch (form) {
            case APPROVAL -> Utility.COST;
            case ORDINAL -> Utility.BORDA;
            case CUMULATIVE, SCORING -> Utility.POINTS;
        };
    }

    /// What the round's own rule gives, where members vote.
    static Allocation allocate(Round round, Read read) {
        return allocate(
                read,
                round.rule() == Rule.GREEDY ? BudgetRule.GREEDY : round.terms().completion(),
                round.terms().leastVoters());
    }

    private static Allocation allocate(Read read, BudgetRule rule, int leastVoters) {
        return Allocation.of(
                read.votes(), rule, utility(read.votes().form()), Ties.MOST_VOTES_THEN_CHEAPEST, leastVoters);
    }

    /// The matches of gifts from a pool, by bucket, in whole minor units.
    static Map<UUID, Long> matches(Round round, long pool, List<Bucket> projects, Map<Stake, Long> stakes) {
        var gifts = new ArrayList<Gift>();
        var given = new HashMap<UUID, Long>();
        var byId = new HashMap<String, Bucket>();
        for (var bucket : projects) byId.put(id(bucket), bucket);
        stakes.forEach((stake, amount) -> projects.stream()
                .filter(bucket -> bucket.id().equals(stake.bucket()) && amount > 0)
                .forEach(bucket -> {
                    gifts.add(new Gift(stake.party().toString(), id(bucket), amount));
                    given.merge(bucket.id(), amount, Math::addExact);
                }));
        if (gifts.isEmpty()) return Map.of();
        long cap = Math.multiplyExact(pool, round.terms().capPercent()) / 100;
        var caps = new HashMap<String, Long>();
        byId.forEach((id, bucket) ->
                caps.put(id, Math.min(cap, Math.max(0, bucket.most() - given.getOrDefault(bucket.id(), 0L)))));
        var scaled = QuadraticFunding.scaled(
                QuadraticFunding.unscaled(
                        gifts, QuadraticFunding.Form.PAIRWISE, round.terms().bound()),
                pool,
                caps);
        var matches = new HashMap<UUID, Long>();
        scaled.forEach((id, match) -> {
            var bucket = byId.get(id);
            if (bucket != null) matches.put(bucket.id(), match);
        });
        return matches;
    }

    /// What one rule would fund on the same votes.
    ///
    /// @param rule   as `cobudgeting.would.RULE` calls it
    /// @param funded buckets
    record Would(Method method, Set<UUID> funded, long minorUnits) {}

    /// Every rule on the same votes, side by side.
    ///
    /// What members put into buckets, or the points they gave, counts as points; an approval as one. Where
    /// money is needed (direct, quadratic) everybody has the same part of the pool and lays it out as they
    /// voted.
    List<Would> everyRule(Commons commons, Round round, long pool) {
        var projects = candidates(commons, round);
        var ballots = ballots(commons, round);
        var goals = projects.stream()
                .map(bucket -> Map.entry(bucket.id(), bucket.minimum()))
                .toList();
        var said = new Said(
                round.id(), pool, goals, RequestKey.of("", ballots.toArray()).digest());
        var known = remembered.get(said);
        if (known != null) return known;
        var counted = everyRule(commons, round, pool, projects, ballots);
        remembered.put(said, counted);
        return counted;
    }

    private List<Would> everyRule(Commons commons, Round round, long pool, List<Bucket> projects, List<Cast> ballots) {
        var form = form(round);
        var read = read(commons, projects, form, pool, ballots);
        var approvals = form == Form.APPROVAL ? read : read(commons, projects, Form.APPROVAL, pool, ones(ballots));
        var all = new ArrayList<Would>();
        for (var rule : List.of(
                BudgetRule.EQUAL_SHARES,
                BudgetRule.EQUAL_SHARES_THEN_GREEDY,
                BudgetRule.EQUAL_SHARES_ADD1_THEN_GREEDY,
                BudgetRule.SEQUENTIAL_PHRAGMEN,
                BudgetRule.GREEDY)) {
            var counted = rule == BudgetRule.GREEDY || rule == BudgetRule.SEQUENTIAL_PHRAGMEN ? approvals : read;
            var allocation = allocate(counted, rule, round.terms().leastVoters());
            all.add(new Would(
                    Method.valueOf(rule.name()),
                    new HashSet<>(allocation.chosen().stream()
                            .map(one -> projects.get(one.project()).id())
                            .toList()),
                    allocation.spent()));
        }
        var laid = laidOut(read, projects, pool);
        all.add(direct(projects, laid));
        all.add(quadratic(round, projects, laid, pool));
        all.add(conviction(round, projects, read, pool));
        return all;
    }

    private static List<Cast> ones(List<Cast> ballots) {
        return ballots.stream()
                .map(ballot -> new Cast(
                        ballot.party(),
                        ballot.voters(),
                        ballot.buckets(),
                        ballot.buckets().stream().map(_ -> 1L).toList()))
                .toList();
    }

    /// Everybody's equal part of the pool, laid out in proportion to their points; stakes of made-up givers.
    private static Map<Stake, Long> laidOut(Read read, List<Bucket> projects, long pool) {
        var laid = new HashMap<Stake, Long>();
        long voters = read.votes().voters();
        if (voters == 0) return laid;
        long part = pool / voters;
        long giver = 0;
        for (var ballot : read.votes().ballots()) {
            long[] points = new long[ballot.chosen().size()];
            for (int i = 0; i < points.length; i++)
                points[i] = read.votes().form() == Form.ORDINAL
                        ? points.length - i
                        : ballot.points().get(i);
            if (java.util.Arrays.stream(points).sum() == 0) continue;
            long[] parts = coppice.rules.money.Apportionment.largestRemainder(part, points);
            for (long copy = 0; copy < Math.min(ballot.count(), 10_000); copy++) {
                var who = new coppice.server.kernel.PartyId(new UUID(0, ++giver));
                for (int i = 0; i < parts.length; i++)
                    if (parts[i] > 0)
                        laid.merge(
                                new Stake(projects.get(ballot.chosen().get(i)).id(), who), parts[i], Math::addExact);
            }
        }
        return laid;
    }

    private static Would direct(List<Bucket> projects, Map<Stake, Long> laid) {
        var sums = sums(laid);
        var funded = new HashSet<UUID>();
        long spent = 0;
        for (var bucket : projects) {
            long sum = sums.getOrDefault(bucket.id(), 0L);
            if (sum < bucket.minimum()) continue;
            funded.add(bucket.id());
            spent += Math.min(sum, bucket.most());
        }
        return new Would(Method.DIRECT, funded, spent);
    }

    /// The same money as gifts, half of the pool as the match.
    private static Would quadratic(Round round, List<Bucket> projects, Map<Stake, Long> laid, long pool) {
        var halves = new HashMap<Stake, Long>();
        laid.forEach((stake, amount) -> {
            if (amount / 2 > 0) halves.put(stake, amount / 2);
        });
        var sums = sums(halves);
        var matches = matches(round, pool / 2, projects, halves);
        var funded = new HashSet<UUID>();
        long spent = 0;
        for (var bucket : projects) {
            long sum = sums.getOrDefault(bucket.id(), 0L) + matches.getOrDefault(bucket.id(), 0L);
            if (sum < bucket.minimum()) continue;
            funded.add(bucket.id());
            spent += Math.min(sum, bucket.most());
        }
        return new Would(Method.QUADRATIC, funded, spent);
    }

    /// Everybody's support laid out as they voted, standing as long as it takes: the one furthest above its threshold
    /// first.
    private static Would conviction(Round round, List<Bucket> projects, Read read, long pool) {
        var support =
                sums(laidOut(read, projects, RoundTerms.SUPPORT * read.votes().voters()));
        var open = new ArrayList<>(projects);
        var funded = new HashSet<UUID>();
        long left = pool;
        while (true) {
            Bucket best = null;
            var above = BigDecimal.ZERO;
            for (var bucket : open) {
                var threshold = Clockwork.threshold(
                        round, left, bucket.minimum(), read.votes().voters());
                if (threshold.isEmpty() || bucket.minimum() > left) continue;
                var most = new Conviction(round.terms().decay()).most(support.getOrDefault(bucket.id(), 0L));
                var own = most.subtract(threshold.get());
                if (own.signum() >= 0 && (best == null || own.compareTo(above) > 0)) {
                    best = bucket;
                    above = own;
                }
            }
            if (best == null) return new Would(Method.CONVICTION, funded, pool - left);
            open.remove(best);
            funded.add(best.id());
            left -= best.minimum();
        }
    }

    private static Map<UUID, Long> sums(Map<Stake, Long> stakes) {
        var sums = new HashMap<UUID, Long>();
        stakes.forEach((stake, amount) -> sums.merge(stake.bucket(), amount, Math::addExact));
        return sums;
    }
}
