package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.BallotForm;
import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollRule;
import coppice.rules.voting.PollRule.Method;
import coppice.server.BothFaces;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Reason;
import coppice.server.polls.Poll.Shows;
import coppice.server.polls.SecretBallots.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever people do in whatever order, each has one voice, and counting what they said last by the rule gives what
/// pages and programs are told: for every kind of poll and every way in which it can be counted.
class VotesAreConservedTest extends BothFaces {
    private static final int ACTS = 30;
    private static final List<String> TIMES =
            List.of("2027-01-01 10:00", "2027-01-02 10:00", "2027-01-03 18:30", "2027-01-04 08:00");
    private static final Pattern BAR =
            Pattern.compile("(?s)<tr><th scope=\"row\">(.*?)[ <].*?<td class=\"n\">(.*?)</td>");

    /// One poll, and the seed of all that happens to it.
    record Run(Kind kind, Optional<Method> method, int seats, boolean secret, long seed) {}

    static Stream<Run> everyKindAndMethod() {
        var runs = new ArrayList<Run>();
        for (var kind : Kind.values()) {
            List<Optional<Method>> methods = kind.methods().isEmpty()
                    ? List.of(Optional.empty())
                    : kind.methods().stream().map(Optional::of).toList();
            for (var method : methods)
                for (boolean secret : new boolean[] {false, true}) {
                    if (kind == Kind.ADVICE && secret) continue;
                    runs.add(new Run(kind, method, 1, secret, runs.size() + 1));
                    if (kind.hasWinners() && method.stream().noneMatch(Method::electsOne))
                        runs.add(new Run(kind, method, 2, secret, runs.size() + 1));
                }
        }
        return runs.stream();
    }

    /// What somebody said last, and the receipt that changes it.
    private record Said(Map<Integer, Integer> marks, String words, String receipt) {}

    private PollDraft asked(Run run) {
        var options = run.kind() == Kind.TIME
                ? TIMES
                : run.kind() == Kind.CHECK || run.kind().isInWords() ? List.<String>of() : List.of("a", "b", "c", "d");
        var who = run.kind() == Kind.ADVICE
                ? new PollDraft.Who(
                        Optional.empty(),
                        members.stream().map(one -> one.party()).toList(),
                        false)
                : PollDraft.Who.EVERYBODY;
        return new PollDraft(
                Optional.empty(),
                "Which " + run,
                "",
                run.kind(),
                options,
                "UTC",
                run.kind() == Kind.SCORE ? -3 : run.kind().usualLeast(),
                run.kind() == Kind.CHOOSE ? 3 : run.kind().usualMost(),
                run.method(),
                run.seats(),
                run.secret(),
                Shows.ALWAYS,
                7,
                who);
    }

    private static Map<Integer, Integer> random(Poll poll, Random chance) {
        var marks = new HashMap<Integer, Integer>();
        if (poll.rule().isEmpty()) return marks;
        var form = poll.rule().get().form();
        var options = new ArrayList<>(IntStream.range(0, form.options()).boxed().toList());
        java.util.Collections.shuffle(options, chance);
        int several = 1 + chance.nextInt(options.size());
        int rank = 1;
        int left = form.most();
        for (int option : options.subList(0, several))
            switch (form.kind()) {
                case CHOOSE -> marks.put(option, 1);
                case SCORE -> marks.put(option, form.least() + chance.nextInt(form.most() - form.least() + 1));
                case DOTS -> {
                    int dots = chance.nextInt(left + 1);
                    left -= dots;
                    marks.put(option, dots);
                }
                case QUADRATIC -> {
                    int votes = chance.nextInt((int) Math.sqrt(left) + 1) * (chance.nextBoolean() ? 1 : -1);
                    left -= votes * votes;
                    marks.put(option, votes);
                }
                case RANKED, RANKED_WITH_EQUALS -> marks.put(option, rank++);
                case TIME -> marks.put(option, chance.nextInt(3));
            }
        if (form.kind() == BallotForm.Kind.RANKED_WITH_EQUALS && chance.nextBoolean())
            marks.replaceAll((_, place) -> (place + 1) / 2);
        if (form.kind() == BallotForm.Kind.CHOOSE && marks.size() > form.most())
            marks.keySet().retainAll(options.subList(0, form.most()));
        return marks;
    }

    private static PollResult byTheRule(PollRule rule, List<String> options, List<Said> said) {
        var ballots = new LinkedHashMap<Map<Integer, Integer>, Long>();
        said.reversed().forEach(one -> ballots.merge(one.marks(), 1L, Long::sum));
        return rule.count(options, ballots);
    }

    private void oneVoiceEach(Poll poll, Map<Integer, Said> said, int eligible) {
        var part = counts.part(
                commons, polls.poll(commons, poll.id()), members.getFirst().party());
        assertThat(part.turnout()).isEqualTo(new Poll.Turnout(eligible, said.size()));
        if (poll.secret()) return;
        var ballots = counts.counted(commons, polls.poll(commons, poll.id()), Optional.empty())
                .ballots();
        var kept = new HashMap<Integer, Map<Integer, Integer>>();
        for (var ballot : ballots) {
            int voter = IntStream.range(0, members.size())
                    .filter(i ->
                            ballot.party().equals(Optional.of(members.get(i).party())))
                    .findFirst()
                    .orElseThrow();
            assertThat(kept.put(voter, ballot.marks())).as("a second voice").isNull();
        }
        assertThat(kept.keySet()).isEqualTo(said.keySet());
        kept.forEach((voter, marks) -> assertThat(marks)
                .isEqualTo(java.util.Objects.requireNonNull(said.get(voter)).marks()));
    }

    @ParameterizedTest
    @MethodSource("everyKindAndMethod")
    void eachHasOneVoiceAndTheCountIsTheRules(Run run) {
        var chance = new Random(run.seed());
        var id = open(asked(run));
        var poll = polls.poll(commons, id);
        int eligible = run.kind() == Kind.ADVICE ? 3 : 4;
        var said = new HashMap<Integer, Said>();
        for (int act = 0; act < ACTS; act++) {
            // the last may say nothing at all, so that turnouts differ
            int voter = run.seed() % 3 == 0 ? chance.nextInt(2) : chance.nextInt(4);
            if (run.kind() == Kind.ADVICE && voter == 0) {
                assertThat(refusal(() -> vote(0, id, Map.of())).code()).isEqualTo("not-a-voter");
                continue;
            }
            var marks = random(poll, chance);
            String words = run.kind().isInWords() ? "Because " + act : "";
            switch (chance.nextInt(6)) {
                case 0 ->
                    assertThat(refusal(() ->
                                    polls.vote(members.get(voter), id, new Vote(Map.of(99, 1), words, "", key()))))
                            .as("an option that is not there")
                            .isInstanceOf(PollRefusal.Ballot.class);
                case 1 -> {
                    if (!run.secret() || !said.containsKey(voter)) continue;
                    assertThat(refusal(() -> polls.vote(members.get(voter), id, new Vote(marks, words, "", key()))))
                            .as("a second secret ballot")
                            .isInstanceOf(PollRefusal.BallotAlreadyCast.class);
                }
                default -> {
                    String receipt = said.containsKey(voter) && run.secret()
                            ? said.get(voter).receipt()
                            : "";
                    String key = key();
                    String got = polls.vote(members.get(voter), id, new Vote(marks, words, receipt, key));
                    if (chance.nextBoolean())
                        assertThat(polls.vote(members.get(voter), id, new Vote(marks, words, receipt, key)))
                                .as("the same again")
                                .isEqualTo(got);
                    assertThat(got.isEmpty()).isEqualTo(!run.secret());
                    said.put(voter, new Said(marks, words, got));
                }
            }
            oneVoiceEach(poll, said, eligible);
        }
        var closed = house.later(LATER, () -> polls.poll(commons, id));
        var outcome = closed.closed().orElseThrow();
        boolean isTooFew = run.secret() && said.size() < Poll.FEWEST_SECRET;
        assertThat(outcome.reason()).isEqualTo(isTooFew ? Reason.TOO_FEW_FOR_SECRECY : Reason.COUNTED);
        assertThat(outcome.eligible()).isEqualTo(eligible);
        assertThat(outcome.took()).isEqualTo(said.size());
        var counted = isTooFew ? List.<Said>of() : List.copyOf(said.values());
        var result = closed.rule().map(rule -> byTheRule(rule, closed.options(), counted));
        if (run.kind().hasWinners()) {
            assertThat(outcome.winners()).isEqualTo(result.orElseThrow().winners());
            assertThat(outcome.isTied()).isEqualTo(result.get().isTied());
        } else assertThat(outcome.winners()).isEmpty();
        told(closed, result, said.size());
        if (run.secret() && !isTooFew)
            said.values()
                    .forEach(one -> assertThat(
                                    counts.byReceipt(commons, id, one.receipt()).marks())
                            .isEqualTo(one.marks()));
        assertThat(refusal(() -> vote(1, id, Map.of()))).isInstanceOf(PollRefusal.AlreadyClosed.class);
    }

    /// What a program and a page are told of it.
    private void told(Poll poll, Optional<PollResult> result, int took) {
        JsonNode item = json(program(1).get(api("/polls/" + poll.id())));
        assertThat(item.path("open").asBoolean()).isFalse();
        assertThat(item.path("took").asInt()).isEqualTo(took);
        var winners = new ArrayList<String>();
        item.path("winners").forEach(winner -> winners.add(winner.asString()));
        assertThat(winners).isEqualTo(poll.closed().orElseThrow().winners());
        if (result.isPresent())
            assertThat(item.path("result"))
                    .isEqualTo(JSON.readTree(house.room(JsonMapper.class).writeValueAsString(result.get())));
        String page = page(1).get(at("/polls/" + poll.id())).body();
        assertThat(page).contains(took + " of ");
        for (var winner : winners) assertThat(page).contains(winner);
        if (took == 0 || !(result.orElse(null) instanceof PollResult.Sums sums)) return;
        if (poll.kind() == Kind.CHECK || poll.closed().orElseThrow().reason() != Reason.COUNTED) return;
        var bars = new ArrayList<String>();
        var match = BAR.matcher(page);
        while (match.find()) bars.add(match.group(1) + " " + match.group(2).replace('\u2212', '-'));
        assertThat(bars)
                .as("the bars of the page")
                .containsExactlyElementsOf(sums.lines().stream()
                        .map(line -> line.option().replaceAll(" .*", "") + " " + line.sum())
                        .toList());
    }
}
