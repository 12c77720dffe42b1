package coppice.server.site.cli;

import coppice.server.commons.Commonses;
import coppice.server.distributions.Distributions;
import coppice.server.ledger.Ledger;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        description = "Checks the settings, the database and the books of every commons. Changes nothing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private CoppiceCommand coppice;

    @Override
    public Integer call() {
        return coppice.indoors(house -> {
            System.out.println("ok    settings and database");
            int faults = 0;
            for (var commons : house.getBean(Commonses.class).all()) {
                long wrong = house.getBean(Ledger.class).wrongTotals(commons.id());
                faults += say(wrong == 0, commons.slug() + ": every account's total is the sum of its transfers");
                var distributions = house.getBean(Distributions.class);
                for (var run : distributions.runs(commons.id()))
                    faults += say(
                            distributions.recomputes(commons, run),
                            commons.slug() + ": run " + run.number() + " recomputes to the same figures");
            }
            return faults == 0 ? 0 : 1;
        });
    }

    private static int say(boolean sound, String what) {
        System.out.println((sound ? "ok    " : "WRONG ") + what);
        return sound ? 0 : 1;
    }
}
