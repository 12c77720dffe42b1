package coppice.server.equity.web;

import coppice.rules.money.Ratio;
import coppice.server.commons.Commons;
import coppice.server.equity.Earnings;
import coppice.server.equity.Ownership;
import coppice.server.equity.ShareEvent;
import coppice.server.web.Shell;

/// Says in words what led to something in the register.
public final class EquityWords {
    private EquityWords() {}

    /// As `earned by work`, `issued for gain 2`.
    public static String source(Shell shell, ShareEvent event) {
        return shell.of("equity.source", event.cause(), event.causedBy());
    }

    /// How much of a source somebody has given.
    public static String given(Shell shell, Earnings.Earned one) {
        return shell.text()
                .number(new java.math.BigDecimal(one.given().numerator())
                        .divide(new java.math.BigDecimal(one.given().denominator()), 2, java.math.RoundingMode.DOWN));
    }

    /// What earns a share, as `100 of work`.
    public static String rule(Shell shell, Earnings.Earned one) {
        return rule(shell, one.rule());
    }

    public static String rule(Shell shell, Ownership.Qualification rule) {
        String source = rule.source().equals(Ownership.PURCHASES) ? shell.say("equity.purchases") : rule.source();
        return shell.say("equity.per-share", rule.perShare(), source);
    }

    /// A price that need not be whole minor units, with four digits more.
    public static String price(Shell shell, Commons commons, Ratio price) {
        int digits = commons.currency().getDefaultFractionDigits();
        return shell.text()
                .number(new java.math.BigDecimal(price.numerator())
                        .movePointLeft(digits)
                        .divide(new java.math.BigDecimal(price.denominator()), digits + 4, java.math.RoundingMode.DOWN)
                        .stripTrailingZeros());
    }
}
