package coppice.server.cobudgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.Visitor;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.cobudgeting.Rounds.Giving;
import coppice.server.cobudgeting.Rounds.How;
import coppice.server.ledger.EntryFilter;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// The faults that other servers of this kind show, asked for over the API by 32 at once.
class CrowdTest extends Budgeting {
    private final Visitor anaAsks = asking("Ana");

    private String at(UUID bucket) {
        return "/api" + commons.address() + "/cobudgeting/buckets/" + bucket;
    }

    private HttpResponse<String> funds(Visitor who, UUID bucket, String key, String amount) {
        return who.postJson(at(bucket) + "/fundings", key, "{\"amount\":\"" + amount + "\"}");
    }

    private long given() {
        return ledger.accounts(commons.id()).stream()
                .filter(account -> account.code().startsWith("cobudgeting.part."))
                .mapToLong(account -> account.creditMinorUnits())
                .sum();
    }

    /// 150.00 and sixty fundings of 20.00: exactly seven succeed.
    @Test
    void nobodySpendsMoreThanTheyHave() throws Exception {
        var round = direct();
        var buckets = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) buckets.add(bucket(round, draft("Bucket " + i, 50_000, 50_000)));
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 60; i++) {
            var bucket = buckets.get(i % 5);
            calls.add(() -> funds(anaAsks, bucket, key(), "20.00").statusCode());
        }
        var codes = together(calls);
        assertThat(codes.stream().filter(code -> code == 201)).hasSize(7);
        assertThat(codes.stream().filter(code -> code == 409)).hasSize(53);
        assertThat(fundings.purse(ana, round)).isEqualTo(1_000);
        assertThat(buckets.stream().mapToLong(this::holds).sum()).isEqualTo(14_000);
    }

    /// Four members fill a goal of 100.00 in fundings of 9.00 at once: eleven fit, never more.
    @Test
    void noBucketTakesMoreThanItsGoal() throws Exception {
        var round = direct();
        var bucket = bucket(round, 10_000, 10_000);
        var asking = List.of(anaAsks, asking("Ben"), asking("Cy"), asking("Dot"));
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 60; i++) {
            var who = asking.get(i % 4);
            calls.add(() -> funds(who, bucket, key(), "9.00").statusCode());
        }
        assertThat(together(calls).stream().filter(code -> code == 201)).hasSize(11);
        assertThat(holds(bucket)).isEqualTo(9_900);
        assertThat(read(bucket).state()).isEqualTo(BucketState.FUNDING);
        assertThat(funds(anaAsks, bucket, key(), "1.00").statusCode()).isEqualTo(201);
        assertThat(read(bucket).state()).isEqualTo(BucketState.FUNDED);
    }

    @Test
    void whatIsRefusedChangesNothing() {
        var round = direct();
        var bucket = bucket(round, 20_000, 20_000);
        long entries = ledger.entries(commons.id(), EntryFilter.all()).size();
        assertThat(funds(anaAsks, bucket, key(), "200.00").body()).contains("part-too-small");
        assertThat(funds(asking("Eve"), bucket, key(), "1.00").statusCode()).isEqualTo(404);
        assertThat(read(bucket).state()).isEqualTo(BucketState.FUNDING);
        assertThat(buckets.details(commons.id(), bucket).changes()).hasSize(2);
        assertThat(ledger.entries(commons.id(), EntryFilter.all())).hasSize((int) entries);
        assertThat(funds(asking("Ben"), bucket, key(), "1.00").statusCode()).isEqualTo(201);
    }

    /// The same click thirty times, and a retry after the bucket was filled by it: one funding.
    @Test
    void aFundingThatArrivesTwiceCountsOnce() throws Exception {
        var round = direct();
        var bucket = bucket(round, 5_000, 5_000);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 32; i++)
            calls.add(() -> funds(anaAsks, bucket, "one click", "50.00").statusCode());
        assertThat(together(calls)).containsOnly(201);
        assertThat(holds(bucket)).isEqualTo(5_000);
        assertThat(fundings.stake(commons.id(), bucket, ana.party())).isEqualTo(5_000);
        assertThat(read(bucket).state()).isEqualTo(BucketState.FUNDED);
        assertThat(funds(anaAsks, bucket, "one click", "50.00").statusCode()).isEqualTo(201);
        assertThat(funds(anaAsks, bucket, "one click", "40.00").body()).contains("idempotency-key-reused");
    }

    /// At most 30.00 a member and bucket, asked for in tens at once and again.
    @Test
    void theLimitOfOneMemberHolds() throws Exception {
        var round = direct("mostEach", "30.00");
        var bucket = bucket(round, 50_000, 50_000);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++)
            calls.add(() -> funds(anaAsks, bucket, key(), "10.00").statusCode());
        assertThat(together(calls).stream().filter(code -> code == 201)).hasSize(3);
        assertThat(fundings.stake(commons.id(), bucket, ana.party())).isEqualTo(3_000);
    }

    /// Parts given out twenty times at once from 600.00 in hundreds: six times, never more.
    @Test
    void noRoundGivesOutMoreThanItHolds() throws Exception {
        var round = open(Rule.DIRECT);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++)
            calls.add(() -> anaAsks.postJson(
                            "/api" + commons.address() + "/cobudgeting/rounds/" + round.id() + "/parts",
                            key(),
                            "{\"how\":\"EQUALLY\",\"amount\":\"100.00\"}")
                    .statusCode());
        assertThat(together(calls).stream().filter(code -> code == 200)).hasSize(6);
        assertThat(rounds.holds(commons, round)).isZero();
        assertThat(given()).isEqualTo(60_000);
    }

    /// Funding, taking back, calling off and settling in a tumble: what was given is held, in buckets,
    /// spent or back.
    @Test
    void nothingIsLostInATumble() throws Exception {
        var round = direct();
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) ids.add(bucket(round, draft("Bucket " + i, 8_000, 12_000)));
        var asking = List.of(anaAsks, asking("Ben"), asking("Cy"), asking("Dot"));
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 160; i++) {
            var who = asking.get(i % 4);
            var bucket = ids.get(i / 4 % 4);
            boolean back = i % 7 == 3;
            calls.add(
                    () -> who.postJson(at(bucket) + (back ? "/returns" : "/fundings"), key(), "{\"amount\":\"11.00\"}")
                            .statusCode());
        }
        calls.add(
                80,
                () -> asking("Ben")
                        .postJson(at(ids.get(2)) + "/changes", key(), "{\"event\":\"CANCEL\",\"words\":\"No\"}")
                        .statusCode());
        assertThat(together(calls)).isSubsetOf(200, 201, 409);
        assertThat(read(ids.get(2)).state()).isEqualTo(BucketState.CANCELLED);
        assertThat(holds(ids.get(2))).isZero();
        assertThat(inside()).isEqualTo(100_000);
        for (var id : ids)
            assertThat(fundings.stakes(commons.id(), id).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(holds(id));
        house.later(LATER, () -> read(ids.getFirst()).state());
        assertThat(inside()).isEqualTo(100_000);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// The pool can be opened from twenty times at once; it never pays more than it holds.
    @Test
    void thePoolNeverPaysMoreThanItHolds() throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++)
            calls.add(() -> {
                var json = new StringBuilder();
                fields(Rule.DIRECT, "amount", "300.00")
                        .forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                                .append('"')
                                .append(name)
                                .append("\":\"")
                                .append(value)
                                .append('"'));
                return anaAsks.postJson(
                                "/api" + commons.address() + "/cobudgeting/rounds",
                                key(),
                                json.append('}').toString())
                        .statusCode();
            });
        assertThat(together(calls).stream().filter(code -> code == 201)).hasSize(3);
        assertThat(rounds.pool(commons)).isEqualTo(10_000);
        assertThat(rounds.rounds(commons)).extracting(Round::number).doesNotHaveDuplicates();
    }

    @Test
    void badInputIsRefusedInWords() {
        var round = direct();
        var bucket = bucket(round, 20_000, 20_000);
        for (var amount : List.of("", "x", "1e3", "-1", "0", "0.001", "999999999999999999999"))
            assertThat(funds(anaAsks, bucket, key(), amount).statusCode())
                    .as(amount)
                    .isEqualTo(422);
        assertThat(code(() -> OpenRound.read(commons, fields(Rule.DIRECT, "fundingUntil", "2020-01-01"))))
                .isEqualTo("dates-out-of-order");
        assertThat(code(() -> rounds.open(
                        ana,
                        OpenRound.read(
                                commons,
                                fields(
                                        Rule.DIRECT,
                                        "ideasUntil",
                                        "2020-01-01",
                                        "fundingFrom",
                                        "2020-01-01",
                                        "fundingUntil",
                                        "2020-01-02")),
                        key())))
                .isEqualTo("round-in-the-past");
        assertThat(code(() -> OpenRound.read(commons, fields(Rule.DIRECT, "rule", "LOTTERY"))))
                .startsWith("bad-field");
        assertThat(code(() -> OpenRound.read(
                        commons,
                        fields(Rule.DIRECT, "funders", UUID.randomUUID().toString()))))
                .isEmpty();
        var vote = open(Rule.EQUAL_SHARES, "amount", "100.00");
        assertThat(code(() -> ballots.bring(ana, vote.id(), "VOTES", key()))).isEqualTo("not-a-vote-file");
        assertThat(code(() -> rounds.give(ana, vote.id(), new Giving(How.EQUALLY, 1, null, "", false), key())))
                .isEqualTo("parts-only-where-members-fund");
        assertThat(Visitor.signedIn(house.story().person("Ana"))
                        .post(
                                commons.address() + "/cobudgeting/buckets/" + bucket + "/fundings",
                                Map.of("amount", "lots", "key", key()))
                        .body())
                .contains("lots")
                .contains("aria-invalid=\"true\"");
    }
}
