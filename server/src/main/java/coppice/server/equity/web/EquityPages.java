package coppice.server.equity.web;

import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Run;
import coppice.server.equity.DividendsOfRuns;
import coppice.server.equity.DividendsOfRuns.Dividend;
import coppice.server.equity.Earnings;
import coppice.server.equity.Holding;
import coppice.server.equity.Ownership;
import coppice.server.equity.OwnershipRules;
import coppice.server.equity.Redemptions;
import coppice.server.equity.Register;
import coppice.server.equity.ShareEvent;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Who owns the commons: the register, one's own shares, the dividends of a run.
@Controller
class EquityPages {
    private static final int SHOWN = 300;
    private static final int SHOWN_EVENTS = 50;

    private final Register register;
    private final Earnings earnings;
    private final DividendsOfRuns dividends;
    private final Redemptions redemptions;
    private final Distributions distributions;
    private final Commonses commonses;
    private final Charters charters;
    private final PartyNames partyNames;

    EquityPages(
            Register register,
            Earnings earnings,
            DividendsOfRuns dividends,
            Redemptions redemptions,
            Distributions distributions,
            Commonses commonses,
            Charters charters,
            PartyNames partyNames) {
        this.register = register;
        this.earnings = earnings;
        this.dividends = dividends;
        this.redemptions = redemptions;
        this.distributions = distributions;
        this.commonses = commonses;
        this.charters = charters;
        this.partyNames = partyNames;
    }

    /// @param at the day for which it is shown; absent: now
    record RegisterPage(
            Commons commons,
            @Nullable Ownership ownership,
            Optional<LocalDate> founded,
            Form form,
            Optional<LocalDate> at,
            QuartersPicture picture,
            List<Holding> holdings,
            int holders,
            List<ShareEvent> events,
            Names names,
            boolean showsNames,
            boolean member,
            boolean steward) {}

    record MinePage(
            Commons commons,
            List<Holding> holdings,
            List<ShareEvent> events,
            List<Earnings.Earned> earned,
            Map<ShareClass, Long> received,
            List<Redemptions.Request> requests,
            Map<String, String> others,
            Names names,
            Form form) {}

    record DividendPage(
            Commons commons, Run run, Dividend dividend, boolean recomputes, boolean quarters, Names names) {}

    @GetMapping("/c/{slug}/equity")
    @Allow(Access.PUBLIC)
    Page register(Standing standing, Text text, Form form) {
        return form.show(again -> {
            String day = again.refusal() == null ? again.value("at").strip() : "";
            Optional<LocalDate> at = day.isEmpty() ? Optional.empty() : Optional.of(Fields.date("at", day));
            return registerPage(standing, text, again, at);
        });
    }

    private Page registerPage(Standing standing, Text text, Form form, Optional<LocalDate> at) {
        var commons = standing.commons();
        var all = at.map(day -> register.holdings(commons.id(), day)).orElseGet(() -> register.holdings(commons.id()));
        var shown = standing.showsNames() ? all.stream().limit(SHOWN).toList() : List.<Holding>of();
        var events = standing.showsNames() ? register.last(commons.id(), SHOWN_EVENTS) : List.<ShareEvent>of();
        return Page.of(
                "equity/web/register.jte",
                new RegisterPage(
                        commons,
                        charters.chapter(commons.id(), OwnershipRules.class).ownership(),
                        register.founded(commons.id()),
                        form,
                        at,
                        QuartersPicture.of(all),
                        shown,
                        (int) all.stream().map(Holding::party).distinct().count(),
                        events,
                        names(standing, text, shown, events),
                        standing.showsNames(),
                        standing.isMember(),
                        standing.isSteward()));
    }

    private Names names(Standing standing, Text text, List<Holding> holdings, List<ShareEvent> events) {
        var parties = new java.util.HashSet<PartyId>();
        holdings.forEach(holding -> parties.add(holding.party()));
        for (var event : events) {
            parties.add(event.party());
            event.to().ifPresent(parties::add);
        }
        return partyNames.of(standing, text, parties);
    }

    @GetMapping("/c/{slug}/equity/mine")
    @Allow(Access.MEMBER)
    Page mine(Standing standing, Text text) {
        return mine(standing, text, Form.fresh(Map.of()));
    }

    Page mine(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        Member me = standing.member();
        var events = register.events(commons.id(), me.party());
        var others = new java.util.LinkedHashMap<String, String>();
        for (var line : commonses.members(commons.id()))
            if (!line.party().equals(me.party())) others.put(line.party().toString(), line.name());
        return Page.of(
                "equity/web/mine.jte",
                new MinePage(
                        commons,
                        register.holdings(commons.id()).stream()
                                .filter(holding -> holding.party().equals(me.party()))
                                .toList(),
                        events,
                        charters.chapter(commons.id(), OwnershipRules.class).ownership() == null
                                ? List.of()
                                : earnings.all(commons).stream()
                                        .filter(one -> one.party().equals(me.party()))
                                        .toList(),
                        dividends.received(commons.id(), me.party()),
                        redemptions.all(commons.id()).stream()
                                .filter(one -> one.party().equals(me.party()))
                                .toList(),
                        others,
                        names(standing, text, List.of(), events),
                        form));
    }

    @GetMapping("/c/{slug}/equity/dividends/{number:[0-9]{1,9}}")
    @Allow(Access.PUBLIC)
    Page dividend(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var run = distributions.run(commons.id(), number);
        var dividend = dividends.of(commons.id(), run).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return Page.of(
                "equity/web/dividend.jte",
                new DividendPage(
                        commons,
                        run,
                        dividend,
                        dividends.recomputes(dividend),
                        isQuarters(charters.version(commons.id(), run.charterVersion())
                                .charter()
                                .chapter(OwnershipRules.class)
                                .ownership()),
                        partyNames.of(
                                standing,
                                text,
                                dividend.lines().stream()
                                        .map(DividendsOfRuns.Line::party)
                                        .toList())));
    }

    private static boolean isQuarters(@Nullable Ownership ownership) {
        return ownership != null && ownership.form() == ShareForm.FOUR_QUARTERS;
    }
}
