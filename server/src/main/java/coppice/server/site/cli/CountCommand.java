package coppice.server.site.cli;

import coppice.rules.money.Ratio;
import coppice.rules.voting.ApprovalBallots;
import coppice.rules.voting.CommitteeElection;
import coppice.rules.voting.CommitteeRule;
import coppice.rules.voting.Condorcet;
import coppice.rules.voting.Condorcet.Strength;
import coppice.rules.voting.InstantRunoff;
import coppice.rules.voting.Lot;
import coppice.rules.voting.PairwiseBallots;
import coppice.rules.voting.RankedRules;
import coppice.rules.voting.RankedRules.Mode;
import coppice.rules.voting.RankedRules.Overvote;
import coppice.rules.voting.RankedRules.Tie;
import coppice.rules.voting.SingleTransferableVote;
import coppice.rules.voting.StvRules;
import coppice.rules.voting.files.BallotFile;
import coppice.rules.voting.files.Blt;
import coppice.rules.voting.files.RankedCsv;
import coppice.server.kernel.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "count",
        description = "Counts a file of ballots and prints every step. Needs no server.",
        footer = {
            "",
            "FILE is read by its ending: .blt and .hil; .abif; .cvotes; .soc .soi .toc .toi .cat (PrefLib); a Debian tally",
            "sheet (…tally.txt); .json and .xml cast vote records (NIST 1500-103); else CSV with the columns count (if you",
            "like) and rank1, rank2 and so on: a name a rank, empty where it was skipped, A|B or overvote where more were",
            "marked than may be.",
            "",
            "Rules: irv (instant runoff) and transfers (several winners) as RCTab has them; scottish, wigm, wigm-exact, meek",
            "and meek-exact (single transferable vote); schulze, ranked-pairs, minimax, copeland, borda, kemeny; approval,",
            "satisfaction-approval, proportional-approval, sequential-proportional-approval, phragmen, equal-shares,",
            "equal-shares-then-approval, equal-shares-by-increments, enestroem-phragmen, consensus (everyone on a ballot is",
            "approved of); score and star (files with numbers, such as ABIF)."
        },
        mixinStandardHelpOptions = true)
final class CountCommand implements Callable<Integer> {
    private enum Format {
        BLT,
        CSV
    }

    private static final int MOST_FOR_KEMENY = 8;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--rule", converter = CountRule.Name.class, description = "how to count; see below")
    private CountRule rule;

    @Option(names = "--to", description = "blt or csv: print the ballots in that form instead of counting")
    private Format to;

    @Option(
            names = "--contest",
            defaultValue = "",
            description = "which one, where a file of cast vote records has several")
    private String contest;

    @Option(
            names = "--seats",
            defaultValue = "0",
            description = "how many are elected (default: what the file says, or 1)")
    private int seats;

    @Option(
            names = "--tie",
            defaultValue = "candidate_order",
            description =
                    "random, previous_rounds_then_random, permutation, candidate_order (default); rules other than"
                            + " irv and transfers know the last two")
    private Tie tie;

    @Option(names = "--seed", defaultValue = "0", description = "the published seed that chance is drawn from")
    private long seed;

    @Option(
            names = "--overvote",
            defaultValue = "skip_to_next_rank",
            description = "exhaust_immediately, skip_to_next_rank (default), exhaust_if_multiple_continuing")
    private Overvote overvote;

    @Option(names = "--max-skipped-ranks", description = "a longer gap exhausts a ballot (default: no gap does)")
    private int maxSkipped = RankedRules.UNLIMITED;

    @Option(names = "--batch", description = "eliminate all at once who cannot reach the next one together")
    private boolean batch;

    @Option(
            names = "--stop-after-round",
            description = "count no round after this one (default: until all are elected)",
            defaultValue = "" + RankedRules.UNLIMITED,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private int stopAfter;

    @Option(names = "--write-ins", defaultValue = "", description = "the name that stands for undeclared write-ins")
    private String writeIns;

    @Option(names = "--json", description = "print the count as JSON")
    private boolean json;

    /// What a rule came to: to read, and for programs.
    private record Counted(String readable, Object plain) {}

    @Override
    public Integer call() {
        if (rule == null && to == null)
            throw new CoppiceCommand.Trouble(
                    "Say how to count, for example --rule irv; coppice count --help has all rules.");
        var given = new BallotReader(file, contest).read();
        if (to != null) {
            System.out.print(to == Format.BLT ? Blt.write(given) : RankedCsv.write(given.ballots()));
            return 0;
        }
        int winners = seats > 0 ? seats : rule == CountRule.IRV ? 1 : given.seats();
        int standing = given.ballots().candidates().size() - given.withdrawn().size();
        if (standing < 1) throw new CoppiceCommand.Trouble("Nobody stands in " + file + ".");
        if (winners > standing)
            throw new CoppiceCommand.Trouble("Only " + standing + " stand; " + winners + " cannot be elected.");
        var counted = count(given, winners);
        var mapper = JsonMapper.builder().addModule(Json.module()).build();
        System.out.print(json ? mapper.writeValueAsString(counted.plain()) + "\n" : counted.readable());
        return 0;
    }

    private Counted count(BallotFile given, int winners) {
        return switch (rule) {
            case IRV, TRANSFERS -> byRounds(given, winners);
            case SCOTTISH -> byTransfers(given, winners, StvRules.Method.SCOTTISH);
            case WIGM -> byTransfers(given, winners, StvRules.Method.WIGM);
            case WIGM_EXACT -> byTransfers(given, winners, StvRules.Method.WIGM_EXACT);
            case MEEK -> byTransfers(given, winners, StvRules.Method.MEEK);
            case MEEK_EXACT -> byTransfers(given, winners, StvRules.Method.MEEK_EXACT);
            case SCHULZE, RANKED_PAIRS, MINIMAX, COPELAND, BORDA, KEMENY -> byPairs(given);
            case PHRAGMEN -> byApproval(given, winners, CommitteeRule.SEQUENTIAL_PHRAGMEN);
            case APPROVAL,
                    SATISFACTION_APPROVAL,
                    PROPORTIONAL_APPROVAL,
                    SEQUENTIAL_PROPORTIONAL_APPROVAL,
                    EQUAL_SHARES,
                    EQUAL_SHARES_THEN_APPROVAL,
                    EQUAL_SHARES_BY_INCREMENTS,
                    ENESTROEM_PHRAGMEN,
                    CONSENSUS -> byApproval(given, winners, CommitteeRule.valueOf(rule.name()));
            case SCORE, STAR -> byScore(given);
        };
    }

    private List<String> order(BallotFile given) {
        return tie == Tie.CANDIDATE_ORDER
                ? given.tieOrder()
                : Lot.order(given.ballots().candidates(), seed);
    }

    private Counted byRounds(BallotFile given, int winners) {
        if (rule == CountRule.IRV && winners != 1)
            throw new CoppiceCommand.Trouble("Instant runoff elects one; --rule transfers elects several.");
        var plain = RankedRules.instantRunoff(given.tieOrder());
        var count = InstantRunoff.count(
                given.ballots(),
                new RankedRules(
                        rule == CountRule.IRV ? Mode.SINGLE_WINNER : Mode.MULTI_WINNER,
                        winners,
                        tie,
                        seed,
                        plain.order(),
                        overvote,
                        maxSkipped,
                        RankedRules.UNLIMITED,
                        false,
                        plain.decimals(),
                        0,
                        batch,
                        false,
                        false,
                        false,
                        false,
                        Ratio.ZERO,
                        given.withdrawn(),
                        stopAfter,
                        writeIns));
        return new Counted(CountPrinter.rounds(count), CountPrinter.plain(count));
    }

    private Counted byTransfers(BallotFile given, int winners, StvRules.Method method) {
        var count = SingleTransferableVote.count(
                given.ballots(), new StvRules(method, winners, given.withdrawn(), order(given)));
        return new Counted(CountPrinter.steps(count), count);
    }

    private Counted byPairs(BallotFile given) {
        var pairs = PairwiseBallots.of(given.ballots());
        var names = pairs.candidates();
        if (rule == CountRule.KEMENY && names.size() > MOST_FOR_KEMENY)
            throw new CoppiceCommand.Trouble(
                    "Kemeny's rule tries every order; that is possible for up to " + MOST_FOR_KEMENY + " candidates.");
        var groups = switch (rule) {
            case RANKED_PAIRS -> Condorcet.rankedPairs(pairs, Strength.WINNING_VOTES);
            case MINIMAX -> Condorcet.minimax(pairs, Strength.WINNING_VOTES);
            case COPELAND -> Condorcet.copeland(pairs);
            case BORDA -> Condorcet.borda(pairs);
            case KEMENY -> Condorcet.kemeny(pairs);
            default -> Condorcet.schulze(pairs, Strength.WINNING_VOTES);
        };
        var ranking = groups.stream()
                .map(group -> group.stream().map(names::get).toList())
                .toList();
        var plain = new LinkedHashMap<String, Object>();
        plain.put("ballots", given.ballots().count());
        plain.put("condorcetWinner", Condorcet.winner(pairs).map(names::get).orElse(null));
        plain.put("smithSet", Condorcet.smithSet(pairs).stream().map(names::get).toList());
        plain.put("ranking", ranking);
        var above = new LinkedHashMap<String, Map<String, Long>>();
        for (int a = 0; a < names.size(); a++) {
            var row = new LinkedHashMap<String, Long>();
            for (int b = 0; b < names.size(); b++) if (a != b) row.put(names.get(b), pairs.above(a, b));
            above.put(names.get(a), row);
        }
        plain.put("above", above);
        return new Counted(CountPrinter.ranking(pairs, ranking), plain);
    }

    private Counted byApproval(BallotFile given, int winners, CommitteeRule committee) {
        var names = given.ballots().candidates().stream()
                .filter(name -> !given.withdrawn().contains(name))
                .toList();
        var approvals = ApprovalBallots.builder(names);
        for (var ballot : given.ballots().ballots()) {
            var approved = new LinkedHashSet<String>();
            for (var rank : ballot.ranks()) approved.addAll(rank.candidates());
            approved.retainAll(names);
            approvals.add(ballot.count(), new ArrayList<>(approved));
        }
        try {
            var count = CommitteeElection.elect(approvals.build(), committee, winners, order(given));
            return new Counted(CountPrinter.committee(count), count);
        } catch (CommitteeElection.TooMany tooMany) {
            throw new CoppiceCommand.Trouble(
                    "This rule compares whole committees, and here there are too many of them (" + tooMany.getMessage()
                            + "). A sequential rule can count it.");
        }
    }

    private Counted byScore(BallotFile given) {
        if (given.scores().isEmpty()) throw new CoppiceCommand.Trouble("There are no scores in " + file + ".");
        var lines = given.scores().sums();
        if (rule == CountRule.SCORE) return new Counted(CountPrinter.scores(lines), lines);
        var runoff = given.scores().runoff();
        return new Counted(
                CountPrinter.scores(lines)
                        + "%nRunoff: %s %d, %s %d%n%nElected: %s%n"
                                .formatted(
                                        runoff.finalists().getFirst(),
                                        runoff.first(),
                                        runoff.finalists().getLast(),
                                        runoff.second(),
                                        runoff.winner()),
                Map.of("sums", lines, "runoff", runoff));
    }
}
