package coppice.server.charter.web;

import coppice.server.charter.Charters;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Viewer;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Founding a commons on one of the charters to begin with.
@Controller
class FoundingPages {
    private final Charters charters;
    private final Presets presets;
    private final Identity identity;

    FoundingPages(Charters charters, Presets presets, Identity identity) {
        this.charters = charters;
        this.presets = presets;
        this.identity = identity;
    }

    record FoundPage(Form form, List<Preset> presets) {}

    @GetMapping("/commons/new")
    @Allow(Access.ACCOUNT)
    Page newCommons() {
        return Page.of(
                "charter/web/found.jte",
                new FoundPage(
                        Form.fresh(Map.of("currency", "EUR", "preset", "VALUE_NETWORK")), List.of(Preset.values())));
    }

    @PostMapping("/commons/new")
    @Allow(Access.ACCOUNT)
    Reply found(Viewer viewer, Form form) {
        return form.submit(
                () -> {
                    String name = Fields.text("name", form.value("name"), 80);
                    String slug = form.value("slug").isBlank()
                            ? slug(name)
                            : form.value("slug").strip();
                    var charter = presets.charter(
                            Fields.choice("preset", Preset.class, form.value("preset")), form.value("purpose"));
                    return charters.found(
                                    account(viewer),
                                    name,
                                    slug,
                                    form.value("currency").strip().toUpperCase(Locale.ROOT),
                                    charter,
                                    form.key())
                            .address();
                },
                again -> Page.of("charter/web/found.jte", new FoundPage(again, List.of(Preset.values()))));
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.length() > 40 ? plain.substring(0, 40) : plain;
    }

    private Account account(Viewer viewer) {
        return viewer.account().flatMap(identity::account).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }
}
