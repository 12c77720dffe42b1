package coppice.server.site.cli;

import coppice.server.contributions.GitHistory;
import coppice.server.contributions.Histories;
import coppice.server.ledger.Statements;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = "Brings a history of contributions, or a file of payments, into a commons. Again adds nothing.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Runnable {
    @ParentCommand
    private CoppiceCommand coppice;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to import: git, commits or money");
    }

    @Command(description = "Imports the history of a Git repository.", mixinStandardHelpOptions = true)
    int git(
            @Parameters(paramLabel = "PATH-OR-URL", description = "a folder on this machine or a public https address")
                    String from,
            @Option(names = "--type", description = "contribution type it is counted as", defaultValue = "change")
                    String type,
            @Option(names = "--source", description = "name of the history in the commons", defaultValue = "git")
                    String source,
            @Mixin Acting acting) {
        return coppice.indoors(house -> {
            var git = house.getBean(GitHistory.class);
            return bring(
                    house,
                    acting,
                    source,
                    type,
                    from.contains("://") ? git.fromUrl(from) : git.fromPath(Path.of(from)));
        });
    }

    @Command(description = "Imports the CSV form of a Git history.", mixinStandardHelpOptions = true)
    int commits(
            @Parameters(
                            paramLabel = "COMMITS.csv",
                            description = "columns contribution, date, contributor, lines_added, lines_removed")
                    Path commits,
            @Option(names = "--areas", description = "CSV with contribution, area, lines_added, lines_removed")
                    @Nullable Path areas,
            @Option(names = "--type", description = "contribution type it is counted as", defaultValue = "change")
                    String type,
            @Option(names = "--source", description = "name of the history in the commons", defaultValue = "git")
                    String source,
            @Mixin Acting acting) {
        return coppice.indoors(house -> bring(
                house,
                acting,
                source,
                type,
                Histories.fromCsv(Acting.bytes(commits), areas == null ? new byte[0] : Acting.bytes(areas))));
    }

    private static int bring(
            ApplicationContext house, Acting acting, String source, String type, List<Histories.Item> items) {
        var outcome = house.getBean(Histories.class).bring(acting.steward(house), source, type, items, _ -> {});
        System.out.printf(
                "%d items by %d authors: %d were new and are added.%n",
                outcome.items(), outcome.authors(), outcome.added());
        return 0;
    }

    @Command(
            description = "Imports a file of payments and says whether it agrees with itself.",
            mixinStandardHelpOptions = true)
    int money(
            @Parameters(
                            paramLabel = "PAYMENTS.csv",
                            description = "Open Collective's export, or columns date and amount")
                    Path file,
            @Option(names = "--dry-run", description = "only say what would be booked") boolean dryRun,
            @Mixin Acting acting) {
        return coppice.indoors(house -> {
            var statements = house.getBean(Statements.class);
            var steward = acting.steward(house);
            var commons = acting.commons(house);
            var id = statements.bring(steward, String.valueOf(file.getFileName()), Acting.bytes(file));
            var report = dryRun ? statements.report(commons, id) : statements.book(steward, id, _ -> {});
            System.out.printf(
                    "%d rows from %s to %s, %d of them known already. In %s, out %s, left %s %s.%n",
                    report.rows(),
                    report.first(),
                    report.last(),
                    report.known(),
                    commons.money(report.in()).plain(),
                    commons.money(report.out()).plain(),
                    commons.money(report.endSum()).plain(),
                    commons.currency());
            if (report.agrees()) return 0;
            var last = report.differences().getFirst();
            System.out.printf(
                    "The file's own last balance is %s, which is %s too high: row %d (%s of %s)%s.%n",
                    commons.money(last.stated()).plain(),
                    commons.money(last.tooHigh()).plain(),
                    last.row().line(),
                    last.row().id(),
                    last.row().day(),
                    last.explained() ? " leaves out its own payment fee" : "");
            return 0;
        });
    }
}
