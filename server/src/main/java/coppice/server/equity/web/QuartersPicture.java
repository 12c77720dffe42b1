package coppice.server.equity.web;

import coppice.rules.shares.ShareClass;
import coppice.server.equity.Holding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The four classes side by side, each a square filled by its holders in proportion to what they hold.
record QuartersPicture(List<Quarter> quarters) {
    private static final int MOST = 8;
    static final int WIDTH = 340;

    /// @param x       where it stands; as y
    /// @param holders how many hold a share
    record Quarter(ShareClass of, int x, int y, long shares, int holders, List<Piece> pieces) {}

    /// A holder's part, from left to right; the smallest together are the last.
    record Piece(long x, long width, int tone) {}

    static QuartersPicture of(List<Holding> holdings) {
        var quarters = new ArrayList<Quarter>();
        for (var of : ShareClass.values()) {
            int place = of.ordinal();
            var held = holdings.stream()
                    .filter(holding -> holding.of() == of)
                    .map(Holding::shares)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            long all = held.stream().mapToLong(Long::longValue).sum();
            quarters.add(
                    new Quarter(of, place % 2 * (WIDTH + 20), place / 2 * 150, all, held.size(), pieces(held, all)));
        }
        return new QuartersPicture(quarters);
    }

    private static List<Piece> pieces(List<Long> held, long all) {
        var shown = held.size() <= MOST
                ? held
                : Stream.concat(
                                held.stream().limit(MOST - 1),
                                Stream.of(held.stream()
                                        .skip(MOST - 1)
                                        .mapToLong(Long::longValue)
                                        .sum()))
                        .toList();
        var pieces = new ArrayList<Piece>();
        long before = 0;
        for (int i = 0; i < shown.size(); i++) {
            long from = at(before, all);
            before += shown.get(i);
            pieces.add(new Piece(from, at(before, all) - from, i % 6));
        }
        return pieces;
    }

    private static long at(long shares, long all) {
        return java.math.BigInteger.valueOf(shares)
                .multiply(java.math.BigInteger.valueOf(WIDTH))
                .divide(java.math.BigInteger.valueOf(all))
                .longValueExact();
    }
}
