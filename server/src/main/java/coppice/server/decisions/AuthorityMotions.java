package coppice.server.decisions;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/// Letting one member act alone, decided by the procedure of the matter it is about; and ending that, decided like
/// anything else. Nobody hands an authority on.
public final class AuthorityMotions {
    private AuthorityMotions() {}

    /// The matters in which somebody can be let act alone. The charter and who belongs stay with the members.
    public enum Alone {
        RESERVE,
        SURPLUS;

        Matter matter() {
            return Matter.valueOf(name());
        }
    }

    /// @param until the last day
    @Concerns(
            value = {Matter.RESERVE, Matter.SURPLUS},
            decided = true)
    public record GrantAuthority(PartyId member, Alone matter, Money amount, LocalDate until) {}

    /// @param decision the one that gave it
    @Concerns(value = Matter.OTHER, decided = true)
    public record EndAuthority(ProposalId decision) {}

    private static String address(Commons commons) {
        return commons.address() + "/decisions/authorities";
    }

    @Component
    record Grant(Commonses commonses, Authorities authorities, Today today) implements Unpriced<GrantAuthority> {
        @Override
        public Matter matter(Commons commons, GrantAuthority terms) {
            return terms.matter().matter();
        }

        private String name(Commons commons, GrantAuthority terms) {
            return commonses.member(commons.id(), terms.member()).name();
        }

        @Override
        public void check(Commons commons, GrantAuthority terms) {
            commonses.member(commons.id(), terms.member());
            if (terms.until().isBefore(today.date())
                    || terms.until().isAfter(today.date().plusYears(2)))
                throw new Refused(new BadField(
                        "until", BadField.Fault.DATE_OUT_OF_RANGE, terms.until().toString()));
        }

        @Override
        public List<Line> says(Commons commons, GrantAuthority terms, Text text) {
            return List.of(
                    new Line(
                            text.say("decisions.would-let-act", name(commons, terms)),
                            text.of("commons.matter", terms.matter())),
                    new Line(text.say("decisions.would-limit"), text.money(terms.amount())),
                    new Line(text.say("decisions.would-until"), text.date(terms.until())));
        }

        @Override
        public String title(Commons commons, GrantAuthority terms, Text text) {
            return text.say("decisions.authority-title", name(commons, terms), terms.amount());
        }

        @Override
        public String enact(Authorised by, GrantAuthority terms, String key) {
            check(by.commons(), terms);
            authorities.grant(
                    by.mandate(terms.matter().matter()),
                    terms.member(),
                    terms.matter().matter(),
                    terms.amount().minorUnits(),
                    terms.until());
            return address(by.commons());
        }
    }

    @Component
    record End(Commonses commonses, Authorities authorities) implements Unpriced<EndAuthority> {
        private Authorities.Authority inForce(Commons commons, EndAuthority terms) {
            return authorities.all(commons.id()).stream()
                    .filter(one -> one.inForce() && one.decision().equals(terms.decision()))
                    .findFirst()
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        }

        @Override
        public void check(Commons commons, EndAuthority terms) {
            inForce(commons, terms);
        }

        @Override
        public List<Line> says(Commons commons, EndAuthority terms, Text text) {
            return List.of(new Line(
                    title(commons, terms, text),
                    text.of("commons.matter", inForce(commons, terms).matter())));
        }

        @Override
        public String title(Commons commons, EndAuthority terms, Text text) {
            var party = inForce(commons, terms).party();
            String name = commonses.party(commons.id(), party).orElseThrow().name();
            return text.say("decisions.would-end-authority", name);
        }

        @Override
        public String enact(Authorised by, EndAuthority terms, String key) {
            by.mandate(Matter.OTHER);
            authorities.end(by.commons().id(), inForce(by.commons(), terms).decision());
            return address(by.commons());
        }
    }
}
