package coppice.server;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.rules.voting.Stance;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposals;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Run;
import coppice.server.equity.Contracts;
import coppice.server.equity.Ownership;
import coppice.server.equity.OwnershipRules;
import coppice.server.equity.Register;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockRules;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.CampaignId;
import coppice.server.transvestment.Campaigns;
import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.InstrumentId;
import coppice.server.transvestment.Instruments;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A commons of four with four classes of owners, founded; a new one for every test.
@SuppressWarnings("this-escape")
public abstract class Owning {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    protected final House house = House.open();
    protected final Commonses commonses = house.room(Commonses.class);
    protected final Charters charters = house.room(Charters.class);
    protected final Ledger ledger = house.room(Ledger.class);
    protected final Register register = house.room(Register.class);
    protected final Contracts contracts = house.room(Contracts.class);
    protected final Campaigns campaigns = house.room(Campaigns.class);
    protected final Instruments instruments = house.room(Instruments.class);
    protected final Distributions distributions = house.room(Distributions.class);
    protected final Decisions decisions = house.room(Decisions.class);
    protected final Proposals proposals = house.room(Proposals.class);
    protected final Commons commons;
    protected final Steward ana;
    protected final List<Member> members = new ArrayList<>();

    protected Owning() {
        commons = make("owning", charter());
        ana = (Steward) member(commons, "Ana");
        members.add(ana);
        for (var name : List.of("Ben", "Cy", "Dot")) {
            commonses.join(house.story().person(name), commonses.invite(ana, Role.MEMBER));
            members.add(member(commons, name));
        }
    }

    /// The charter to begin with.
    protected Charter charter() {
        return house.room(Presets.class)
                .charter(Preset.TIME_BANK, "Made for a test")
                .with(DecisionRules.NONE)
                .with(new OwnershipRules(Ownership.preset(form(), 2)))
                .with(new LockRules(new AssetLock("NONE", null, null, "Federation")))
                .with(
                        DistributionRules.class,
                        it -> it.withSplit(List.of(
                                new Part("reserve", new BigDecimal("10")),
                                new Part("trust", new BigDecimal("10")),
                                new Part("returns", new BigDecimal("40")),
                                new Part("redemption", new BigDecimal("10")),
                                new Part("dividends", new BigDecimal("30")))));
    }

    protected ShareForm form() {
        return ShareForm.FOUR_QUARTERS;
    }

    protected Commons make(String name, Charter charter) {
        String slug = name + "-" + NUMBER.incrementAndGet();
        return charters.found(house.story().person("Ana"), slug, slug, "EUR", charter, "found-" + slug);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    protected Standing standing(Commons where, String name) {
        var account = house.story().person(name);
        return commonses.standing(
                where.slug(),
                new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty()));
    }

    protected Member member(Commons where, String name) {
        return standing(where, name).member();
    }

    protected Visitor program(String name) {
        return Visitor.program(house.story().person(name), Scope.STEWARD);
    }

    protected static Refusal refusal(Runnable work) {
        try {
            work.run();
        } catch (Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("nothing was refused");
    }

    /// Puts something to the members and lets each say what stands for them.
    protected ProposalId put(String motion, Map<String, String> terms, Stance... stances) {
        var proposal = Putting.propose(
                ana, Optional.empty(), motion, terms, "A test of " + motion, "To see what happens", key());
        for (int i = 0; i < stances.length; i++) decisions.take(members.get(i), proposal, stances[i], "");
        return proposal;
    }

    protected Proposal decided(ProposalId proposal) {
        return decisions.closeEarly(ana, proposal);
    }

    /// All four say yes.
    protected Proposal all(String motion, Map<String, String> terms) {
        return decided(put(motion, terms, Stance.YES, Stance.YES, Stance.YES, Stance.YES));
    }

    /// Founded by Ana and Ben a year ago.
    protected void found() {
        all("found-shares", Map.of("on", today().minusYears(4).toString(), "founders", party(0) + "," + party(1)));
    }

    protected PartyId party(int member) {
        return members.get(member).party();
    }

    protected void issue(ShareClass of, PartyId party, long shares, long paid) {
        register.issue(ana, new Register.Issue(of, party, shares, paid, today().minusYears(4), "For a test"), key());
    }

    protected void income(long minorUnits) {
        ledger.book(ana, new Ledger.ByHand(today(), "Sold", "sales", "general", "A customer", minorUnits), key());
    }

    protected Run run(long surplus) {
        return distributions.adopt(
                ana,
                surplus,
                today().plusDays(1),
                charters.inForce(commons.id()).version(),
                key());
    }

    protected long held(Spec spec) {
        return held(commons, spec.code());
    }

    protected long held(Commons where, String code) {
        return Optional.ofNullable(ledger.known(where.id(), List.of(code)).get(code))
                .map(Account::holdsMinorUnits)
                .orElse(0L);
    }

    protected long shares(ShareClass of, PartyId party) {
        return register.holdings(commons.id()).stream()
                .filter(holding -> holding.of() == of && holding.party().equals(party))
                .mapToLong(holding -> holding.shares())
                .sum();
    }

    protected static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (var pool = Executors.newFixedThreadPool(32)) {
            var answers = new ArrayList<T>();
            for (var done : pool.invokeAll(calls)) answers.add(done.get());
            return answers;
        }
    }

    protected Campaign.Terms terms(Kind kind, long target, String multiple, String rate, boolean all, int rank) {
        return new Campaign.Terms(
                "A roof " + kind + rank,
                "So that it stays dry",
                kind,
                target,
                today().plusDays(20),
                all,
                Ratio.parse(multiple),
                Ratio.parse(rate),
                rank,
                Optional.empty(),
                Optional.empty(),
                "The roof " + kind + rank);
    }

    protected CampaignId campaign(Campaign.Terms terms) {
        return campaigns.offer(ana, terms, key());
    }

    protected Instrument active(Kind kind, long principal, String multiple, String rate, int rank) {
        var id = instruments.commit(
                ana,
                campaign(terms(kind, principal, multiple, rate, false, rank)),
                outside("Willow " + kind + rank),
                principal,
                key());
        instruments.payIn(ana, id);
        return now(id);
    }

    protected PartyId outside(String name) {
        return ledger.counterparty(commons.id(), name);
    }

    protected Instrument now(InstrumentId id) {
        return instruments.instrument(commons.id(), id);
    }

    protected Charter charterNow() {
        return charters.inForce(commons.id()).charter();
    }

    protected Proposal amend(Charter then) {
        return all("amend-charter", Putting.amendment(charters.inForce(commons.id()), then, "Another charter"));
    }
}
