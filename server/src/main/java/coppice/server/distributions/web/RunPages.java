package coppice.server.distributions.web;

import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.contributions.Contribution;
import coppice.server.contributions.ContributionId;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.ContributionType;
import coppice.server.contributions.Contributions;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Distributions.Paid;
import coppice.server.distributions.Distributions.PaymentLine;
import coppice.server.distributions.DryRun;
import coppice.server.distributions.Run;
import coppice.server.distributions.RunMotion.AdoptRun;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Runs: tried out, adopted, read, explained.
@Controller
class RunPages {
    private static final int SHOWN_PARTIES = 300;
    private static final int SHOWN_PAYMENTS = 500;

    private final Distributions distributions;
    private final Contributions contributions;
    private final Commonses commonses;
    private final Charters charters;
    private final Ledger ledger;
    private final PartyNames partyNames;
    private final Acts acts;
    private final Today today;

    RunPages(
            Distributions distributions,
            Contributions contributions,
            Commonses commonses,
            Charters charters,
            Ledger ledger,
            PartyNames partyNames,
            Acts acts,
            Today today) {
        this.acts = acts;
        this.distributions = distributions;
        this.contributions = contributions;
        this.commonses = commonses;
        this.charters = charters;
        this.ledger = ledger;
        this.partyNames = partyNames;
        this.today = today;
    }

    record RunsPage(
            Commons commons,
            List<Run> runs,
            boolean member,
            boolean steward,
            Optional<Distributions.Standings> mine,
            Optional<PartyId> me) {}

    record PaidLine(PartyId party, String name, Money paid) {}

    record NewPage(
            Commons commons,
            Form form,
            Money available,
            Optional<DryRun> dryRun,
            List<PaidLine> paid,
            List<Motion.Line> plans,
            boolean mayAct,
            boolean holdsAuthority) {}

    record RunPage(
            Commons commons,
            Run run,
            String adoptedBy,
            List<Paid> paid,
            Names names,
            boolean recomputes,
            boolean showsNames,
            Map<String, String> addresses) {}

    record ExplanationPage(
            Commons commons,
            Run run,
            PartyId party,
            String name,
            Charter charter,
            Money paid,
            int contributions,
            List<PaymentLine> payments,
            Map<ContributionId, Contribution> about) {
        public String formula(PaymentLine line) {
            var contribution = line.contribution().map(about::get);
            if (contribution.isEmpty()) return "";
            return charter.chapter(DistributionRules.class).equation().buckets().get(line.bucket()).rules().stream()
                    .filter(rule -> rule.type().equals(contribution.get().type()))
                    .map(DistributionRules.Rule::formula)
                    .findFirst()
                    .orElse("");
        }

        public String bucket(PaymentLine line) {
            return charter.chapter(DistributionRules.class)
                    .equation()
                    .buckets()
                    .get(line.bucket())
                    .name();
        }

        public String unit(Contribution contribution) {
            return charter.chapter(ContributionRules.class)
                    .type(contribution.type())
                    .map(ContributionType::unit)
                    .orElse("");
        }
    }

    @GetMapping("/c/{slug}/distributions")
    @Allow(Access.PUBLIC)
    Page all(Standing standing) {
        var commons = standing.commons();
        var me = standing.membership().map(coppice.server.commons.Member::party);
        return Page.of(
                "distributions/web/runs.jte",
                new RunsPage(
                        commons,
                        distributions.runs(commons.id()),
                        standing.isMember(),
                        standing.isSteward(),
                        me.map(party -> distributions.standings(commons.id(), party)),
                        me));
    }

    @GetMapping("/c/{slug}/distributions/new")
    @Allow(Access.MEMBER)
    Page tryOut(Standing standing, Text text, Form form) {
        var values = new HashMap<>(form.values());
        values.putIfAbsent("until", today.date().toString());
        return Form.fresh(values).show(again -> newPage(standing, text, again));
    }

    private Page newPage(Standing standing, Text text, Form form) {
        var commons = standing.commons();
        Optional<DryRun> dryRun =
                form.refusal() != null || form.value("surplus").isBlank()
                        ? Optional.empty()
                        : Optional.of(distributions.dryRun(commons, surplus(commons, form), until(form)));
        return Page.of(
                "distributions/web/new.jte",
                new NewPage(
                        commons,
                        form,
                        commons.money(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()),
                        dryRun,
                        dryRun.map(run ->
                                        paid(standing, text, run.distribution().paid()))
                                .orElse(List.of()),
                        dryRun.map(run -> run.lines(commons, text)).orElse(List.of()),
                        commonses.mayAct(standing, Matter.SURPLUS),
                        standing.isMember() && acts.holdsAuthority(standing.member(), Matter.SURPLUS)));
    }

    private static long surplus(Commons commons, Form form) {
        return Money.parsePositive("surplus", form.value("surplus"), commons.currency())
                .minorUnits();
    }

    /// The form asks for the last day that counts.
    private static LocalDate until(Form form) {
        return Fields.date("until", form.value("until")).plusDays(1);
    }

    private List<PaidLine> paid(Standing standing, Text text, Map<String, Long> paid) {
        var parties = paid.keySet().stream()
                .map(id -> new PartyId(UUID.fromString(id)))
                .toList();
        var names = partyNames.of(standing, text, parties);
        return parties.stream()
                .map(party -> new PaidLine(
                        party, names.of(party), standing.commons().money(paid.getOrDefault(party.toString(), 0L))))
                .sorted((a, b) -> Long.compare(b.paid().minorUnits(), a.paid().minorUnits()))
                .limit(SHOWN_PARTIES)
                .toList();
    }

    @PostMapping("/c/{slug}/distributions")
    @Allow(Access.MEMBER)
    Reply adopt(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(
                        standing,
                        form,
                        text,
                        new AdoptRun(
                                standing.commons().money(surplus(standing.commons(), form)),
                                until(form),
                                version(form)),
                        "surplus|until|charter"),
                again -> newPage(standing, text, again));
    }

    private static int version(Form form) {
        return Fields.whole("charter", form.value("charter"), 1, Integer.MAX_VALUE);
    }

    @GetMapping("/c/{slug}/distributions/{number:[0-9]{1,9}}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable int number) {
        var commons = standing.commons();
        var run = distributions.run(commons.id(), number);
        var paid = distributions.paid(commons.id(), run);
        var by = new PartyId(UUID.fromString(run.adoptedBy()));
        Collection<PartyId> wanted =
                new java.util.ArrayList<>(paid.stream().map(Paid::party).toList());
        wanted.add(by);
        var names = partyNames.of(standing, text, wanted);
        return Page.of(
                "distributions/web/run.jte",
                new RunPage(
                        commons,
                        run,
                        names.of(by),
                        paid,
                        names,
                        distributions.recomputes(commons, run),
                        standing.showsNames(),
                        distributions.addresses(commons, run)));
    }

    @GetMapping("/c/{slug}/distributions/{number:[0-9]{1,9}}/parties/{party}")
    @Allow(Access.READER)
    Page explain(Standing standing, Text text, @PathVariable int number, @PathVariable PartyId party) {
        var commons = standing.commons();
        var run = distributions.run(commons.id(), number);
        var paid = distributions.paid(commons.id(), run).stream()
                .filter(line -> line.party().equals(party))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        var payments = distributions.payments(commons.id(), run, party, SHOWN_PAYMENTS);
        var about = new HashMap<ContributionId, Contribution>();
        contributions
                .all(
                        commons.id(),
                        payments.stream()
                                .map(PaymentLine::contribution)
                                .flatMap(Optional::stream)
                                .toList())
                .forEach(contribution -> about.put(contribution.id(), contribution));
        return Page.of(
                "distributions/web/explanation.jte",
                new ExplanationPage(
                        commons,
                        run,
                        party,
                        partyNames.of(standing, text, List.of(party)).of(party),
                        charters.version(commons.id(), run.charterVersion()).charter(),
                        commons.money(paid.minorUnits()),
                        paid.contributions(),
                        payments,
                        about));
    }
}
