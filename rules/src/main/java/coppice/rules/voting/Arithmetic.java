package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.math.BigInteger;

/// The arithmetic a count is done in: fixed decimals in `long`s, or exact fractions.
interface Arithmetic<N> {
    N of(long whole);

    N plus(N a, N b);

    N minus(N a, N b);

    N times(N a, long count);

    /// `a * b / c`, cut off at the last decimal, or raised to the next one.
    N timesDivided(N a, N b, N c, boolean up);

    int compare(N a, N b);

    /// The smallest amount there is; zero in exact arithmetic.
    N smallest();

    Ratio ratio(N a);

    /// @param one how many units of the last decimal make one
    record Fixed(long one) implements Arithmetic<Long> {
        static Fixed ofDecimals(int decimals) {
            return new Fixed(Math.powExact(10L, decimals));
        }

        @Override
        public Long of(long whole) {
            return Math.multiplyExact(whole, one);
        }

        @Override
        public Long plus(Long a, Long b) {
            return Math.addExact(a, b);
        }

        @Override
        public Long minus(Long a, Long b) {
            return Math.subtractExact(a, b);
        }

        @Override
        public Long times(Long a, long count) {
            return Math.multiplyExact(a, count);
        }

        @Override
        public Long timesDivided(Long a, Long b, Long c, boolean up) {
            long low = a * b;
            if (Math.multiplyHigh(a, b) == low >> 63) return up ? Math.ceilDiv(low, c) : Math.floorDiv(low, c);
            var parts = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divideAndRemainder(BigInteger.valueOf(c));
            return parts[0].longValueExact() + (up && parts[1].signum() > 0 ? 1 : 0);
        }

        @Override
        public int compare(Long a, Long b) {
            return Long.compare(a, b);
        }

        @Override
        public Long smallest() {
            return 1L;
        }

        @Override
        public Ratio ratio(Long a) {
            return Ratio.of(a, one);
        }
    }

    record Exact() implements Arithmetic<Ratio> {
        @Override
        public Ratio of(long whole) {
            return Ratio.of(whole);
        }

        @Override
        public Ratio plus(Ratio a, Ratio b) {
            return a.plus(b);
        }

        @Override
        public Ratio minus(Ratio a, Ratio b) {
            return a.minus(b);
        }

        @Override
        public Ratio times(Ratio a, long count) {
            return a.times(Ratio.of(count));
        }

        @Override
        public Ratio timesDivided(Ratio a, Ratio b, Ratio c, boolean up) {
            return a.times(b).dividedBy(c);
        }

        @Override
        public int compare(Ratio a, Ratio b) {
            return a.compareTo(b);
        }

        @Override
        public Ratio smallest() {
            return Ratio.ZERO;
        }

        @Override
        public Ratio ratio(Ratio a) {
            return a;
        }
    }
}
