package coppice.rules.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final Contribution TEN_HOURS = new Contribution(
            "c",
            "ana",
            "work",
            "",
            LocalDate.EPOCH,
            Ratio.of(10),
            Ratio.parse("25"),
            Ratio.parse("0.5"),
            Ratio.ONE,
            Ratio.ONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min(quantity, 8) * 30.5 | 244",
                "quantity × value_per_unit | 250",
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "10 - 3 - 2 | 5",
                "10 ÷ 4 ÷ 5 | 1/2",
                "-quantity + 1 | -9",
                "max(1, 2, 3) | 3",
                "value / 3 | 1/6",
                "weight | 1"
            })
    void isWorthWhatItSays(String text, String value) {
        assertThat(Formula.parse(text))
                .isInstanceOfSatisfying(
                        Formula.Parsed.class,
                        parsed ->
                                assertThat(parsed.formula().valueOf(TEN_HOURS)).isEqualTo(Ratio.parse(value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY | 1",
                "1 + | UNEXPECTED | 4",
                "1 + 2) | UNEXPECTED | 6",
                "eval(1) | UNKNOWN_WORD | 1",
                "1.2.3 | BAD_NUMBER | 1",
                "1e9 | BAD_NUMBER | 1",
                "1 / 0 | DIVIDES_BY_ZERO | 5",
                "1 / 0.0 | DIVIDES_BY_ZERO | 5",
                "max(1) | UNEXPECTED | 6",
                "1; 2 | UNEXPECTED | 2"
            })
    void isRefusedWhereItIsWrong(String text, Formula.Fault fault, int position) {
        assertThat(Formula.parse(text)).isInstanceOfSatisfying(Formula.Rejected.class, rejected -> {
            assertThat(rejected.fault()).isEqualTo(fault);
            assertThat(rejected.position()).isEqualTo(position);
        });
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThat(Formula.parse("(".repeat(30) + "1" + ")".repeat(30)))
                .isInstanceOfSatisfying(
                        Formula.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Formula.Fault.TOO_DEEP));
        assertThat(Formula.parse("1+".repeat(300) + "1"))
                .isInstanceOfSatisfying(
                        Formula.Rejected.class,
                        rejected -> assertThat(rejected.fault()).isEqualTo(Formula.Fault.TOO_LONG));
    }
}
