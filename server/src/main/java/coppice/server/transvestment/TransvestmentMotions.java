package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a commons can decide about capital.
@Configuration(proxyBeanMethods = false)
public class TransvestmentMotions {
    public static final String OFFER = "offer-instrument";
    public static final String WRITE_DOWN = "write-down";

    @Bean
    MotionKind offerInstrument(Instruments instruments) {
        return new Offer(instruments);
    }

    @Bean
    MotionKind writeDown(Instruments instruments) {
        return new WriteDown(instruments);
    }

    private static UUID id(Map<String, String> terms, String name) {
        return Ids.parse(Fields.text(name, terms.get(name), 60));
    }

    private static Ratio ratio(Map<String, String> terms, String name, Function<String, TransvestmentRefusal> refusal) {
        String given = terms.getOrDefault(name, "").strip();
        if (!given.matches("[0-9]{1,6}(\\.[0-9]{1,4})?")) throw new Refused(refusal.apply(given));
        return Ratio.parse(new BigDecimal(given).toPlainString());
    }

    /// The terms of a campaign, as they stand in a form or a motion; refuses those that make no sense.
    public static Campaign.Terms terms(Commons commons, Map<String, String> terms) {
        var kind = Fields.choice("kind", Kind.class, terms.get("kind"));
        boolean isGift = kind == Kind.GIFT;
        String limit = terms.getOrDefault("limit", "").strip();
        String earliest = terms.getOrDefault("earliest", "").strip();
        return new Campaign.Terms(
                Fields.text("title", terms.get("title"), 120),
                Fields.text("purpose", terms.get("purpose"), 5000),
                kind,
                Money.parsePositive("target", terms.getOrDefault("target", ""), commons.currency())
                        .minorUnits(),
                Fields.date("deadline", terms.get("deadline")),
                "yes".equals(terms.get("all")),
                isGift ? Ratio.ZERO : ratio(terms, "multiple", TransvestmentRefusal.BadMultiple::new),
                isGift ? Ratio.ZERO : ratio(terms, "rate", TransvestmentRefusal.BadRate::new),
                Fields.whole("rank", terms.getOrDefault("rank", "1"), 1, 99),
                earliest.isEmpty() ? Optional.empty() : Optional.of(Fields.date("earliest", earliest)),
                limit.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Money.parsePositive("limit", limit, commons.currency())
                                .minorUnits()),
                Fields.optional("asset", terms.get("asset"), 200));
    }

    /// Terms: those of a [Campaign].
    private record Offer(Instruments instruments) implements MotionKind {
        @Override
        public String name() {
            return OFFER;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var offer = terms(commons, terms);
            instruments.check(offer);
            var lines = new ArrayList<Line>();
            lines.add(new Line(
                    text.of("transvestment.kind", offer.kind()) + ": " + offer.title(),
                    text.money(commons.money(offer.target()))));
            if (offer.kind() != Kind.GIFT) {
                lines.add(new Line(
                        text.say("transvestment.cap"),
                        text.money(
                                commons.money(coppice.rules.returns.Returns.cap(offer.target(), offer.multiple())))));
                lines.add(new Line(text.of("transvestment.rate", offer.kind()), offer.ratePercent() + " %"));
            }
            if (!offer.asset().isEmpty()) lines.add(new Line(text.say("transvestment.asset"), offer.asset()));
            return lines;
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var id = instruments.offer(
                    mandate, terms(commons, terms), mandate.act().toString());
            return Instruments.address(commons, id);
        }
    }

    /// Terms: `instrument`, `reason`.
    private record WriteDown(Instruments instruments) implements MotionKind {
        @Override
        public String name() {
            return WRITE_DOWN;
        }

        @Override
        public Matter matter() {
            return Matter.SURPLUS;
        }

        @Override
        public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
            var one = instruments.instrument(commons.id(), id(terms, "instrument"));
            if (one.state() != State.ACTIVE) throw new Refused(new TransvestmentRefusal.NotPossibleNow(one.state()));
            return List.of(new Line(
                    text.say("transvestment.would-write-down", one.number()), text.money(commons.money(one.left()))));
        }

        @Override
        public String enact(Mandate mandate, Map<String, String> terms) {
            var commons = mandate.commons();
            var one = instruments.instrument(commons.id(), id(terms, "instrument"));
            instruments.writeDown(mandate, one.id(), terms.getOrDefault("reason", ""));
            return Instruments.address(commons, one.campaign());
        }
    }
}
