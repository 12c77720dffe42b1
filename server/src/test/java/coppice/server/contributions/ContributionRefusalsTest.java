package coppice.server.contributions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Refusing;
import coppice.server.charter.Charter;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot be said about contributions.
class ContributionRefusalsTest extends Refusing {
    private final ContributionRules rules = charterNow().chapter(ContributionRules.class);
    private final String type = rules.types().getFirst().code();

    private String told(String type, String quantity, String day, String more) {
        return "{'type':'%s','quantity':'%s','doneOn':'%s'%s}".formatted(type, quantity, day, more);
    }

    private String one(String quantity) {
        return told(type, quantity, today().toString(), "");
    }

    private List<String> kept() {
        return house.room(Contributions.class).list(commons.id(), Contributions.Filter.all()).stream()
                .map(one -> one.id().toString())
                .toList();
    }

    @Test
    void whatIsGivenHasATypeAnAmountAndADay() {
        assertThat(refused("Ana", "/contributions", told("no-such-type", "1", today().toString(), "")))
                .isEqualTo("no-such-type");
        assertThat(refused("Ana", "/contributions", one("0"))).isEqualTo("nothing-given");
        assertThat(refused(
                        "Ana",
                        "/contributions",
                        told(type, "1", today().plusDays(3).toString(), "")))
                .isEqualTo("in-the-future");
        assertThat(kept()).isEmpty();
    }

    @Test
    void onlyOnesOwnIsCorrectedAndOnlyOnce() {
        String id = made("Ana", "/contributions", one("1"));
        String corrected = told(type, "2", today().toString(), ",'corrects':'" + id + "'");
        assertThat(refused("Ben", "/contributions", corrected)).isEqualTo("not-yours");
        assertThat(refused("Ana", "/contributions", corrected)).isEmpty();
        assertThat(refused("Ana", "/contributions", corrected)).isEqualTo("contribution-replaced");
        assertThat(kept()).hasSize(2);
    }

    @Test
    void nobodyIsTheirOwnPeer() {
        String id = made("Ana", "/contributions", one("1"));
        assertThat(refused("Ana", "/contributions/" + id + "/verdicts", "{'word':'RECOGNISED'}"))
                .isEqualTo("own-contribution");
    }

    @Test
    void aHistoryIsReadWholeOrNotAtAll() {
        var rows = "contribution,date,contributor,lines_added,lines_removed\\na1,2026-09-01,willow,1,1\\n";
        String body = "{'source':'git','type':'" + type + "','commits':'%s','areas':''}";
        assertThat(refused("Ana", "/contributions/histories", body.formatted(rows + "a2,some day,willow,1,1\\n")))
                .isEqualTo("bad-item");
        assertThat(kept()).isEmpty();
        assertThat(refused("Ana", "/contributions/histories", body.formatted(rows)))
                .isEmpty();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aHistoryThatIsSomebodysIsNotClaimedAgain() {
        aHistoryIsReadWholeOrNotAtAll();
        var contributions = house.room(Contributions.class);
        var history = contributions.authors(commons.id()).getFirst().party().id();
        contributions.claimHistory(members.get(1), history);
        contributions.confirmHistory(ana, history, party(1));
        assertThat(refusal(() -> contributions.claimHistory(members.get(2), history)))
                .isInstanceOf(ContributionRefusal.HistoryTaken.class);
    }

    @Test
    void typesDifferAndAreFew() {
        var first = rules.types().getFirst();
        assertThat(refusal(() -> amend(with(List.of(first, first))))).isInstanceOf(ContributionRefusal.TypeTwice.class);
        assertThat(refusal(() -> amend(with(Collections.nCopies(Charter.MOST + 1, first))))
                        .code())
                .isEqualTo("charter-too-long");
    }

    private Charter with(List<ContributionType> types) {
        return charterNow().with(new ContributionRules(types, rules.peers(), rules.evidenceCounts()));
    }
}
