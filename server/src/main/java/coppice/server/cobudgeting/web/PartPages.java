package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.cobudgeting.Rounds.Giving;
import coppice.server.cobudgeting.Rounds.How;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
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
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A round's money handed out to members.
@Controller
class PartPages {
    private final Rounds rounds;
    private final PartyNames partyNames;

    PartPages(Rounds rounds, PartyNames partyNames) {
        this.rounds = rounds;
        this.partyNames = partyNames;
    }

    record PartsPage(
            Commons commons,
            Round round,
            Form form,
            Money holds,
            Optional<List<Rounds.Given>> plan,
            Map<PartyId, Long> parts,
            Names names) {}

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/parts")
    @Allow(Access.STEWARD)
    Page parts(Standing standing, Text text, @PathVariable String round, Form form) {
        return partsPage(
                standing,
                text,
                Ids.parse(round),
                Form.fresh(form.values().isEmpty() ? Map.of("how", How.EQUALLY.name()) : form.values()),
                false);
    }

    private Page partsPage(Standing standing, Text text, UUID id, Form form, boolean planned) {
        var commons = standing.commons();
        var round = rounds.round(commons, id);
        var parts = rounds.parts(commons, round);
        return form.show(shown -> Page.of(
                "cobudgeting/web/parts.jte",
                new PartsPage(
                        commons,
                        round,
                        shown,
                        commons.money(rounds.holds(commons, round)),
                        planned && shown.refusal() == null
                                ? Optional.of(rounds.plan(commons, id, giving(commons, shown)))
                                : Optional.empty(),
                        parts,
                        partyNames.of(standing, text, parts.keySet()))));
    }

    /// Shows who would get what, or hands it out.
    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/parts")
    @Allow(Access.STEWARD)
    Reply give(Standing standing, Text text, @PathVariable String round, Form form) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        rounds.round(commons, id);
        if (!form.chose("do", "give")) return partsPage(standing, text, id, form, true);
        return form.submit(
                () -> {
                    rounds.give(standing.steward(), id, giving(commons, form), form.key());
                    return Rounds.address(commons, id) + "/parts";
                },
                again -> partsPage(standing, text, id, again, false));
    }

    static Giving giving(Commons commons, Form form) {
        var how = Fields.choice("how", How.class, form.value("how"));
        return new Giving(
                how,
                how == How.LIST
                        ? 0
                        : Money.parsePositive("amount", form.value("amount"), commons.currency())
                                .minorUnits(),
                how == How.BY_ROLE ? Fields.choice("role", Role.class, form.value("role")) : null,
                how == How.LIST ? Fields.text("csv", form.value("csv"), 5_000_000) : "",
                form.chose("sets", "yes"));
    }
}
