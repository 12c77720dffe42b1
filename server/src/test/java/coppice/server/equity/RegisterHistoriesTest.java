package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareClass;
import coppice.server.Owning;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories of a register by chance, beside a ledger of single holdings kept in the test.
class RegisterHistoriesTest extends Owning {
    private final Redemptions redemptions = house.room(Redemptions.class);
    private final DividendsOfRuns dividends = house.room(DividendsOfRuns.class);
    private final Map<String, Long> model = new HashMap<>();
    private long paidIn;

    @BeforeEach
    void founded() {
        found();
        contracts.begin(ana, party(2), today().minusYears(4));
        model.put(at(ShareClass.FOUNDER, party(0)), 1L);
        model.put(at(ShareClass.FOUNDER, party(1)), 1L);
    }

    private static String at(ShareClass of, PartyId party) {
        return of + ":" + party;
    }

    /// One step of chance; what the model says is refused must be refused.
    private void step(Random random) {
        var of = List.of(ShareClass.FUNDER, ShareClass.FUNDER, ShareClass.USER, ShareClass.WORKER)
                .get(random.nextInt(4));
        var party = of == ShareClass.WORKER ? party(2) : party(random.nextInt(4));
        long shares = 1 + random.nextInt(50);
        long holds = model.getOrDefault(at(of, party), 0L);
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                long paid = of == ShareClass.FUNDER ? random.nextInt(10_000) : 0;
                register.issue(
                        ana, new Register.Issue(of, party, shares, paid, today().minusYears(3), "By chance"), key());
                model.merge(at(of, party), shares, Long::sum);
                paidIn += paid;
            }
            case 2 ->
                tried(
                        shares <= holds,
                        () -> register.cancel(ana, of, party, shares, "By chance", key()),
                        () -> model.merge(at(of, party), -shares, Long::sum));
            default -> {
                var from = members.get(random.nextInt(4));
                var to = party(random.nextInt(4));
                boolean may = of == ShareClass.FUNDER
                        && !to.equals(from.party())
                        && shares <= model.getOrDefault(at(of, from.party()), 0L);
                tried(may, () -> register.transfer(from, of, to, shares, key()), () -> {
                    model.merge(at(of, from.party()), -shares, Long::sum);
                    model.merge(at(of, to), shares, Long::sum);
                });
            }
        }
    }

    private void tried(boolean may, Runnable work, Runnable then) {
        var before = register.events(commons.id());
        try {
            work.run();
            assertThat(may).as("was done").isTrue();
            then.run();
        } catch (Refused refused) {
            assertThat(may).as("was refused: " + refused.refusal()).isFalse();
            assertThat(register.events(commons.id())).isEqualTo(before);
        }
    }

    private Map<String, Long> kept() {
        var kept = new HashMap<String, Long>();
        for (var holding : register.holdings(commons.id()))
            kept.put(at(holding.of(), holding.party()), holding.shares());
        return kept;
    }

    private Map<String, Long> expected() {
        var expected = new HashMap<>(model);
        expected.values().removeIf(shares -> shares == 0);
        return expected;
    }

    /// Every share is somebody's, what is stored is the replay, and no money is in shares that nobody put in.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyShareIsAccountedFor(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) step(random);
        assertThat(kept()).isEqualTo(expected());
        assertThat(register.holdings(commons.id(), today())).isEqualTo(register.holdings(commons.id()));
        long in = 0;
        long out = 0;
        for (var event : register.events(commons.id())) {
            if (event.kind() == ShareEvent.Kind.ISSUE) in += event.minorUnits();
            if (event.kind() == ShareEvent.Kind.CANCEL) out += event.minorUnits();
        }
        long held = register.holdings(commons.id()).stream()
                .mapToLong(Holding::minorUnits)
                .sum();
        assertThat(in).isEqualTo(paidIn);
        assertThat(held).isEqualTo(in - out);
        assertThat(register.holdings(commons.id())).allSatisfy(holding -> {
            assertThat(holding.shares()).isPositive();
            assertThat(holding.minorUnits()).isNotNegative();
        });
        assertThat(held(Ledger.GENERAL)).isEqualTo(paidIn);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
        assertThat(register.highestCapital(commons.id())).isEqualTo(paidIn);
    }

    /// A dividend is split to the minor unit, whatever the holdings, and comes out the same when recomputed.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aDividendIsSplitToTheMinorUnit(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 12; i++) step(random);
        long surplus = 1 + random.nextInt(1_000_000);
        income(surplus);
        var run = run(surplus);
        var dividend = dividends.of(commons.id(), run).orElseThrow();
        long parts = dividend.parts().values().stream()
                .mapToLong(part -> part.amount())
                .sum();
        assertThat(parts + dividend.odd()).isEqualTo(dividend.amount());
        for (var of : ShareClass.values()) {
            long paid = dividend.lines().stream()
                    .filter(line -> line.of() == of)
                    .mapToLong(line -> line.paid())
                    .sum();
            long part = dividend.parts().get(of).amount();
            assertThat(paid).as(of.name()).isIn(0L, part);
        }
        assertThat(dividends.recomputes(dividend)).isTrue();
        assertThat(ledger.accounts(commons.id()).stream()
                        .filter(account -> account.holder() != Account.Holder.EXTERNAL)
                        .mapToLong(Account::holdsMinorUnits)
                        .sum())
                .as("all that came in is somewhere in the house")
                .isEqualTo(paidIn + surplus);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// Asking again with the same key does nothing again; with the same key for something else it is refused.
    @Test
    void everyVerbIsDoneOncePerKey() {
        var issue = new Register.Issue(ShareClass.FUNDER, party(3), 100, 10_000, today().minusYears(3), "Once");
        long number = register.issue(ana, issue, "issue");
        assertThat(register.issue(ana, issue, "issue")).isEqualTo(number);
        long handed = register.transfer(members.get(3), ShareClass.FUNDER, party(1), 40, "hand");
        assertThat(register.transfer(members.get(3), ShareClass.FUNDER, party(1), 40, "hand"))
                .isEqualTo(handed);
        long gone = register.cancel(ana, ShareClass.FUNDER, party(1), 10, "Lost", "cancel");
        assertThat(register.cancel(ana, ShareClass.FUNDER, party(1), 10, "Lost", "cancel"))
                .isEqualTo(gone);
        var asked = redemptions.ask(members.get(3), 20, "ask");
        assertThat(redemptions.ask(members.get(3), 20, "ask")).isEqualTo(asked);
        var before = state();
        refusal(() -> register.issue(
                ana, new Register.Issue(ShareClass.FUNDER, party(3), 101, 10_000, today(), "Once"), "issue"));
        refusal(() -> register.transfer(members.get(3), ShareClass.FUNDER, party(1), 41, "hand"));
        refusal(() -> register.cancel(ana, ShareClass.FUNDER, party(1), 11, "Lost", "cancel"));
        refusal(() -> redemptions.ask(members.get(3), 21, "ask"));
        assertThat(state()).isEqualTo(before);
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(60);
        assertThat(shares(ShareClass.FUNDER, party(1))).isEqualTo(30);
        assertThat(held(Ledger.GENERAL)).isEqualTo(10_000);
    }

    /// Withdrawals take the oldest first: what came three years ago may go, what came with it today may not.
    @Test
    void whatIsAskedBackIsTheOldest() {
        register.issue(
                ana, new Register.Issue(ShareClass.FUNDER, party(3), 10, 0, today().minusYears(3), "Old"), key());
        register.issue(ana, new Register.Issue(ShareClass.FUNDER, party(3), 10, 0, today(), "New"), key());
        redemptions.ask(members.get(3), 10, key());
        redemptions.ask(members.get(3), 1, key());
        assertThat(redemptions.open(commons.id()))
                .extracting(Redemptions.Request::issued)
                .containsExactlyInAnyOrder(today().minusYears(3), today());
        assertThat(refusal(() -> redemptions.ask(members.get(3), 10, key())))
                .isEqualTo(new EquityRefusal.AskedBefore(11));
        assertThat(refusal(() -> redemptions.ask(members.get(1), 1, key())))
                .isEqualTo(new EquityRefusal.NotEnoughShares(0));
    }

    /// The package of one register is the same, byte by byte, apart from the moment at which it was written.
    @Test
    void aPackageWrittenTwiceIsTheSame() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 25; i++) step(random);
        assertThat(transactions()).isEqualTo(transactions()).contains("TX_STOCK_ISSUANCE");
    }

    private String transactions() throws IOException {
        var out = new ByteArrayOutputStream();
        house.room(Ocf.class)
                .write(
                        new Ocf.Source(
                                commons,
                                register.ownership(commons.id()),
                                register.founded(commons.id()).orElseThrow(),
                                "DE",
                                register.events(commons.id()),
                                PartyId::toString),
                        out);
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                if (entry.getName().startsWith("Transactions"))
                    return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        throw new AssertionError("no transactions");
    }

    private List<Object> state() {
        var state = new ArrayList<Object>(register.events(commons.id()));
        state.addAll(redemptions.all(commons.id()));
        state.addAll(register.holdings(commons.id()));
        state.add(held(Ledger.GENERAL));
        state.add(held(Spec.external(Ledger.CAPITAL, Optional.of(party(3)))));
        return state;
    }
}
