package coppice.server.decisions.web;

import coppice.server.commons.Matter;
import coppice.server.commons.Standing;
import coppice.server.decisions.Delegates;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Delegation for programs.
@RestController
@RequestMapping("/api/c/{slug}/decisions/delegations")
class DelegationApi {
    private final Delegates delegates;

    DelegationApi(Delegates delegates) {
        this.delegates = delegates;
    }

    /// @param to   a party
    /// @param matter absent: all matters
    /// @param proposal for this one only
    record DelegationItem(
            String from,
            String to,
            @Nullable String matter,
            @Nullable String proposal) {}

    record DelegationBody(
            @Nullable String to,
            @Nullable String matter,
            @Nullable String proposal) {}

    @Operation(summary = "To whom you gave your voice, and who gave you theirs")
    @GetMapping
    @Allow(Access.MEMBER)
    List<DelegationItem> delegations(Standing standing) {
        return delegates.of(standing.member()).stream()
                .map(one -> new DelegationItem(
                        one.from().toString(),
                        one.to().toString(),
                        one.matter().map(Matter::name).orElse(null),
                        one.proposal().map(ProposalId::toString).orElse(null)))
                .toList();
    }

    @Operation(summary = "Gives your voice to somebody, or takes it back where `to` is absent")
    @PostMapping
    @Allow(Access.MEMBER)
    List<DelegationItem> delegate(Standing standing, @RequestBody DelegationBody body) {
        var matter = Optional.ofNullable(body.matter()).map(it -> Fields.choice("matter", Matter.class, it));
        var proposal = Optional.ofNullable(body.proposal()).map(one -> Fields.id("proposal", ProposalId::new, one));
        if (body.to() == null) delegates.takeBack(standing.member(), matter, proposal);
        else delegates.handOn(standing.member(), Fields.id("to", PartyId::new, body.to()), matter, proposal);
        return delegations(standing);
    }
}
