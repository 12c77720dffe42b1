package coppice.server.kernel;

import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.KernelRefusal.BadField.Fault;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/// An amount in whole minor units of a currency (ISO 4217).
public record Money(long minorUnits, Currency currency) {
    /// The largest amount a person or a file may name, in minor units: room for sums of a million of them.
    public static final long LARGEST = 1_000_000_000_000_000L;

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,12})?");

    public static Currency currency(String code) {
        try {
            var currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() < 0) throw new IllegalArgumentException(code);
            return currency;
        } catch (IllegalArgumentException unknown) {
            throw new Refused(new BadField("currency", Fault.NOT_A_CURRENCY, code));
        }
    }

    /// Reads a plain decimal such as `12.50` or `-0.2` exactly; refuses exponents, `NaN`, grouping and digits
    /// that the currency does not have.
    public static Money parse(String field, String text, Currency currency) {
        String plain = text.strip();
        if (plain.isEmpty()) throw new Refused(new BadField(field, Fault.MISSING, ""));
        if (!PLAIN.matcher(plain).matches()) throw new Refused(new BadField(field, Fault.NOT_AN_AMOUNT, plain));
        var scaled = new BigDecimal(plain).movePointRight(currency.getDefaultFractionDigits());
        if (scaled.stripTrailingZeros().scale() > 0)
            throw new Refused(new BadField(field, Fault.TOO_MANY_DIGITS, plain));
        if (scaled.abs().compareTo(BigDecimal.valueOf(LARGEST)) > 0)
            throw new Refused(new BadField(field, Fault.TOO_LARGE, plain));
        return new Money(scaled.longValueExact(), currency);
    }

    /// As [#parse], for an amount that must be above 0.
    public static Money parsePositive(String field, String text, Currency currency) {
        var money = parse(field, text, currency);
        if (money.minorUnits <= 0) throw new Refused(new BadField(field, Fault.NOT_POSITIVE, text.strip()));
        return money;
    }

    public BigDecimal decimal() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
    }

    /// `12.50`: for programs, files and form fields.
    public String plain() {
        return decimal().toPlainString();
    }

    /// `1,234.50`: for people, without the currency.
    public String format(Locale locale) {
        var format = NumberFormat.getNumberInstance(locale);
        if (format instanceof java.text.DecimalFormat decimal) {
            var symbols = DecimalFormatSymbols.getInstance(locale);
            symbols.setMinusSign('−');
            decimal.setDecimalFormatSymbols(symbols);
            decimal.setNegativePrefix("−");
        }
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(decimal());
    }
}
