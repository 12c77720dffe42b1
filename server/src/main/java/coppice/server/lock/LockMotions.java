package coppice.server.lock;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a commons can decide about its lock and its end.
@Configuration(proxyBeanMethods = false)
public class LockMotions {
    public static final String HAND_OVER = "hand-over-asset";
    public static final String SELL = "sell-asset";
    public static final String CONSENT = "give-consent";
    public static final String DISSOLVE = "dissolve";

    @Bean
    MotionKind handOverAsset(LockBook book, Golden golden) {
        return new HandOver(book, golden);
    }

    @Bean
    MotionKind sellAsset(LockBook book) {
        return new Sell(book);
    }

    @Bean
    MotionKind giveConsent(Golden golden) {
        return new Consent(golden);
    }

    @Bean
    MotionKind dissolve(Dissolutions dissolutions) {
        return new Dissolve(dissolutions);
    }

    private static UUID id(Map<String, String> terms, String name) {
        return Ids.parse(Fields.text(name, terms.get(name), 60));
    }

    static String address(Commons commons) {
        return commons.address() + "/lock";
    }

    /// Terms: `asset`, `successor`, the address of another commons here.
    private record HandOver(LockBook book, Golden golden) implements MotionKind {
        @Override
        public String name() {
            return HAND_OVER;
        }

        @Override
        public Matter matter() {
            return Matter.LOCK;
        }

        private static String successor(Map<String, String> terms) {
            return Fields.text("successor", terms.get("successor"), 60);
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var asset = book.movable(commons, id(terms, "asset"));
            var to = golden.successor(commons.id(), successor(terms));
            return List.of(new Line(text.say("lock.would-hand-over", asset.name()), to.name()));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            book.handOver(mandate, id(terms, "asset"), successor(terms));
            return address(mandate.commons());
        }
    }

    /// Terms: `asset`, `buyer`, `price`.
    private record Sell(LockBook book) implements MotionKind {
        @Override
        public String name() {
            return SELL;
        }

        @Override
        public Matter matter() {
            return Matter.LOCK;
        }

        private static long price(Commons commons, Map<String, String> terms) {
            return Money.parsePositive("price", terms.getOrDefault("price", ""), commons.currency())
                    .minorUnits();
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var asset = book.movable(commons, id(terms, "asset"));
            return List.of(
                    new Line(
                            text.say("lock.would-sell", asset.name(), Fields.text("buyer", terms.get("buyer"), 80)),
                            text.money(commons.money(price(commons, terms)))),
                    new Line(text.say("lock.stays-locked"), ""));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            book.sell(
                    mandate,
                    id(terms, "asset"),
                    Fields.text("buyer", terms.get("buyer"), 80),
                    price(mandate.commons(), terms));
            return address(mandate.commons());
        }
    }

    /// Terms: `commons`, whose golden share this one holds; `proposal`, the decision there.
    private record Consent(Golden golden) implements MotionKind {
        @Override
        public String name() {
            return CONSENT;
        }

        @Override
        public Matter matter() {
            return Matter.OTHER;
        }

        private static String slug(Map<String, String> terms) {
            return Fields.text("commons", terms.get("commons"), 60);
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var other = golden.guarded(commons.id(), slug(terms));
            return List.of(new Line(
                    text.say("lock.would-consent", other.name()),
                    other.address() + "/decisions/" + id(terms, "proposal")));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            golden.consent(mandate, slug(terms), id(terms, "proposal"));
            return address(mandate.commons());
        }
    }

    /// Terms: `debts`, a line each.
    private record Dissolve(Dissolutions dissolutions) implements MotionKind {
        @Override
        public String name() {
            return DISSOLVE;
        }

        @Override
        public Matter matter() {
            return Matter.LOCK;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var plan = dissolutions.plan(commons, terms.getOrDefault("debts", ""));
            var lines = new ArrayList<Line>();
            plan.debts()
                    .forEach((who, amount) ->
                            lines.add(new Line(text.say("lock.would-settle", who), text.money(commons.money(amount)))));
            long par = plan.par().values().stream().mapToLong(Long::longValue).sum();
            if (par > 0)
                lines.add(new Line(text.say("lock.would-par", plan.par().size()), text.money(commons.money(par))));
            lines.add(
                    new Line(text.say("lock.would-succeed", plan.successor()), text.money(commons.money(plan.rest()))));
            return lines;
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            dissolutions.dissolve(mandate, terms.getOrDefault("debts", ""));
            return mandate.commons().address() + "/lock/dissolution";
        }
    }
}
