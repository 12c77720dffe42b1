package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Buckets for programs.
@RestController
@RequestMapping("/api/c/{slug}/cobudgeting")
class BucketApi {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final BucketPages pages;
    private final Today today;

    BucketApi(Rounds rounds, Buckets buckets, Fundings fundings, Ballots ballots, BucketPages pages, Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.pages = pages;
        this.today = today;
    }

    /// @param holds absent while the round hides what others gave
    record BucketItem(
            String id,
            String round,
            int number,
            String title,
            String summary,
            BucketState state,
            Amount minimum,
            Amount most,
            @Nullable Amount holds) {}

    record AmountBody(String amount) {}

    /// @param stretch the most it could use; absent: the same
    record ItemBody(
            @Nullable String kind,
            String words,
            String amount,
            @Nullable String stretch) {}

    /// @param idea true: somebody else may work it out
    record BucketBody(
            String title,
            @Nullable String summary,
            @Nullable String words,
            @Nullable List<ItemBody> items,
            @Nullable List<String> responsible,
            @Nullable Map<String, String> answers,
            @Nullable Boolean agreed,
            @Nullable Boolean idea) {}

    /// @param event  WORK_OUT, PUBLISH, WITHDRAW, ACCEPT, GIVE_BACK, START, REPORT, COMPLETE or CANCEL
    /// @param words  the report, or why it is called off
    record ChangeBody(String event, @Nullable String words) {}

    record SupportBody(int points) {}

    private BucketItem item(Commons commons, Bucket bucket, Optional<Buckets.Money> money) {
        return new BucketItem(
                bucket.id().toString(),
                bucket.round().toString(),
                bucket.number(),
                bucket.title(),
                bucket.summary(),
                bucket.state(),
                Amount.of(commons.money(bucket.minimum())),
                Amount.of(commons.money(bucket.most())),
                money.map(one -> Amount.of(commons.money(one.holds()))).orElse(null));
    }

    private BucketItem read(Standing standing, String id) {
        var commons = standing.commons();
        var bucket = buckets.bucket(standing, Ids.parse(id));
        var round = rounds.round(commons, bucket.round());
        return item(
                commons,
                bucket,
                RoundPages.hides(round, round.phase(today.now()))
                        ? Optional.empty()
                        : Optional.ofNullable(
                                buckets.money(commons, List.of(bucket)).get(bucket.id())));
    }

    @Operation(summary = "The buckets of a round")
    @GetMapping("/rounds/{round}/buckets")
    @Allow(Access.PUBLIC)
    List<BucketItem> buckets(Standing standing, @PathVariable String round) {
        var commons = standing.commons();
        var found = rounds.round(commons, Ids.parse(round));
        var all = buckets.ofRound(standing, found.id());
        boolean hides = RoundPages.hides(found, found.phase(today.now()));
        var money = buckets.money(commons, all);
        return all.stream()
                .map(bucket ->
                        item(commons, bucket, hides ? Optional.empty() : Optional.ofNullable(money.get(bucket.id()))))
                .toList();
    }

    @Operation(summary = "Puts a bucket up, as a draft or as an idea")
    @PostMapping("/rounds/{round}/buckets")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    BucketItem suggest(
            Standing standing,
            @PathVariable String round,
            @RequestHeader(Api.KEY) String key,
            @RequestBody BucketBody body) {
        var id = buckets.suggest(
                standing.member(),
                Ids.parse(round),
                draft(standing.commons(), body),
                Boolean.TRUE.equals(body.idea()),
                key);
        return read(standing, id.toString());
    }

    private static BucketDraft draft(Commons commons, BucketBody body) {
        List<ItemBody> items = body.items() == null ? List.of() : body.items();
        return new BucketDraft(
                Api.given(body.title()),
                Api.given(body.summary()),
                Api.given(body.words()),
                items.stream().map(item -> item(commons, item)).toList(),
                body.responsible() == null
                        ? List.of()
                        : body.responsible().stream()
                                .map(party -> new PartyId(Ids.parse(party)))
                                .toList(),
                body.answers() == null ? Map.of() : body.answers(),
                Boolean.TRUE.equals(body.agreed()));
    }

    private static Item item(Commons commons, ItemBody body) {
        long amount = Money.parsePositive("amount", Api.given(body.amount()), commons.currency())
                .minorUnits();
        long stretch = body.stretch() == null
                ? amount
                : Math.max(
                        amount,
                        Money.parse("stretch", body.stretch(), commons.currency())
                                .minorUnits());
        var kind = body.kind() == null ? Item.Kind.COST : Fields.choice("kind", Item.Kind.class, body.kind());
        return new Item(
                kind, Fields.text("words", body.words(), 200), amount, kind == Item.Kind.COST ? stretch : amount);
    }

    @Operation(summary = "A bucket")
    @GetMapping("/buckets/{bucket}")
    @Allow(Access.PUBLIC)
    BucketItem bucket(Standing standing, @PathVariable String bucket) {
        return read(standing, bucket);
    }

    @Operation(summary = "Writes a bucket anew; once it is published, what it costs may rise, never fall")
    @PostMapping("/buckets/{bucket}")
    @Allow(Access.MEMBER)
    BucketItem edit(Standing standing, @PathVariable String bucket, @RequestBody BucketBody body) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        buckets.edit(standing.member(), found.id(), draft(standing.commons(), body));
        return read(standing, bucket);
    }

    @Operation(summary = "Lets something happen to a bucket: publish it, take what is there, report, end it")
    @PostMapping("/buckets/{bucket}/changes")
    @Allow(Access.MEMBER)
    BucketItem change(Standing standing, @PathVariable String bucket, @RequestBody ChangeBody body) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        pages.happen(
                standing,
                found.id(),
                Fields.choice("event", BucketState.Event.class, body.event()),
                Api.given(body.words()),
                Api.given(body.words()));
        return read(standing, bucket);
    }

    static long positive(Standing standing, String amount) {
        return Money.parsePositive(
                        "amount", Api.given(amount), standing.commons().currency())
                .minorUnits();
    }

    @Operation(summary = "Puts money into a bucket, from your part or your own")
    @PostMapping("/buckets/{bucket}/fundings")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    Funding fund(
            Standing standing,
            @PathVariable String bucket,
            @RequestHeader(Api.KEY) String key,
            @RequestBody AmountBody body) {
        var entry = fundings.fund(standing.member(), Ids.parse(bucket), positive(standing, body.amount()), key);
        return new Funding(entry.toString());
    }

    /// @param entry the entry of the ledger that moved it
    record Funding(String entry) {}

    @Operation(summary = "Takes back what you put into a bucket, while its round lets you")
    @PostMapping("/buckets/{bucket}/returns")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    Funding takeBack(
            Standing standing,
            @PathVariable String bucket,
            @RequestHeader(Api.KEY) String key,
            @RequestBody AmountBody body) {
        var entry = fundings.takeBack(standing.member(), Ids.parse(bucket), positive(standing, body.amount()), key);
        return new Funding(entry.toString());
    }

    @Operation(summary = "Puts points of your support on a bucket")
    @PostMapping("/buckets/{bucket}/support")
    @Allow(Access.MEMBER)
    BucketItem support(Standing standing, @PathVariable String bucket, @RequestBody SupportBody body) {
        ballots.support(standing.member(), Ids.parse(bucket), body.points());
        return read(standing, bucket);
    }
}
