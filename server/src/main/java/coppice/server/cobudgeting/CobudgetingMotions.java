package coppice.server.cobudgeting;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Cost;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.Term;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Money;
import coppice.server.web.Text;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a commons can do about its rounds.
public final class CobudgetingMotions {
    private CobudgetingMotions() {}

    /// Where the money of a round comes from.
    public enum Source {
        POOL,
        RESERVE;

        Matter matter() {
            return this == RESERVE ? Matter.RESERVE : Matter.SURPLUS;
        }
    }

    @Concerns({Matter.SURPLUS, Matter.RESERVE})
    public record FundRound(UUID round, Source source, Money amount) {}

    /// How a round is ended before its time.
    public enum Ending {
        /// Its rule is applied now.
        CLOSE,
        /// Everything that was not spent goes back.
        CANCEL
    }

    @Concerns(Matter.SURPLUS)
    public record EndRound(
            UUID round, Ending end, @Term(longest = 500) String reason) {}

    @Component
    record Open(Rounds rounds) implements Motion<OpenRound> {
        @Override
        public Matter matter(Commons commons, OpenRound terms) {
            return terms.source().matter();
        }

        @Override
        public Cost cost(Commons commons, OpenRound terms) {
            return new Cost.Of(terms.amount());
        }

        @Override
        public void check(Commons commons, OpenRound terms) {
            rounds.check(commons, terms);
        }

        @Override
        public List<Line> says(Commons commons, OpenRound terms, Text text) {
            return List.of(
                    new Line(
                            text.say("cobudgeting.would-open", terms.title()),
                            text.of("cobudgeting.rule", terms.rule())),
                    new Line(
                            text.say(
                                    terms.source() == Source.RESERVE
                                            ? "cobudgeting.would-take-reserve"
                                            : "cobudgeting.would-take-pool"),
                            text.money(terms.amount())),
                    new Line(
                            text.say("cobudgeting.would-last"),
                            text.date(terms.fundingFrom()) + " – " + text.date(terms.fundingUntil())));
        }

        @Override
        public String title(Commons commons, OpenRound terms, Text text) {
            return text.say("cobudgeting.open-title", terms.title());
        }

        @Override
        public String enact(Authorised by, OpenRound terms, String key) {
            return Rounds.address(by.commons(), rounds.open(by, terms, key).id());
        }
    }

    @Component
    record Fund(Rounds rounds) implements Motion<FundRound> {
        @Override
        public Matter matter(Commons commons, FundRound terms) {
            return terms.source().matter();
        }

        @Override
        public Cost cost(Commons commons, FundRound terms) {
            return new Cost.Of(terms.amount());
        }

        @Override
        public void check(Commons commons, FundRound terms) {
            rounds.refuseEnded(rounds.round(commons, terms.round()));
            rounds.refuseMoreThanThereIs(commons, terms.source(), terms.amount().minorUnits());
        }

        @Override
        public List<Line> says(Commons commons, FundRound terms, Text text) {
            return List.of(new Line(
                    text.say(
                            terms.source() == Source.RESERVE
                                    ? "cobudgeting.would-add-reserve"
                                    : "cobudgeting.would-add-pool",
                            rounds.round(commons, terms.round()).title()),
                    text.money(terms.amount())));
        }

        @Override
        public String title(Commons commons, FundRound terms, Text text) {
            return text.say(
                    "cobudgeting.fund-title",
                    terms.amount(),
                    rounds.round(commons, terms.round()).title());
        }

        @Override
        public String enact(Authorised by, FundRound terms, String key) {
            rounds.fund(by, terms.round(), terms.source(), terms.amount().minorUnits(), key);
            return Rounds.address(by.commons(), terms.round());
        }
    }

    /// It moves what is in the round, and whose it is depends on its rule.
    @Component
    record End(Rounds rounds) implements Unpriced<EndRound> {
        @Override
        public void check(Commons commons, EndRound terms) {
            rounds.refuseEnded(rounds.round(commons, terms.round()));
        }

        @Override
        public List<Line> says(Commons commons, EndRound terms, Text text) {
            return List.of(new Line(
                    text.of(
                            "cobudgeting.would-end",
                            terms.end(),
                            rounds.round(commons, terms.round()).title()),
                    ""));
        }

        @Override
        public String title(Commons commons, EndRound terms, Text text) {
            return text.of(
                    "cobudgeting.end-title",
                    terms.end(),
                    rounds.round(commons, terms.round()).title());
        }

        @Override
        public String enact(Authorised by, EndRound terms, String key) {
            switch (terms.end()) {
                case CANCEL -> rounds.cancel(by, terms.round(), terms.reason());
                case CLOSE -> rounds.close(by, terms.round());
            }
            return Rounds.address(by.commons(), terms.round());
        }
    }
}
