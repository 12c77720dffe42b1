package coppice.server.transvestment.web;

import coppice.rules.money.Ratio;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.distributions.Distributions;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.CampaignId;
import coppice.server.transvestment.Campaigns;
import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import coppice.server.transvestment.InstrumentId;
import coppice.server.transvestment.Instruments;
import coppice.server.transvestment.ReturnsOfRuns;
import coppice.server.transvestment.ReturnsOfRuns.Payment;
import coppice.server.transvestment.TransvestmentMotions.OfferInstrument;
import coppice.server.transvestment.TransvestmentMotions.WriteDown;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Capital let in: campaigns, instruments, each with its way to the cap.
@Controller
class TransvestmentPages {
    private final Campaigns campaigns;
    private final Instruments instruments;
    private final ReturnsOfRuns returns;
    private final Distributions distributions;
    private final Commonses commonses;
    private final Ledger ledger;
    private final PartyNames partyNames;
    private final Acts acts;
    private final Today today;

    TransvestmentPages(
            Campaigns campaigns,
            Instruments instruments,
            ReturnsOfRuns returns,
            Distributions distributions,
            Commonses commonses,
            Ledger ledger,
            PartyNames partyNames,
            Acts acts,
            Today today) {
        this.campaigns = campaigns;
        this.instruments = instruments;
        this.returns = returns;
        this.distributions = distributions;
        this.commonses = commonses;
        this.ledger = ledger;
        this.partyNames = partyNames;
        this.acts = acts;
        this.today = today;
    }

    /// A multiple or a rate as people write it; it was read with four digits at most.
    static BigDecimal decimal(Ratio ratio) {
        return new BigDecimal(ratio.numerator())
                .divide(new BigDecimal(ratio.denominator()), 4, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    /// An instrument with its holder and its picture.
    record Way(Instrument instrument, String holder, CapPicture picture, List<Payment> payments) {}

    record Raised(Campaign campaign, long raised, long come) {
        long percent() {
            return come * 100 / Math.max(1, campaign.terms().target());
        }
    }

    record ListPage(Commons commons, List<Raised> campaigns, Map<CampaignId, List<Way>> ways, boolean member) {}

    record CampaignPage(
            Commons commons,
            Raised raised,
            List<Way> ways,
            List<Instruments.Happened> steps,
            Form form,
            boolean member,
            boolean steward,
            boolean mayAct,
            PartyId me,
            boolean open) {}

    record NewPage(Commons commons, Form form, Map<String, String> kinds, boolean mayAct) {}

    private List<Way> ways(Standing standing, Text text, List<Instrument> all) {
        var commons = standing.commons();
        Names names = partyNames.of(
                standing, text, all.stream().map(Instrument::party).toList());
        var payments = payments(commons.id());
        return all.stream()
                .map(one -> {
                    var own = payments.getOrDefault(one.id(), List.of());
                    return new Way(one, names.of(one.party()), CapPicture.of(one, own), own);
                })
                .toList();
    }

    private Map<InstrumentId, List<Payment>> payments(CommonsId commons) {
        return returns.payments(commons, distributions.runs(commons)).stream()
                .collect(Collectors.groupingBy(Payment::instrument));
    }

    private static Raised raised(Campaign campaign, List<Instrument> all) {
        long raised = 0;
        long come = 0;
        for (var one : all) {
            if (one.state() == State.WITHDRAWN) continue;
            raised += one.principal();
            if (one.state() != State.COMMITTED) come += one.principal();
        }
        return new Raised(campaign, raised, come);
    }

    @GetMapping("/c/{slug}/transvestment")
    @Allow(Access.PUBLIC)
    Page list(Standing standing, Text text) {
        var commons = standing.commons();
        var all = campaigns.campaigns(commons);
        var byCampaign = new LinkedHashMap<CampaignId, List<Way>>();
        for (var way : ways(standing, text, instruments.instruments(commons.id())))
            byCampaign
                    .computeIfAbsent(way.instrument().campaign(), _ -> new java.util.ArrayList<>())
                    .add(way);
        return Page.of(
                "transvestment/web/list.jte",
                new ListPage(
                        commons,
                        all.stream()
                                .map(one -> raised(
                                        one,
                                        byCampaign.getOrDefault(one.id(), List.of()).stream()
                                                .map(Way::instrument)
                                                .toList()))
                                .toList(),
                        byCampaign,
                        standing.isMember()));
    }

    @GetMapping("/c/{slug}/transvestment/campaigns/{campaign}")
    @Allow(Access.PUBLIC)
    Page campaign(Standing standing, Text text, @PathVariable CampaignId campaign) {
        return campaign(standing, text, campaign, Form.fresh(Map.of()));
    }

    private Page campaign(Standing standing, Text text, CampaignId id, Form form) {
        var commons = standing.commons();
        var campaign = campaigns.campaign(commons, id);
        var all = instruments.of(commons.id(), id);
        return Page.of(
                "transvestment/web/campaign.jte",
                new CampaignPage(
                        commons,
                        raised(campaign, all),
                        ways(standing, text, all),
                        instruments.steps(commons.id(), id),
                        form,
                        standing.isMember(),
                        standing.isSteward(),
                        commonses.mayAct(standing, Matter.SURPLUS),
                        standing.membership()
                                .map(coppice.server.commons.Member::party)
                                .orElse(new PartyId(new UUID(0, 0))),
                        campaign.outcome().isEmpty()
                                && !today.date().isAfter(campaign.terms().deadline())));
    }

    @GetMapping("/c/{slug}/transvestment/campaigns/new")
    @Allow(Access.MEMBER)
    Page newCampaign(Standing standing, Text text) {
        return newCampaign(standing, text, Form.fresh(Map.of("rank", "1", "kind", Kind.CAPPED_SHARE.name())));
    }

    private Page newCampaign(Standing standing, Text text, Form form) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : Kind.values()) kinds.put(kind.name(), text.of("transvestment.kind", kind));
        return Page.of(
                "transvestment/web/new.jte",
                new NewPage(standing.commons(), form, kinds, commonses.mayAct(standing, Matter.SURPLUS)));
    }

    @PostMapping("/c/{slug}/transvestment/campaigns")
    @Allow(Access.MEMBER)
    Reply offer(Standing standing, Text text, Form form) {
        return form.submit(
                () -> acts.submit(standing, form, text, OfferInstrument.class),
                again -> newCampaign(standing, text, again));
    }

    /// Commits money of one's own; a steward may write it down for somebody outside, by name.
    @PostMapping("/c/{slug}/transvestment/campaigns/{campaign}/commitments")
    @Allow(Access.MEMBER)
    Reply commit(Standing standing, Text text, @PathVariable CampaignId campaign, Form form) {
        var commons = standing.commons();
        return form.submit(
                () -> {
                    long amount = Money.parsePositive("amount", form.value("amount"), commons.currency())
                            .minorUnits();
                    var holder = form.value("name").isBlank()
                            ? standing.member().party()
                            : ledger.counterparty(
                                    standing.steward().commons().id(), Fields.text("name", form.value("name"), 80));
                    instruments.commit(standing.member(), campaign, holder, amount, form.key());
                    return Campaigns.address(commons, campaign);
                },
                again -> campaign(standing, text, campaign, again));
    }

    /// Writes down that money came, takes a commitment back, waives the rest, or puts a write-down to the
    /// members.
    @PostMapping("/c/{slug}/transvestment/instruments/{instrument}")
    @Allow(Access.MEMBER)
    Reply change(Standing standing, Text text, @PathVariable InstrumentId instrument, Form form) {
        var commons = standing.commons();
        var found = instruments.instrument(commons.id(), instrument);
        return form.submit(
                () -> {
                    switch (form.value("do")) {
                        case "pay-in" -> instruments.payIn(standing.steward(), found.id());
                        case "withdraw" -> instruments.withdraw(standing.member(), found.id());
                        case "release" -> instruments.release(standing.member(), found.id());
                        case "write-down" -> {
                            String reason = Fields.text("reason", form.value("reason"), 500);
                            return acts.propose(standing, form, text, new WriteDown(found.id(), reason), "do");
                        }
                        default -> throw new Refused(new BadField("do", BadField.Fault.NOT_A_CHOICE, form.value("do")));
                    }
                    return Campaigns.address(commons, found.campaign());
                },
                again -> campaign(standing, text, found.campaign(), again));
    }
}
