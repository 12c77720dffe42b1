package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Bucket;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.BucketState;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Buckets written, and written anew.
@Controller
class BucketForms {
    private static final int ROWS = 40;
    private static final int EMPTY_ROWS = 3;

    private final Rounds rounds;
    private final Buckets buckets;
    private final Commonses commonses;

    BucketForms(Rounds rounds, Buckets buckets, Commonses commonses) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.commonses = commonses;
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

    static BucketDraft draft(Commons commons, Round round, Form form) {
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
        form.values().forEach((name, value) -> {
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
    Reply suggest(Standing standing, @PathVariable String round, Form form) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        var found = rounds.round(commons, id);
        return form.submit(
                () -> Buckets.address(
                        commons,
                        buckets.suggest(
                                standing.member(),
                                id,
                                draft(commons, found, form),
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
    Reply edit(Standing standing, @PathVariable String bucket, Form form) {
        var commons = standing.commons();
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var round = rounds.round(commons, found.round());
        return form.submit(
                () -> {
                    buckets.edit(standing.member(), found.id(), draft(commons, round, form));
                    return Buckets.address(commons, found.id());
                },
                again -> editPage(standing, found.round(), Optional.of(found.id()), again, raises(found)));
    }
}
