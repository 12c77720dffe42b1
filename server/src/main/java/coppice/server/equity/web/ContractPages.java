package coppice.server.equity.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.equity.Contracts;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Contracts to work, which stewards begin and end.
@Controller
class ContractPages {
    private final Contracts contracts;
    private final Commonses commonses;
    private final PartyNames partyNames;
    private final Today today;

    ContractPages(Contracts contracts, Commonses commonses, PartyNames partyNames, Today today) {
        this.contracts = contracts;
        this.commonses = commonses;
        this.partyNames = partyNames;
        this.today = today;
    }

    record ContractsPage(Commons commons, List<Contracted> contracts, Map<String, String> members, Form form) {}

    record Contracted(PartyId party, String name, LocalDate began, Optional<LocalDate> ended) {}

    @GetMapping("/c/{slug}/equity/contracts")
    @Allow(Access.STEWARD)
    Page contracts(Standing standing, Text text) {
        return contracts(standing, text, Form.fresh(Map.of("on", today.date().toString())));
    }

    private Page contracts(Standing standing, Text text, Form form) {
        var all = contracts.all(standing.commons().id());
        var names = partyNames.of(
                standing, text, all.stream().map(Contracts.Contract::party).toList());
        return Page.of(
                "equity/web/contracts.jte",
                new ContractsPage(
                        standing.commons(),
                        all.stream()
                                .map(one ->
                                        new Contracted(one.party(), names.of(one.party()), one.began(), one.ended()))
                                .toList(),
                        commonses.members(standing.commons().id()).stream()
                                .collect(Collectors.toMap(
                                        line -> line.party().toString(),
                                        MemberLine::name,
                                        (a, _) -> a,
                                        LinkedHashMap::new)),
                        form));
    }

    /// Begins or ends a contract to work.
    @PostMapping("/c/{slug}/equity/contracts")
    @Allow(Access.STEWARD)
    Reply contract(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    var party = new PartyId(Fields.id("party", form.value("party")));
                    var on = Fields.date("on", form.value("on"));
                    if (form.chose("do", "end")) contracts.end(standing.steward(), party, on);
                    else contracts.begin(standing.steward(), party, on);
                    return standing.commons().address() + "/equity/contracts";
                },
                again -> contracts(standing, text, again));
    }
}
