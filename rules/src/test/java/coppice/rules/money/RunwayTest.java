package coppice.rules.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunwayTest {
    @Test
    void monthsAreWholeAndRoundedDown() {
        assertThat(Runway.months(900_000, 480_000)).hasValue(22);
        assertThat(Runway.months(0, 480_000)).hasValue(0);
        assertThat(Runway.months(39_999, 480_000)).hasValue(0);
    }

    @Test
    void moneyThatNobodySpendsHasNoEnd() {
        assertThat(Runway.months(900_000, 0)).isEmpty();
    }
}
