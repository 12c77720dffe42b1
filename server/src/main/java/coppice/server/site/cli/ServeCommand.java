package coppice.server.site.cli;

import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "serve", description = "Starts the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Duration FIRST_LINK_LASTS = Duration.ofHours(24);

    @ParentCommand
    private CoppiceCommand coppice;

    @Override
    public Integer call() throws InterruptedException {
        var settings = coppice.settings();
        try (var database = Database.open(settings)) {
            var house = listen(coppice, settings, database);
            var identity = house.getBean(Identity.class);
            String address = address(settings, house);
            System.out.println("Coppice listens on " + address);
            if (identity.isNew())
                System.out.println("Make the first account here (the link works once, for a day):\n  " + address
                        + "/enter/" + identity.firstLink(FIRST_LINK_LASTS).value());
            untilStopped(house);
        }
        return 0;
    }

    static ConfigurableApplicationContext listen(CoppiceCommand coppice, Settings settings, Database database) {
        try {
            return coppice.start(settings, database, true);
        } catch (ApplicationContextException trouble) {
            for (Throwable cause = trouble; cause != null; cause = cause.getCause())
                if (cause instanceof PortInUseException)
                    throw new CoppiceCommand.Trouble("Port " + settings.port()
                            + " is taken by another program. Stop it, or set COPPICE_PORT to another number.");
            throw trouble;
        }
    }

    static String address(Settings settings, ConfigurableApplicationContext house) {
        return settings.publicUrl()
                .map(url -> url.toString().replaceAll("/$", ""))
                .orElseGet(() -> "http://localhost:" + house.getEnvironment().getProperty("local.server.port"));
    }

    static void untilStopped(ConfigurableApplicationContext house) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            house.close();
            stopped.countDown();
        }));
        stopped.await();
    }
}
