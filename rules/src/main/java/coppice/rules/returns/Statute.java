package coppice.rules.returns;

import coppice.rules.money.Ratio;
import java.time.LocalDate;

/// What the law of a country asks of a surplus before anybody is paid. A preset, no legal advice.
///
/// @param since         from when these figures hold, as far as the source says
/// @param source        where they can be read
/// @param reserve       at least this part of the surplus to the indivisible reserve
/// @param reserveStops  true: only until the reserve equals the highest capital
/// @param fund          at least this part to a fund outside, for mutual aid or education
/// @param workers       at least this part to the workers
/// @param mostDividends at most this part to private holders, exempt bodies apart
public record Statute(
        String name,
        LocalDate since,
        String source,
        Ratio reserve,
        boolean reserveStops,
        Ratio fund,
        Ratio workers,
        Ratio mostDividends) {
    private static final Ratio NOTHING = Ratio.ZERO;

    public static final Statute NONE =
            new Statute("NONE", LocalDate.EPOCH, "", NOTHING, false, NOTHING, NOTHING, Ratio.ONE);

    /// United Kingdom, community interest company: dividends that are not exempt, 35 % of the distributable
    /// profit.
    public static final Statute UK_CIC = new Statute(
            "UK_CIC",
            LocalDate.of(2014, 10, 1),
            "https://legislation.gov.uk/uksi/2005/1788/regulation/19/made/data.htm?view=plain",
            NOTHING,
            false,
            NOTHING,
            NOTHING,
            Ratio.of(7, 20));

    /// Italy, co-operatives: 30 % to the legal reserve, 3 % to a mutual fund.
    public static final Statute ITALY = new Statute(
            "ITALY",
            LocalDate.of(1992, 1, 31),
            "http://legacoop-piemonteftp.com/glossario.php?mostra=9",
            Ratio.of(3, 10),
            false,
            Ratio.of(3, 100),
            NOTHING,
            Ratio.ONE);

    /// Spain, co-operatives: at least 20 % to the mandatory reserve, 5 % to education and promotion.
    public static final Statute SPAIN = new Statute(
            "SPAIN",
            LocalDate.of(1999, 8, 6),
            "https://cooplab.escueladeeconomiasocial.es/es/content/reparto-de-los-excedentes-0",
            Ratio.of(1, 5),
            false,
            Ratio.of(1, 20),
            NOTHING,
            Ratio.ONE);

    /// France, SCOP: 15 % to the reserve until it equals the highest capital, at least 25 % to all workers.
    public static final Statute FRANCE = new Statute(
            "FRANCE",
            LocalDate.of(1978, 7, 20),
            "https://legal.tricoteuses.fr/articles/LEGIARTI000006289968",
            Ratio.of(3, 20),
            true,
            NOTHING,
            Ratio.of(1, 4),
            Ratio.ONE);

    /// What must be booked before anything is shared out; each at least its part, so rounded up.
    ///
    /// @param left what is left after the reserve and the fund, the workers' minimum still in it
    public record Minimums(long reserve, long fund, long workers, long left) {}

    /// The minimums of a surplus.
    ///
    /// Worked example: 100,000 in France with 40,000 in the reserve and a highest capital of 50,000: 10,000
    /// to the reserve, because only that is missing, and at least 25,000 to the workers.
    ///
    /// @param highestCapital the most capital there ever was, where the reserve stops at it
    /// @param legalReserve   what the reserve holds
    public Minimums minimums(long surplus, long highestCapital, long legalReserve) {
        long toReserve = atLeast(surplus, reserve);
        if (reserveStops) toReserve = Math.min(toReserve, Math.max(0, highestCapital - legalReserve));
        long toFund = Math.min(atLeast(surplus, fund), surplus - toReserve);
        return new Minimums(toReserve, toFund, atLeast(surplus, workers), surplus - toReserve - toFund);
    }

    /// The most that private holders may be paid of a profit: at most its part, so rounded down.
    public long mostDividends(long distributable) {
        return mostDividends.times(Ratio.of(Math.max(0, distributable))).floor();
    }

    /// Whether dividends keep within it: private ones within their limit, all together within the profit.
    public boolean allows(long distributable, long privateDividends, long exemptDividends) {
        return privateDividends <= mostDividends(distributable)
                && Math.addExact(privateDividends, exemptDividends) <= Math.max(0, distributable);
    }

    private static long atLeast(long surplus, Ratio part) {
        return -part.times(Ratio.of(Math.max(0, surplus))).negated().floor();
    }

    /// All presets, the one without any rule first.
    public static java.util.List<Statute> all() {
        return java.util.List.of(NONE, UK_CIC, ITALY, SPAIN, FRANCE);
    }

    /// The preset of that name; [#NONE] where there is none.
    public static Statute named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst().orElse(NONE);
    }
}
