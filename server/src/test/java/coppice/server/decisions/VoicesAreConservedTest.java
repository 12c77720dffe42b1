package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.Visitor;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.decisions.Decisions.Said;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll;
import coppice.server.web.Viewer.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever people say, hand on and take back in whatever order, each has one voice, and judging what was heard by the
/// rule gives what pages and programs are told: for every method, every majority, and whatever is out of the ordinary.
class VoicesAreConservedTest extends Electing {
    private static final int ACTS = 40;
    private static final JsonMapper JSON = new JsonMapper();

    /// @param special named voices, weighted ones, each class apart, or secret ones
    record Run(Method method, Majority majority, Special special, long seed) {
        @Override
        public String toString() {
            return method + " " + majority + " " + special + " " + seed;
        }
    }

    enum Special {
        NONE,
        WEIGHTED,
        EACH_CLASS,
        SECRET
    }

    static Stream<Run> everyMethodAndMajority() {
        var runs = new ArrayList<Run>();
        for (var method : Method.values())
            for (var majority : method.countsHeads() ? Majority.values() : new Majority[] {Majority.SIMPLE})
                runs.add(new Run(
                        method, majority, Special.values()[runs.size() % Special.values().length], runs.size() + 1));
        for (var method : Method.values())
            for (var special : Special.values()) runs.add(new Run(method, Majority.SIMPLE, special, runs.size() + 1));
        return runs.stream();
    }

    private void rules(Run run) {
        workers();
        var procedure = new Procedure(run.method(), run.majority(), 50, 7, false);
        decide(
                Matter.OTHER,
                switch (run.special()) {
                    case NONE, WEIGHTED -> procedure;
                    case EACH_CLASS -> procedure.with(Way.EACH_CLASS);
                    case SECRET -> procedure.with(Way.SECRET);
                });
        if (run.special() == Special.WEIGHTED)
            amend(charter ->
                    charter.with(DecisionRules.class, it -> it.withWeights(Map.of("Workers", new BigDecimal("1.25")))));
    }

    /// What people did, kept beside the house.
    private static final class Model {
        final Map<Integer, Stance> said = new HashMap<>();
        final Map<Integer, String> receipts = new HashMap<>();
        final Map<Integer, Integer> always = new HashMap<>();
        final Map<Integer, Integer> once = new HashMap<>();

        /// Through whom somebody is heard; -1: through nobody.
        int through(int voter) {
            var seen = new HashSet<Integer>();
            Integer at = voter;
            while (at != null && seen.add(at)) {
                if (said.containsKey(at)) return at;
                at = once.getOrDefault(at, always.get(at));
            }
            return -1;
        }
    }

    private static int weight(Run run, int voter) {
        if (run.special() != Special.WEIGHTED) return 1;
        return voter == 1 || voter == 2 ? 125 : 100;
    }

    private static Map<Stance, Long> heard(Run run, Model model, List<Integer> voters) {
        var counts = new EnumMap<Stance, Long>(Stance.class);
        for (int voter : voters) {
            int through = run.special() == Special.SECRET && !model.said.containsKey(voter) ? -1 : model.through(voter);
            if (through >= 0)
                counts.merge(
                        java.util.Objects.requireNonNull(model.said.get(through)),
                        (long) weight(run, voter),
                        Long::sum);
        }
        return counts;
    }

    private static long eligible(Run run, List<Integer> voters) {
        return voters.stream().mapToLong(voter -> weight(run, voter)).sum();
    }

    private void act(Run run, Model model, ProposalId proposal, Random chance) {
        int voter = chance.nextInt(4);
        int other = chance.nextInt(4);
        var stances = run.method().stances();
        var stance = stances.get(chance.nextInt(stances.size()));
        switch (chance.nextInt(8)) {
            case 0 -> {
                if (other == voter)
                    assertThat(refusal(() -> delegates.handOn(
                                    members.get(voter), members.get(voter).party(), Optional.empty())))
                            .isInstanceOf(DecisionRefusal.ToOneself.class);
                else {
                    delegates.handOn(members.get(voter), members.get(other).party(), Optional.empty());
                    model.always.put(voter, other);
                }
            }
            case 1 -> {
                if (other == voter) return;
                delegates.handOn(
                        members.get(voter), members.get(other).party(), Optional.empty(), Optional.of(proposal));
                model.once.put(voter, other);
            }
            case 2 -> {
                delegates.takeBack(members.get(voter), Optional.empty(), Optional.empty());
                model.always.remove(voter);
            }
            case 3 -> {
                delegates.takeBack(members.get(voter), Optional.empty(), Optional.of(proposal));
                model.once.remove(voter);
            }
            case 4 -> {
                var wrong = Stream.of(Stance.values())
                        .filter(one -> !stances.contains(one))
                        .findAny()
                        .orElseThrow();
                assertThat(refusal(() -> decisions.take(members.get(voter), proposal, wrong, "because")))
                        .isInstanceOf(DecisionRefusal.StanceOfAnotherMethod.class);
            }
            default -> {
                String receipt = model.receipts.getOrDefault(voter, "");
                String got = decisions.take(
                        members.get(voter),
                        proposal,
                        new Said(stance, "because", receipt, UUID.randomUUID().toString()));
                if (run.special() == Special.SECRET) model.receipts.put(voter, got);
                else assertThat(got).isEmpty();
                model.said.put(voter, stance);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyMethodAndMajority")
    void eachHasOneVoiceAndTheOutcomeIsTheRules(Run run) {
        rules(run);
        var proposal = propose("Something");
        var chance = new Random(run.seed());
        var model = new Model();
        var all = List.of(0, 1, 2, 3);
        for (int act = 0; act < ACTS; act++) {
            act(run, model, proposal, chance);
            var stands = proposals.tally(commons, proposals.proposal(commons, proposal));
            assertThat(stands.eligible()).isEqualTo(eligible(run, all));
            assertThat(stands.took()).isEqualTo(model.said.size());
            assertThat(stands.voters()).hasSize(4);
            assertThat(stands.counts())
                    .as("after %d acts of %s", act + 1, run)
                    .isEqualTo(run.special() == Special.SECRET ? Map.of() : heard(run, model, all));
            assertThat(stands.counts().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .as("no voice twice")
                    .isLessThanOrEqualTo(stands.eligible());
        }
        var counts = heard(run, model, all);
        var outcome = outcome(proposal);
        var rule = new PassingRule(run.method(), run.majority(), 50);
        if (run.special() == Special.SECRET && model.said.size() < Poll.FEWEST_SECRET) {
            assertThat(outcome.reason()).isEqualTo(Proposal.Reason.TOO_FEW_FOR_SECRECY);
            return;
        }
        var expected = rule.judge(eligible(run, all), counts);
        assertThat(outcome.counts()).isEqualTo(counts);
        assertThat(outcome.eligible()).isEqualTo(expected.eligible());
        assertThat(outcome.took()).isEqualTo(expected.took());
        assertThat(outcome.needed()).isEqualTo(expected.needed());
        if (run.special() == Special.EACH_CLASS) inEachClass(run, model, rule, outcome, expected);
        else assertThat(outcome.reason().name()).isEqualTo(expected.reason().name());
        told(proposal, outcome);
        assertThat(refusal(() -> decisions.take(
                                members.getFirst(),
                                proposal,
                                run.method().stances().getFirst(),
                                "late"))
                        .code())
                .isEqualTo("already-closed");
        handedOnLaterChangesNothing(proposal, outcome);
    }

    private void inEachClass(
            Run run, Model model, PassingRule rule, Proposal.Outcome outcome, PassingRule.Result expected) {
        var workers = List.of(1, 2);
        var apart = rule.judge(2, heard(run, model, workers));
        assertThat(outcome.classes()).hasSize(1);
        assertThat(outcome.classes().values().iterator().next().counts()).isEqualTo(apart.counts());
        assertThat(outcome.passed()).isEqualTo(expected.passed() && apart.passed());
    }

    private void told(ProposalId proposal, Proposal.Outcome outcome) {
        var item = JSON.readTree(Visitor.program(house.story().person("Ben"), Scope.READ)
                .get("/api" + Proposals.address(commons, proposal))
                .body());
        assertThat(item.path("result").asString()).isEqualTo(outcome.reason().name());
        assertThat(item.path("eligible").asLong()).isEqualTo(outcome.eligible());
        var counts = new EnumMap<Stance, Long>(Stance.class);
        item.path("counts")
                .properties()
                .forEach(one ->
                        counts.put(Stance.valueOf(one.getKey()), one.getValue().asLong()));
        assertThat(counts).isEqualTo(outcome.counts());
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(Proposals.address(commons, proposal))
                        .statusCode())
                .isEqualTo(200);
    }

    /// Who hands a voice on after the close is heard as they were.
    private void handedOnLaterChangesNothing(ProposalId proposal, Proposal.Outcome outcome) {
        try {
            delegates.handOn(members.get(3), members.getFirst().party(), Optional.empty(), Optional.of(proposal));
        } catch (Refused closed) {
            // as good: it has closed
        }
        assertThat(proposals
                        .tally(commons, proposals.proposal(commons, proposal))
                        .counts())
                .isEqualTo(outcome.counts());
    }
}
