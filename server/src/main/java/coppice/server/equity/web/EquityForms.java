package coppice.server.equity.web;

import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.charter.Amendments;
import coppice.server.charter.Charters;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.equity.Earnings;
import coppice.server.equity.EquityMotions;
import coppice.server.equity.EquityMotions.FoundShares;
import coppice.server.equity.EquityMotions.IssueShares;
import coppice.server.equity.Ownership;
import coppice.server.equity.OwnershipRules;
import coppice.server.equity.Redemptions;
import coppice.server.equity.Register;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// What is done about shares: rules, founding, issue, contracts, what is earned, handed on, asked back.
@Controller
class EquityForms {
    private final Register register;
    private final Earnings earnings;
    private final Redemptions redemptions;
    private final EquityPages pages;
    private final Commonses commonses;
    private final Charters charters;
    private final Ledger ledger;
    private final PartyNames partyNames;
    private final Amendments amendments;
    private final Acts acts;
    private final Today today;

    EquityForms(
            Register register,
            Earnings earnings,
            Redemptions redemptions,
            EquityPages pages,
            Commonses commonses,
            Charters charters,
            Ledger ledger,
            PartyNames partyNames,
            Amendments amendments,
            Acts acts,
            Today today) {
        this.register = register;
        this.earnings = earnings;
        this.redemptions = redemptions;
        this.pages = pages;
        this.commonses = commonses;
        this.charters = charters;
        this.ledger = ledger;
        this.partyNames = partyNames;
        this.amendments = amendments;
        this.acts = acts;
        this.today = today;
    }

    private static String base(Standing standing) {
        return standing.commons().address() + "/equity";
    }

    record RulesPage(Commons commons, int version, Form form, Map<String, String> forms, Map<String, String> sources) {}

    @GetMapping("/c/{slug}/equity/rules")
    @Allow(Access.MEMBER)
    Page rules(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var current = charters.inForce(commons.id());
        var chosen = form.values().containsKey("form")
                ? Ownership.preset(
                        Fields.choice("form", ShareForm.class, form.value("form")),
                        commons.currency().getDefaultFractionDigits())
                : current.charter().chapter(OwnershipRules.class).ownership();
        var shown = chosen == null
                ? Ownership.preset(ShareForm.FOUR_QUARTERS, commons.currency().getDefaultFractionDigits())
                : chosen;
        return rulesPage(standing, text, Form.fresh(OwnershipForm.values(commons, current.version(), shown)));
    }

    private Page rulesPage(Standing standing, Text text, Form form) {
        var current = charters.inForce(standing.commons().id());
        return Page.of(
                "equity/web/rules.jte",
                new RulesPage(
                        standing.commons(),
                        current.version(),
                        form,
                        Arrays.stream(ShareForm.values())
                                .collect(Collectors.toMap(
                                        ShareForm::name,
                                        one -> text.of("equity.share-form", one),
                                        (a, _) -> a,
                                        LinkedHashMap::new)),
                        OwnershipForm.sources(current.charter(), text)));
    }

    @PostMapping("/c/{slug}/equity/rules")
    @Allow(Access.MEMBER)
    Reply amend(Standing standing, Text text, Form form) {
        return form.submit(
                () -> amendments.submit(
                        standing,
                        form,
                        text,
                        (fields, before) -> before.with(
                                new OwnershipRules(OwnershipForm.read(fields, standing.commons(), before)))),
                again -> rulesPage(standing, text, again));
    }

    record FoundingPage(Commons commons, List<MemberLine> members, Form form) {}

    @GetMapping("/c/{slug}/equity/founding")
    @Allow(Access.MEMBER)
    Page founding(Standing standing) {
        register.ownership(standing.commons().id());
        return founding(standing, Form.fresh(Map.of("on", today.date().toString())));
    }

    private Page founding(Standing standing, Form form) {
        return Page.of(
                "equity/web/founding.jte",
                new FoundingPage(
                        standing.commons(), commonses.members(standing.commons().id()), form));
    }

    /// Always put to the members: a founding is a matter of the lock.
    @PostMapping("/c/{slug}/equity/founding")
    @Allow(Access.MEMBER)
    Reply found(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.propose(
                        standing,
                        form,
                        text,
                        new FoundShares(
                                Fields.date("on", form.value("on")),
                                form.values().keySet().stream()
                                        .filter(name -> name.startsWith("founder."))
                                        .map(name -> new PartyId(Ids.parse(name.substring("founder.".length()))))
                                        .sorted(Comparator.comparing(PartyId::value))
                                        .toList()),
                        "founder\\..+"),
                again -> founding(standing, again));
    }

    record IssuePage(
            Commons commons, Form form, Map<String, String> classes, Map<String, String> holders, boolean mayAct) {}

    @GetMapping("/c/{slug}/equity/shares/new")
    @Allow(Access.MEMBER)
    Page newShares(Standing standing, Text text) {
        return newShares(standing, text, Form.fresh(Map.of("on", today.date().toString(), "class", "FUNDER")));
    }

    private Page newShares(Standing standing, Text text, Form form) {
        var classes = new LinkedHashMap<String, String>();
        for (var of : ShareClass.values())
            if (of != ShareClass.FOUNDER) classes.put(of.name(), text.of("equity.share-class", of));
        var holders = new LinkedHashMap<String, String>();
        for (var line : commonses.members(standing.commons().id()))
            holders.put(line.party().toString(), line.name());
        holders.put("", text.say("equity.somebody-else"));
        return Page.of(
                "equity/web/issue.jte",
                new IssuePage(
                        standing.commons(), form, classes, holders, commonses.mayAct(standing, Matter.MEMBERSHIP)));
    }

    @PostMapping("/c/{slug}/equity/shares")
    @Allow(Access.MEMBER)
    Reply issue(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(standing, holder(standing, form), text, IssueShares.class, "name"),
                again -> newShares(standing, text, again));
    }

    /// A holder who is no member here is given by name.
    private Form holder(Standing standing, Form form) {
        return form.value("party").isBlank()
                ? form.with(
                        "party",
                        ledger.counterparty(standing.commons().id(), Fields.text("name", form.value("name"), 80))
                                .toString())
                : form;
    }

    @PostMapping("/c/{slug}/equity/earned")
    @Allow(Access.MEMBER)
    Reply earned(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    earnings.issue(standing.member(), form.key());
                    return base(standing) + "/mine";
                },
                again -> pages.mine(standing, text, again));
    }

    @PostMapping("/c/{slug}/equity/mine/transfers")
    @Allow(Access.MEMBER)
    Reply transfer(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    register.transfer(
                            standing.member(),
                            ShareClass.FUNDER,
                            new PartyId(Fields.id("to", form.value("to"))),
                            EquityMotions.shares("handed", form.value("handed")),
                            form.key());
                    return base(standing) + "/mine";
                },
                again -> pages.mine(standing, text, again));
    }

    @PostMapping("/c/{slug}/equity/mine/withdrawals")
    @Allow(Access.MEMBER)
    Reply withdraw(Standing standing, Text text, Form form) {
        return form.submit(
                () -> {
                    redemptions.ask(
                            standing.member(), EquityMotions.shares("shares", form.value("shares")), form.key());
                    return base(standing) + "/mine";
                },
                again -> pages.mine(standing, text, again));
    }
}
