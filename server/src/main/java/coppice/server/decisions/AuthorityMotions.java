package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Letting one member act alone, decided by the procedure of the matter it is about; and ending that, decided like
/// anything else.
@Configuration(proxyBeanMethods = false)
public class AuthorityMotions {
    public static final String GRANT = "grant-authority";
    public static final String END = "end-authority";

    /// The matters in which somebody can be let act alone. The charter and who belongs stay with the members.
    public static final Set<Matter> MATTERS = Set.of(Matter.RESERVE, Matter.SURPLUS);

    @Bean
    MotionKind grantAuthority(Commonses commonses, Authorities authorities, Clock clock) {
        return new Grant(commonses, authorities, clock);
    }

    @Bean
    MotionKind endAuthority(Commonses commonses, Authorities authorities) {
        return new End(commonses, authorities);
    }

    private static String address(Commons commons) {
        return commons.address() + "/decisions/authorities";
    }

    /// Terms: `member`, a party; `matter`; `amount`; `until`, the last day.
    private record Grant(Commonses commonses, Authorities authorities, Clock clock) implements MotionKind {
        @Override
        public String name() {
            return GRANT;
        }

        @Override
        public Matter matter() {
            return Matter.OTHER;
        }

        @Override
        public Matter matter(Map<String, String> terms) {
            var matter = Fields.choice("matter", Matter.class, terms.get("matter"));
            if (!MATTERS.contains(matter))
                throw new Refused(new BadField("matter", BadField.Fault.NOT_A_CHOICE, matter.name()));
            return matter;
        }

        private LocalDate until(Map<String, String> terms) {
            var until = Fields.date("until", terms.get("until"));
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            if (until.isBefore(today) || until.isAfter(today.plusYears(2)))
                throw new Refused(new BadField("until", BadField.Fault.DATE_OUT_OF_RANGE, until.toString()));
            return until;
        }

        private static PartyId member(Map<String, String> terms) {
            return new PartyId(Ids.parse(terms.getOrDefault("member", "")));
        }

        private static Money amount(Commons commons, Map<String, String> terms) {
            return Money.parsePositive("amount", terms.getOrDefault("amount", ""), commons.currency());
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var line = commonses.member(commons.id(), member(terms));
            return List.of(
                    new Line(
                            text.say("decisions.would-let-act", line.name()),
                            text.of("commons.matter", matter(terms))),
                    new Line(text.say("decisions.would-limit"), text.money(amount(commons, terms))),
                    new Line(text.say("decisions.would-until"), text.date(until(terms))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var party = commonses.member(commons.id(), member(terms)).party();
            authorities.grant(
                    mandate, party, matter(terms), amount(commons, terms).minorUnits(), until(terms));
            return address(commons);
        }
    }

    /// Terms: `decision`, the one that gave it.
    private record End(Commonses commonses, Authorities authorities) implements MotionKind {
        @Override
        public String name() {
            return END;
        }

        @Override
        public Matter matter() {
            return Matter.OTHER;
        }

        private static UUID decision(Map<String, String> terms) {
            return Ids.parse(terms.getOrDefault("decision", ""));
        }

        private Authorities.Authority inForce(Commons commons, Map<String, String> terms) {
            return authorities.all(commons.id()).stream()
                    .filter(one -> one.inForce() && one.decision().equals(decision(terms)))
                    .findFirst()
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var one = inForce(commons, terms);
            String name =
                    commonses.party(commons.id(), one.party()).orElseThrow().name();
            return List.of(new Line(
                    text.say("decisions.would-end-authority", name),
                    text.of("commons.matter", one.matter())));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            authorities.end(commons.id(), inForce(commons, terms).decision());
            return address(commons);
        }
    }
}
