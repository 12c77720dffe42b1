package coppice.server.site.cli;

import coppice.server.kernel.Database;
import coppice.server.kernel.DatabaseTrouble;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Settings;
import coppice.server.site.Program.Starter;
import coppice.server.web.Messages;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `coppice`: one program, several commands.
@Command(
        name = "coppice",
        description = "One self-hosted server in which a commons lives.",
        mixinStandardHelpOptions = true,
        version = "Coppice 0.1",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            DistributeCommand.class,
            CountCommand.class,
            AllocateCommand.class,
            UserCommand.class,
            DoctorCommand.class
        },
        footerHeading = "%nSettings come from the environment:%n",
        footer = {
            "  COPPICE_DATA          folder of the embedded database (default: data; as root /var/lib/coppice)",
            "  COPPICE_DATABASE_URL  a PostgreSQL of your own: postgresql://user:password@host:5432/name",
            "  COPPICE_ADDRESS       where to listen (default: 127.0.0.1)",
            "  COPPICE_PORT          on which port (default: 8080)",
            "  COPPICE_PUBLIC_URL    how people reach the server, such as https://commons.example.org",
            "  COPPICE_SMTP_URL      the mail server: smtp://user:password@mail.example.org:587",
            "  COPPICE_MAIL_FROM     the address that letters come from",
            "",
            "Exit codes: 0 done, 1 refused or failed, 2 the command or a setting was not understood."
        })
public final class CoppiceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private final Starter starter;

    private final Map<String, String> environment;

    CoppiceCommand(Starter starter, Map<String, String> environment) {
        this.starter = starter;
        this.environment = environment;
    }

    /// Runs a command and gives its exit code.
    public static int run(Starter starter, Map<String, String> environment, String... arguments) {
        var program = new CommandLine(new CoppiceCommand(starter, environment));
        ServiceLoader.load(Subcommand.class).forEach(program::addSubcommand);
        return program.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((trouble, line, _) -> {
                    line.getErr().println(line.getColorScheme().errorText(message(trouble)));
                    return trouble instanceof Settings.BadSetting ? 2 : 1;
                })
                .execute(arguments);
    }

    private static String message(Exception trouble) {
        return switch (trouble) {
            case Refused refused ->
                new Messages().in(List.of()).say(refused.refusal()) + " ("
                        + refused.refusal().code() + ")";
            case DatabaseTrouble _, Settings.BadSetting _, Trouble _ -> String.valueOf(trouble.getMessage());
            default -> "Something went wrong on our side: " + trouble;
        };
    }

    /// A command cannot do what it was asked; the message says why and what to do.
    @SuppressWarnings("serial")
    static final class Trouble extends RuntimeException {
        Trouble(String message) {
            super(message);
        }
    }

    Settings settings() {
        return Settings.from(environment);
    }

    ConfigurableApplicationContext start(Settings settings, Database database, boolean web) {
        return starter.start(settings, database, Clock.systemUTC(), web);
    }

    /// Does something with the house without listening; a server may be running on the same data meanwhile.
    int indoors(java.util.function.ToIntFunction<ConfigurableApplicationContext> work) {
        var settings = settings();
        try (var database = Database.reach(settings);
                var house = start(settings, database, false)) {
            return work.applyAsInt(house);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: coppice serve");
    }
}
