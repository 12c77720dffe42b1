package coppice.server.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A statement is read by its length before its figures are.
class BankStatementTest {
    private static List<BankStatement.Row> read(String amount, String day) {
        String file = """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Ntry>
                <Amt Ccy="EUR">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt>%s</BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>a</EndToEndId></Refs>
                <Amt Ccy="EUR">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
                """.formatted(amount, day, amount);
        return BankStatement.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static void isRefused(String amount, String day) {
        assertThatThrownBy(() -> read(amount, day))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(DistributionRefusal.NotAStatement.class));
    }

    @Test
    void amountsOfTheStandardAreRead() {
        assertThat(read("123456789012345678", "<Dt>2026-07-07</Dt>").getFirst().amount())
                .isEqualByComparingTo("123456789012345678");
        assertThat(read("12.34567", "<DtTm>2026-07-07T10:00:00Z</DtTm>")
                        .getFirst()
                        .on())
                .isEqualTo("2026-07-07");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e20000000", "1E9", "-5", "+5", "1,50", "", "NaN", "0x10", "1.123456", "1234567890123456789"})
    void noOtherAmountIs(String amount) {
        isRefused(amount, "<Dt>2026-07-07</Dt>");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_999, 2_001, 1_000_000})
    void aMillionDigitsAreNoAmount(int digits) {
        isRefused("1".repeat(digits), "<Dt>2026-07-07</Dt>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Dt>never</Dt>",
                "<Dt></Dt>",
                "<DtTm>2026</DtTm>",
                "<DtTm></DtTm>",
                "<Dt>2026-13-01</Dt>",
                "<Dt>2026-02-30</Dt>"
            })
    void aDayThatIsNoneIsRefused(String day) {
        isRefused("1.00", day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "not xml",
                "<Document/>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">&x;"
                        + "</Document>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"></Document>"
            })
    void whatIsNoStatementIsRefused(String text) {
        assertThatThrownBy(() -> BankStatement.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refused.class);
    }
}
