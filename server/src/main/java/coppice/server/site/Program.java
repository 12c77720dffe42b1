package coppice.server.site;

import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.site.cli.CoppiceCommand;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/// The command line of the program.
public final class Program {
    private Program() {}

    /// Starts the house.
    public interface Starter {
        ConfigurableApplicationContext start(Settings settings, Database database, Clock clock, boolean web);
    }

    /// Runs a command and gives its exit code.
    public static int run(Starter starter, Map<String, String> environment, String... arguments) {
        return CoppiceCommand.run(starter, environment, arguments);
    }
}
