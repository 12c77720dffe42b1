package coppice.rules.budgeting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// Support that grows while it stands and fades when it is taken away. After `t` ticks with a stake `x`,
/// conviction `y` has become `aᵗ·y + x·(1 − aᵗ)/(1 − a)`; a request is granted when its conviction reaches
/// a threshold that rises with the part of the fund it asks for. Formulas: 1Hive, conviction-voting-app.
///
/// Figures have 34 digits: the same stakes give the same figures everywhere.
///
/// @param decay a: how much of it is left after one tick without support, above 0 and below 1
public record Conviction(BigDecimal decay) {
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    public Conviction {
        if (decay.signum() <= 0 || decay.compareTo(BigDecimal.ONE) >= 0)
            throw new IllegalArgumentException("a decay of " + decay);
    }

    /// Conviction `ticks` later, with an unchanged stake.
    public BigDecimal after(BigDecimal conviction, long stake, int ticks) {
        if (ticks == 0) return conviction;
        var left = decay.pow(ticks, DIGITS);
        var grown = BigDecimal.valueOf(stake)
                .multiply(BigDecimal.ONE.subtract(left), DIGITS)
                .divide(BigDecimal.ONE.subtract(decay), DIGITS);
        return conviction.multiply(left, DIGITS).add(grown, DIGITS);
    }

    /// What conviction grows towards while a stake stands.
    public BigDecimal most(long stake) {
        return BigDecimal.valueOf(stake).divide(BigDecimal.ONE.subtract(decay), DIGITS);
    }

    /// What a request needs: `rho·supply / ((1 − a)·(beta − request/funds)²)`; absent when it asks for
    /// `beta` of
    /// the fund or more, which is never granted.
    ///
    /// @param funds   in minor units
    /// @param request in minor units
    /// @param beta    the part of the fund that no request may reach
    /// @param rho     how high the threshold stands for the smallest request
    /// @param supply  the stake of all members together
    public Optional<BigDecimal> threshold(long funds, long request, BigDecimal beta, BigDecimal rho, long supply) {
        if (funds <= 0) return Optional.empty();
        var part = BigDecimal.valueOf(request).divide(BigDecimal.valueOf(funds), DIGITS);
        var room = beta.subtract(part);
        if (room.signum() <= 0) return Optional.empty();
        return Optional.of(rho.multiply(BigDecimal.valueOf(supply))
                .divide(BigDecimal.ONE.subtract(decay).multiply(room, DIGITS).multiply(room, DIGITS), DIGITS));
    }
}
