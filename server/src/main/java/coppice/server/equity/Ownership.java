package coppice.server.equity;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Who holds shares in a commons and what they come to: rules of its charter, dated as all of it.
///
/// @param fractions       of what goes to dividends, in percent, by class
/// @param qualifications  what earns a share
/// @param gainPercent     of a capital gain that is issued to workers and users
/// @param heldYears       how long funders' shares are held before they can be given back
/// @param parMinorUnits   what a share costs
/// @param boundMinorUnits the fair price above which a split is proposed
public record Ownership(
        ShareForm form,
        Map<ShareClass, BigDecimal> fractions,
        List<Qualification> qualifications,
        BigDecimal gainPercent,
        int heldYears,
        long parMinorUnits,
        long boundMinorUnits) {
    private static final Ratio HUNDRED = Ratio.of(100);

    /// What earns a share of a class.
    ///
    /// @param source   the code of a type of contribution, or `purchases`: what somebody paid in
    /// @param perShare how much of it earns one share, in the type's unit or in whole currency units
    public record Qualification(ShareClass of, String source, BigDecimal perShare) {
        public Qualification {
            Objects.requireNonNull(of);
            Objects.requireNonNull(source);
            Objects.requireNonNull(perShare);
        }
    }

    public static final String PURCHASES = "purchases";

    /// The most years that funders' shares can be held for.
    public static final int LONGEST_HELD = 50;

    public Ownership {
        Objects.requireNonNull(form);
        Objects.requireNonNull(gainPercent);
        fractions = Collections.unmodifiableMap(new EnumMap<>(fractions));
        qualifications = List.copyOf(qualifications);
    }

    /// What a form begins with.
    public static Ownership preset(ShareForm form, int currencyDigits) {
        var fractions = new EnumMap<ShareClass, BigDecimal>(ShareClass.class);
        form.fractions()
                .forEach((of, fraction) -> fractions.put(
                        of, new BigDecimal(fraction.times(Ratio.of(1000)).numerator()).movePointLeft(1)));
        long unit = BigDecimal.ONE.movePointRight(currencyDigits).longValueExact();
        return new Ownership(form, fractions, List.of(), new BigDecimal("50"), 3, unit, 5 * unit);
    }

    /// The form and what each class of owners gets, in one line.
    public String says(Text text) {
        return text.of("equity.share-form", form) + ": "
                + fractions.entrySet().stream()
                        .map(one -> {
                            ShareClass of = one.getKey();
                            return text.of("equity.share-class", of) + " " + text.number(one.getValue()) + " %";
                        })
                        .collect(Collectors.joining(", "));
    }

    public Map<ShareClass, Ratio> ratios() {
        var ratios = new EnumMap<ShareClass, Ratio>(ShareClass.class);
        fractions.forEach((of, percent) ->
                ratios.put(of, Ratio.parse(percent.toPlainString()).dividedBy(HUNDRED)));
        return ratios;
    }

    public Ratio gain() {
        return Ratio.parse(gainPercent.toPlainString()).dividedBy(HUNDRED);
    }
}
