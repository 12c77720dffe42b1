package coppice.server.decisions.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.decisions.Delegates;
import coppice.server.decisions.Delegates.Delegation;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Handing one's voice on, and taking it back.
@Controller
class DelegationPages {
    private final Delegates delegates;
    private final Commonses commonses;
    private final PartyNames partyNames;

    DelegationPages(Delegates delegates, Commonses commonses, PartyNames partyNames) {
        this.delegates = delegates;
        this.commonses = commonses;
        this.partyNames = partyNames;
    }

    record DelegationPage(
            Commons commons,
            List<Delegation> mine,
            List<Delegation> forMe,
            List<MemberLine> others,
            Names names,
            Form form) {}

    @GetMapping("/c/{slug}/decisions/delegation")
    @Allow(Access.MEMBER)
    Page show(Standing standing, Text text) {
        return page(standing, text, Form.fresh(Map.of()));
    }

    private Page page(Standing standing, Text text, Form form) {
        var me = standing.member();
        var all = delegates.of(me);
        var parties =
                all.stream().flatMap(one -> Stream.of(one.from(), one.to())).toList();
        return Page.of(
                "decisions/web/delegation.jte",
                new DelegationPage(
                        standing.commons(),
                        all.stream()
                                .filter(one -> one.from().equals(me.party()))
                                .toList(),
                        all.stream().filter(one -> one.to().equals(me.party())).toList(),
                        commonses.members(me.commons().id()).stream()
                                .filter(line -> !line.party().equals(me.party()))
                                .toList(),
                        partyNames.of(standing, text, parties),
                        form));
    }

    private static Optional<Matter> matter(Form form) {
        return form.optional("matter", field -> form.choice(field, Matter.class));
    }

    private Reply deed(Standing standing, Text text, Form form, Runnable deed) {
        return form.submit(
                () -> {
                    deed.run();
                    return standing.commons().address() + "/decisions/delegation";
                },
                again -> page(standing, text, again));
    }

    @PostMapping("/c/{slug}/decisions/delegation")
    @Allow(Access.MEMBER)
    Reply handOn(Standing standing, Text text, Form form) {
        return deed(
                standing,
                text,
                form,
                () -> delegates.handOn(standing.member(), form.id("to", PartyId::new), matter(form)));
    }

    @PostMapping("/c/{slug}/decisions/delegation/end")
    @Allow(Access.MEMBER)
    Reply takeBack(Standing standing, Text text, Form form) {
        return deed(
                standing,
                text,
                form,
                () -> delegates.takeBack(
                        standing.member(),
                        matter(form),
                        form.optional("proposal", field -> form.id(field, ProposalId::new))));
    }
}
