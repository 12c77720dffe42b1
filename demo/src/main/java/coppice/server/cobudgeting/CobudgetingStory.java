package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.commons.Member;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.Steward;
import coppice.server.commons.StoryPart;
import coppice.server.expenses.Expenses;
import coppice.server.files.Files.Brought;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The demo's rounds: one of the village, in its middle; and a real one, replayed.
@Configuration(proxyBeanMethods = false)
class CobudgetingStory {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final Expenses expenses;
    private final Ledger ledger;
    private final Today today;

    CobudgetingStory(
            Rounds rounds,
            Buckets buckets,
            Fundings fundings,
            Ballots ballots,
            Expenses expenses,
            Ledger ledger,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.expenses = expenses;
        this.ledger = ledger;
        this.today = today;
    }

    @Bean
    StoryPart winterInTheYard() {
        return new StoryPart(
                Of.VILLAGE,
                90,
                scene -> village(scene.steward(), scene.member("Ben"), scene.member("Cy"), scene.member("Dot")));
    }

    @Bean
    StoryPart greenBudget() {
        return new StoryPart(Of.CITY, 10, scene -> city(scene.steward(), scene.file("wieliczka-2023-green-budget.pb")));
    }

    private Map<String, String> fields(String title, Round.Rule rule, String amount) {
        var fields = new HashMap<>(OpenRound.usual(today.date()));
        fields.put("title", title);
        fields.put("rule", rule.name());
        fields.put("amount", amount);
        fields.put("fundingFrom", today.date().toString());
        return fields;
    }

    private void gift(Steward steward, String day, String what, String who, long cents, String key) {
        ledger.book(
                steward,
                new Ledger.ByHand(LocalDate.parse(day), what, "contributions", "cobudgeting", who, cents),
                key);
    }

    private static BucketDraft draft(String title, String summary, String words, Item... items) {
        return new BucketDraft(title, summary, words, List.of(items), List.of(), Map.of(), true);
    }

    private static Item cost(String words, long amount, long stretch) {
        return new Item(Item.Kind.COST, words, amount, stretch);
    }

    /// Four people, 800.00, three buckets and an idea; told once.
    private void village(Steward ana, Member ben, Member cy, Member dot) {
        var commons = ana.commons();
        gift(ana, "2026-10-20", "From the harvest supper", "Guests of the supper", 80000, "demo:gift:1");
        if (!rounds.rounds(commons).isEmpty()) return;
        var fields = fields("Winter in the yard", Round.Rule.DIRECT, "800.00");
        fields.put("guidelines", "It serves whoever comes, not one of us. It can be done before spring.");
        fields.put("largest", "300.00");
        var round = rounds.open(ana, OpenRound.read(commons, fields), "demo:round:1");
        rounds.give(ana, round.id(), new Rounds.Giving(Rounds.How.EQUALLY, 80000, null, "", false), "demo:parts:1");
        var stove = publish(
                ben,
                round,
                "stove",
                draft(
                        "A stove for the workshop",
                        "Nobody holds a plane with cold fingers.",
                        "The one in the shed of the school is for sale. We fetch it with the cart.",
                        cost("The stove", 18000, 18000),
                        cost("Pipe and bricks", 6500, 12000),
                        new Item(Item.Kind.INCOME, "Bricks from the old oven", 2500, 2500)));
        fundings.fund(ana, stove, 10000, "demo:fund:1");
        fundings.fund(cy, stove, 6000, "demo:fund:2");
        fundings.fund(dot, stove, 4000, "demo:fund:3");
        var lamps = publish(
                cy,
                round,
                "lamps",
                draft(
                        "Lamps over the benches",
                        "It is dark at four.",
                        "",
                        cost("Four lamps", 9600, 9600),
                        cost("Cable", 1400, 1400)));
        fundings.fund(ben, lamps, 8000, "demo:fund:4");
        fundings.fund(dot, lamps, 3000, "demo:fund:5");
        var bill = expenses.claim(
                cy,
                lamps,
                new Expenses.Claim(
                        "Four lamps",
                        8940,
                        "",
                        List.of(new Brought("lamps.txt", "Four lamps, 89.40 EUR".getBytes(StandardCharsets.UTF_8)))),
                "demo:expense:1");
        expenses.judge(ben, bill, true, "");
        publish(
                dot,
                round,
                "seed",
                draft(
                        "Seed for the beds by the gate",
                        "Beans, peas and something blue.",
                        "",
                        cost("Seed", 4500, 6000)));
        buckets.suggest(
                ana,
                round.id(),
                draft("A bench that one can sleep on", "Somebody with a back should draw it.", ""),
                true,
                "demo:bucket:bench");
    }

    private UUID publish(Member member, Round round, String key, BucketDraft draft) {
        var bucket = buckets.suggest(member, round.id(), draft, false, "demo:bucket:" + key);
        buckets.publish(member, bucket);
        return bucket;
    }

    /// A town's vote on its money, 6,586 ballots, by the rule that the town used; told once.
    private void city(Steward steward, byte[] votes) {
        var commons = steward.commons();
        gift(steward, "2023-04-03", "The town's Green Budget", "Town", 100_000_000, "demo:gift:1");
        if (!rounds.rounds(commons).isEmpty()) return;
        var fields = fields("Green Budget 2023", Round.Rule.EQUAL_SHARES, "1000000.00");
        fields.put("ideasUntil", today.date().minusDays(1).toString());
        fields.put("completion", "EQUAL_SHARES_ADD1_UNTIL_OVERSPEND");
        var round = rounds.open(steward, OpenRound.read(commons, fields), "demo:round:1");
        ballots.bring(steward, round.id(), new String(votes, StandardCharsets.UTF_8), "demo:votes:1");
        rounds.close(steward, round.id());
    }
}
