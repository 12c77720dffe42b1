package coppice.server.site.cli;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.rules.voting.Stance;
import coppice.server.charter.AmendCharter;
import coppice.server.charter.Chapters;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Motions;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.distributions.Distributions;
import coppice.server.equity.EquityMotions.FoundShares;
import coppice.server.equity.Ownership;
import coppice.server.equity.Ownership.Qualification;
import coppice.server.equity.OwnershipRules;
import coppice.server.equity.Register;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Ledger;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockRules;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instruments;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationContext;

/// Who owns the village's workshop, and how money came in and out of its logic again.
final class OwnershipStory {
    static final String TRUST = "roof-trust";

    private static final LocalDate FOUNDED = LocalDate.parse("2026-10-12");

    private final Commonses commonses;
    private final Charters charters;
    private final Decisions decisions;
    private final Motions motions;
    private final Distributions distributions;
    private final Register register;
    private final Instruments instruments;
    private final Ledger ledger;
    private final Chapters chapters;
    private final Clock clock;

    OwnershipStory(ApplicationContext house) {
        commonses = house.getBean(Commonses.class);
        charters = house.getBean(Charters.class);
        decisions = house.getBean(Decisions.class);
        motions = house.getBean(Motions.class);
        distributions = house.getBean(Distributions.class);
        register = house.getBean(Register.class);
        instruments = house.getBean(Instruments.class);
        ledger = house.getBean(Ledger.class);
        chapters = house.getBean(Chapters.class);
        clock = house.getBean(Clock.class);
    }

    /// Puts something to the members, all of whom say yes.
    private void decide(Commons commons, List<Member> members, Record terms, String title, String key) {
        var put = new Decisions.Put(
                Optional.empty(), Optional.of(motions.act(commons, terms)), title, "All of us talked it over.", false);
        var proposal = decisions.propose(members.getFirst(), put, key);
        if (!decisions.proposal(commons, proposal).isOpen()) return;
        for (var member : members) decisions.take(member, proposal, Stance.YES, "");
        decisions.closeEarly(members.getFirst(), proposal);
    }

    private void amend(Commons commons, List<Member> members, UnaryOperator<Charter> change, String title, String key) {
        var before = charters.inForce(commons.id());
        var after = change.apply(before.charter());
        if (!after.equals(before.charter()))
            decide(commons, members, new AmendCharter(before.version(), after, title), title, key);
    }

    /// The trust that holds the golden share, under a lock itself.
    void trust(Commons trust, Steward keeper) {
        amend(
                trust,
                List.of(keeper),
                charter ->
                        charter.with(new LockRules(new AssetLock("NONE", null, null, "Federation of village trusts"))),
                "What we hold stays in common hands",
                "demo:trust:lock");
    }

    /// Four classes, a founding, a dividend, an instrument at its cap, and one on its way in.
    ///
    /// @param members Ana, Ben, Cy and Dot
    void village(Steward steward, List<Member> members) {
        var commons = steward.commons();
        if (charters.chapter(commons.id(), OwnershipRules.class).ownership() == null)
            amend(commons, members, OwnershipStory::owned, "Who owns Hazel Yard", "demo:owned");
        decide(
                commons,
                members,
                new FoundShares(
                        FOUNDED, List.of(members.get(0).party(), members.get(1).party())),
                "Found it with shares",
                "demo:founding");
        var cy = members.get(2).party();
        var dot = members.get(3).party();
        if (register.contracts(commons.id()).isEmpty()) register.begin(steward, cy, FOUNDED);
        issue(steward, ShareClass.WORKER, cy, 6, 0, "Forty chairs for the school", "1");
        issue(steward, ShareClass.USER, dot, 4, 0, "A year of repairs", "2");
        issue(steward, ShareClass.FUNDER, dot, 100, 10_000, "Tools for the second bench", "3");
        issue(
                steward,
                ShareClass.FUNDER,
                ledger.counterparty(commons.id(), "Village savings club"),
                200,
                20_000,
                "Tools for the second bench",
                "4");
        roof(steward);
        oven(steward, members.get(1));
    }

    private static Charter owned(Charter charter) {
        var ownership = Ownership.preset(ShareForm.FOUR_QUARTERS, 2);
        return charter.with(new OwnershipRules(new Ownership(
                        ownership.form(),
                        ownership.fractions(),
                        List.of(
                                new Qualification(ShareClass.WORKER, "work", new BigDecimal("10")),
                                new Qualification(ShareClass.USER, "equipment", new BigDecimal("10"))),
                        ownership.gainPercent(),
                        ownership.heldYears(),
                        ownership.parMinorUnits(),
                        ownership.boundMinorUnits())))
                .with(new LockRules(new AssetLock("NONE", TRUST, TRUST, null)))
                .with(
                        DistributionRules.class,
                        rules -> rules.withSplit(List.of(
                                new Part("reserve", new BigDecimal("15")),
                                new Part("trust", new BigDecimal("5")),
                                new Part("returns", new BigDecimal("40")),
                                new Part("redemption", new BigDecimal("5")),
                                new Part("contributors", new BigDecimal("15")),
                                new Part("dividends", new BigDecimal("20")))));
    }

    private void issue(
            Steward steward, ShareClass of, PartyId party, long shares, long cents, String reason, String key) {
        register.issue(steward, new Register.Issue(of, party, shares, cents, FOUNDED, reason), "demo:shares:" + key);
    }

    /// A foundation lends for the roof; two runs later it has its cap, and the roof is the commons' own for
    /// good.
    private void roof(Steward steward) {
        var commons = steward.commons();
        var campaign = instruments.campaigns(commons).stream()
                .filter(one -> one.terms().title().equals("A roof for the shed"))
                .map(Campaign::id)
                .findFirst()
                .orElseGet(() -> instruments.offer(
                        steward,
                        terms(
                                "A roof for the shed",
                                "Slates, battens and a week of work, so that the timber stays dry.",
                                Kind.CAPPED_SHARE,
                                30_000,
                                "6/5",
                                "40",
                                false,
                                "The roof of the shed"),
                        "demo:roof"));
        if (instruments.of(commons.id(), campaign).isEmpty()) {
            UUID given = instruments.commit(
                    steward, campaign, ledger.counterparty(commons.id(), "Willow Foundation"), 30_000, "demo:willow");
            instruments.payIn(steward, given);
        }
        int version = charters.inForce(commons.id()).version();
        if (distributions.runs(commons.id()).size() > 1) return;
        var until = LocalDate.parse("2026-10-20");
        distributions.adopt(steward, 50_000, until, version, "demo:run:2");
        distributions.adopt(steward, 40_000, until.plusDays(1), version, "demo:run:3");
    }

    /// All or nothing, still open when the demo starts.
    private void oven(Steward steward, Member ben) {
        var commons = steward.commons();
        boolean isThere = instruments.campaigns(commons).stream()
                .anyMatch(one -> one.terms().title().equals("A wood-fired oven"));
        if (isThere) return;
        var campaign = instruments.offer(
                steward,
                terms(
                        "A wood-fired oven",
                        "Bread on Saturdays, tiles on Mondays. It pays from what it brings in.",
                        Kind.REVENUE_SHARE,
                        80_000,
                        "13/10",
                        "6",
                        true,
                        "The oven"),
                "demo:oven");
        var first = instruments.commit(
                steward, campaign, ledger.counterparty(commons.id(), "Village savings club"), 25_000, "demo:oven:1");
        instruments.payIn(steward, first);
        instruments.commit(ben, campaign, ben.party(), 10_000, "demo:oven:2");
    }

    private Campaign.Terms terms(
            String title,
            String purpose,
            Kind kind,
            long target,
            String multiple,
            String rate,
            boolean allOrNothing,
            String asset) {
        return new Campaign.Terms(
                title,
                purpose,
                kind,
                target,
                LocalDate.now(clock).plusDays(40),
                allOrNothing,
                Ratio.parse(multiple),
                Ratio.parse(rate),
                1,
                Optional.empty(),
                Optional.empty(),
                asset);
    }
}
