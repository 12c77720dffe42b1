package coppice.server.commons.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Applications;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsMotions.ChangeRole;
import coppice.server.commons.CommonsMotions.ReleaseMember;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Governance;
import coppice.server.commons.Matter;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Members and invitations.
@Controller
class CommonsPages {
    private final Commonses commonses;
    private final Identity identity;
    private final Acts acts;
    private final Applications applications;
    private final Governance governance;

    CommonsPages(Commonses commonses, Identity identity, Acts acts, Applications applications, Governance governance) {
        this.commonses = commonses;
        this.identity = identity;
        this.acts = acts;
        this.applications = applications;
        this.governance = governance;
    }

    record MembersPage(
            List<Applications.Application> applications,
            Commons commons,
            String purpose,
            List<MemberLine> members,
            boolean steward,
            Optional<String> invitation) {}

    record MemberPage(Commons commons, MemberLine member, Form form, boolean mayAct) {}

    record JoinPage(Commons commons, String invitation, Optional<Account> account, Form form) {}

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
                        governance.purpose(commons.id()),
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
                                : new ChangeRole(member, Fields.choice("change", Role.class, form.value("change"))),
                        "change"),
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
                    commonses.join(
                            () -> account.orElseGet(() ->
                                    identity.create(form.value("name"), form.value("email"), form.value("password"))),
                            invitation);
                    return account.isPresent() ? commons.address() : "/sign-in?to=" + commons.address();
                },
                again -> Page.of("commons/web/join.jte", new JoinPage(commons, invitation, account, again)));
    }
}
