package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A bucket as its proposers write it.
///
/// @param responsible others who answer for it, besides whoever proposed it
/// @param answers     to the round's own fields, by field
/// @param agreed      the guidelines are ticked
public record BucketDraft(
        String title,
        String summary,
        String words,
        List<Item> items,
        List<PartyId> responsible,
        Map<String, String> answers,
        boolean agreed) {

    private static final int MOST_ITEMS = 40;

    BucketDraft checked(RoundTerms terms) {
        if (items.size() > MOST_ITEMS) throw new Refused(new CobudgetingRefusal.TooManyItems(MOST_ITEMS));
        var known = new LinkedHashMap<String, String>();
        for (var field : terms.fields())
            known.put(field, Fields.optional("answers", answers.getOrDefault(field, ""), 2000));
        return new BucketDraft(
                Fields.text("title", title, 120),
                Fields.optional("summary", summary, 300),
                Fields.optional("words", words, 20_000),
                items,
                List.copyOf(new java.util.LinkedHashSet<>(responsible)),
                known,
                agreed);
    }

    /// What it needs at least: costs less what is there already.
    long minimum() {
        return Math.max(0, sum(false));
    }

    long most() {
        return Math.max(minimum(), sum(true));
    }

    private long sum(boolean stretched) {
        long sum = 0;
        for (var item : items) {
            long amount = stretched ? item.stretch() : item.amount();
            sum = Math.addExact(sum, item.kind() == Item.Kind.COST ? amount : -item.amount());
        }
        return sum;
    }
}
