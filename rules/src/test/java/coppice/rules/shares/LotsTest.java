package coppice.rules.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What goes first in, first out, and the money that goes along.
class LotsTest {
    private static Lots<String> lots() {
        return new Lots<String>().add("March", 10).add("May", 5);
    }

    /// The worked example: 12 of 10 and 5 are 10 of March and 2 of May.
    @Test
    void theOldestGoFirst() {
        var lots = lots();
        assertThat(lots.takeOldest(12)).contains(new Lots.Part<>("March", 10, 0));
        assertThat(lots.takeOldest(2)).contains(new Lots.Part<>("May", 2, 3));
        assertThat(lots.takeOldest(1)).isEmpty();
        lots.putBack("May, rest", 3);
        assertThat(lots.takeOldest(5)).contains(new Lots.Part<>("May, rest", 3, 0));
    }

    @Test
    void whatIsLeftOfALotStaysTheOldest() {
        var lots = lots();
        lots.take(4);
        assertThat(lots.shares()).isEqualTo(11);
        assertThat(lots.newestOf(6)).contains("March");
        assertThat(lots.newestOf(7)).contains("May");
        lots.take(100);
        assertThat(lots.shares()).isZero();
        assertThat(lots.newestOf(1)).isEmpty();
    }

    @Test
    void nothingIsNoLotAndNothingIsNotTaken() {
        assertThat(lots().newestOf(0)).isEmpty();
        assertThatThrownBy(() -> lots().add("none", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lots().putBack("none", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lots().takeOldest(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Beside a queue of single shares, which is the same thing slowly.
    @Test
    void lotsAreAQueueOfSingleShares() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var lots = new Lots<Integer>();
            var singles = new ArrayList<Integer>();
            for (int step = 0; step < 40; step++) {
                int shares = 1 + random.nextInt(9);
                if (random.nextInt(3) > 0) {
                    lots.add(step, shares);
                    for (int i = 0; i < shares; i++) singles.add(step);
                } else {
                    lots.take(shares);
                    singles.subList(0, Math.min(shares, singles.size())).clear();
                }
                assertThat(lots.shares()).as("seed " + seed).isEqualTo(singles.size());
                int among = 1 + random.nextInt(20);
                assertThat(lots.newestOf(among).map(List::of).orElse(List.of()))
                        .as("seed " + seed)
                        .isEqualTo(
                                singles.isEmpty()
                                        ? List.of()
                                        : List.of(singles.get(Math.min(among, singles.size()) - 1)));
            }
        }
    }

    /// The worked example: 0.33, 0.33 and 0.34 go with three shares for 1.00.
    @Test
    void moneyGoesAlongWithShares() {
        assertThat(Capital.along(1, 3, 100)).isEqualTo(33);
        assertThat(Capital.along(1, 2, 67)).isEqualTo(33);
        assertThat(Capital.along(1, 1, 34)).isEqualTo(34);
        assertThat(Capital.along(5, 3, 100))
                .as("more than are there take no more than there is")
                .isEqualTo(100);
        assertThat(Capital.along(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Capital.along(0, 3, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Capital.along(1, 3, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Whatever the order of going, all the money has gone with the last share, and never more than a share's worth
    /// too early.
    @Test
    void noMoneyIsLostOnTheWay() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            long held = 1 + random.nextInt(1000);
            long money = random.nextInt(1_000_000);
            long gone = 0;
            long left = money;
            while (held > 0) {
                long shares = 1 + random.nextLong(held);
                long along = Capital.along(shares, held, left);
                assertThat(along).as("seed " + seed).isBetween(0L, left);
                assertThat(along * held).as("seed " + seed).isLessThanOrEqualTo(left * shares);
                held -= shares;
                left -= along;
                gone += along;
            }
            assertThat(gone).as("seed " + seed).isEqualTo(money);
        }
    }

    @Test
    void theMostThatWasEverInAtOnce() {
        assertThat(Capital.highest()).isZero();
        assertThat(Capital.highest(100, 50, -120, 80)).isEqualTo(150);
        assertThat(Capital.highest(-5, 5)).isZero();
        assertThatThrownBy(() -> Capital.highest(Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
    }
}
