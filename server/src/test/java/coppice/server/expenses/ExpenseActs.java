package coppice.server.expenses;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.Budgeting;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.files.Files.Brought;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class ExpenseActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var draft = OpenRound.read(stage.commons(), Budgeting.fields(Round.Rule.DIRECT, "amount", "40.00"));
        var round = stage.house().room(Rounds.class).open(stage.ana(), draft, "expense acts");
        return List.of(new Sample(stage.commons(), new ApproveExpense(expense(stage, round))));
    }

    private static UUID expense(ActStage stage, Round round) {
        var house = stage.house();
        house.room(Rounds.class)
                .give(
                        stage.ana(),
                        round.id(),
                        new Rounds.Giving(Rounds.How.EQUALLY, 4_000, null, "", false),
                        "expense acts");
        var shelves = new BucketDraft(
                "Shelves",
                "In short",
                "At length",
                List.of(new Item(Item.Kind.COST, "Wood", 600, 600)),
                List.of(),
                Map.of(),
                true);
        var buckets = house.room(Buckets.class);
        var bucket = buckets.suggest(stage.members().get(1), round.id(), shelves, false, "expense acts");
        buckets.publish(stage.members().get(1), bucket);
        house.room(Fundings.class).fund(stage.ana(), bucket, 600, "expense acts");
        var bill = new Brought("bill.txt", "A bill".getBytes(StandardCharsets.UTF_8));
        return house.room(Expenses.class)
                .claim(
                        stage.members().get(1),
                        bucket,
                        new Expenses.Claim("Nails", 300, "", List.of(bill)),
                        "expense acts");
    }
}
