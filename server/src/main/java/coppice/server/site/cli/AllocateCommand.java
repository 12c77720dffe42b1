package coppice.server.site.cli;

import coppice.rules.budgeting.Allocation;
import coppice.rules.budgeting.Allocation.Reason;
import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes;
import coppice.rules.budgeting.Ties;
import coppice.rules.budgeting.Utility;
import coppice.rules.budgeting.files.Pabulib;
import coppice.rules.budgeting.files.UnreadableBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "allocate",
        description = "Gives a budget to projects by a file of votes and says why. Needs no server.",
        footer = {
            "",
            "FILE is a .pb file of Pabulib: projects with their costs, a budget, and votes that approve, rank or give points.",
            "",
            "Rules: greedy (the most utility for the money first: with the utility cost, the most votes); equal-shares,",
            "equal-shares-then-greedy, equal-shares-add1, equal-shares-add1-then-greedy, equal-shares-add1-until-overspend",
            "(everybody has the same part to pay with, and its completions); sequential-phragmen.",
            "",
            "Ties go to the smaller project id, or with --ties most_votes_then_cheapest as that says."
        },
        mixinStandardHelpOptions = true)
final class AllocateCommand implements Callable<Integer> {
    private static final long LARGEST = 100L * 1024 * 1024;

    private static final class RuleName implements ITypeConverter<BudgetRule> {
        @Override
        public BudgetRule convert(String name) {
            return BudgetRule.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--rule", converter = RuleName.class, required = true, description = "see below")
    private BudgetRule rule;

    @Option(
            names = "--utility",
            description =
                    "what a funded project is worth to a voter: cost (approvals, unless said otherwise), cardinality,"
                            + " points (votes with points), borda (votes in order)")
    private Utility utility;

    @Option(names = "--ties", defaultValue = "by_id", description = "by_id (default), most_votes_then_cheapest")
    private Ties ties;

    @Option(
            names = "--least-voters",
            defaultValue = "1",
            description = "a project that fewer voted for is not funded (default: 1)")
    private long leastVoters;

    @Option(names = "--json", description = "print the outcome as JSON")
    private boolean json;

    @Override
    public Integer call() {
        var votes = read().votes();
        var outcome = Allocation.of(votes, rule, utility == null ? usual(votes) : utility, ties, leastVoters);
        System.out.print(json ? new JsonMapper().writeValueAsString(plain(outcome)) + "\n" : readable(outcome));
        return 0;
    }

    private Pabulib.PabulibFile read() {
        try {
            if (Files.size(file) > LARGEST)
                throw new CoppiceCommand.Trouble("The file " + file + " is larger than 100 MB.");
            return Pabulib.parse(Acting.text(file));
        } catch (IOException absent) {
            throw new CoppiceCommand.Trouble("The file " + file + " cannot be read.");
        } catch (UnreadableBudget unreadable) {
            throw new CoppiceCommand.Trouble(
                    "Line " + unreadable.line() + " of " + file + ": " + unreadable.getMessage() + ".");
        }
    }

    private static Utility usual(BudgetVotes votes) {
        return switch (votes.form()) {
            case APPROVAL -> Utility.COST;
            case ORDINAL -> Utility.BORDA;
            case CUMULATIVE, SCORING -> Utility.POINTS;
        };
    }

    private static String money(BudgetVotes votes, long minorUnits) {
        return BigDecimal.valueOf(minorUnits, votes.digits()).toPlainString();
    }

    private static String readable(Allocation outcome) {
        var votes = outcome.votes();
        var text = new StringBuilder(
                "%,d voters, a budget of %s%n".formatted(votes.voters(), money(votes, votes.budget())));
        outcome.share()
                .ifPresent(share -> text.append("Everybody has %s to pay with%n"
                        .formatted(CountPrinter.figure(
                                share.dividedBy(coppice.rules.money.Ratio.of(Math.powExact(10L, votes.digits())))))));
        text.append("%nFunded%n".formatted());
        for (var one : outcome.chosen()) {
            var project = votes.projects().get(one.project());
            text.append("%14s  %s  %s (%,d voters%s)%n"
                    .formatted(
                            money(votes, project.cost()),
                            project.id(),
                            project.name(),
                            one.payers(),
                            one.step() == Allocation.Step.GREEDY
                                            && outcome.share().isPresent()
                                    ? ", with what was left"
                                    : ""));
        }
        text.append("%14s  in all; %s is left%n"
                .formatted(money(votes, outcome.spent()), money(votes, votes.budget() - outcome.spent())));
        text.append("%nNot funded%n".formatted());
        for (int i = 0; i < votes.projects().size(); i++) {
            var reason = outcome.reasons().get(i);
            if (reason == null) continue;
            var project = votes.projects().get(i);
            text.append("%14s  %s  %s: %s%n"
                    .formatted(money(votes, project.cost()), project.id(), project.name(), why(votes, reason)));
        }
        return text.toString();
    }

    private static String why(BudgetVotes votes, Reason reason) {
        return switch (reason) {
            case Reason.TooFewVoters(long voters) ->
                voters == 0 ? "nobody voted for it" : voters + " voters are too few";
            case Reason.SupportersShort(long left) -> "its voters had " + money(votes, left) + " left together";
            case Reason.DoesNotFit(long left) -> "only " + money(votes, left) + " was left";
        };
    }

    private static Map<String, Object> plain(Allocation outcome) {
        var votes = outcome.votes();
        var all = new LinkedHashMap<String, Object>();
        all.put("voters", votes.voters());
        all.put("budget", money(votes, votes.budget()));
        all.put("spent", money(votes, outcome.spent()));
        outcome.share().ifPresent(share -> all.put("shareInMinorUnits", share.toString()));
        List<Map<String, Object>> funded = new ArrayList<>();
        for (var one : outcome.chosen()) {
            var line = new LinkedHashMap<String, Object>();
            var project = votes.projects().get(one.project());
            line.put("project", project.id());
            line.put("cost", money(votes, project.cost()));
            line.put("step", one.step().name());
            line.put("rate", one.rate().toString());
            line.put("voters", one.payers());
            funded.add(line);
        }
        all.put("funded", funded);
        var reasons = new LinkedHashMap<String, Object>();
        outcome.reasons()
                .forEach((project, reason) ->
                        reasons.put(votes.projects().get(project).id(), why(votes, reason)));
        all.put("notFunded", reasons);
        return all;
    }
}
