package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.rules.returns.Returns;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// What a commons can do about capital.
public final class TransvestmentMotions {
    private TransvestmentMotions() {}

    private static final BigDecimal LARGEST = new BigDecimal(1_000_000);

    /// @param all      true: the money goes back where the target is not reached by the deadline
    /// @param multiple the cap, as a multiple of what is put in; of no meaning for a gift
    /// @param rate     in percent; of no meaning for a gift
    /// @param earliest before which nothing is paid back
    /// @param limit    the most that is paid back in a year
    /// @param asset    what it buys, to be locked at the end
    @Concerns(Matter.SURPLUS)
    public record OfferInstrument(
            @Term(longest = 120) String title,
            @Term(longest = 5000) String purpose,
            Kind kind,
            Money target,
            LocalDate deadline,
            @Term(usual = "no") boolean all,
            Optional<BigDecimal> multiple,
            Optional<BigDecimal> rate,
            @Term(usual = "1", least = 1, most = 99) int rank,
            Optional<LocalDate> earliest,
            Optional<Money> limit,
            Optional<String> asset) {
        /// Refuses a multiple or a rate that makes no sense.
        public Campaign.Terms campaign() {
            boolean isGift = kind == Kind.GIFT;
            return new Campaign.Terms(
                    title,
                    purpose,
                    kind,
                    target.minorUnits(),
                    deadline,
                    all,
                    isGift ? Ratio.ZERO : ratio(multiple, TransvestmentRefusal.BadMultiple::new),
                    isGift ? Ratio.ZERO : ratio(rate, TransvestmentRefusal.BadRate::new),
                    rank,
                    earliest,
                    limit.map(Money::minorUnits),
                    asset.orElse(""));
        }

        private static Ratio ratio(Optional<BigDecimal> given, Function<String, TransvestmentRefusal> refusal) {
            return given.filter(one -> one.scale() <= 4 && one.compareTo(LARGEST) < 0)
                    .map(one -> Ratio.parse(one.toPlainString()))
                    .orElseThrow(() -> new Refused(
                            refusal.apply(given.map(BigDecimal::toPlainString).orElse(""))));
        }
    }

    @Concerns(Matter.SURPLUS)
    public record WriteDown(
            InstrumentId instrument, @Term(longest = 500) String reason) {}

    /// What it binds the commons to pay back hangs on what is earned, so that it has no price.
    @Component
    record Offer(Campaigns campaigns) implements Unpriced<OfferInstrument> {
        @Override
        public void check(Commons commons, OfferInstrument terms) {
            campaigns.check(terms.campaign());
        }

        @Override
        public List<Line> says(Commons commons, OfferInstrument terms, Text text) {
            var offer = terms.campaign();
            var lines = new ArrayList<Line>();
            lines.add(new Line(
                    text.of("transvestment.kind", offer.kind()) + ": " + offer.title(), text.money(terms.target())));
            if (offer.kind() != Kind.GIFT) {
                lines.add(new Line(
                        text.say("transvestment.cap"),
                        text.money(commons.money(Returns.cap(offer.target(), offer.multiple())))));
                lines.add(new Line(text.of("transvestment.rate", offer.kind()), offer.ratePercent() + " %"));
            }
            if (!offer.asset().isEmpty()) lines.add(new Line(text.say("transvestment.asset"), offer.asset()));
            return lines;
        }

        @Override
        public String title(Commons commons, OfferInstrument terms, Text text) {
            return text.say("transvestment.offer-title", terms.title());
        }

        @Override
        public String enact(Authorised by, OfferInstrument terms, String key) {
            return Campaigns.address(by.commons(), campaigns.offer(by, terms.campaign(), key));
        }
    }

    /// It takes from its holder, not from the commons.
    @Component
    record Down(Instruments instruments) implements Unpriced<WriteDown> {
        private Instrument instrument(Commons commons, WriteDown terms) {
            return instruments.instrument(commons.id(), terms.instrument());
        }

        @Override
        public void check(Commons commons, WriteDown terms) {
            var state = instrument(commons, terms).state();
            if (state != State.ACTIVE) throw new Refused(new TransvestmentRefusal.NotPossibleNow(state));
        }

        @Override
        public List<Line> says(Commons commons, WriteDown terms, Text text) {
            var one = instrument(commons, terms);
            return List.of(new Line(
                    text.say("transvestment.would-write-down", one.number()), text.money(commons.money(one.left()))));
        }

        @Override
        public String title(Commons commons, WriteDown terms, Text text) {
            return text.say(
                    "transvestment.write-down-title", instrument(commons, terms).number());
        }

        @Override
        public String enact(Authorised by, WriteDown terms, String key) {
            instruments.writeDown(by, terms.instrument(), terms.reason());
            return Campaigns.address(
                    by.commons(), instrument(by.commons(), terms).campaign());
        }
    }
}
