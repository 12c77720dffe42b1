package coppice.server.decisions;

import coppice.server.commons.Act;
import coppice.server.commons.Commonses;
import coppice.server.commons.Cost;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.web.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;

/// Authority that a decision gave to one member: to do alone what the members would else decide, in one matter, up to
/// a sum, until a day. Everybody sees who holds it, everything done by it, and is told each time.
@Service
public class Authorities {
    private final AuthorityTables tables;
    private final Closings closings;
    private final Commonses commonses;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Authorities(
            AuthorityTables tables,
            Closings closings,
            Commonses commonses,
            News news,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.closings = closings;
        this.commonses = commonses;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// @param decision the proposal that gave it
    /// @param until    the last day
    public record Authority(
            ProposalId decision,
            PartyId party,
            Matter matter,
            long limitMinorUnits,
            long usedMinorUnits,
            LocalDate until,
            boolean inForce,
            List<Use> uses) {
        public long leftMinorUnits() {
            return limitMinorUnits - usedMinorUnits;
        }
    }

    /// Something done by it.
    public record Use(String motion, String title, long costMinorUnits, String address, Instant at) {}

    /// All that were ever given, those in force first.
    public List<Authority> all(CommonsId commons) {
        return tables.all(commons, today.date());
    }

    boolean holds(Member member, Matter matter) {
        return all(member.commons().id()).stream().anyMatch(one -> isFor(one, member, matter));
    }

    private static boolean isFor(Authority one, Member member, Matter matter) {
        return one.inForce() && one.matter() == matter && one.party().equals(member.party());
    }

    void grant(Mandate mandate, PartyId party, Matter matter, long limitMinorUnits, LocalDate until) {
        tables.add(mandate, party, matter, limitMinorUnits, until, today.now());
    }

    /// Gives back what one was given, or ends it by decision.
    void end(CommonsId commons, ProposalId decision) {
        if (!tables.end(commons, decision, today.now())) throw new Refused(new KernelRefusal.NotFound());
    }

    public void giveBack(Member member, ProposalId decision) {
        transactions.run(() -> {
            boolean isMine = all(member.commons().id()).stream()
                    .anyMatch(one ->
                            one.decision().equals(decision) && one.party().equals(member.party()));
            if (!isMine) throw new Refused(new KernelRefusal.NotFound());
            end(member.commons().id(), decision);
        });
    }

    /// Does it by the authority of whoever asks; all or nothing, once a key.
    String act(Member member, Act<?> act, Text text, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("authority", member.party(), key, act.stable());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            long cost = cost(act);
            var authority = tables.lock(commons.id(), member.party(), act.matter(), today.date()).stream()
                    .filter(one -> one.leftMinorUnits() >= cost)
                    .findFirst()
                    .orElseThrow(() -> new Refused(new DecisionRefusal.NoAuthority()));
            var use = ids.next(UseId::new);
            String title = act.title(text);
            tables.use(commons.id(), authority.decision(), cost);
            var mandate = new Mandate(commons, authority.decision(), member.party(), use);
            String address = act.enact(mandate, use.toString());
            tables.addUse(
                    commons.id(),
                    authority.decision(),
                    use,
                    new Use(act.name(), title, cost, address, today.now()),
                    request);
            news.actedAlone(
                    member,
                    title,
                    address,
                    commonses.members(commons.id()).stream()
                            .map(Commonses.MemberLine::party)
                            .toList());
            return address;
        });
    }

    /// Every authority has a limit, so that nothing without a price is done by one.
    private static long cost(Act<?> act) {
        if (act.motion().needsDecision()) throw new Refused(new DecisionRefusal.NotByAuthority());
        return switch (act.cost()) {
            case Cost.Of(Money amount) -> amount.minorUnits();
            case Cost.Unpriced _ -> throw new Refused(new DecisionRefusal.NotByAuthority());
        };
    }
}
