package coppice.server;

import coppice.rules.shares.ShareClass;
import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.charter.Charter;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Procedure;
import coppice.server.commons.Steward;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Ledger;
import coppice.server.transvestment.Instrument.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A founded commons with money in its funds, in which every act makes sense; for [ActSamples].
public final class ActStage extends Owning {
    private final CircleId people;

    ActStage() {
        found();
        contracts.begin(ana, party(1), today().minusYears(3));
        issue(ShareClass.FUNDER, party(2), 100, 10_000);
        issue(ShareClass.WORKER, party(1), 10, 0);
        income(150_000);
        for (var fund : List.of("reserve", "cobudgeting"))
            ledger.book(ana, new Ledger.ByHand(day().minusYears(2), "Saved", "sales", fund, "", 40_000), key());
        active(Kind.LOAN, 5_000, "2", "10", 1);
        active(Kind.GIFT, 5_000, "0", "0", 2);
        people = house.room(Circles.class).makeClass(ana, ana, "People", "", "people");
    }

    /// The reserve is decided by yes and no, so that such a proposal can be made a special one.
    @Override
    protected Charter charter() {
        return super.charter()
                .with(DecisionRules.NONE.withProcedures(
                        Map.of(Matter.RESERVE, new Procedure(Method.YES_NO, Majority.SIMPLE, 50, 7, true))));
    }

    public House house() {
        return house;
    }

    public Commons commons() {
        return commons;
    }

    public Steward ana() {
        return ana;
    }

    public List<Member> members() {
        return members;
    }

    public PartyId member(int number) {
        return party(number);
    }

    /// A class of members that is not one of owners.
    public CircleId people() {
        return people;
    }

    public LocalDate day() {
        return today();
    }

    public void share(long surplus) {
        run(surplus);
    }

    public Charter charterInForce() {
        return charterNow();
    }

    /// Another commons of Ana's, with a lock but no shares yet.
    public Commons another(String name) {
        return make(name, charter());
    }

    public Commons another(String name, Charter charter) {
        return make(name, charter);
    }

    public Steward keeper(Commons other) {
        return standing(other, "Ana").steward();
    }
}
