package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.Killing;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.distributions.Distributions;
import coppice.server.identity.Identity;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.ledger.Ledger;
import coppice.server.site.cli.DemoStory;
import coppice.server.transvestment.Campaign;
import coppice.server.transvestment.Campaigns;
import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.Instruments;
import coppice.server.transvestment.ReturnsOfRuns;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// A server of its own is killed with -9 while 32 at once share out surpluses, hand shares on and pay
/// withdrawals, each request sent twice; afterwards no cap is passed, no share doubled, no fund overdrawn,
/// and what was answered is there.
///
/// `-Dcoppice.kills=20` does it twenty times (bin/drill shares).
class KilledWhileOwningTest extends Killing {
    private static final int CROWD = 32;
    private static final int ENOUGH = 150;
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private String token = "";
    private String other = "";

    KilledWhileOwningTest() {
        super("killed-owning");
    }

    @Test
    void nothingPassesItsBounds() throws Exception {
        int kills = Integer.getInteger("coppice.kills", 1);
        indoors(Clock.systemUTC(), this::owners);
        for (int kill = 0; kill < kills; kill++) {
            int number = kill;
            indoors(Clock.systemUTC(), house -> letIn(house, number));
            var answers = new ConcurrentHashMap<String, String>();
            ownUntilKilled(number, answers);
            assertThat(answers).isNotEmpty();
            indoors(Clock.systemUTC(), house -> check(house, answers));
        }
    }

    private static Commons commons(ConfigurableApplicationContext house) {
        return house.getBean(Commonses.class).bySlug("owning").orElseThrow();
    }

    private static Member member(ConfigurableApplicationContext house, String name) {
        var account = new DemoStory(house).person(name);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return house.getBean(Commonses.class).standing("owning", viewer).member();
    }

    private Void owners(ConfigurableApplicationContext house) {
        var story = new DemoStory(house);
        var commonses = house.getBean(Commonses.class);
        var charters = house.getBean(Charters.class);
        var charter = house.getBean(Presets.class)
                .charter(Preset.TIME_BANK, "For a drill")
                .with(DecisionRules.NONE)
                .with(new OwnershipRules(Ownership.preset(ShareForm.FOUR_QUARTERS, 2)))
                .with(
                        DistributionRules.class,
                        it -> it.withSplit(List.of(
                                new Part("trust", new BigDecimal("10")),
                                new Part("returns", new BigDecimal("40")),
                                new Part("redemption", new BigDecimal("20")),
                                new Part("dividends", new BigDecimal("30")))));
        var commons = charters.found(story.person("Owner"), "Owning", "owning", "EUR", charter, "owning");
        var steward = (Steward) member(house, "Owner");
        commonses.join(story.person("Second"), commonses.invite(steward, Role.MEMBER));
        token = house.getBean(Identity.class)
                .issueToken(story.person("Owner").id(), "drill", Scope.STEWARD, Duration.ofHours(2))
                .value();
        other = member(house, "Second").party().toString();
        var mandate = new Mandate(
                commons, new ProposalId(UUID.randomUUID()), steward.party(), new ProposalId(UUID.randomUUID()));
        var register = house.getBean(Register.class);
        register.found(mandate, LONG_AGO, List.of(steward.party()), "founded");
        register.issue(
                steward,
                new Register.Issue(ShareClass.FUNDER, steward.party(), 1_000_000, 100_000_000, LONG_AGO, "Drill"),
                "shares");
        var ledger = house.getBean(Ledger.class);
        ledger.book(steward, new Ledger.ByHand(LONG_AGO, "Saved", "sales", "reserve", "", 100_000_000), "r");
        ledger.book(
                steward,
                new Ledger.ByHand(LocalDate.now(ZoneOffset.UTC), "Sold", "sales", "general", "", 100_000_000),
                "g");
        house.getBean(Redemptions.class).ask(steward, 900_000, "back");
        return null;
    }

    /// An instrument that a few runs fill.
    private Void letIn(ConfigurableApplicationContext house, int number) {
        var commons = commons(house);
        var steward = (Steward) member(house, "Owner");
        var instruments = house.getBean(Instruments.class);
        var campaign = house.getBean(Campaigns.class)
                .offer(
                        steward,
                        new Campaign.Terms(
                                "Drill " + number,
                                "x",
                                Instrument.Kind.CAPPED_SHARE,
                                10_000,
                                LocalDate.now(ZoneOffset.UTC).plusDays(9),
                                false,
                                Ratio.of(1),
                                Ratio.of(40),
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                "Thing " + number),
                        "campaign" + number);
        PartyId holder = house.getBean(Ledger.class).counterparty(commons.id(), "Holder " + number);
        var one = instruments.commit(steward, campaign, holder, 10_000, "commit" + number);
        instruments.payIn(steward, one);
        return null;
    }

    private void ownUntilKilled(int number, Map<String, String> answers) throws Exception {
        var answered = new AtomicInteger();
        String until = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        try (var pool = Executors.newFixedThreadPool(CROWD);
                var server = serve()) {
            var crowd = new ArrayList<Future<?>>();
            for (int who = 0; who < CROWD; who++) {
                int me = who;
                crowd.add(pool.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        int kind = (me + i) % 3;
                        String key = number + "." + me + "." + i;
                        String path = "/api/c/owning/"
                                + List.of("distributions", "equity/transfers", "equity/withdrawals/payments")
                                        .get(kind);
                        String body = switch (kind) {
                            case 0 -> "{\"surplus\":\"20.00\",\"until\":\"" + until + "\",\"charterVersion\":1}";
                            case 1 -> "{\"to\":\"" + other + "\",\"shareClass\":\"FUNDER\",\"shares\":1}";
                            default -> "";
                        };
                        for (int twice = 0; twice < 2; twice++) {
                            var answer = server.post(path, token, key, body, kind == 0 ? 201 : 200);
                            if (answer.isEmpty() && !server.process().isAlive()) return;
                            answer.filter(_ -> kind == 1)
                                    .ifPresent(said -> assertThat(answers.putIfAbsent(key, said))
                                            .isIn(null, said));
                            if (answer.isPresent() && answered.incrementAndGet() == ENOUGH) server.kill();
                        }
                    }
                }));
            }
            for (var one : crowd) one.get();
        }
    }

    private Void check(ConfigurableApplicationContext house, Map<String, String> answers) {
        var commons = commons(house);
        var ledger = house.getBean(Ledger.class);
        var register = house.getBean(Register.class);
        var runs = house.getBean(Distributions.class).runs(commons.id());
        var payments = house.getBean(ReturnsOfRuns.class).payments(commons.id(), runs);
        for (var one : house.getBean(Instruments.class).instruments(commons.id())) {
            long paid = payments.stream()
                    .filter(payment -> payment.instrument().equals(one.id()))
                    .mapToLong(ReturnsOfRuns.Payment::amount)
                    .sum();
            assertThat(one.paid()).isEqualTo(paid).isLessThanOrEqualTo(one.cap());
            if (paid == one.cap()) assertThat(one.state()).isEqualTo(Instrument.State.TRANSVESTED);
        }
        assertThat(register.holdings(commons.id(), LocalDate.of(2200, 1, 1)))
                .isEqualTo(register.holdings(commons.id()));
        var redemptions = house.getBean(Redemptions.class).all(commons.id()).getFirst();
        assertThat(register.outstanding(commons.id()).getOrDefault(ShareClass.FUNDER, 0L))
                .isEqualTo(1_000_000 - redemptions.paidShares());
        long filled = runs.stream()
                .flatMap(run -> run.shares().stream())
                .filter(share -> share.destination().equals("redemption"))
                .mapToLong(share -> share.minorUnits())
                .sum();
        var fund = ledger.known(commons.id(), List.of("equity.redemption")).get("equity.redemption");
        assertThat(filled).isEqualTo(redemptions.paid() + (fund == null ? 0 : fund.holdsMinorUnits()));
        long locked = runs.stream()
                .flatMap(run -> run.shares().stream())
                .filter(share -> share.destination().equals("trust"))
                .mapToLong(share -> share.minorUnits())
                .sum();
        assertThat(ledger.account(commons, Ledger.TRUST).holdsMinorUnits()).isEqualTo(locked);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
        var steward = (Steward) member(house, "Owner");
        var second = new PartyId(UUID.fromString(other));
        long before = register.events(commons.id()).size();
        answers.forEach((key, said) -> assertThat(
                        "{\"number\":" + register.transfer(steward, ShareClass.FUNDER, second, 1, key) + "}")
                .as("a retry after the kill")
                .isEqualTo(said.replaceAll("\\s", "")));
        assertThat(register.events(commons.id())).hasSize((int) before);
        return null;
    }
}
