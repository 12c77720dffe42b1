package coppice.server.site.cli;

import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "demo",
        description = {
            "Starts the server with four commons to look around in: a small fictional village workshop, the trust that"
                    + " holds its golden share, the public record of a real project, and the budget vote of a real town.",
            "Its data lie in a folder of their own."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Subcommand {
    private static final int CONTRIBUTIONS = 15_527;
    private static final int ROWS = 1_916;
    private static final int BAR = 30;

    @ParentCommand
    private CoppiceCommand coppice;

    @Option(names = "--data", description = "folder of the demo's data (default: one of its own in the data folder)")
    private @org.jspecify.annotations.Nullable Path data;

    @Override
    public Integer call() throws InterruptedException {
        var settings = coppice.settings();
        settings = settings.withData(data == null ? settings.data().resolve("demo-" + DemoStory.EDITION) : data);
        System.out.println("Starting the database in " + settings.data());
        try (var database = Database.open(settings)) {
            var house = ServeCommand.listen(coppice, settings, database);
            var story = new DemoStory(house);
            var village = story.village();
            var record = story.record(
                    done -> progress("contributions", done, CONTRIBUTIONS), done -> progress("money rows", done, ROWS));
            var city = story.city();
            String address = ServeCommand.address(settings, house);
            System.out.println();
            System.out.println("Coppice listens on " + address + ". Nothing else is needed to look around:");
            System.out.println("  " + address + record.address() + "/openbooks   the open books of a real project");
            System.out.println("  " + address + city.address() + "/cobudgeting   the budget vote of a real town");
            System.out.println("  " + address + village.address() + "/lock   what can never be taken away");
            System.out.println("Sign in as somebody (each link works once, for a day):");
            var identity = house.getBean(Identity.class);
            for (var account : story.cast())
                System.out.printf(
                        "  %s/enter/%s   %s%n",
                        address,
                        identity.entryLink(account.id(), Duration.ofDays(1)).value(),
                        what(account.name()));
            System.out.println("Stop it with Ctrl-C. The data stay in " + settings.data() + ".");
            ServeCommand.untilStopped(house);
        }
        return 0;
    }

    private static String what(String name) {
        return switch (name) {
            case "Ana" -> "Ana, steward of the village workshop";
            case "Ben" -> "Ben, member of the village workshop";
            default -> name + ", steward of the public record";
        };
    }

    private static void progress(String what, long done, long all) {
        int filled = (int) (BAR * done / all);
        System.out.printf(
                "\rLoading the public record: [%s%s] %,d of %,d %s   ",
                "#".repeat(filled), " ".repeat(BAR - filled), done, all, what);
        if (done == all) System.out.println();
        System.out.flush();
    }
}
