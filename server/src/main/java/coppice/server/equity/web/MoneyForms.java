package coppice.server.equity.web;

import coppice.rules.shares.Withdrawals;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.equity.Gains;
import coppice.server.equity.Redemptions;
import coppice.server.equity.Register;
import coppice.server.equity.WorthMotions.IssueGain;
import coppice.server.equity.WorthMotions.PayWithdrawals;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// Money for shares: withdrawals, and shares for a gain in value.
@Controller
class MoneyForms {
    private final Register register;
    private final Redemptions redemptions;
    private final Gains gains;
    private final Commonses commonses;
    private final PartyNames partyNames;
    private final Acts acts;

    MoneyForms(
            Register register,
            Redemptions redemptions,
            Gains gains,
            Commonses commonses,
            PartyNames partyNames,
            Acts acts) {
        this.register = register;
        this.redemptions = redemptions;
        this.gains = gains;
        this.commonses = commonses;
        this.partyNames = partyNames;
        this.acts = acts;
    }

    private static String base(Standing standing) {
        return standing.commons().address() + "/equity";
    }

    record WithdrawalsPage(
            Commons commons,
            Redemptions.Budget budget,
            List<Redemptions.Request> requests,
            Map<String, Withdrawals.Outcome> plan,
            Names names,
            Form form,
            boolean mayAct) {}

    @GetMapping("/c/{slug}/equity/withdrawals")
    @Allow(Access.MEMBER)
    Page withdrawals(Standing standing, Text text) {
        register.ownership(standing.commons().id());
        return withdrawals(standing, text, Form.fresh(Map.of()));
    }

    private Page withdrawals(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        var requests = redemptions.all(commons.id());
        return Page.of(
                "equity/web/withdrawals.jte",
                new WithdrawalsPage(
                        commons,
                        redemptions.budget(commons),
                        requests,
                        redemptions.plan(commons).stream()
                                .collect(Collectors.toMap(
                                        outcome -> outcome.asked().id(), outcome -> outcome)),
                        partyNames.of(
                                standing,
                                text,
                                requests.stream()
                                        .map(Redemptions.Request::party)
                                        .toList()),
                        form,
                        commonses.mayAct(standing, Matter.RESERVE)));
    }

    @PostMapping("/c/{slug}/equity/withdrawals")
    @Allow(Access.MEMBER)
    Reply payWithdrawals(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(standing, form, text, new PayWithdrawals()),
                again -> withdrawals(standing, text, again));
    }

    record GainsPage(
            Commons commons,
            Form form,
            List<Gains.Gain> gains,
            Optional<Gains.Preview> preview,
            Names names,
            boolean mayAct) {}

    @GetMapping("/c/{slug}/equity/gains")
    @Allow(Access.MEMBER)
    Page gains(Standing standing, Text text, Form form) {
        register.ownership(standing.commons().id());
        return form.show(again -> gainsPage(standing, text, again));
    }

    private Page gainsPage(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        Optional<Gains.Preview> preview =
                form.refusal() != null || form.value("value").isBlank()
                        ? Optional.empty()
                        : Optional.of(gains.preview(commons, value(commons, form)));
        var parties = new HashMap<String, PartyId>();
        preview.ifPresent(one ->
                one.issue().keySet().forEach(id -> parties.put(id, new PartyId(java.util.UUID.fromString(id)))));
        return Page.of(
                "equity/web/gains.jte",
                new GainsPage(
                        commons,
                        form,
                        gains.all(commons.id()),
                        preview,
                        partyNames.of(standing, text, parties.values()),
                        commonses.mayAct(standing, Matter.SURPLUS)));
    }

    private static long value(Commons commons, Form form) {
        return Money.parsePositive("value", form.value("value"), commons.currency())
                .minorUnits();
    }

    @PostMapping("/c/{slug}/equity/gains")
    @Allow(Access.MEMBER)
    Reply issueGain(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(standing, form, text, IssueGain.class), again -> gainsPage(standing, text, again));
    }
}
