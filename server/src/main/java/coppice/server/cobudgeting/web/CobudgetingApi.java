package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Ballots.Choice;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Expense;
import coppice.server.cobudgeting.Expenses;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.RoundDraft;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Form;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
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

@RestController
@RequestMapping("/api/c/{slug}/cobudgeting")
class CobudgetingApi {
    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final Expenses expenses;
    private final BucketPages pages;
    private final Clock clock;

    CobudgetingApi(
            Rounds rounds,
            Buckets buckets,
            Fundings fundings,
            Ballots ballots,
            Expenses expenses,
            BucketPages pages,
            Clock clock) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.expenses = expenses;
        this.pages = pages;
        this.clock = clock;
    }

    /// @param holds what it can still give out
    record RoundItem(
            String id,
            int number,
            String title,
            Round.Rule rule,
            Phase phase,
            Instant ideasUntil,
            Instant fundingFrom,
            Instant fundingUntil,
            Amount given,
            Amount holds,
            String authority,
            String authorityRef) {}

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

    /// @param how    EQUALLY, BY_ROLE, BY_CONTRIBUTION or LIST
    /// @param csv    LIST: an address and an amount a line
    /// @param dryRun true: only shows who would get what
    record PartsBody(
            String how,
            @Nullable String amount,
            @Nullable String role,
            @Nullable String csv,
            @Nullable Boolean sets,
            @Nullable Boolean dryRun) {}

    record GivenItem(String party, Amount amount, Amount held) {}

    /// @param points scores, or places where buckets are put in order; absent: the buckets are approved
    record BallotBody(List<String> buckets, @Nullable List<Integer> points) {}

    record SupportBody(int points) {}

    record RuleItem(String rule, List<String> funded, Amount spent) {}

    /// @param receipt a file in base 64, with its name
    record ExpenseBody(
            String words,
            String amount,
            @Nullable String supplier,
            @Nullable String receiptName,
            @Nullable String receipt) {}

    record ExpenseItem(String id, String bucket, String words, Amount amount, Expense.State state, long approvals) {}

    record VerdictBody(boolean approves, @Nullable String reason) {}

    private RoundItem item(Commons commons, Round round) {
        return new RoundItem(
                round.id().toString(),
                round.number(),
                round.title(),
                round.rule(),
                round.phase(clock.instant()),
                round.ideasUntil(),
                round.fundingFrom(),
                round.fundingUntil(),
                Amount.of(commons.money(ballots.pool(commons, round))),
                Amount.of(commons.money(rounds.holds(commons, round))),
                round.authority(),
                round.authorityRef());
    }

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
                RoundPages.hides(round, round.phase(clock.instant()))
                        ? Optional.empty()
                        : Optional.ofNullable(
                                buckets.money(commons, List.of(bucket)).get(bucket.id())));
    }

    @Operation(summary = "Rounds, the newest first")
    @GetMapping("/rounds")
    @Allow(Access.PUBLIC)
    List<RoundItem> rounds(Standing standing) {
        return rounds.rounds(standing.commons()).stream()
                .map(round -> item(standing.commons(), round))
                .toList();
    }

    @Operation(summary = "A round")
    @GetMapping("/rounds/{round}")
    @Allow(Access.PUBLIC)
    RoundItem round(Standing standing, @PathVariable String round) {
        return item(standing.commons(), rounds.round(standing.commons(), Ids.parse(round)));
    }

    @Operation(
            summary = "Opens a round by the stewards' act, where the charter leaves it to them; the fields are those of"
                    + " the form: title, guidelines, rule, source, amount, ideasUntil, fundingFrom, fundingUntil, …")
    @PostMapping("/rounds")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    RoundItem open(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody Map<String, String> fields) {
        var commons = standing.commons();
        return item(commons, rounds.open(standing.steward(), commons, RoundDraft.read(commons, fields), key));
    }

    @Operation(summary = "Hands a round's money out to members, all or none; or shows who would get what")
    @PostMapping("/rounds/{round}/parts")
    @Allow(Access.STEWARD)
    List<GivenItem> give(
            Standing standing,
            @PathVariable String round,
            @RequestHeader(Api.KEY) String key,
            @RequestBody PartsBody body) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        rounds.round(commons, id);
        var fields = new LinkedHashMap<String, String>();
        fields.put("how", body.how());
        fields.put("amount", or(body.amount()));
        fields.put("role", or(body.role()));
        fields.put("csv", or(body.csv()));
        fields.put("sets", Boolean.TRUE.equals(body.sets()) ? "yes" : "");
        var giving = RoundPages.giving(commons, Form.of(fields));
        var plan = rounds.plan(commons, id, giving);
        if (!Boolean.TRUE.equals(body.dryRun())) rounds.give(standing.steward(), commons, id, giving, key);
        return plan.stream()
                .map(given -> new GivenItem(
                        given.party().toString(),
                        Amount.of(commons.money(given.minorUnits())),
                        Amount.of(commons.money(given.holds()))))
                .toList();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Operation(summary = "The buckets of a round")
    @GetMapping("/rounds/{round}/buckets")
    @Allow(Access.PUBLIC)
    List<BucketItem> buckets(Standing standing, @PathVariable String round) {
        var commons = standing.commons();
        var found = rounds.round(commons, Ids.parse(round));
        var all = buckets.ofRound(standing, found.id());
        boolean hides = RoundPages.hides(found, found.phase(clock.instant()));
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
                standing.commons(),
                Ids.parse(round),
                draft(standing.commons(), body),
                Boolean.TRUE.equals(body.idea()),
                key);
        return read(standing, id.toString());
    }

    private static BucketDraft draft(Commons commons, BucketBody body) {
        List<ItemBody> items = body.items() == null ? List.of() : body.items();
        return new BucketDraft(
                or(body.title()),
                or(body.summary()),
                or(body.words()),
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
        long amount = Money.parsePositive("amount", or(body.amount()), commons.currency())
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
        buckets.edit(standing.member(), standing.commons(), found.id(), draft(standing.commons(), body));
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
                or(body.words()),
                or(body.words()));
        return read(standing, bucket);
    }

    private static long positive(Standing standing, String amount) {
        return Money.parsePositive("amount", or(amount), standing.commons().currency())
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
        var entry = fundings.fund(
                standing.member(), standing.commons(), Ids.parse(bucket), positive(standing, body.amount()), key);
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
        var entry = fundings.takeBack(
                standing.member(), standing.commons(), Ids.parse(bucket), positive(standing, body.amount()), key);
        return new Funding(entry.toString());
    }

    @Operation(summary = "Puts points of your support on a bucket")
    @PostMapping("/buckets/{bucket}/support")
    @Allow(Access.MEMBER)
    BucketItem support(Standing standing, @PathVariable String bucket, @RequestBody SupportBody body) {
        ballots.support(standing.member(), standing.commons(), Ids.parse(bucket), body.points());
        return read(standing, bucket);
    }

    @Operation(summary = "Votes in a round, or votes otherwise than before; until the close")
    @PostMapping("/rounds/{round}/ballot")
    @Allow(Access.MEMBER)
    Map<String, Long> vote(Standing standing, @PathVariable String round, @RequestBody BallotBody body) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        var found = rounds.round(commons, id);
        List<String> chosen = body.buckets() == null ? List.of() : body.buckets();
        var points = body.points();
        if (points != null && points.size() != chosen.size())
            throw new Refused(new KernelRefusal.BadField("points", KernelRefusal.BadField.Fault.NOT_A_NUMBER, ""));
        var choices = new java.util.ArrayList<Choice>();
        for (int i = 0; i < chosen.size(); i++)
            choices.add(new Choice(Ids.parse(chosen.get(i)), points == null ? 1 : points.get(i)));
        ballots.vote(standing.member(), commons, id, choices);
        var said = new LinkedHashMap<String, Long>();
        ballots.ballot(commons.id(), found, standing.member().party())
                .forEach((bucket, mark) -> said.put(bucket.toString(), mark));
        return said;
    }

    @Operation(summary = "What every rule would fund on the votes as they are")
    @GetMapping("/rounds/{round}/rules")
    @Allow(Access.PUBLIC)
    List<RuleItem> rules(Standing standing, @PathVariable String round) {
        var commons = standing.commons();
        var found = rounds.round(commons, Ids.parse(round));
        if (RoundPages.hides(found, found.phase(clock.instant()))) return List.of();
        return ballots.everyRule(commons, found).stream()
                .map(would -> new RuleItem(
                        would.rule(),
                        would.funded().stream().map(Object::toString).sorted().toList(),
                        Amount.of(commons.money(would.minorUnits()))))
                .toList();
    }

    @Operation(summary = "The expenses of a bucket")
    @GetMapping("/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    List<ExpenseItem> expenses(Standing standing, @PathVariable String bucket) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        return expenses.ofBucket(standing.commons().id(), found.id()).stream()
                .map(expense -> item(standing.commons(), expense))
                .toList();
    }

    private static ExpenseItem item(Commons commons, Expense expense) {
        return new ExpenseItem(
                expense.id().toString(),
                expense.bucket().toString(),
                expense.words(),
                Amount.of(commons.money(expense.minorUnits())),
                expense.state(),
                expense.approvals());
    }

    @Operation(summary = "Asks for money out of a bucket, with a receipt")
    @PostMapping("/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ExpenseItem claim(
            Standing standing,
            @PathVariable String bucket,
            @RequestHeader(Api.KEY) String key,
            @RequestBody ExpenseBody body) {
        var commons = standing.commons();
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var id = expenses.claim(
                standing.member(),
                commons,
                found.id(),
                new Expenses.Claim(
                        or(body.words()),
                        positive(standing, body.amount()),
                        or(body.supplier()),
                        receipt(body).stream().toList()),
                key);
        return item(commons, expenses.expense(commons.id(), id));
    }

    private static Optional<Files.Brought> receipt(ExpenseBody body) {
        if (body.receipt() == null) return Optional.empty();
        try {
            return Optional.of(new Files.Brought(
                    or(body.receiptName()), Base64.getDecoder().decode(body.receipt())));
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(new KernelRefusal.BadField("receipt", KernelRefusal.BadField.Fault.NOT_TEXT, ""));
        }
    }

    @Operation(summary = "Approves an expense of somebody else, or speaks against it")
    @PostMapping("/expenses/{expense}/verdicts")
    @Allow(Access.MEMBER)
    ExpenseItem judge(Standing standing, @PathVariable String expense, @RequestBody VerdictBody body) {
        return item(
                standing.commons(),
                expenses.judge(
                        standing.member(), standing.commons(), Ids.parse(expense), body.approves(), or(body.reason())));
    }
}
