package coppice.server.site.cli;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.identity.Identity;
import coppice.server.kernel.CsvFile;
import coppice.server.web.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Option;

/// In which commons a command acts, and as which of its stewards.
final class Acting {
    @Option(names = "--commons", required = true, description = "the commons' name in addresses, such as hazel-yard")
    private String slug = "";

    @Option(names = "--as", required = true, description = "e-mail address of the steward who acts")
    private String email = "";

    Commons commons(ApplicationContext house) {
        return house.getBean(Commonses.class)
                .bySlug(slug)
                .orElseThrow(() -> new CoppiceCommand.Trouble("There is no commons \"" + slug + "\" here."));
    }

    Steward steward(ApplicationContext house) {
        var account = house.getBean(Identity.class)
                .byEmail(email)
                .orElseThrow(() -> new CoppiceCommand.Trouble("Nobody here has the address " + email + "."));
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return house.getBean(Commonses.class)
                .standing(commons(house).slug(), viewer)
                .membership()
                .filter(Steward.class::isInstance)
                .map(Steward.class::cast)
                .orElseThrow(() -> new CoppiceCommand.Trouble(email + " is not a steward of " + slug + "."));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new CoppiceCommand.Trouble("The file " + file + " cannot be read.");
        }
    }

    static String text(Path file) {
        try {
            return CsvFile.text(bytes(file));
        } catch (CsvFile.Unreadable unreadable) {
            throw new CoppiceCommand.Trouble("The file " + file + " is not UTF-8 text.");
        }
    }
}
