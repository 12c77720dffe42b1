package coppice.rules.shares;

import coppice.rules.money.Ratio;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Funders' shares issued to workers and users for what the commons has become worth.
///
/// Source: the FairShares wiki, Member_Shares and Reference_Value. With `f` the fraction of a gain that is
/// issued, each of the two classes gains `max(0, NV − RV) × f / 2`.
///
/// @param workersGain in minor units, as usersGain
/// @param price       of one share in a company, after the issue, in minor units; par in a co-operative
/// @param newShares   to workers and users together
/// @param splits      true: the price is above the bound, so each share should become two
public record CapitalGain(long workersGain, long usersGain, Ratio price, long newShares, boolean splits) {

    /// What is asked.
    ///
    /// @param issued         funders' shares that there are; above 0
    /// @param referenceValue what the commons was worth before, in minor units
    /// @param newValue       what it is worth now
    /// @param fraction       of the gain that is issued, 0 to 1
    /// @param par            of a share, in minor units; above 0
    /// @param priceBound     the price above which a split is proposed, in minor units
    public record Asked(long issued, long referenceValue, long newValue, Ratio fraction, long par, long priceBound) {
        public Asked {
            if (issued <= 0 || par <= 0 || newValue < 0 || referenceValue < 0)
                throw new IllegalArgumentException("no shares, no par or a value below 0");
            if (fraction.signum() < 0 || fraction.compareTo(Ratio.ONE) > 0)
                throw new IllegalArgumentException("fraction " + fraction);
        }
    }

    /// The issue in a company, at the fair price `(NV − gains) / issued`; `floor(gains / price)` new shares.
    ///
    /// Worked example: 45,000 shares, from 60,000 to 75,000, half: gains of 3,750 each, 1.50 a share, 5,000
    /// new shares. A fall in value lowers the price and issues nothing.
    public static CapitalGain atFairPrice(Asked asked) {
        var gain = gain(asked);
        var price = Ratio.of(asked.newValue()).minus(gain).minus(gain).dividedBy(Ratio.of(asked.issued()));
        long issued = price.signum() <= 0 ? 0 : gain.plus(gain).dividedBy(price).floor();
        return new CapitalGain(
                gain.floor(), gain.floor(), price, issued, price.compareTo(Ratio.of(asked.priceBound())) > 0);
    }

    /// The issue in a co-operative, at par: `halfUp(gains / par)` new shares.
    public static CapitalGain atPar(Asked asked) {
        var gain = gain(asked);
        return new CapitalGain(
                gain.floor(),
                gain.floor(),
                Ratio.of(asked.par()),
                gain.plus(gain).dividedBy(Ratio.of(asked.par())).halfUp(),
                false);
    }

    private static Ratio gain(Asked asked) {
        long grown = Math.max(0, asked.newValue() - asked.referenceValue());
        return Ratio.of(grown).times(asked.fraction()).dividedBy(Ratio.of(2));
    }

    /// Who is issued how many of the new shares: half by workers' shares, half by users'; an odd share goes
    /// to the workers, and the half of a class without shares is not issued.
    public SortedMap<String, Long> issue(Map<String, Long> workers, Map<String, Long> users) {
        var issued = new TreeMap<String, Long>();
        Dividends.split(newShares - newShares / 2, workers).forEach((key, own) -> issued.merge(key, own, Long::sum));
        Dividends.split(newShares / 2, users).forEach((key, own) -> issued.merge(key, own, Long::sum));
        issued.values().removeIf(own -> own == 0);
        return issued;
    }
}
