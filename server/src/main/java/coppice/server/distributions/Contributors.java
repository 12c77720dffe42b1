package coppice.server.distributions;

import coppice.rules.valuation.Claim;
import coppice.rules.valuation.Contribution;
import coppice.rules.valuation.Distribution;
import coppice.server.charter.Charter;
import coppice.server.commons.Commons;
import coppice.server.commons.Motion.Line;
import coppice.server.contributions.ContributionRules;
import coppice.server.contributions.Contributions;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Whoever contributed, by the value equation: what is asked of its part is paid on claims, and what no claim
/// takes stays with the commons.
@Component
class Contributors implements Destination {
    private final DistributionTables tables;
    private final Contributions contributions;

    Contributors(DistributionTables tables, Contributions contributions) {
        this.tables = tables;
        this.contributions = contributions;
    }

    /// @param counted the contributions that it went by
    record Payments(List<Contribution> counted, Distribution distribution) implements Plan {
        @Override
        public List<Leg> legs() {
            var legs = new ArrayList<Leg>();
            distribution.paid().forEach((party, paid) -> {
                if (paid > 0) legs.add(new Leg(Ledger.GENERAL, Spec.member(new PartyId(UUID.fromString(party))), paid));
            });
            return legs;
        }

        @Override
        public List<Line> lines(Commons commons, Text text) {
            var lines = new ArrayList<Line>();
            if (taken() > 0)
                lines.add(new Line(
                        text.say(
                                "distributions.would-people",
                                distribution.paid().size()),
                        text.money(commons.money(taken()))));
            if (distribution.returnedMinorUnits() > 0)
                lines.add(new Line(
                        text.say("distributions.returned"),
                        text.money(commons.money(distribution.returnedMinorUnits()))));
            return lines;
        }
    }

    @Override
    public String name() {
        return "contributors";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Reach reach() {
        return Reach.WORKERS;
    }

    /// A run fixes what claims are worth, also one that pays nothing on them.
    @Override
    public boolean isAlwaysAsked() {
        return true;
    }

    @Override
    public Payments plan(Asked asked) {
        var charter = asked.charter().charter();
        var counted = contributions.counted(asked.commons(), charter, asked.until(), asked.at());
        return new Payments(counted, compute(asked.commons(), charter, asked.amount(), counted));
    }

    @Override
    public void adopted(Asked asked, Run run, Plan plan) {
        var payments = (Payments) plan;
        var parties = new HashMap<String, String>();
        for (var contribution : payments.counted()) parties.put(contribution.id(), contribution.party());
        tables.addResults(asked.commons().id(), run.id(), payments.distribution(), parties);
    }

    /// What `charter` pays out of `amount` for these contributions, with the claims as they are.
    Distribution compute(Commons commons, Charter charter, long amount, List<Contribution> counted) {
        return compute(commons, charter, amount, counted, tables.claims(commons.id(), Integer.MAX_VALUE));
    }

    static Distribution compute(
            Commons commons, Charter charter, long amount, List<Contribution> counted, List<Claim> claims) {
        var rules = charter.chapter(DistributionRules.class);
        Long ceiling = rules.ceilingMinorUnits();
        try {
            return Distribution.of(
                    rules.valueEquation(charter.chapter(ContributionRules.class)),
                    counted,
                    claims,
                    amount,
                    commons.currency().getDefaultFractionDigits(),
                    ceiling == null ? Distribution.Ceiling.NONE : new Distribution.Ceiling(ceiling));
        } catch (Distribution.DividesByZero fault) {
            throw new Refused(new DistributionRefusal.EquationDividesByZero(fault.contribution()));
        } catch (ArithmeticException _) {
            throw new Refused(new DistributionRefusal.TooLargeToCompute());
        }
    }
}
