package coppice.server.decisions.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Motions;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.decisions.Authorities;
import coppice.server.decisions.Authorities.Authority;
import coppice.server.decisions.AuthorityMotions.EndAuthority;
import coppice.server.decisions.AuthorityMotions.GrantAuthority;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Who may act alone, and what they did.
@Controller
class AuthorityPages {
    private final Authorities authorities;
    private final Acts acts;
    private final Commonses commonses;
    private final PartyNames partyNames;

    AuthorityPages(Authorities authorities, Acts acts, Commonses commonses, PartyNames partyNames) {
        this.authorities = authorities;
        this.acts = acts;
        this.commonses = commonses;
        this.partyNames = partyNames;
    }

    record AuthoritiesPage(
            Commons commons,
            List<Authority> authorities,
            List<MemberLine> members,
            Names names,
            PartyId me,
            Form form) {}

    @GetMapping("/c/{slug}/decisions/authorities")
    @Allow(Access.MEMBER)
    Page list(Standing standing, Text text) {
        return page(standing, text, Form.fresh(Map.of()));
    }

    private Page page(Standing standing, Text text, Form form) {
        var all = authorities.all(standing.commons().id());
        return Page.of(
                "decisions/web/authorities.jte",
                new AuthoritiesPage(
                        standing.commons(),
                        all,
                        commonses.members(standing.commons().id()),
                        partyNames.of(
                                standing,
                                text,
                                all.stream().map(Authority::party).toList()),
                        standing.member().party(),
                        form));
    }

    /// Puts it to the members to let somebody act alone.
    @PostMapping("/c/{slug}/decisions/authorities")
    @Allow(Access.MEMBER)
    Reply propose(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.propose(
                        standing, form, text, Motions.read(standing.commons(), form.values(), GrantAuthority.class)),
                again -> page(standing, text, again));
    }

    /// Gives one's own back, or puts it to the members to end somebody else's.
    @PostMapping("/c/{slug}/decisions/authorities/{decision}/end")
    @Allow(Access.MEMBER)
    Reply end(Standing standing, Text text, @PathVariable ProposalId decision, Form form) {
        var one = authorities.all(standing.commons().id()).stream()
                .filter(it -> it.decision().equals(decision))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        if (one.party().equals(standing.member().party())) {
            authorities.giveBack(standing.member(), decision);
            return new Redirect(standing.commons().address() + "/decisions/authorities");
        }
        return form.submit(
                () -> {
                    var terms = new EndAuthority(decision);
                    return acts.propose(standing, form.with("reason", acts.title(standing, text, terms)), text, terms);
                },
                again -> page(standing, text, again));
    }
}
