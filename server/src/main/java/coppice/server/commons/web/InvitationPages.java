package coppice.server.commons.web;

import coppice.rules.budgeting.files.MemberLists;
import coppice.rules.budgeting.files.UnreadableBudget;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Commonses;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Many invited at once, by a list of addresses as Cobudget writes it.
@Controller
class InvitationPages {
    private static final int LONGEST = 5_000_000;

    private final Commonses commonses;
    private final Identity identity;

    InvitationPages(Commonses commonses, Identity identity) {
        this.commonses = commonses;
        this.identity = identity;
    }

    /// @param member true: this address belongs to a member already
    /// @param link   empty: none was made
    record Invited(String email, boolean member, String link) {}

    /// @param made links were made; they are shown this once
    record ListPage(Commons commons, Form form, List<Invited> invited, boolean made) {}

    @GetMapping("/c/{slug}/commons/invitations/list")
    @Allow(Access.STEWARD)
    Page form(Standing standing) {
        return page(standing, Form.fresh(Map.of()), List.of(), false);
    }

    private static Page page(Standing standing, Form form, List<Invited> invited, boolean made) {
        return Page.of("commons/web/invitations.jte", new ListPage(standing.commons(), form, invited, made));
    }

    /// Shows whom the list would invite, or makes a link for each who is no member yet. The links are not
    /// kept, so the page that shows them is no redirect.
    @PostMapping("/c/{slug}/commons/invitations/list")
    @Allow(Access.STEWARD)
    Page invite(Standing standing, Form form) {
        boolean makes = form.chose("do", "make");
        return form.show(shown -> page(
                standing,
                shown,
                shown.refusal() == null ? invited(standing, shown.value("csv"), makes) : List.of(),
                makes && shown.refusal() == null));
    }

    private List<Invited> invited(Standing standing, String csv, boolean makes) {
        try {
            return MemberLists.addresses(Fields.text("csv", csv, LONGEST)).stream()
                    .map(email -> {
                        boolean member = isMember(standing.commons(), email);
                        return new Invited(
                                email,
                                member,
                                member || !makes ? "" : commonses.invite(standing.steward(), Role.MEMBER));
                    })
                    .toList();
        } catch (UnreadableBudget unreadable) {
            throw new Refused(
                    new CommonsRefusal.AddressList(unreadable.line(), String.valueOf(unreadable.getMessage())));
        }
    }

    private boolean isMember(Commons commons, String email) {
        return identity.byEmail(email).stream()
                .flatMap(account -> commonses.of(account).stream())
                .anyMatch(one -> one.id().equals(commons.id()));
    }
}
