package coppice.server.cobudgeting;

import coppice.server.kernel.CommonsId;
import coppice.server.ledger.AccountLabels;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Accounts of rounds, parts and buckets by the titles of their rounds and buckets.
@Component
class Labels implements AccountLabels {
    private final RoundTables rounds;
    private final BucketTables buckets;

    Labels(RoundTables rounds, BucketTables buckets) {
        this.rounds = rounds;
        this.buckets = buckets;
    }

    @Override
    public String room() {
        return Pool.ACCOUNT.code();
    }

    @Override
    public Map<String, String> of(CommonsId commons, Collection<String> codes) {
        var ids = new HashMap<String, UUID>();
        for (var code : codes) ids.put(code, UUID.fromString(code.split("\\.")[2]));
        var titles = new HashMap<UUID, String>();
        buckets.byIds(commons, ids.values()).forEach((id, bucket) -> titles.put(id, bucket.title()));
        rounds.rounds(commons).forEach(round -> titles.put(round.id(), round.title()));
        var labels = new HashMap<String, String>();
        ids.forEach((code, id) -> {
            String title = titles.get(id);
            if (title != null) labels.put(code, title);
        });
        return labels;
    }
}
