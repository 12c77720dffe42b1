package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Circles and classes of members. A circle looks after itself: whoever is in it lets others in and out. A class
/// bears on votes, so it is filled by the authority that the charter asks for in matters of membership.
@Service
public class Circles implements ClassSource {
    private final CircleTables tables;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Circles(CircleTables tables, Commonses commonses, Transactions transactions, Ids ids, Today today) {
        this.tables = tables;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// All of them by name, each with those of its members who still belong to the commons.
    public List<Circle> all(CommonsId commons) {
        return tables.circles(commons);
    }

    public Circle circle(CommonsId commons, CircleId id) {
        return all(commons).stream()
                .filter(circle -> circle.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Those of them that are classes; a circle votes in nothing but what is put to it alone.
    /// The circles that these are in, in all of their commons.
    public List<CircleId> of(Collection<Commonses.Seat> seats) {
        return tables.of(seats);
    }

    @Override
    public List<VoterClass> classes(CommonsId commons) {
        return all(commons).stream()
                .filter(Circle::isClass)
                .map(circle -> new VoterClass(
                        "circle:" + circle.id(), circle.name(), Optional.empty(), Set.copyOf(circle.members())))
                .toList();
    }

    /// Those that somebody is in.
    public List<Circle> of(Member member) {
        return all(member.commons().id()).stream()
                .filter(circle -> circle.has(member.party()))
                .toList();
    }

    /// Makes a circle, and its maker the first in it; the same key again gives the same one.
    public CircleId make(Member member, String name, String purpose, String key) {
        return transactions.run(() -> {
            var made = add(member, name, purpose, false, key);
            if (!circle(member.commons().id(), made).has(member.party()))
                tables.change(
                        member.commons().id(), ids.next(), made, member.party(), true, member.party(), today.now());
            return made;
        });
    }

    /// Makes a class, empty at first.
    public CircleId makeClass(Authorised by, Member maker, String name, String purpose, String key) {
        return transactions.run(() -> {
            commonses.mayDecide(by, Matter.MEMBERSHIP);
            return add(maker, name, purpose, true, key);
        });
    }

    private CircleId add(Member maker, String name, String purpose, boolean isClass, String key) {
        String called = Fields.text("name", name, 60);
        String about = Fields.optional("purpose", purpose, 2000);
        var request = RequestKey.asked("circle", maker.party(), key, called, about, isClass);
        var id = ids.next(CircleId::new);
        var added = tables.add(maker, id, called, about, isClass, request, today.now());
        return added.orElseThrow(() -> new Refused(new CommonsRefusal.CircleTaken(called)));
    }

    /// Lets somebody into a circle that one is in oneself, or out of it; anyone may leave by themselves.
    public void change(Member member, CircleId id, PartyId party, boolean in) {
        transactions.run(() -> {
            var circle = circle(member.commons().id(), id);
            if (circle.isClass()) throw new Refused(new CommonsRefusal.NeedsADecision(Matter.MEMBERSHIP.name()));
            boolean leaves = !in && party.equals(member.party());
            boolean isEmpty = circle.members().isEmpty() && in && party.equals(member.party());
            if (!circle.has(member.party()) && !leaves && !isEmpty)
                throw new Refused(new CommonsRefusal.NotInCircle(circle.name()));
            commonses.member(member.commons().id(), party);
            if (circle.has(party) != in)
                tables.change(member.commons().id(), ids.next(), id, party, in, member.party(), today.now());
        });
    }

    /// Puts somebody into a class or takes them out, by the authority the charter asks for.
    public void changeClass(Authorised by, CircleId id, PartyId party, boolean in) {
        transactions.run(() -> {
            commonses.mayDecide(by, Matter.MEMBERSHIP);
            var circle = circle(by.commons().id(), id);
            if (!circle.isClass()) throw new Refused(new KernelRefusal.NotFound());
            commonses.member(by.commons().id(), party);
            if (circle.has(party) != in) tables.changeClass(by, ids.next(), id, party, in, today.now());
        });
    }
}
