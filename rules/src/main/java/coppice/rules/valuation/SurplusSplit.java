package coppice.rules.valuation;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import coppice.rules.returns.Statute;
import java.util.ArrayList;
import java.util.List;

/// A surplus sent to its parts: first what the law asks for, then each part its percentage of the rest; what
/// no part names, and what private hands may not have, stays with the commons.
///
/// All figures are minor units; `reserve`, `fund`, `parts` and `left` are together exactly the surplus.
///
/// Worked example: 1,000.00 in Spain (20 % to the reserve, 5 % to education) leaves 750.00. Parts of 40 %,
/// 40 % to owners and 10 % come to 300.00, 300.00 and 75.00; owners who may have 200.00 at most get that, and
/// 175.00 are left.
///
/// @param reserve what the law sends to the indivisible reserve
/// @param fund    what the law sends to a fund for mutual aid or education
/// @param workers what the law gives the workers at least; it is in the parts and not sent by this rule
/// @param parts   by part, in their order
public record SurplusSplit(long reserve, long fund, long workers, List<Long> parts, long left) {

    /// @param percentage of what the law leaves
    /// @param isPrivate  whether it reaches private hands as a return on what they hold
    public record Part(Ratio percentage, boolean isPrivate) {}

    /// Odd units go by largest remainder, ties in the order of the parts; where private hands would get more
    /// than they may, earlier parts are served first. Throws `IllegalArgumentException` when the percentages
    /// exceed 100 in sum.
    ///
    /// @param highestCapital the most capital there ever was, where the statute's reserve stops at it
    /// @param legalReserve   what the reserve holds
    /// @param earned         what was earned: private hands get no more, whatever the statute allows
    public static SurplusSplit of(
            long surplus, Statute statute, long highestCapital, long legalReserve, long earned, List<Part> parts) {
        var minimums = statute.minimums(surplus, highestCapital, legalReserve);
        long[] all = Apportionment.byFractions(
                minimums.left(),
                parts.stream()
                        .map(part -> part.percentage().dividedBy(Ratio.of(100)))
                        .toArray(Ratio[]::new));
        long mayBePrivate = Math.max(0, Math.min(earned, statute.mostDividends(surplus)));
        long left = all[parts.size()];
        var sent = new ArrayList<Long>();
        for (int i = 0; i < parts.size(); i++) {
            long part = parts.get(i).isPrivate() ? Math.min(all[i], mayBePrivate) : all[i];
            if (parts.get(i).isPrivate()) mayBePrivate -= part;
            left += all[i] - part;
            sent.add(part);
        }
        return new SurplusSplit(minimums.reserve(), minimums.fund(), minimums.workers(), List.copyOf(sent), left);
    }
}
