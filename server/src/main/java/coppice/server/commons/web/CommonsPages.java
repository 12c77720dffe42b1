package coppice.server.commons.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Amendments;
import coppice.server.commons.Applications;
import coppice.server.commons.Chapters;
import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsMotions.ChangeRole;
import coppice.server.commons.CommonsMotions.ReleaseMember;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.Preset;
import coppice.server.commons.Presets;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
import java.text.Normalizer;
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
    private final Commonses commonses;
    private final Identity identity;
    private final Acts acts;
    private final Applications applications;
    private final Amendments amendments;
    private final Chapters chapters;
    private final Presets presets;

    CommonsPages(
            Commonses commonses,
            Identity identity,
            Acts acts,
            Applications applications,
            Amendments amendments,
            Chapters chapters,
            Presets presets) {
        this.commonses = commonses;
        this.identity = identity;
        this.acts = acts;
        this.applications = applications;
        this.amendments = amendments;
        this.chapters = chapters;
        this.presets = presets;
    }

    record FoundPage(Form form, List<Preset> presets) {}

    record MembersPage(
            List<Applications.Application> applications,
            Commons commons,
            CharterVersion charter,
            List<MemberLine> members,
            boolean steward,
            Optional<String> invitation) {}

    record CharterPage(
            Commons commons,
            CharterVersion shown,
            List<Chapters.Told> chapters,
            List<CharterVersion> versions,
            boolean member) {}

    record AmendPage(Commons commons, CharterVersion current, Form form, List<Page> parts, boolean mayAct) {}

    record MemberPage(Commons commons, MemberLine member, Form form, boolean mayAct) {}

    record JoinPage(Commons commons, String invitation, Optional<Account> account, Form form) {}

    @GetMapping("/commons/new")
    @Allow(Access.ACCOUNT)
    Page newCommons() {
        return Page.of(
                "commons/web/found.jte",
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
                again -> Page.of("commons/web/found.jte", new FoundPage(again, List.of(Preset.values()))));
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
                        applications.open(standing.commons().id()),
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

    @GetMapping("/c/{slug}/commons/members/{party}")
    @Allow(Access.MEMBER)
    Page member(Standing standing, @PathVariable PartyId party) {
        return memberPage(standing, party, Form.fresh(Map.of()));
    }

    private Page memberPage(Standing standing, PartyId party, Form form) {
        return Page.of(
                "commons/web/member.jte",
                new MemberPage(
                        standing.commons(),
                        commonses.member(standing.commons().id(), party),
                        form,
                        commonses.mayAct(standing, Matter.MEMBERSHIP)));
    }

    /// Gives a member another role or ends the membership, or puts that to the members.
    @PostMapping("/c/{slug}/commons/members/{party}")
    @Allow(Access.MEMBER)
    Reply changeMember(Standing standing, Text text, @PathVariable PartyId party, Form form) {
        var member = commonses.member(standing.commons().id(), party).party();
        return form.submit(
                () -> acts.submit(
                        standing,
                        form,
                        text,
                        form.chose("change", "END")
                                ? new ReleaseMember(member)
                                : new ChangeRole(member, Fields.choice("change", Role.class, form.value("change")))),
                again -> memberPage(standing, party, again));
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
    Reply join(Viewer viewer, @PathVariable String invitation, Form form) {
        var commons = commonses.invitedTo(invitation);
        var account = viewer.account().flatMap(identity::account);
        return form.submit(
                () -> {
                    var joining = account.orElseGet(
                            () -> identity.create(form.value("name"), form.value("email"), form.value("password")));
                    commonses.join(joining, invitation);
                    return account.isPresent() ? commons.address() : "/sign-in?to=" + commons.address();
                },
                again -> Page.of("commons/web/join.jte", new JoinPage(commons, invitation, account, again)));
    }

    @GetMapping("/c/{slug}/commons/charter")
    @Allow(Access.PUBLIC)
    Page charter(Standing standing, Text text, @RequestParam Optional<Integer> version) {
        var commons = standing.commons();
        var shown = version.map(number -> commonses.charter(commons.id(), number))
                .orElseGet(() -> commonses.charter(commons.id()));
        return Page.of(
                "commons/web/charter.jte",
                new CharterPage(
                        commons,
                        shown,
                        chapters.says(shown.charter(), commons, text),
                        commonses.charters(commons.id()),
                        standing.isMember()));
    }

    @GetMapping("/c/{slug}/commons/charter/amend")
    @Allow(Access.MEMBER)
    Page amendForm(Standing standing) {
        var current = commonses.charter(standing.commons().id());
        var values = new HashMap<>(chapters.values(current.charter(), standing.commons()));
        values.put("after", String.valueOf(current.version()));
        return amendPage(standing, Form.fresh(values));
    }

    private Page amendPage(Standing standing, Form form) {
        var current = commonses.charter(standing.commons().id());
        return Page.of(
                "commons/web/amend.jte",
                new AmendPage(
                        standing.commons(),
                        current,
                        form,
                        chapters.fields(current.charter(), standing.commons(), form),
                        commonses.mayAct(standing, Matter.CHARTER)));
    }

    @PostMapping("/c/{slug}/commons/charter/amend")
    @Allow(Access.MEMBER)
    Reply amend(Standing standing, Text text, Form form) {
        return form.submit(
                () -> amendments.submit(
                        standing, form, text, before -> chapters.read(form, before, standing.commons())),
                again -> amendPage(standing, again));
    }
}
