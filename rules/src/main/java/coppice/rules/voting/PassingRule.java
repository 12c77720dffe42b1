package coppice.rules.voting;

import java.util.List;
import java.util.Map;

/// What must be met for a proposal to pass, fixed before anybody votes.
///
/// @param majority      for [Method#YES_NO]; consent does not count heads
/// @param quorumPercent how many of those who may vote must take part, in hundredths of them; 0: no quorum
/// @param quorumBySize  true: the quorum is [#quorumBySize(long)] instead
public record PassingRule(Method method, Majority majority, int quorumPercent, boolean quorumBySize) {
    /// What every class has to give beside the whole where a special resolution is asked for: more yes than
    /// no.
    public static final PassingRule IN_A_CLASS = new PassingRule(Method.YES_NO, Majority.SIMPLE, 0);

    public PassingRule(Method method, Majority majority, int quorumPercent) {
        this(method, majority, quorumPercent, false);
    }

    public PassingRule {
        if (quorumPercent < 0 || quorumPercent > 100)
            throw new IllegalArgumentException("quorum of " + quorumPercent + " %");
    }

    /// How a proposal is decided.
    public enum Method {
        /// Passes when no objection stands.
        CONSENT(List.of(Stance.NO_OBJECTION, Stance.CONCERN, Stance.OBJECTION)),
        /// Passes when yes reaches the majority.
        YES_NO(List.of(Stance.YES, Stance.NO, Stance.ABSTAIN)),
        /// Passes when nobody blocks and agreement reaches the majority of all who took a side.
        CONSENSUS(List.of(Stance.AGREE, Stance.ABSTAIN, Stance.DISAGREE, Stance.BLOCK)),
        /// Passes when agreement reaches the majority; a block counts as disagreement.
        POSITIONS(List.of(Stance.AGREE, Stance.ABSTAIN, Stance.DISAGREE, Stance.BLOCK));

        private final List<Stance> stances;

        Method(List<Stance> stances) {
            this.stances = stances;
        }

        /// What can be said, in the order it is asked.
        public List<Stance> stances() {
            return stances;
        }

        /// Whether the majority matters.
        public boolean countsHeads() {
            return this != CONSENT;
        }
    }

    /// Why it came out as it did.
    public enum Reason {
        PASSED,
        /// Too few took part.
        QUORUM_MISSED,
        OBJECTION_STANDS,
        BLOCKED,
        MAJORITY_MISSED
    }

    /// @param took   how many took part
    /// @param needed how many had to
    public record Result(Reason reason, long eligible, long took, long needed, Map<Stance, Long> counts) {
        public boolean passed() {
            return reason == Reason.PASSED;
        }
    }

    /// The result of `counts`, where `eligible` might have taken part.
    ///
    /// The quorum is met by whole people: 50 % of 5 are 3. Nothing passes without anybody taking part.
    ///
    /// @throws IllegalArgumentException for a stance of another method, or more stances than people
    public Result judge(long eligible, Map<Stance, Long> counts) {
        long took = 0;
        for (var entry : counts.entrySet()) {
            if (!method.stances().contains(entry.getKey()) || entry.getValue() < 0)
                throw new IllegalArgumentException(entry.getKey() + " under " + method);
            took = Math.addExact(took, entry.getValue());
        }
        if (took > eligible) throw new IllegalArgumentException(took + " stances of " + eligible + " people");
        long needed = quorumBySize
                ? quorumBySize(eligible)
                : Math.max(1, Math.ceilDiv(Math.multiplyExact(eligible, quorumPercent), 100L));
        return new Result(reason(eligible, counts, took, needed), eligible, took, needed, Map.copyOf(counts));
    }

    /// The quorum of a FairShares commons: below 10 members half of them, but 3; up to 50 two fifths; above,
    /// 20.
    ///
    /// Worked example: 3 of 3, 5 of 9, 4 of 10, 20 of 50 and of 1,000.
    public static long quorumBySize(long members) {
        long needed = members < 10
                ? Math.max(3, Math.ceilDiv(members, 2L))
                : members <= 50 ? Math.ceilDiv(members * 2, 5L) : 20;
        return Math.max(1, Math.min(members, needed));
    }

    private Reason reason(long eligible, Map<Stance, Long> counts, long took, long needed) {
        if (took < needed) return Reason.QUORUM_MISSED;
        long objections = count(counts, Stance.OBJECTION);
        long blocks = count(counts, Stance.BLOCK);
        long agree = count(counts, Stance.YES) + count(counts, Stance.AGREE);
        long against = count(counts, Stance.NO) + count(counts, Stance.DISAGREE) + blocks;
        if (objections > 0) return Reason.OBJECTION_STANDS;
        if (method == Method.CONSENSUS && blocks > 0) return Reason.BLOCKED;
        return !method.countsHeads() || majority.isReached(agree, against, eligible)
                ? Reason.PASSED
                : Reason.MAJORITY_MISSED;
    }

    /// Whether those who have not spoken could not change whether it passes, whatever they said; for rules
    /// that count heads. Objections and blocks are there to be talked about, so what hangs on them is never
    /// certain.
    ///
    /// Worked example: by an absolute majority, 5 yes of 9 are certain, and so are 5 no; 4 yes and 1 no are
    /// not.
    public boolean isCertain(long eligible, Map<Stance, Long> counts) {
        if (method != Method.YES_NO && method != Method.POSITIONS) return false;
        var now = judge(eligible, counts);
        long silent = eligible - now.took();
        for (var stance : method.stances()) {
            var then = new java.util.EnumMap<Stance, Long>(Stance.class);
            then.putAll(counts);
            then.merge(stance, silent, Long::sum);
            if (judge(eligible, then).passed() != now.passed()) return false;
        }
        return true;
    }

    /// A resolution that every class has to pass by itself, as in a fair-shares association: it passes when
    /// all of them do.
    ///
    /// @param eligible who may vote, by class
    /// @param counts   stances by class; a class without any has none
    public Map<String, Result> judgeByClass(Map<String, Long> eligible, Map<String, Map<Stance, Long>> counts) {
        if (!eligible.keySet().containsAll(counts.keySet()))
            throw new IllegalArgumentException("a class of nobody voted");
        var results = new java.util.TreeMap<String, Result>();
        eligible.forEach((name, people) -> results.put(name, judge(people, counts.getOrDefault(name, Map.of()))));
        return results;
    }

    /// A special resolution: the rule over all, and more yes than no in every class that has members.
    ///
    /// A class without members is not asked; one whose members say nothing, or are evenly split, stops it.
    public Map<String, Result> judgeClasses(Map<String, Long> eligible, Map<String, Map<Stance, Long>> counts) {
        var asked = new java.util.TreeMap<>(eligible);
        asked.values().removeIf(people -> people == 0);
        return (method == Method.YES_NO ? IN_A_CLASS : new PassingRule(method, Majority.SIMPLE, 0))
                .judgeByClass(asked, counts);
    }

    private static long count(Map<Stance, Long> counts, Stance stance) {
        return counts.getOrDefault(stance, 0L);
    }
}
