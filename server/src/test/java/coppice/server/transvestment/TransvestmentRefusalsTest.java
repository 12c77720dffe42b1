package coppice.server.transvestment;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import coppice.server.transvestment.Instrument.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What cannot be offered, and what stays.
class TransvestmentRefusalsTest extends Refusing {
    private String offered(String multiple, String rate, int days) {
        return refused("Ana", "/transvestment/campaigns", """
                        {'title':'A roof','purpose':'Dry','kind':'LOAN','target':'100.00','deadline':'%s',
                        'multiple':'%s','rate':'%s','rank':'1'}""".formatted(today().plusDays(days), multiple, rate));
    }

    @Test
    void aCampaignMakesSense() {
        assertThat(offered("0.9", "10", 20)).isEqualTo("cap-below-principal");
        assertThat(offered("101", "10", 20)).isEqualTo("bad-multiple");
        assertThat(offered("2", "0", 20)).isEqualTo("bad-rate");
        assertThat(offered("2", "10", -2)).isEqualTo("deadline-passed");
        assertThat(campaigns.campaigns(commons)).isEmpty();
    }

    @Test
    void nobodyCommitsAfterTheDeadline() {
        var campaign = campaign(terms(Kind.LOAN, 10_000, "2", "10", false, 1));
        String path = "/transvestment/campaigns/" + campaign + "/commitments";
        assertThat(house.later(Duration.ofDays(25), () -> refused("Ben", path, "{'amount':'1.00'}")))
                .isEqualTo("campaign-over");
        assertThat(refused("Ben", path, "{'amount':'1.00'}")).isEqualTo("campaign-over");
        assertThat(instruments.instruments(commons.id())).isEmpty();
    }

    @Test
    void whatPaidAnInstrumentInIsNotTakenBack() {
        active(Kind.LOAN, 5_000, "2", "10", 1);
        for (var entry : ledger.entries(commons.id(), coppice.server.ledger.EntryFilter.all()))
            assertThat(refused("Ana", "/ledger/entries/" + entry.id() + "/reversal", "{'reason':'By mistake'}"))
                    .isEqualTo("entry-of-instrument");
    }
}
