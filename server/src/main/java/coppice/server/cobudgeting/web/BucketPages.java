package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Expense;
import coppice.server.cobudgeting.Expenses;
import coppice.server.cobudgeting.Fundings;
import coppice.server.cobudgeting.Motions;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Assembly;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Threads;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Buckets: written, funded, spent, reported.
@Controller
class BucketPages {
    private static final int ROWS = 40;
    private static final int EMPTY_ROWS = 3;

    private final Rounds rounds;
    private final Buckets buckets;
    private final Fundings fundings;
    private final Ballots ballots;
    private final Expenses expenses;
    private final Commonses commonses;
    private final Threads threads;
    private final Files files;
    private final Assembly assembly;
    private final PartyNames partyNames;
    private final Clock clock;

    BucketPages(
            Rounds rounds,
            Buckets buckets,
            Fundings fundings,
            Ballots ballots,
            Expenses expenses,
            Commonses commonses,
            Threads threads,
            Files files,
            Assembly assembly,
            PartyNames partyNames,
            Clock clock) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.fundings = fundings;
        this.ballots = ballots;
        this.expenses = expenses;
        this.commonses = commonses;
        this.threads = threads;
        this.files = files;
        this.assembly = assembly;
        this.partyNames = partyNames;
        this.clock = clock;
    }

    /// @param rows how many lines of items the form has
    record EditPage(
            Commons commons,
            Round round,
            Optional<UUID> bucket,
            Form form,
            int rows,
            List<MemberLine> members,
            boolean raises) {}

    /// @param promised what it can use at most
    /// @param funded   what was ever put into it and not given back
    /// @param mine     what the viewer put into it
    /// @param mayDo    what the viewer can let happen to it
    record BucketPage(
            Commons commons,
            Round round,
            Phase phase,
            Bucket bucket,
            Bucket.Details details,
            Money funded,
            Money spent,
            Money left,
            Optional<UUID> account,
            int width,
            int least,
            boolean hides,
            Map<PartyId, Long> stakes,
            Money mine,
            Money purse,
            boolean canFund,
            boolean canTakeBack,
            Optional<Ballots.Reached> reached,
            int support,
            int supportLeft,
            List<BucketState.Event> mayDo,
            boolean responsible,
            boolean member,
            List<Expense> expenses,
            int needed,
            List<Comment> comments,
            Optional<PartyId> me,
            Names names,
            boolean mayAct,
            Form form) {
        String base() {
            return Buckets.address(commons, bucket.id());
        }
    }

    @GetMapping("/c/{slug}/cobudgeting/rounds/{round}/buckets/new")
    @Allow(Access.MEMBER)
    Page newForm(Standing standing, @PathVariable String round) {
        return editPage(standing, Ids.parse(round), Optional.empty(), Form.fresh(Map.of()), false);
    }

    private Page editPage(Standing standing, UUID round, Optional<UUID> bucket, Form form, boolean raises) {
        int rows = EMPTY_ROWS;
        for (int i = 0; i < ROWS; i++)
            if (!form.value("item." + i + ".words").isBlank()
                    || !form.value("item." + i + ".amount").isBlank()) rows = Math.min(ROWS, i + 1 + EMPTY_ROWS);
        return Page.of(
                "cobudgeting/web/bucket-edit.jte",
                new EditPage(
                        standing.commons(),
                        rounds.round(standing.commons(), round),
                        bucket,
                        form,
                        rows,
                        commonses.members(standing.commons().id()).stream()
                                .filter(member ->
                                        !member.party().equals(standing.member().party()))
                                .toList(),
                        raises));
    }

    static BucketDraft draft(Commons commons, Round round, Map<String, String> posted) {
        var form = Form.of(posted);
        var items = new ArrayList<Item>();
        for (int i = 0; i < ROWS; i++) {
            String at = "item." + i + ".";
            if (form.value(at + "words").isBlank() && form.value(at + "amount").isBlank()) continue;
            long amount = Money.parse(at + "amount", form.value(at + "amount"), commons.currency())
                    .minorUnits();
            if (amount < 0) Money.parsePositive(at + "amount", form.value(at + "amount"), commons.currency());
            boolean isCost = !form.chose(at + "kind", Item.Kind.INCOME.name());
            long stretch = amount;
            if (isCost && !form.value(at + "stretch").isBlank())
                stretch = Math.max(
                        amount,
                        Money.parse(at + "stretch", form.value(at + "stretch"), commons.currency())
                                .minorUnits());
            items.add(new Item(
                    isCost ? Item.Kind.COST : Item.Kind.INCOME,
                    Fields.text(at + "words", form.value(at + "words"), 200),
                    amount,
                    stretch));
        }
        var responsible = new ArrayList<PartyId>();
        posted.forEach((name, value) -> {
            if (name.startsWith("with.") && value.equals("yes"))
                responsible.add(new PartyId(Ids.parse(name.substring(5))));
        });
        var answers = new LinkedHashMap<String, String>();
        for (int i = 0; i < round.terms().fields().size(); i++)
            answers.put(round.terms().fields().get(i), form.value("answer." + i));
        return new BucketDraft(
                form.value("title"),
                form.value("summary"),
                form.value("words"),
                items,
                responsible,
                answers,
                form.chose("agreed", "yes"));
    }

    @PostMapping("/c/{slug}/cobudgeting/rounds/{round}/buckets")
    @Allow(Access.MEMBER)
    Object suggest(Standing standing, @PathVariable String round, @RequestParam Map<String, String> posted) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        var found = rounds.round(commons, id);
        var form = Form.of(posted);
        return form.submit(
                () -> Buckets.address(
                        commons,
                        buckets.suggest(
                                standing.member(),
                                commons,
                                id,
                                draft(commons, found, posted),
                                form.chose("do", "idea"),
                                form.key())),
                again -> editPage(standing, id, Optional.empty(), again, false));
    }

    @GetMapping("/c/{slug}/cobudgeting/buckets/{bucket}/edit")
    @Allow(Access.MEMBER)
    Page editForm(Standing standing, @PathVariable String bucket) {
        var commons = standing.commons();
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var details = buckets.details(commons.id(), found.id());
        var values = new HashMap<String, String>();
        values.put("title", found.title());
        values.put("summary", found.summary());
        values.put("words", found.words());
        if (found.agreed()) values.put("agreed", "yes");
        for (int i = 0; i < details.items().size(); i++) {
            var item = details.items().get(i);
            values.put("item." + i + ".words", item.words());
            values.put("item." + i + ".kind", item.kind().name());
            values.put("item." + i + ".amount", commons.money(item.amount()).plain());
            if (item.stretch() > item.amount())
                values.put(
                        "item." + i + ".stretch", commons.money(item.stretch()).plain());
        }
        for (var party : details.responsible()) values.put("with." + party, "yes");
        var fields = rounds.round(commons, found.round()).terms().fields();
        for (int i = 0; i < fields.size(); i++)
            values.put("answer." + i, found.answers().getOrDefault(fields.get(i), ""));
        return editPage(standing, found.round(), Optional.of(found.id()), Form.fresh(values), raises(found));
    }

    private static boolean raises(Bucket bucket) {
        return bucket.state() == BucketState.FUNDING || bucket.state() == BucketState.FUNDED;
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/edit")
    @Allow(Access.MEMBER)
    Object edit(Standing standing, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var commons = standing.commons();
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var round = rounds.round(commons, found.round());
        return Form.of(posted)
                .submit(
                        () -> {
                            buckets.edit(standing.member(), commons, found.id(), draft(commons, round, posted));
                            return Buckets.address(commons, found.id());
                        },
                        again -> editPage(standing, found.round(), Optional.of(found.id()), again, raises(found)));
    }

    @GetMapping("/c/{slug}/cobudgeting/buckets/{bucket}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable String bucket) {
        return one(standing, text, Ids.parse(bucket), Form.fresh(Map.of()));
    }

    private Page one(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var bucket = buckets.bucket(standing, id);
        var round = rounds.round(commons, bucket.round());
        var phase = round.phase(clock.instant());
        var details = buckets.details(commons.id(), id);
        var money = buckets.money(commons, List.of(bucket)).getOrDefault(id, new Buckets.Money(0, 0, Optional.empty()));
        boolean member = standing.isMember();
        Optional<PartyId> me = standing.membership().map(one -> one.party());
        boolean hides = RoundPages.hides(round, phase);
        var stakes = fundings.stakes(commons.id(), id);
        var all = expenses.ofBucket(commons.id(), id);
        long spent = all.stream()
                .filter(expense -> expense.state() == Expense.State.PAID)
                .mapToLong(Expense::minorUnits)
                .sum();
        long mine = me.map(party -> stakes.getOrDefault(party, 0L)).orElse(0L);
        List<Comment> comments = member && bucket.thread().isPresent()
                ? threads.comments(commons.id(), bucket.thread().get())
                : List.of();
        var parties = new ArrayList<PartyId>(details.responsible());
        parties.add(bucket.proposedBy());
        parties.addAll(details.sponsors());
        parties.addAll(stakes.keySet());
        details.changes().forEach(change -> change.by().ifPresent(parties::add));
        comments.forEach(comment -> parties.add(comment.saidBy()));
        for (var expense : all) {
            parties.add(expense.claimedBy());
            expense.verdicts().forEach(verdict -> parties.add(verdict.party()));
        }
        boolean responsible = me.isPresent() && details.responsible().contains(me.get());
        boolean supports = round.rule() == Round.Rule.CONVICTION && bucket.state() == BucketState.FUNDING;
        var support = supports && member
                ? ballots.support(commons, round, standing.member().party())
                : Map.<UUID, Integer>of();
        int elsewhere = support.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(id))
                .mapToInt(Map.Entry::getValue)
                .sum();
        boolean canFund = member && Buckets.canFund(round, bucket, clock.instant());
        return Page.of(
                "cobudgeting/web/bucket.jte",
                new BucketPage(
                        commons,
                        round,
                        phase,
                        bucket,
                        details,
                        commons.money(money.holds() + spent),
                        commons.money(spent),
                        commons.money(money.holds()),
                        money.account(),
                        RoundPages.thousandths(money.holds() + spent, bucket.most()),
                        RoundPages.thousandths(bucket.minimum(), bucket.most()),
                        hides,
                        hides ? Map.of() : stakes,
                        commons.money(mine),
                        commons.money(canFund ? fundings.purse(standing.member(), commons, round) : 0),
                        canFund,
                        canFund
                                && mine > 0
                                && round.terms().takeBack()
                                && bucket.state() == BucketState.FUNDING
                                && money.holds() < bucket.minimum(),
                        supports
                                ? Optional.ofNullable(
                                        ballots.convictions(commons, round).get(id))
                                : Optional.empty(),
                        support.getOrDefault(id, 0),
                        100 - elsewhere,
                        mayDo(standing, bucket, responsible),
                        responsible,
                        member,
                        all,
                        expenses.needed(commons),
                        comments,
                        me,
                        partyNames.of(standing, text, parties),
                        commonses.mayAct(standing, Matter.SURPLUS),
                        form));
    }

    private static List<BucketState.Event> mayDo(Standing standing, Bucket bucket, boolean responsible) {
        var may = new ArrayList<BucketState.Event>();
        for (var event : List.of(
                BucketState.Event.WORK_OUT,
                BucketState.Event.PUBLISH,
                BucketState.Event.WITHDRAW,
                BucketState.Event.ACCEPT,
                BucketState.Event.GIVE_BACK,
                BucketState.Event.START,
                BucketState.Event.REPORT,
                BucketState.Event.COMPLETE,
                BucketState.Event.CANCEL)) {
            if (bucket.state().after(event).isEmpty()) continue;
            boolean allowed = switch (event) {
                case WORK_OUT -> standing.isMember();
                case CANCEL ->
                    responsible
                            || standing.isSteward()
                            || (bucket.state() == BucketState.IDEA
                                    && standing.membership()
                                            .filter(one -> one.party().equals(bucket.proposedBy()))
                                            .isPresent());
                case COMPLETE -> responsible || (standing.isSteward() && bucket.state() == BucketState.OVERDUE);
                default -> responsible;
            };
            if (allowed) may.add(event);
        }
        return may;
    }

    /// Lets something happen to a bucket: publish it, take what is there, report, end it.
    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/changes")
    @Allow(Access.MEMBER)
    Object change(Standing standing, Text text, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        var form = Form.of(posted);
        return form.submit(
                () -> {
                    happen(
                            standing,
                            id,
                            Fields.choice("event", BucketState.Event.class, form.value("event")),
                            form.value("report"),
                            form.value("reason"));
                    return Buckets.address(standing.commons(), id);
                },
                again -> one(standing, text, id, again));
    }

    void happen(Standing standing, UUID id, BucketState.Event event, String report, String reason) {
        var member = standing.member();
        var commons = standing.commons();
        switch (event) {
            case WORK_OUT -> buckets.workOut(member, commons, id);
            case PUBLISH -> buckets.publish(member, commons, id);
            case WITHDRAW -> buckets.withdraw(member, commons, id);
            case ACCEPT -> buckets.accept(member, commons, id);
            case GIVE_BACK -> buckets.decline(member, commons, id);
            case START -> buckets.start(member, commons, id);
            case REPORT -> buckets.report(member, commons, id, report);
            case COMPLETE -> buckets.complete(member, commons, id, report);
            case CANCEL -> buckets.cancel(member, commons, id, reason);
            case OPEN, FILL, RAISE, FALL_SHORT, END_EMPTY, RUN_LATE ->
                throw new Refused(
                        new KernelRefusal.BadField("event", KernelRefusal.BadField.Fault.NOT_A_CHOICE, event.name()));
        }
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/fundings")
    @Allow(Access.MEMBER)
    Object fund(Standing standing, Text text, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        var commons = standing.commons();
        var form = Form.of(posted);
        return form.submit(
                () -> {
                    long amount = Money.parsePositive("amount", form.value("amount"), commons.currency())
                            .minorUnits();
                    if (form.chose("do", "back")) fundings.takeBack(standing.member(), commons, id, amount, form.key());
                    else fundings.fund(standing.member(), commons, id, amount, form.key());
                    return Buckets.address(commons, id);
                },
                again -> one(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/support")
    @Allow(Access.MEMBER)
    Object support(
            Standing standing, Text text, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return Form.of(posted)
                .submit(
                        () -> {
                            ballots.support(
                                    standing.member(),
                                    standing.commons(),
                                    id,
                                    Fields.whole("points", posted.get("points"), 0, 100));
                            return Buckets.address(standing.commons(), id);
                        },
                        again -> one(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/sponsors")
    @Allow(Access.MEMBER)
    Object sponsor(
            Standing standing, Text text, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return Form.of(posted)
                .submit(
                        () -> {
                            buckets.sponsor(standing.member(), standing.commons(), id);
                            return Buckets.address(standing.commons(), id);
                        },
                        again -> one(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/images")
    @Allow(Access.MEMBER)
    Object image(
            Standing standing,
            Text text,
            @PathVariable String bucket,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return Form.of(posted)
                .submit(
                        () -> {
                            if (posted.containsKey("remove"))
                                buckets.removeImage(
                                        standing.member(),
                                        standing.commons(),
                                        id,
                                        Ids.parse(posted.getOrDefault("remove", "")));
                            else
                                buckets.addImage(
                                        standing.member(),
                                        standing.commons(),
                                        id,
                                        Files.brought(file)
                                                .orElseThrow(() -> new Refused(new KernelRefusal.BadField(
                                                        "file", KernelRefusal.BadField.Fault.MISSING, ""))));
                            return Buckets.address(standing.commons(), id);
                        },
                        again -> one(standing, text, id, again));
    }

    @GetMapping("/c/{slug}/cobudgeting/buckets/{bucket}/images/{file}")
    @Allow(Access.PUBLIC)
    ResponseEntity<byte[]> picture(Standing standing, @PathVariable String bucket, @PathVariable String file) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var id = Ids.parse(file);
        if (!buckets.details(standing.commons().id(), found.id()).images().contains(id))
            throw new Refused(new KernelRefusal.NotFound());
        return files.answer(standing.commons().id(), id);
    }

    /// Leads to the thread about a bucket, and begins it where there is none.
    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/thread")
    @Allow(Access.MEMBER)
    Object talk(Standing standing, Text text, @PathVariable String bucket, @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        return Form.of(posted)
                .submit(
                        () -> standing.commons().address() + "/decisions/threads/"
                                + buckets.talk(standing.member(), standing.commons(), id),
                        again -> one(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    Object claim(
            Standing standing,
            Text text,
            @PathVariable String bucket,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam Map<String, String> posted) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        var commons = standing.commons();
        var form = Form.of(posted);
        return form.submit(
                () -> {
                    expenses.claim(
                            standing.member(),
                            commons,
                            id,
                            new Expenses.Claim(
                                    form.value("what"),
                                    Money.parsePositive("cost", form.value("cost"), commons.currency())
                                            .minorUnits(),
                                    form.value("supplier"),
                                    Files.brought(file).stream().toList()),
                            form.key());
                    return Buckets.address(commons, id);
                },
                again -> one(standing, text, id, again));
    }

    /// Approves an expense, speaks against it, takes one's own back, or puts a large one to the members.
    @PostMapping("/c/{slug}/cobudgeting/expenses/{expense}/verdicts")
    @Allow(Access.MEMBER)
    Object judge(Standing standing, Text text, @PathVariable String expense, @RequestParam Map<String, String> posted) {
        var commons = standing.commons();
        var found = expenses.expense(commons.id(), Ids.parse(expense));
        var form = Form.of(posted);
        return form.submit(
                () -> {
                    String back = Buckets.address(commons, found.bucket());
                    switch (form.value("do")) {
                        case "approve" -> expenses.judge(standing.member(), commons, found.id(), true, "");
                        case "refuse" ->
                            expenses.judge(standing.member(), commons, found.id(), false, form.value("reason"));
                        case "withdraw" -> expenses.withdraw(standing.member(), commons, found.id());
                        default -> {
                            return assembly.actOrPropose(
                                    standing,
                                    form,
                                    () -> Buckets.address(
                                            commons,
                                            expenses.approve(standing.steward(), commons, found.id())
                                                    .bucket()),
                                    () -> new Assembly.Draft(
                                            Motions.EXPENSE,
                                            Map.of("expense", found.id().toString()),
                                            text.say(
                                                    "cobudgeting.expense-title",
                                                    found.words(),
                                                    commons.money(found.minorUnits())),
                                            Fields.text("reason", form.value("reason"), 2000)));
                        }
                    }
                    return back;
                },
                again -> one(standing, text, found.bucket(), again));
    }

    @GetMapping("/c/{slug}/cobudgeting/expenses/{expense}/receipts/{file}")
    @Allow(Access.MEMBER)
    ResponseEntity<byte[]> receipt(Standing standing, @PathVariable String expense, @PathVariable String file) {
        var found = expenses.expense(standing.commons().id(), Ids.parse(expense));
        var id = Ids.parse(file);
        if (!found.receipts().contains(id)) throw new Refused(new KernelRefusal.NotFound());
        return files.answer(standing.commons().id(), id);
    }
}
