package coppice.server.site.cli;

import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Ids;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "user",
        description = "Makes accounts and sign-in links; works while the server runs, too.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    private static final Duration LINK_LASTS = Duration.ofDays(1);

    @ParentCommand
    private CoppiceCommand coppice;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: create or link");
    }

    @Command(description = "Makes an account and prints a link that signs in once.", mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "EMAIL") String email) {
        return coppice.indoors(house -> {
            var identity = house.getBean(Identity.class);
            return print(
                    identity,
                    identity.create(name, email, house.getBean(Ids.class).secret()));
        });
    }

    @Command(description = "Prints a link that signs somebody in once.", mixinStandardHelpOptions = true)
    int link(@Parameters(paramLabel = "EMAIL") String email) {
        return coppice.indoors(house -> {
            var identity = house.getBean(Identity.class);
            return print(
                    identity,
                    identity.byEmail(email)
                            .orElseThrow(
                                    () -> new CoppiceCommand.Trouble("Nobody here has the address " + email + ".")));
        });
    }

    private int print(Identity identity, Account account) {
        String base = coppice.settings()
                .publicUrl()
                .map(url -> url.toString().replaceAll("/$", ""))
                .orElse("http://localhost:" + coppice.settings().port());
        System.out.println(
                base + "/enter/" + identity.entryLink(account.id(), LINK_LASTS).value());
        return 0;
    }
}
