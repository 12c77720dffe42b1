package coppice.server.transvestment.web;

import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.ReturnsOfRuns.Payment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// An instrument's way to its cap: what each run paid, one after the other, and what is left.
///
/// @param principal where what was put in is paid back
record CapPicture(List<Piece> pieces, long principal) {
    static final int WIDTH = 1000;

    record Piece(long x, long width, int tone, int run) {}

    static CapPicture of(Instrument instrument, List<Payment> payments) {
        var pieces = new ArrayList<Piece>();
        if (instrument.cap() == 0) return new CapPicture(pieces, 0);
        int number = 0;
        for (var payment : payments) {
            if (payment.amount() == 0) continue;
            long from = at(payment.paidBefore(), instrument.cap());
            pieces.add(new Piece(from, at(payment.paidAfter(), instrument.cap()) - from, number++ % 2, payment.run()));
        }
        return new CapPicture(pieces, at(instrument.principal(), instrument.cap()));
    }

    private static long at(long amount, long cap) {
        return part(amount, cap, WIDTH);
    }

    static long part(long amount, long whole, int width) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(width))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
