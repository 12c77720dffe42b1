package coppice.server.equity;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// What a commons can do about what its shares are worth.
public final class WorthMotions {
    private WorthMotions() {}

    /// @param value what the commons is worth
    @Concerns(Matter.SURPLUS)
    public record IssueGain(Money value) {}

    /// What can be paid at that moment.
    @Concerns(Matter.RESERVE)
    public record PayWithdrawals() {}

    @Component
    record Gain(Gains gains) implements Unpriced<IssueGain> {
        private Gains.Preview preview(Commons commons, IssueGain terms) {
            return gains.preview(commons, terms.value().minorUnits());
        }

        @Override
        public void check(Commons commons, IssueGain terms) {
            preview(commons, terms);
        }

        @Override
        public List<Line> says(Commons commons, IssueGain terms, Text text) {
            var preview = preview(commons, terms);
            return List.of(new Line(
                    text.say(
                            "equity.would-gain",
                            preview.result().newShares(),
                            preview.issue().size()),
                    text.money(terms.value())));
        }

        @Override
        public String title(Commons commons, IssueGain terms, Text text) {
            return text.say("equity.gain-title", terms.value());
        }

        @Override
        public String enact(Authorised by, IssueGain terms, String key) {
            return EquityMotions.address(by.commons()) + "/gains#"
                    + gains.issue(by, terms.value().minorUnits(), key);
        }
    }

    @Component
    record Pay(Redemptions redemptions) implements Unpriced<PayWithdrawals> {
        private Money paid(Commons commons) {
            return commons.money(redemptions.plan(commons).stream()
                    .mapToLong(outcome -> outcome.paid())
                    .sum());
        }

        @Override
        public void check(Commons commons, PayWithdrawals terms) {
            if (paid(commons).minorUnits() == 0)
                throw new Refused(new EquityRefusal.NothingToWithdraw(
                        commons.money(redemptions.budget(commons).left())));
        }

        @Override
        public List<Line> says(Commons commons, PayWithdrawals terms, Text text) {
            return List.of(new Line(text.say("equity.would-redeem"), text.money(paid(commons))));
        }

        @Override
        public String title(Commons commons, PayWithdrawals terms, Text text) {
            return text.say("equity.redeem-title");
        }

        @Override
        public String enact(Authorised by, PayWithdrawals terms, String key) {
            redemptions.pay(by, key);
            return EquityMotions.address(by.commons()) + "/withdrawals";
        }
    }
}
