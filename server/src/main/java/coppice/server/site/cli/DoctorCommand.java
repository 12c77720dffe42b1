package coppice.server.site.cli;

import coppice.server.commons.Commonses;
import coppice.server.commons.Verifier;
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
                for (var room : house.getBeanProvider(Verifier.class))
                    for (var check : room.verify(commons))
                        faults += say(check.isSound(), commons.slug() + ": " + check.what());
            }
            return faults == 0 ? 0 : 1;
        });
    }

    private static int say(boolean sound, String what) {
        System.out.println((sound ? "ok    " : "WRONG ") + what);
        return sound ? 0 : 1;
    }
}
