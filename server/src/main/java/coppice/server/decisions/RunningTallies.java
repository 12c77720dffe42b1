package coppice.server.decisions;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.Stance;
import coppice.server.commons.Matter;
import coppice.server.decisions.DecisionTables.Open;
import coppice.server.decisions.DelegationTables.Given;
import coppice.server.decisions.Proposal.Conduct;
import coppice.server.decisions.VoterTables.Weighed;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What was said to proposals so far, by voters and for them; of many at once with as few questions as of one.
@Component
class RunningTallies {
    private final VoterTables roll;
    private final DelegationTables handed;
    private final Delegates delegates;

    RunningTallies(VoterTables roll, DelegationTables handed, Delegates delegates) {
        this.roll = roll;
        this.handed = handed;
        this.delegates = delegates;
    }

    private record Asked(ProposalId id, Matter matter, PassingRule rule, Conduct conduct) {}

    /// What is known of one proposal.
    ///
    /// @param voters  every voter, whose voice weighs 1, or hundredths where voices have weights
    /// @param heard   through whom every voter is heard who is heard at all
    /// @param stances the last of everyone who spoke
    record Said(
            PassingRule rule,
            Conduct conduct,
            Map<PartyId, Weighed> voters,
            Map<PartyId, PartyId> heard,
            List<Given> stances) {
        long eligible() {
            return sum(voters);
        }

        Map<Stance, Long> counts() {
            return counts(voters, heard);
        }

        private static long sum(Map<PartyId, Weighed> voters) {
            return voters.values().stream().mapToLong(Weighed::weight).sum();
        }

        private Map<Stance, Long> counts(Map<PartyId, Weighed> voters, Map<PartyId, PartyId> heard) {
            var said = stances.stream().collect(Collectors.toMap(Given::party, Given::stance));
            var counts = new EnumMap<Stance, Long>(Stance.class);
            voters.forEach((party, voter) -> {
                var stance = heard.containsKey(party) ? said.get(heard.get(party)) : null;
                if (stance != null) counts.merge(stance, (long) voter.weight(), Long::sum);
            });
            return counts;
        }

        PassingRule.Result judge() {
            return rule.judge(eligible(), counts());
        }

        /// The result of every class by itself, where they are asked; whoever is in two speaks in both.
        Map<String, PassingRule.Result> byClass() {
            if (!conduct.byClass()) return Map.of();
            var eligible = new TreeMap<String, Long>();
            var counts = new HashMap<String, Map<Stance, Long>>();
            var names = voters.values().stream()
                    .flatMap(it -> it.classes().stream())
                    .collect(Collectors.toSet());
            for (var name : names) {
                var inside = new HashMap<>(voters);
                inside.values().removeIf(voter -> !voter.classes().contains(name));
                eligible.put(name, sum(inside));
                counts.put(name, counts(inside, heard));
            }
            return conduct.eachClass() ? rule.judgeByClass(eligible, counts) : rule.judgeClasses(eligible, counts);
        }

        long took() {
            return voters.values().stream().filter(Weighed::spoke).count();
        }

        /// False when those who have said nothing could still change the outcome; a voice handed on can be taken back.
        boolean isCertain() {
            if (took() == voters.size()) return true;
            if (conduct.secret() || conduct.byClass()) return false;
            var own = stances.stream().collect(Collectors.toMap(Given::party, Given::party));
            return rule.isCertain(eligible(), counts(voters, own));
        }
    }

    Said said(CommonsId commons, ProposalId proposal, Open open) {
        return known(read(commons, List.of(new Asked(proposal, open.matter(), open.rule(), open.conduct()))), proposal);
    }

    private Map<ProposalId, Said> read(CommonsId commons, Collection<Asked> asked) {
        var ids = asked.stream().map(Asked::id).toList();
        var voters = roll.voters(commons, ids);
        var stances = handed.stances(commons, ids);
        var inForce = handed.inForce(commons);
        var said = new HashMap<ProposalId, Said>();
        for (var one : asked) {
            var who = voters.getOrDefault(one.id(), Map.of());
            var weighed = new HashMap<PartyId, Weighed>(who);
            if (!one.conduct().weighted())
                weighed.replaceAll((_, voter) -> new Weighed(1, voter.classes(), voter.spoke()));
            var spoken = stances.getOrDefault(one.id(), List.of());
            var spoke = spoken.stream().map(Given::party).collect(Collectors.toSet());
            var heard = delegates.heard(inForce, one.matter(), one.id(), who.keySet(), spoke);
            said.put(one.id(), new Said(one.rule(), one.conduct(), weighed, heard, spoken));
        }
        return said;
    }

    /// How proposals stand, by id.
    Map<ProposalId, RunningTally> of(CommonsId commons, List<Proposal> proposals) {
        var open = proposals.stream()
                .map(one -> new Asked(one.id(), one.matter(), one.rule(), one.conduct()))
                .toList();
        var said = read(commons, open);
        var heard = handed.heard(commons, open.stream().map(Asked::id).toList());
        return proposals.stream()
                .collect(Collectors.toMap(
                        Proposal::id,
                        one -> one.closed()
                                .map(outcome ->
                                        closed(outcome, known(said, one.id()), heard.getOrDefault(one.id(), Map.of())))
                                .orElseGet(() -> open(known(said, one.id())))));
    }

    private static Said known(Map<ProposalId, Said> said, ProposalId proposal) {
        return Objects.requireNonNull(said.get(proposal));
    }

    private static RunningTally closed(Proposal.Outcome outcome, Said said, Map<PartyId, PartyId> heard) {
        return new RunningTally(
                outcome.counts(),
                outcome.eligible(),
                outcome.took(),
                said.voters().keySet(),
                heard,
                false);
    }

    private static RunningTally open(Said said) {
        boolean secret = said.conduct().secret();
        var through = new TreeMap<PartyId, PartyId>(Comparator.comparing(PartyId::value));
        if (!secret)
            said.heard().forEach((party, voice) -> {
                if (!party.equals(voice)) through.put(party, voice);
            });
        return new RunningTally(
                secret ? Map.of() : said.counts(),
                said.eligible(),
                said.took(),
                said.voters().keySet(),
                through,
                said.isCertain());
    }
}
