package coppice.server.decisions;

import coppice.server.commons.Act;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsRefusal;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Motions;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.web.Text;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Does what somebody wants done in the way they ask for: as a steward, by an authority, or by decision.
@Component
class ThreeWays implements Acts {
    private final Motions motions;
    private final ActTables tables;
    private final Authorities authorities;
    private final Decisions decisions;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    ThreeWays(
            Motions motions,
            ActTables tables,
            Authorities authorities,
            Decisions decisions,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.motions = motions;
        this.tables = tables;
        this.authorities = authorities;
        this.decisions = decisions;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    @Override
    public String submit(Standing standing, Text text, Record terms, Asked asked) {
        var act = motions.act(standing.commons(), terms);
        return switch (asked.how()) {
            case ACT -> alone(standing.steward(), act, asked.key());
            case AUTHORITY -> authorities.act(standing.member(), act, text, asked.key());
            case PROPOSE -> {
                var put = new Decisions.Put(
                        asked.thread(), Optional.of(act), asked.title(), asked.reason(), asked.emergency());
                yield Proposals.address(
                        standing.commons(), decisions.propose(standing.member(), put, text, asked.key()));
            }
        };
    }

    /// At once, where the charter leaves it to stewards; the same key again is the same act.
    private String alone(Steward steward, Act<?> act, String key) {
        return transactions.run(() -> {
            var request = RequestKey.asked("act", steward.party(), key, act.stable());
            var id = ids.next();
            if (!tables.begin(steward, id, act.name(), request, today.now()))
                return tables.address(steward.commons().id(), request);
            var matter = act.matter();
            if (act.motion().needsDecision()) throw new Refused(new CommonsRefusal.NeedsADecision(matter.name()));
            commonses.mayDecide(steward, matter);
            String address = act.enact(steward, id.toString());
            tables.end(steward.commons().id(), id, address);
            return address;
        });
    }

    @Override
    public Record read(Commons commons, String motion, JsonNode terms) {
        return motions.asked(commons, motion, terms).terms();
    }

    @Override
    public String title(Standing standing, Text text, Record terms) {
        return motions.act(standing.commons(), terms).title(text);
    }

    @Override
    public boolean holdsAuthority(Member member, Matter matter) {
        return authorities.holds(member, matter);
    }
}
