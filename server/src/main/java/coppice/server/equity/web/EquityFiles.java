package coppice.server.equity.web;

import coppice.server.charter.Charters;
import coppice.server.charter.Law;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.equity.EquityMotions.BringRegister;
import coppice.server.equity.EquityRefusal;
import coppice.server.equity.Ocf;
import coppice.server.equity.OcfPackage;
import coppice.server.equity.Register;
import coppice.server.files.Files;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Download;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The register as files, and brought from one.
@Controller
class EquityFiles {
    private static final Map<String, String> COUNTRIES =
            Map.of("UK_CIC", "GB", "ITALY", "IT", "SPAIN", "ES", "FRANCE", "FR");

    private final Register register;
    private final Ocf ocf;
    private final OcfPackage packages;
    private final Charters charters;
    private final Law law;
    private final PartyNames partyNames;
    private final Acts acts;

    EquityFiles(
            Register register,
            Ocf ocf,
            OcfPackage packages,
            Charters charters,
            Law law,
            PartyNames partyNames,
            Acts acts) {
        this.register = register;
        this.ocf = ocf;
        this.packages = packages;
        this.charters = charters;
        this.law = law;
        this.partyNames = partyNames;
        this.acts = acts;
    }

    record ImportPage(Commons commons, Form form) {}

    /// Events, the oldest first.
    @GetMapping("/c/{slug}/equity/register.csv")
    @Allow(Access.READER)
    Download csv(Standing standing, Text text) {
        var commons = standing.commons();
        var events = register.events(commons.id());
        var parties = new HashSet<PartyId>();
        for (var event : events) {
            parties.add(event.party());
            event.to().ifPresent(parties::add);
        }
        var names = partyNames.of(standing, text, parties);
        return Download.csv(commons.slug() + "-register.csv", csv -> {
            csv.add(
                    "number",
                    "date",
                    "kind",
                    "class",
                    "holder",
                    "party",
                    "to",
                    "to_party",
                    "shares",
                    "money",
                    "currency",
                    "source",
                    "reason",
                    "authority");
            for (var event : events)
                csv.add(
                        String.valueOf(event.number()),
                        event.on().toString(),
                        event.kind().name(),
                        event.of().name(),
                        names.of(event.party()),
                        event.party().toString(),
                        event.to().map(names::of).orElse(""),
                        event.to().map(PartyId::toString).orElse(""),
                        String.valueOf(event.shares()),
                        commons.money(event.minorUnits()).plain(),
                        commons.currency().getCurrencyCode(),
                        event.source(),
                        event.reason(),
                        event.authority().name());
        });
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    /// @param country where it is at home; the country of its law where it has chosen one, `ZZ` where nobody
    /// said
    @GetMapping("/c/{slug}/equity/ocf.zip")
    @Allow(Access.READER)
    ResponseEntity<StreamingResponseBody> ocf(
            Standing standing, Text text, @RequestParam(defaultValue = "") String country) {
        var commons = standing.commons();
        var founded = register.founded(commons.id()).orElseThrow(() -> new Refused(new EquityRefusal.NotFounded()));
        String home = country.isBlank()
                ? COUNTRIES.getOrDefault(
                        law.of(charters.inForce(commons.id()).charter()).name(), "ZZ")
                : country.strip().toUpperCase(Locale.ROOT);
        if (!home.matches("[A-Z]{2}")) throw new Refused(new BadField("country", BadField.Fault.NOT_A_CHOICE, country));
        var events = register.events(commons.id());
        var parties = new HashSet<PartyId>();
        for (var event : events) {
            parties.add(event.party());
            event.to().ifPresent(parties::add);
        }
        var names = partyNames.of(standing, text, parties);
        var source = new Ocf.Source(commons, register.ownership(commons.id()), founded, home, events, names::of);
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(commons.slug() + "-ocf.zip"))
                .body(out -> ocf.write(source, out));
    }

    @GetMapping("/c/{slug}/equity/import")
    @Allow(Access.STEWARD)
    Page bring(Standing standing) {
        return bring(standing, Form.fresh(Map.of()));
    }

    private static Page bring(Standing standing, Form form) {
        return Page.of("equity/web/import.jte", new ImportPage(standing.commons(), form));
    }

    @PostMapping("/c/{slug}/equity/import")
    @Allow(Access.STEWARD)
    Reply bring(Standing standing, Text text, @RequestParam(required = false) @Nullable MultipartFile file, Form form) {
        return form.submit(
                () -> {
                    Optional<Files.Brought> brought = Files.brought(file);
                    var kept = packages.keep(
                            standing.steward(),
                            brought.orElseThrow(() -> new Refused(new BadField("file", BadField.Fault.MISSING, "")))
                                    .bytes(),
                            form.key());
                    return acts.propose(standing, form, text, new BringRegister(kept));
                },
                again -> bring(standing, again));
    }
}
