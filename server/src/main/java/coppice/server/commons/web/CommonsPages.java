package coppice.server.commons.web;

import coppice.server.commons.Charter;
import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Presets;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Viewer;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Founding, members, invitations, charter.
@Controller
class CommonsPages {
    private static final List<String> DESTINATIONS = List.of("reserve", "trust", "contributors");

    private final Commonses commonses;
    private final Identity identity;

    CommonsPages(Commonses commonses, Identity identity) {
        this.commonses = commonses;
        this.identity = identity;
    }

    record FoundPage(Form form, List<Presets> presets) {}

    record MembersPage(
            Commons commons,
            CharterVersion charter,
            List<MemberLine> members,
            boolean steward,
            Optional<String> invitation) {}

    record CharterPage(Commons commons, CharterVersion shown, List<CharterVersion> versions, boolean steward) {}

    record AmendPage(Commons commons, CharterVersion current, Form form, List<String> destinations, int rows) {}

    record JoinPage(Commons commons, String invitation, Optional<Account> account, Form form) {}

    @GetMapping("/commons/new")
    @Allow(Access.ACCOUNT)
    Page newCommons() {
        return Page.of(
                "commons/web/found.jte",
                new FoundPage(
                        Form.fresh(Map.of("currency", "EUR", "preset", "VALUE_NETWORK")), List.of(Presets.values())));
    }

    @PostMapping("/commons/new")
    @Allow(Access.ACCOUNT)
    Object found(Viewer viewer, @RequestParam Map<String, String> posted) {
        return Form.of(posted)
                .submit(
                        () -> {
                            var form = Form.of(posted);
                            String name = Fields.text("name", form.value("name"), 80);
                            String slug = form.value("slug").isBlank()
                                    ? slug(name)
                                    : form.value("slug").strip();
                            var charter = Fields.choice("preset", Presets.class, form.value("preset"))
                                    .charter(Fields.text("purpose", form.value("purpose"), 2000));
                            return commonses
                                    .found(
                                            account(viewer),
                                            name,
                                            slug,
                                            form.value("currency").strip().toUpperCase(Locale.ROOT),
                                            charter,
                                            form.key())
                                    .address();
                        },
                        again -> Page.of("commons/web/found.jte", new FoundPage(again, List.of(Presets.values()))));
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

    @GetMapping("/c/{slug}/commons")
    @Allow(Access.MEMBER)
    Page members(Standing standing) {
        return members(standing, Optional.empty());
    }

    private Page members(Standing standing, Optional<String> invitation) {
        var commons = standing.commons();
        return Page.of(
                "commons/web/members.jte",
                new MembersPage(
                        commons,
                        commonses.charter(commons.id()),
                        commonses.members(commons.id()),
                        standing.isSteward(),
                        invitation));
    }

    /// The page that follows shows the link, which is not kept; so it is not a redirect.
    @PostMapping("/c/{slug}/commons/invitations")
    @Allow(Access.STEWARD)
    Page invite(Standing standing, @RequestParam(defaultValue = "MEMBER") String role) {
        return members(
                standing, Optional.of(commonses.invite(standing.steward(), Fields.choice("role", Role.class, role))));
    }

    @GetMapping("/join/{invitation}")
    @Allow(Access.PUBLIC)
    Page door(Viewer viewer, @PathVariable String invitation) {
        return Page.of(
                "commons/web/join.jte",
                new JoinPage(
                        commonses.invitedTo(invitation),
                        invitation,
                        viewer.account().flatMap(identity::account),
                        Form.fresh(Map.of())));
    }

    @PostMapping("/join/{invitation}")
    @Allow(Access.PUBLIC)
    Object join(Viewer viewer, @PathVariable String invitation, @RequestParam Map<String, String> posted) {
        var commons = commonses.invitedTo(invitation);
        var account = viewer.account().flatMap(identity::account);
        return Form.of(posted)
                .submit(
                        () -> {
                            var joining = account.orElseGet(() -> identity.create(
                                    posted.getOrDefault("name", ""),
                                    posted.getOrDefault("email", ""),
                                    posted.getOrDefault("password", "")));
                            commonses.join(joining, invitation);
                            return account.isPresent() ? commons.address() : "/sign-in?to=" + commons.address();
                        },
                        again -> Page.of("commons/web/join.jte", new JoinPage(commons, invitation, account, again)));
    }

    @GetMapping("/c/{slug}/commons/charter")
    @Allow(Access.PUBLIC)
    Page charter(Standing standing, @RequestParam Optional<Integer> version) {
        var commons = standing.commons();
        return Page.of(
                "commons/web/charter.jte",
                new CharterPage(
                        commons,
                        version.map(number -> commonses.charter(commons.id(), number))
                                .orElseGet(() -> commonses.charter(commons.id())),
                        commonses.charters(commons.id()),
                        standing.isSteward()));
    }

    @GetMapping("/c/{slug}/commons/charter/amend")
    @Allow(Access.STEWARD)
    Page amendForm(Standing standing) {
        return amendPage(
                standing,
                Form.fresh(values(
                        standing.commons(), commonses.charter(standing.commons().id()))));
    }

    private Page amendPage(Standing standing, Form form) {
        var current = commonses.charter(standing.commons().id());
        return Page.of(
                "commons/web/amend.jte",
                new AmendPage(
                        standing.commons(),
                        current,
                        form,
                        DESTINATIONS,
                        Math.max(current.charter().types().size() + 2, 4)));
    }

    @PostMapping("/c/{slug}/commons/charter/amend")
    @Allow(Access.STEWARD)
    Object amend(Standing standing, @RequestParam Map<String, String> posted) {
        var commons = standing.commons();
        return Form.of(posted)
                .submit(
                        () -> {
                            var form = Form.of(posted);
                            int after = number("after", form.value("after"), 1, Integer.MAX_VALUE - 1);
                            var charter = read(
                                    form, commonses.charter(commons.id(), after).charter(), commons);
                            commonses.amend(standing.steward(), after, charter, form.value("reason"), form.key());
                            return commons.address() + "/commons/charter";
                        },
                        again -> amendPage(standing, again));
    }

    private static Map<String, String> values(Commons commons, CharterVersion current) {
        var charter = current.charter();
        var values = new HashMap<String, String>();
        values.put("after", String.valueOf(current.version()));
        values.put("purpose", charter.purpose());
        values.put("peers", String.valueOf(charter.peers()));
        values.put("evidence", charter.evidenceCounts() ? "yes" : "");
        values.put("names", charter.publicNames() ? "yes" : "");
        if (charter.ceilingMinorUnits() != null)
            values.put("ceiling", commons.money(charter.ceilingMinorUnits()).plain());
        for (var part : charter.split())
            values.put("split." + part.destination(), part.percentage().toPlainString());
        for (int i = 0; i < charter.types().size(); i++) {
            var type = charter.types().get(i);
            values.put("type." + i + ".code", type.code());
            values.put("type." + i + ".name", type.name());
            values.put("type." + i + ".action", type.action().name());
            values.put("type." + i + ".unit", type.unit());
            values.put("type." + i + ".value", type.valuePerUnit().toPlainString());
            values.put("type." + i + ".states", type.statesValue() ? "yes" : "");
        }
        return values;
    }

    private static Charter read(Form form, Charter before, Commons commons) {
        var types = new ArrayList<Charter.ContributionType>();
        for (int i = 0; i < Charter.MOST; i++) {
            String at = "type." + i + ".";
            if (form.value(at + "code").isBlank()) continue;
            String code = Fields.text(at + "code", form.value(at + "code"), 40).toLowerCase(Locale.ROOT);
            if (!code.matches("[a-z][a-z0-9-]*"))
                throw new Refused(new BadField(at + "code", BadField.Fault.NOT_A_CHOICE, code));
            types.add(new Charter.ContributionType(
                    code,
                    Fields.text(at + "name", form.value(at + "name"), 60),
                    Fields.choice(at + "action", Charter.Action.class, form.value(at + "action")),
                    Fields.text(at + "unit", form.value(at + "unit"), 30),
                    Fields.quantity(at + "value", form.value(at + "value")),
                    form.chose(at + "states", "yes")));
        }
        var split = new ArrayList<Charter.Part>();
        for (var destination : DESTINATIONS) {
            String given = form.value("split." + destination).strip();
            if (!given.isEmpty()) split.add(new Charter.Part(destination, percentage("split." + destination, given)));
        }
        String ceiling = form.value("ceiling").strip();
        return new Charter(
                Fields.text("purpose", form.value("purpose"), 2000),
                types,
                before.equation(),
                split,
                number("peers", form.value("peers"), 0, 100),
                form.chose("evidence", "yes"),
                ceiling.isEmpty()
                        ? null
                        : Money.parsePositive("ceiling", ceiling, commons.currency())
                                .minorUnits(),
                form.chose("names", "yes"));
    }

    private static BigDecimal percentage(String field, String given) {
        if (!given.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")
                || new BigDecimal(given).compareTo(BigDecimal.valueOf(100)) > 0)
            throw new Refused(new CommonsRefusal.BadPercentage(field, given));
        return new BigDecimal(given);
    }

    private static int number(String field, String given, int least, int most) {
        try {
            int number = Integer.parseInt(given.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new Refused(new BadField(field, BadField.Fault.NOT_A_NUMBER, given));
    }
}
